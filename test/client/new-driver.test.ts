/** New Driver Project without its windows: questions back and forth, texts, GUIDs, and what is loaded before it is asked for. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { randomGuid } from "../../client/src/new/guid.ts";
import {
  failedText,
  filesText,
  madeText,
  overwriteQuestion,
  previewText,
  promptOf,
} from "../../client/src/new/texts.ts";
import { type Move, type Position, type Step, walk } from "../../client/src/questions/walk.ts";
import { templateGroups } from "../../server/src/scaffolds/groups.ts";
import type { Template } from "../../server/src/scaffolds/template.ts";
import { sample } from "../scaffolds/core/sample.ts";

describe("questions", () => {
  /** Each question adds its name; what somebody does comes from the list. */
  const walked = async (moves: readonly ("next" | "back" | "end")[], stepsOf = (_: string) => ["a", "b", "c"]) => {
    const asked: string[] = [];
    const left = [...moves];
    const step = (name: string): Step<string> => ({
      async ask(state: string, { number, total }: Position): Promise<Move<string>> {
        asked.push(`${name} ${number}/${total} ${state}`);
        const to = left.shift() ?? "end";
        return to === "end" ? undefined : { to, state: `${state}${name}` };
      },
    });
    const result = await walk("", (state) => stepsOf(state).map(step));
    return { asked, result };
  };

  test("are asked in their order", async () => {
    expect(await walked(["next", "next", "next"])).toEqual({ asked: ["a 1/3 ", "b 2/3 a", "c 3/3 ab"], result: "abc" });
  });

  test("can be gone back to, with what was answered since", async () => {
    const { asked, result } = await walked(["next", "next", "back", "back", "next", "next", "next"]);
    expect(asked).toEqual(["a 1/3 ", "b 2/3 a", "c 3/3 ab", "b 2/3 abc", "a 1/3 abcb", "b 2/3 abcba", "c 3/3 abcbab"]);
    expect(result).toBe("abcbabc");
  });

  test("end where somebody ends them, and nothing lies before the first", async () => {
    expect(await walked(["back", "next", "end"])).toEqual({
      asked: ["a 1/3 ", "a 1/3 a", "b 2/3 aa"],
      result: undefined,
    });
  });

  test("may be more or fewer after an answer", async () => {
    const stepsOf = (state: string) => (state.startsWith("aa") ? ["a", "b"] : ["a", "b", "c", "d"]);
    const { asked } = await walked(["next", "back", "next", "next"], stepsOf);
    expect(asked).toEqual(["a 1/4 ", "b 2/4 a", "a 1/4 ab", "b 2/4 aba", "c 3/4 abab"]);
    expect(
      (await walked(["next", "back", "next", "next"], (state) => (state.length > 2 ? ["a", "b"] : ["a", "b", "c"])))
        .result,
    ).toBe("abab");
  });
});

describe("texts", () => {
  test("say how many", () => {
    expect([filesText(1), filesText(12)]).toEqual(["1 file", "12 files"]);
    expect([previewText(12, 0), previewText(12, 1), previewText(12, 3)]).toEqual([
      "12 files",
      "12 files, 1 is there already",
      "12 files, 3 are there already",
    ]);
    expect([madeText("Echo", 12, 0), madeText("Echo", 11, 1), madeText("Echo", 1, 11)]).toEqual([
      "Created 12 files of Echo",
      "Created 11 files of Echo, kept 1 file as it was",
      "Created 1 file of Echo, kept 11 files as they were",
    ]);
    expect(madeText("Echo", 2, 0, "part")).toBe("Created 2 files of Echo; its project has to list them");
  });

  test("ask before something is overwritten, with names but not hundreds", () => {
    expect(overwriteQuestion(["Echo.c"], "drivers/Echo")).toEqual({
      message: "A file is there already in drivers/Echo.",
      detail: "Echo.c",
    });
    const many = Array.from({ length: 13 }, (_, index) => `${index}.c`);
    const { message, detail } = overwriteQuestion(many, "drivers");
    expect(message).toBe("13 files are there already in drivers.");
    expect(detail.split("\n").slice(-2)).toEqual(["9.c", "and 3 more"]);
  });

  test("say what could not be written, and what was", () => {
    expect(failedText("Echo.c", "no space left.", 0, 12)).toBe(
      "Echo.c could not be written: no space left. Nothing was written.",
    );
    expect(failedText("Echo.c", "no space left", 3, 12)).toBe(
      "Echo.c could not be written: no space left. 3 of 12 files were written before it.",
    );
  });

  test("prompt with the question", () => {
    expect(promptOf(sample.questions[1] as NonNullable<(typeof sample.questions)[1]>)).toBe("Where. Names a file");
  });
});

test("templates are listed by what they make", () => {
  const linux: Template = { ...sample, id: "module", platform: "linux" };
  const part: Template = { ...sample, id: "part", kind: "part" };
  expect(
    templateGroups([part, sample, linux]).map(({ title, templates }) => [title, ...templates.map(({ id }) => id)]),
  ).toEqual([
    ["Windows drivers", "sample"],
    ["Linux modules", "module"],
    ["Parts of a Windows driver", "part"],
  ]);
  expect(templateGroups([sample]).map(({ title }) => title)).toEqual(["Windows drivers"]);
});

test("GUIDs are random ones", () => {
  const guids = Array.from({ length: 200 }, randomGuid);
  expect(new Set(guids).size).toBe(200);
  for (const guid of guids) expect(guid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

test("nothing of it is loaded before it is asked for", () => {
  const source = readFileSync("client/src/extension.ts", "utf8");
  expect(source).not.toMatch(/^import .*(?:\.\/new\/|scaffolds)/m);
  expect(source).toContain('await import("./new/new-driver.ts")');
});
