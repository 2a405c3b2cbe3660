/** Annotations on a function's head: on its definition and on all its prototypes, so that none contradicts another. */
import { declarationsOf, placeIn } from "../model/contracts/declarations.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { lineEnd } from "./lines.ts";

/** @param annotations each gets a line of its own before the head */
export function annotateHead(
  annotations: readonly string[],
  fn: FunctionModel,
  file: FileModel,
  unit: UnitModel,
): Fix | undefined {
  const { prototypes, roles } = declarationsOf(fn, unit);
  // A role's own annotations say what such a function does; one in a class or behind other words is left to its author.
  if (roles.length > 0 || fn.scope !== undefined) {
    return undefined;
  }
  const eol = lineEnd(file);
  const text = annotations.map((annotation) => `${annotation}${eol}`).join("");
  const edits: FixEdit[] = [];
  for (const { file: path, anchor, decl } of [
    { file: fn.file, anchor: fn.anchor, decl: fn.definition },
    ...prototypes,
  ]) {
    const start = anchor.start + decl.start;
    const source = unit.file(path)?.text ?? "";
    const isOwnLine = start === 0 || source[start - 1] === "\n";
    if (!isOwnLine) {
      return undefined;
    }
    edits.push({ at: placeIn({ file: path, anchor }, { start: decl.start, end: decl.start }), text });
  }
  return { title: `Annotate ${fn.name} with ${annotations.join(" ")}`, edits };
}
