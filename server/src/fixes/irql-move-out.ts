/** Makes a call before a lock is taken or after it is released, where the code between shows that it makes no difference. */
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CallExpr, Expr, ExprStmt, Stmt, VariableDecl } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { isMacroBody, resultUse } from "./calls/result-use.ts";
import type { Fix } from "./fix.ts";
import { indentationAt, lineEnd } from "./lines.ts";
import { removeStatement } from "./remove-statement.ts";

export interface MoveQuestions {
  /** What a call does to a lock. */
  lockAction(call: CallExpr): "acquire" | "release" | undefined;
  /** Whether the unit has a variable, constant or function of that name: others are the kit's constants. */
  declares(name: string): boolean;
}

/**
 * Moves the statement of a call in front of the acquisition right before it, or behind the release right after it, in the
 * same block. Only values of the function's own are handed to the call, no pointers to what the lock may guard, and
 * the lock's call has nothing to do with them. Undefined where it is not as simple as that.
 */
export function moveOut(call: CallExpr, fn: FunctionModel, ask: MoveQuestions, file: FileModel): Fix | undefined {
  const { statement } = resultUse(call, fn);
  const block = statement && fn.parentOf(statement.node);
  if (statement === undefined || block?.kind !== "block" || fn.file !== file.path || isMacroBody(fn)) {
    return undefined;
  }
  const index = block.statements.indexOf(statement.node);
  const [before, after] = [block.statements[index - 1], block.statements[index + 1]];
  if (!isOfOwnValues(statement.node, call, fn, ask)) {
    return undefined;
  }
  if (isLockStatement(before, "acquire", ask) && areApart(statement.node, before)) {
    return move(statement.node, before, "before", fn, file);
  }
  return isLockStatement(after, "release", ask) && areApart(statement.node, after)
    ? move(statement.node, after, "after", fn, file)
    : undefined;
}

type LockStatement = ExprStmt & { readonly expr: CallExpr };

const isLockStatement = (
  statement: Stmt | undefined,
  action: "acquire" | "release",
  ask: MoveQuestions,
): statement is LockStatement =>
  statement?.kind === "expr" && statement.expr.kind === "call" && ask.lockAction(statement.expr) === action;

/** Whether the call is handed plain values alone, and its result goes to a local. */
function isOfOwnValues({ expr }: ExprStmt, call: CallExpr, fn: FunctionModel, ask: MoveQuestions): boolean {
  const target = expr.kind === "assign" ? expr.left : undefined;
  const isSimpleTarget = target === undefined ? true : target.kind === "name" && fn.locals.has(target.name);
  return call.callee.kind === "name" && isSimpleTarget && call.args.every((arg) => isOwnValue(arg, fn, ask));
}

function isOwnValue(arg: Expr, fn: FunctionModel, ask: MoveQuestions): boolean {
  switch (arg.kind) {
    case "number":
    case "char":
      return true;
    case "cast":
      return isOwnValue(arg.operand, fn, ask);
    case "name": {
      const types = typesOf(arg.name, fn);
      return types.length === 0 ? !ask.declares(arg.name) : types.every(isPlain);
    }
    case "unary": {
      // A variable on the stack that is no structure with pointers of its own.
      const { operand } = arg;
      return arg.op === "&" && operand.kind === "name" && fn.locals.get(operand.name)?.every(isPlainVariable) === true;
    }
    default:
      return false;
  }
}

function typesOf(name: string, fn: FunctionModel): readonly Pick<VariableDecl, "type">[] {
  const parameter = fn.definition.parameters.filter((each) => each.name === name);
  return [...(fn.locals.get(name) ?? []), ...parameter];
}

/** A number, a status or a handle: not a pointer to something that the lock may guard. */
const isPlain = ({ type: { base, pointers } }: Pick<VariableDecl, "type">): boolean =>
  pointers === 0 && plainTypes.has(base);

const isPlainVariable = (variable: VariableDecl): boolean => isPlain(variable) && !variable.storage.includes("static");

const plainTypes: ReadonlySet<string> = new Set([
  "HANDLE",
  "NTSTATUS",
  "BOOLEAN",
  "CHAR",
  "UCHAR",
  "SHORT",
  "USHORT",
  "INT",
  "UINT",
  "LONG",
  "ULONG",
  "LONGLONG",
  "ULONGLONG",
  "LARGE_INTEGER",
  "ULARGE_INTEGER",
  "SIZE_T",
  "ULONG_PTR",
  "int",
  "long",
  "unsigned",
  "bool",
]);

/** Whether two statements name no variable in common. */
function areApart(a: ExprStmt, b: ExprStmt): boolean {
  const names = namesIn(a);
  return [...namesIn(b)].every((name) => !names.has(name));
}

function namesIn(statement: ExprStmt): ReadonlySet<string> {
  const names = new Set<string>();
  walk(statement.expr, (node) => {
    if (node.kind === "name") {
      names.add(node.name);
    }
    return undefined;
  });
  return names;
}

function move(
  statement: ExprStmt,
  lock: LockStatement,
  where: "before" | "after",
  fn: FunctionModel,
  file: FileModel,
): Fix | undefined {
  const removal = removeStatement(statement, /(?!)/, fn, file);
  const at = fn.place(lock);
  const offset = at.anchor.start + at.start;
  const isFirst = file.text.slice(file.text.lastIndexOf("\n", offset - 1) + 1, offset).trim() === "";
  const isLast = /^[ \t]*(?:\r?\n|$)/.test(file.text.slice(at.anchor.start + at.end));
  if (removal === undefined || !isFirst || (where === "after" && !isLast)) {
    return undefined;
  }
  const text = fn.text(statement);
  const name = fn.text(lock.expr.callee);
  const edge = where === "before" ? at.start : at.end;
  const gap = `${lineEnd(file)}${indentationAt(at, file)}`;
  return {
    title: where === "before" ? `Make the call before ${name}` : `Make the call after ${name}`,
    edits: [
      removal,
      {
        at: { ...at, start: edge, end: edge },
        text: where === "before" ? `${text}${gap}` : `${gap}${text}`,
      },
    ],
  };
}
