/** Puts sqlite3_initialize behind the sqlite3_config calls that follow it right away. */
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CallExpr, Stmt } from "../syntax/ast.ts";
import type { Fix } from "./fix.ts";
import { indentationAt, lineEnd, removalOf } from "./lines.ts";

/**
 * Undefined where statements other than such calls stand between, where somebody looks at the result of the first, and
 * where either is no statement of its own line. The settings are taken then, which they were not: never preferred.
 * @param initialize the call that comes too early
 * @param config a call that comes too late
 */
export function initializeLater(
  initialize: CallExpr,
  config: CallExpr,
  fn: FunctionModel,
  file: FileModel,
): Fix | undefined {
  const first = statementOf(initialize, fn);
  const block = first && fn.parentOf(first);
  if (first === undefined || block?.kind !== "block" || fn.file !== file.path) {
    return undefined;
  }
  const { statements } = block;
  const from = statements.indexOf(first);
  let last: Stmt | undefined;
  let reaches = false;
  for (const statement of statements.slice(from + 1)) {
    const call = calledIn(statement);
    if (call?.callee.kind !== "name" || call.callee.name !== "sqlite3_config") {
      break;
    }
    last = statement;
    reaches ||= call === config;
  }
  if (last === undefined || !reaches) {
    return undefined;
  }
  const at = fn.place(first);
  const behind = fn.place(last);
  const end = behind.anchor.start + behind.end;
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?(?=\r?\n)/.exec(file.text.slice(end, end + 400));
  const removal = removalOf(at, file);
  if (rest === null || removal.at.end === at.end) {
    return undefined;
  }
  const offset = behind.end + rest[0].length;
  const text = `${lineEnd(file)}${indentationAt(at, file)}${fn.text(first)}`;
  return {
    title: "Call sqlite3_initialize after sqlite3_config",
    edits: [removal, { at: { ...behind, start: offset, end: offset }, text }],
  };
}

/** The statement that a call is all of; its result goes nowhere. */
function statementOf(call: CallExpr, fn: FunctionModel): Stmt | undefined {
  const parent = fn.parentOf(call);
  const statement = parent?.kind === "cast" ? fn.parentOf(parent) : parent;
  return statement?.kind === "expr" ? statement : undefined;
}

function calledIn(statement: Stmt): CallExpr | undefined {
  const expr = statement.kind === "expr" ? statement.expr : undefined;
  const inner = expr?.kind === "cast" ? expr.operand : expr;
  return inner?.kind === "call" ? inner : undefined;
}
