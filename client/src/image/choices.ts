/** What somebody chose for an image to be judged by, kept with the workspace: a Windows, a Module.symvers. */
import * as v from "valibot";
import type * as vscode from "vscode";

const choice = v.object({
  /** As `Surroundings.target`. */
  target: v.exactOptional(v.string()),
  /** The URI of a Module.symvers. */
  symvers: v.exactOptional(v.string()),
});
export type Choice = v.InferOutput<typeof choice>;

/** By the image's URI, in pairs: the last chosen last. */
const kept = v.array(v.tuple([v.string(), choice]));

const memoryKey = "driverlens.image.choices";
const mostKept = 200;

export interface Choices {
  of(image: string): Choice;
  /** Undefined takes a choice back. */
  set(image: string, change: { readonly target?: string | undefined; readonly symvers?: string | undefined }): void;
}

export function createChoices(memory: Pick<vscode.Memento, "get" | "update">): Choices {
  const read = (): v.InferOutput<typeof kept> => {
    const parsed = v.safeParse(kept, memory.get(memoryKey));
    return parsed.success ? parsed.output : [];
  };
  const of = (image: string): Choice => read().find(([uri]) => uri === image)?.[1] ?? {};
  return {
    of,
    set(image, change) {
      const { target, symvers } = { ...of(image), ...change };
      const next: Choice = {
        ...(target === undefined ? {} : { target }),
        ...(symvers === undefined ? {} : { symvers }),
      };
      const others = read().filter(([uri]) => uri !== image);
      const all = Object.keys(next).length === 0 ? others : [...others, [image, next] as const];
      void memory.update(memoryKey, all.slice(-mostKept));
    },
  };
}
