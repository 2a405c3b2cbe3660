/** Annotations on a function's head: on its definition and on all its prototypes, so that none contradicts another. */
import { declarationsOf, placeIn } from "../model/contracts/declarations.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { FunctionHead } from "../syntax/ast.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { lineEnd } from "./lines.ts";

/**
 * @param annotations in the names of the definition's parameters; each gets a line of its own before the head
 * @returns undefined where a declaration is not one to write before, or does not name a parameter that they speak of
 */
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
  // `_Use_decl_annotations_` on the definition: it has those of its prototype, and may have none of its own.
  const isSilent = prototypes.length > 0 && fn.annotations.some(({ name }) => name === "_Use_decl_annotations_");
  const own = { file: fn.file, anchor: fn.anchor, decl: fn.definition };
  const edits: FixEdit[] = [];
  for (const { file: path, anchor, decl } of isSilent ? prototypes : [own, ...prototypes]) {
    const start = anchor.start + decl.start;
    const source = unit.file(path)?.text ?? "";
    const indentation = source.slice(source.lastIndexOf("\n", start - 1) + 1, start);
    const texts = annotations.map((annotation) => inNamesOf(decl, annotation, fn.definition));
    if (/\S/.test(indentation) || texts.includes(undefined)) {
      return undefined;
    }
    const text = texts.map((annotation) => `${annotation}${eol}${indentation}`).join("");
    edits.push({ at: placeIn({ file: path, anchor }, { start: decl.start, end: decl.start }), text });
  }
  return { title: `Annotate ${fn.name} with ${annotations.join(" ")}`, edits, byName: true };
}

/** An annotation of a definition as a declaration has to say it, which may name the parameters otherwise or not at all. */
function inNamesOf(decl: FunctionHead, annotation: string, definition: FunctionHead): string | undefined {
  let isNamed = true;
  const text = annotation.replace(/(?<![\w.]|->)[A-Za-z_]\w*/g, (word) => {
    const index = definition.parameters.findIndex(({ name }) => name === word);
    const name = index < 0 ? word : decl.parameters[index]?.name;
    isNamed &&= name !== undefined;
    return name ?? word;
  });
  return isNamed ? text : undefined;
}
