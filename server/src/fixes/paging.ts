/** PAGED_CODE where a function lacks it. */
import type { FunctionModel } from "../model/function.ts";
import type { Language } from "../syntax/tokens.ts";
import type { FixEdit } from "./fix.ts";
import { indentStep } from "./lines.ts";

/**
 * Makes a statement the first of a function: in C behind the declarations that the body begins with, as C89 wants it, in
 * C++ at its very beginning.
 * @param statement with its semicolon
 * @returns undefined where the place hangs on an `#if` inside the function
 */
export function insertFirst(statement: string, fn: FunctionModel, language: Language): FixEdit | undefined {
  const { body } = fn.definition;
  const first = body.statements.findIndex(({ kind }) => kind !== "decl");
  const leading = language === "cpp" ? 0 : first < 0 ? body.statements.length : first;
  const before = body.statements[leading - 1];
  const next = body.statements[leading];
  const start = before?.end ?? body.start + 1;
  if (conditionsOpened(fn.text({ start: body.start, end: start })) === 0) {
    return insertion(statement, start, before !== undefined, fn);
  }
  // The declarations end within an `#if`: behind its `#endif` then.
  const between = next === undefined ? "" : fn.text({ start: body.start, end: next.start });
  const indentation = /\n([ \t]*)$/.exec(between)?.[1];
  if (next === undefined || indentation === undefined || conditionsOpened(between) !== 0) {
    return undefined;
  }
  const text = `${statement}${between.endsWith(`\r\n${indentation}`) ? "\r\n" : "\n"}${indentation}`;
  return { at: fn.place({ start: next.start, end: next.start }), text };
}

function insertion(statement: string, start: number, behindDeclaration: boolean, fn: FunctionModel): FixEdit {
  const { body } = fn.definition;
  const rest = fn.text({ start, end: body.end });
  const restOfLine = /^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)?(?=(\r?\n))/.exec(rest);
  if (restOfLine === null) {
    // `{ return Start(Device); }`
    return { at: fn.place({ start, end: start }), text: ` ${statement}` };
  }
  const eol = restOfLine[1] ?? "\n";
  const at = start + restOfLine[0].length;
  const behind = rest.slice(restOfLine[0].length);
  const indentation = indentationIn(
    fn.text({ start: body.start, end: body.end }),
    behindDeclaration,
    start - body.start,
  );
  const isLast = /^\s*\}$/.test(behind);
  const blankBefore = behindDeclaration ? eol : "";
  const blankAfter = isLast || /^\r?\n[ \t]*\r?\n/.test(behind) ? "" : eol;
  return { at: fn.place({ start: at, end: at }), text: `${blankBefore}${eol}${indentation}${statement}${blankAfter}` };
}

/** The indentation of a body's statements: of the declaration before, of the line behind, or one step from the brace. */
function indentationIn(body: string, behindDeclaration: boolean, offset: number): string {
  if (behindDeclaration) {
    const line = body.slice(body.lastIndexOf("\n", offset - 1) + 1, offset);
    return /^[ \t]*/.exec(line)?.[0] ?? "";
  }
  const next = /\n([ \t]+)[^\s#}]/.exec(body)?.[1];
  const closing = /\n([ \t]*)\}$/.exec(body)?.[1] ?? "";
  return next ?? closing + indentStep(closing);
}

/** How many `#if`s of a text its `#endif`s leave open. */
function conditionsOpened(text: string): number {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return count(/^[ \t]*#[ \t]*if/gm) - count(/^[ \t]*#[ \t]*endif/gm);
}
