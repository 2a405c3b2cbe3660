/** Edits inside a call: the callee, one argument, one argument more. Everything else keeps its comments and layout. */
import type { CallSite, FunctionModel } from "../model/function.ts";
import type { Expr } from "../syntax/ast.ts";
import type { FixEdit } from "./fix.ts";

/** A call in the function, or the body of the macro, that holds it. */
export interface CallToEdit {
  readonly site: CallSite;
  readonly fn: FunctionModel;
}

/**
 * Whether the call is one piece of text: no directive stands in it, and as written it begins with its callee and ends
 * with its parenthesis. A call in a branch that another build replaces is left to its author.
 */
export function isEditable({ site, fn }: CallToEdit): boolean {
  const text = fn.text(site.expr);
  return text.startsWith(fn.text(site.nameSpan)) && text.endsWith(")") && !/^[ \t]*#/m.test(text);
}

/** Calls another function; a leading `::` stays. */
export function renameCallee({ site, fn }: CallToEdit, name: string): FixEdit {
  const written = fn.text(site.nameSpan);
  return { at: fn.place(site.nameSpan), text: written.startsWith("::") ? `::${name}` : name };
}

/** Writes another expression in the place of an argument. */
export function replaceArgument({ fn }: CallToEdit, argument: Expr, text: string): FixEdit {
  return { at: fn.place(argument), text };
}

/**
 * Adds arguments behind the last one. Where each argument stands on a line of its own the new ones do too.
 * @returns undefined for a call without arguments
 */
export function appendArguments({ site, fn }: CallToEdit, texts: readonly string[]): FixEdit | undefined {
  const last = site.expr.args.at(-1);
  const before = site.expr.args.at(-2);
  if (last === undefined) {
    return undefined;
  }
  const between = before === undefined ? "" : fn.text({ start: before.end, end: last.start });
  // A comment between two arguments is not repeated; a line's backslash in a macro is.
  const ownLine = /^\s*,[ \t]*(?:\\[ \t]*)?(\r?\n)([ \t]*)$/.exec(between);
  const separator = ownLine === null ? ", " : between.trimStart();
  return { at: fn.place({ start: last.end, end: last.end }), text: texts.map((text) => separator + text).join("") };
}
