/** Where the IRQL lesson's steps lead to: every place that the walkthrough names is in the lesson. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { placeInLesson, placeOf } from "../../client/src/lesson/place.ts";

const root = join(import.meta.dirname, "../..");
const lesson = readFileSync(join(root, "examples/irql-lesson/lesson.c"), "utf8");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
};
const steps = manifest.contributes.walkthroughs.find(({ id }) => id === "irql")?.steps ?? [];

describe("the IRQL walkthrough", () => {
  it.each(steps.map((step) => [step.id, step] as const))("leads to a place of the lesson in step %s", (_, step) => {
    const link = /command:toSide:driverlens\.openLesson\?([^)]*)/.exec(step.description)?.[1];
    const place = placeOf(JSON.parse(decodeURIComponent(link ?? "")));
    const found = place && placeInLesson(lesson, place);
    expect(found).toBeDefined();
    expect(lesson.slice(found?.at).startsWith(place?.at ?? "")).toBe(true);
    expect(lesson.slice(found?.top)).toMatch(place?.function === "BeatResetWrong" ? /^VOID BeatResetWrong/ : /^\/\*/);
    // The step is ticked by what its button does.
    expect(step.completionEvents).toContain(`onContext:driverlens.lesson.${place?.function}`);
  });

  it("names no command of driverlens that there is not", () => {
    const commands = manifest.contributes.commands.map(({ command }) => command);
    for (const [, name] of steps.flatMap(({ description }) => [
      ...description.matchAll(/command:(?:toSide:)?(driverlens\.\w+)/g),
    ])) {
      expect(commands).toContain(name);
    }
  });
});

describe("a place in the lesson", () => {
  const text = "/* One. */\nVOID One(int a)\n{\n    call(a);\n}\n\nint Two(int a)\n{\n    return a;\n}\n";

  it("is the text in the function, or the function's name", () => {
    expect(placeInLesson(text, { function: "One", at: "call" })).toEqual({ at: text.indexOf("call"), top: 0 });
    expect(placeInLesson(text, { function: "Two" })).toEqual({ at: text.indexOf("Two"), top: text.indexOf("int Two") });
  });

  it("is the function's name where the text is gone, and nowhere where the function is", () => {
    expect(placeInLesson(text, { function: "One", at: "return" })).toEqual({ at: text.indexOf("One("), top: 0 });
    expect(placeInLesson(text, { function: "Three" })).toBeUndefined();
  });

  it("is told from other arguments of commands", () => {
    expect(placeOf({ function: "One", at: 3 })).toEqual({ function: "One" });
    expect(placeOf({ function: "One", at: "call", why: true })).toEqual({ function: "One", at: "call", why: true });
    expect(placeOf({ function: "One(" })).toBeUndefined();
    expect(placeOf("One")).toBeUndefined();
    expect(placeOf(undefined)).toBeUndefined();
  });
});
