/** Taking a statement out of a function so that no hole is left: its line, its comment, a blank line that would be doubled. */
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Stmt } from "../syntax/ast.ts";
import { isMacroBody } from "./calls/result-use.ts";
import type { FixEdit } from "./fix.ts";

/**
 * Removes a statement of a block.
 * @param about what a comment that goes with the statement speaks of; others stay
 * @returns undefined for the last statement of a macro that leaves its semicolon to the caller
 */
export function removeStatement(
  statement: Stmt,
  about: RegExp,
  fn: FunctionModel,
  file: FileModel,
): FixEdit | undefined {
  // In a macro's body places are in the directive, and offsets of the function are not of the file. Elsewhere the
  // function's own text has all that matters: what asks for no more is kept while others are edited.
  const at = fn.place(statement);
  const base = isMacroBody(fn) ? at.anchor.start : 0;
  const text = isMacroBody(fn) ? file.text : fn.text({ start: 0, end: fn.definition.end });
  const edit = (start: number, end: number): FixEdit => ({
    at: { ...at, start: start - base, end: end - base },
    text: "",
  });
  let start = base + at.start;
  let end = base + at.end;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  if (isMacroBody(fn)) {
    // What does not lie in the body has the place of the macro's name.
    if (at.start === fn.place(fn.definition.nameSpan).start) {
      return undefined;
    }
    // A line that another continues takes its backslash along; no line goes that ends the macro.
    const continued = /^[ \t]*\\\r?\n/.exec(text.slice(end));
    const isAlone = text.slice(lineStart, start).trim() === "" && lineStart > base && continued !== null;
    return isAlone ? edit(lineStart, end + continued[0].length) : edit(start - blanksBefore(text, start), end);
  }
  const behind = /^[ \t]*(?:\/\/[^\n]*|\/\*(?:(?!\*\/)[^\n])*\*\/[ \t]*)?(?:\r?\n|$)/.exec(text.slice(end));
  if (text.slice(lineStart, start).trim() !== "" || behind === null || behind[0].includes("\\\n")) {
    // Something else stands on its line: then only the statement and the blanks before it go.
    return edit(start - blanksBefore(text, start), end);
  }
  start = lineStart;
  end += behind[0].length;
  const comment = commentAbove(text, start);
  if (comment !== undefined && about.test(text.slice(comment, start))) {
    start = comment;
  }
  const blankBefore = /(?:^|\n)[ \t]*\r?\n$/.exec(text.slice(0, start).slice(-400));
  const blankAfter = /^[ \t]*\r?\n/.exec(text.slice(end));
  const closes = /^[ \t]*\}/.test(text.slice(end));
  if (blankBefore !== null && blankAfter !== null) {
    end += blankAfter[0].length;
  } else if (blankBefore !== null && closes) {
    start -= blankBefore[0].replace(/^\n/, "").length;
  } else if (blankAfter !== null && /\{[ \t]*\r?\n$/.test(text.slice(0, start).slice(-400))) {
    end += blankAfter[0].length;
  }
  return edit(start, end);
}

const blanksBefore = (text: string, end: number): number => {
  let start = end;
  while (text[start - 1] === " " || text[start - 1] === "\t") {
    start--;
  }
  return end - start;
};

/** Start of the line on which the comment begins that ends on the line before `lineStart`, where nothing but it stands there. */
function commentAbove(text: string, lineStart: number): number | undefined {
  let first: number | undefined;
  for (let end = lineStart; end > 0; ) {
    const start = text.lastIndexOf("\n", end - 2) + 1;
    const line = text.slice(start, end).trim();
    if (line.startsWith("//")) {
      first = start;
      end = start;
      continue;
    }
    if (first === undefined && line.endsWith("*/")) {
      const open = text.lastIndexOf("/*", start + text.slice(start, end).lastIndexOf("*/"));
      const openLine = text.lastIndexOf("\n", open) + 1;
      return open >= 0 && text.slice(openLine, open).trim() === "" ? openLine : undefined;
    }
    return first;
  }
  return first;
}
