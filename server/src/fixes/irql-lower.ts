/** Goes back to a saved level: in place of another call, or in front of a `return`. */
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CallExpr, ReturnStmt } from "../syntax/ast.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { indentationAt, indentStep, lineEnd } from "./lines.ts";

/** What lowers the level again. */
const lowering = (variable: string): string => `KeLowerIrql(${variable})`;

/** `KeLowerIrql(old)` in place of a call whose result nobody looks at; undefined for others. */
export function lowerTo(call: CallExpr, variable: string, fn: FunctionModel): Fix | undefined {
  return fn.parentOf(call)?.kind === "expr" && isSimple(variable)
    ? { title: `Go back to ${variable} with KeLowerIrql`, edits: [{ at: fn.place(call), text: lowering(variable) }] }
    : undefined;
}

/**
 * `KeLowerIrql(old);` in front of a `return`, or of the body's closing brace; undefined where other text of the line is
 * in the way.
 */
export function lowerBefore(
  leaving: ReturnStmt | undefined,
  variable: string,
  fn: FunctionModel,
  file: FileModel,
): Fix | undefined {
  const { end } = fn.definition.body;
  const at = fn.place(leaving ?? { start: end - 1, end });
  const offset = at.anchor.start + at.start;
  const isFirst = file.text.slice(file.text.lastIndexOf("\n", offset - 1) + 1, offset).trim() === "";
  const parent = leaving && fn.parentOf(leaving);
  if (!isFirst || !isSimple(variable) || fn.file !== file.path) {
    return undefined;
  }
  const eol = lineEnd(file);
  const indentation = indentationAt(at, file);
  const line = `${lowering(variable)};${eol}`;
  const edit = (): FixEdit => {
    if (leaving === undefined) {
      return { at: { ...at, end: at.start }, text: `${indentStep(indentation)}${line}${indentation}` };
    }
    if (parent === undefined || blockKinds.has(parent.kind)) {
      return { at: { ...at, end: at.start }, text: `${line}${indentation}` };
    }
    // A statement that stands alone behind its condition gets braces.
    const outer = indentationAt(fn.place(parent), file);
    return {
      at: { ...at, start: at.start - indentation.length },
      text: `${outer}{${eol}${indentation}${line}${indentation}${fn.text(leaving)}${eol}${outer}}`,
    };
  };
  return {
    title: `Lower the level to ${variable} before ${leaving === undefined ? "the end" : "the return"}`,
    edits: [edit()],
  };
}

const blockKinds: ReadonlySet<string> = new Set(["block", "case", "label"]);

/** A variable, a field, or what a parameter points to, as the code writes it. */
const isSimple = (variable: string): boolean => /^\*?[A-Za-z_]\w*(?:(?:->|\.)\w+)*$/.test(variable);
