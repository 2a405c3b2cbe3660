/** Goes back to a saved level: in place of another call, or in front of a `return`. */
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CallExpr, ReturnStmt } from "../syntax/ast.ts";
import type { Fix } from "./fix.ts";
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
 * `KeLowerIrql(old);` in front of a `return`, or of the body's closing brace; undefined where other text of the line or a
 * statement without braces is in the way.
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
  const parent = leaving && fn.parentOf(leaving)?.kind;
  if (!isFirst || !isSimple(variable) || (parent !== undefined && !blockKinds.has(parent))) {
    return undefined;
  }
  const indentation = indentationAt(at, file);
  const line = `${lowering(variable)};${lineEnd(file)}${indentation}`;
  return {
    title: `Lower the level to ${variable} before ${leaving === undefined ? "the end" : "the return"}`,
    edits: [
      {
        at: { ...at, end: at.start },
        text: leaving === undefined ? `${indentStep(indentation)}${line}` : line,
      },
    ],
  };
}

const blockKinds: ReadonlySet<string> = new Set(["block", "case", "label"]);

/** A variable, a field, or what a parameter points to, as the code writes it. */
const isSimple = (variable: string): boolean => /^\*?[A-Za-z_]\w*(?:(?:->|\.)\w+)*$/.test(variable);
