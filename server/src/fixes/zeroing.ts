/** The zeroing of a whole block right behind its allocation, which an allocator that zeroes makes superfluous. */
import { isWdkName } from "../analysis/pool/environment.ts";
import { type PoolCall, poolArgument } from "../analysis/pool/pool-call.ts";
import type { CallExpr, Expr, IfStmt, Node, Stmt } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import type { FixEnvironment } from "./environment.ts";
import { plainText, type Receiver } from "./receiver.ts";

export interface Zeroing {
  /** The function that zeroes, as called. */
  readonly name: string;
  /** What to take out: the call, or an `if` that holds nothing else. */
  readonly statement: Stmt;
}

/** Parameters of the functions that fill memory: which is the memory, its size, and the byte; 0 where there is none. */
const fillers: ReadonlyMap<string, readonly [memory: number, size: number, fill: number | undefined]> = new Map([
  ["RtlZeroMemory", [0, 1, undefined]],
  ["RtlSecureZeroMemory", [0, 1, undefined]],
  ["ZeroMemory", [0, 1, undefined]],
  ["NdisZeroMemory", [0, 1, undefined]],
  ["RtlFillMemory", [0, 1, 2]],
  ["memset", [0, 2, 1]],
]);

/**
 * The first thing that is done to the memory of `call`, where that is zeroing all of it on the way on which the allocation
 * has not failed. Between the two may stand checks for NULL that leave, and statements that cannot reach the memory.
 */
export function zeroingOf(call: PoolCall, receiver: Receiver | undefined, env: FixEnvironment): Zeroing | undefined {
  const size = poolArgument(call, call.api.sizeParameter);
  if (receiver === undefined || size === undefined || hasEffects(size)) {
    return undefined;
  }
  const search: Search = { call, receiver, size, env };
  const { statement } = receiver;
  const block = call.fn.parentOf(statement);
  if (block?.kind !== "block" || !["expr", "decl", "if"].includes(statement.kind) || isCopied(receiver)) {
    return undefined;
  }
  const condition = statement.kind === "if" ? statement : undefined;
  // `if ((p = Allocate()) == NULL) return;`
  if (condition !== undefined && !(nullness(condition.condition as Expr, search) === "null" && leaves(condition))) {
    return undefined;
  }
  const found = searchIn(block.statements.slice(block.statements.indexOf(statement) + 1), search);
  // A directive in between: another build may not zero.
  const between = found === undefined ? "" : call.fn.text({ start: call.site.expr.end, end: found.statement.end });
  return /^[ \t]*#/m.test(between) ? undefined : found;
}

/** Whether the statement gives the memory to another name too, by which it may be written before it is zeroed. */
function isCopied({ statement, name }: Receiver): boolean {
  const expr = statement.kind === "expr" ? statement.expr : statement.kind === "if" ? statement.condition : undefined;
  let mentions = 0;
  let assignments = 0;
  walk(expr ?? statement, (node) => {
    mentions += Number((node.kind === "name" || node.kind === "member") && node.name === name);
    assignments += Number(node.kind === "assign");
    return undefined;
  });
  return statement.kind === "decl" ? mentions + assignments > 0 : mentions > 1 || assignments > 1;
}

interface Search {
  readonly call: PoolCall;
  readonly receiver: Receiver;
  readonly size: Expr;
  readonly env: FixEnvironment;
}

const maximumStatements = 12;

function searchIn(statements: readonly Stmt[], search: Search): Zeroing | undefined {
  for (const statement of statements.slice(0, maximumStatements)) {
    const name = zeroes(statement, search);
    if (name !== undefined) {
      return { name, statement };
    }
    if (statement.kind === "if" && statement.init === undefined) {
      const checked = nullness(statement.condition as Expr, search);
      if (checked === "null" && leaves(statement)) {
        continue;
      }
      return checked === "allocated" ? inside(statement, search) : undefined;
    }
    if (!passesBy(statement, search)) {
      return undefined;
    }
  }
  return undefined;
}

/** In the branch where the memory is there; the whole `if` goes where it holds nothing else. */
function inside(statement: IfStmt, search: Search): Zeroing | undefined {
  const { whenTrue } = statement;
  const inner = whenTrue.kind === "block" ? whenTrue.statements : [whenTrue];
  const found = searchIn(inner, search);
  if (found === undefined) {
    return undefined;
  }
  if (inner.length === 1 && found.statement === inner[0]) {
    return statement.whenFalse === undefined ? { name: found.name, statement } : undefined;
  }
  return found;
}

/** The name of the function by which a statement zeroes the whole block. */
function zeroes(statement: Stmt, search: Search): string | undefined {
  let expr = statement.kind === "expr" ? statement.expr : undefined;
  while (expr?.kind === "cast") {
    expr = expr.operand;
  }
  const filler = expr?.kind === "call" && expr.callee.kind === "name" ? fillers.get(expr.callee.name) : undefined;
  if (expr?.kind !== "call" || expr.callee.kind !== "name" || filler === undefined) {
    return undefined;
  }
  const { call, env } = search;
  const { name } = expr.callee;
  return isWdkName(name, call.fn, env) && zeroesAll(expr, filler, search) ? name : undefined;
}

function zeroesAll(
  { args }: CallExpr,
  [memory, size, fill]: readonly [number, number, number | undefined],
  search: Search,
): boolean {
  const { call, env, receiver } = search;
  const filled = fill === undefined ? undefined : args[fill];
  const length = args[size];
  return (
    textOf(args[memory], search) === receiver.text &&
    length !== undefined &&
    (fill === undefined || (filled !== undefined && env.integer(filled, call.fn) === 0)) &&
    isSameSize(length, search)
  );
}

function isSameSize(length: Expr, search: Search): boolean {
  const { call, size, env, receiver } = search;
  const written = textOf(length, search);
  const wanted = textOf(size, search);
  const value = env.integer(size, call.fn);
  if (written === wanted || (value !== undefined && value === env.integer(length, call.fn))) {
    return true;
  }
  // sizeof(*p), and the block is as long as what p points to.
  const pointee = /^sizeof\(?(\w+)\)?$/.exec(wanted ?? "")?.[1];
  const base = receiver.type?.base;
  return (
    pointee !== undefined &&
    (written === `sizeof(*${receiver.text})` || written === `sizeof*${receiver.text}`) &&
    (base === `P${pointee}` || (base === pointee && receiver.type?.pointers === 1))
  );
}

function textOf(expr: Expr | undefined, search: Search): string | undefined {
  if (expr === undefined) {
    return undefined;
  }
  return expr.kind === "cast" ? textOf(expr.operand, search) : plainText(search.call.fn.text(expr));
}

/** What a condition being true says of the pointer; undefined where it says nothing of it, or something else too. */
function nullness(condition: Expr, search: Search): "null" | "allocated" | undefined {
  switch (condition.kind) {
    case "unary": {
      const inner = condition.op === "!" ? nullness(condition.operand, search) : undefined;
      return inner === "null" ? "allocated" : inner === "allocated" ? "null" : undefined;
    }
    case "binary": {
      const { op, left, right } = condition;
      const other = isPointer(left, search) ? right : isPointer(right, search) ? left : undefined;
      const isNull =
        other !== undefined &&
        ((other.kind === "name" && (other.name === "NULL" || other.name === "nullptr")) || isZero(other));
      return !isNull ? undefined : op === "==" ? "null" : op === "!=" ? "allocated" : undefined;
    }
    default:
      return isPointer(condition, search) ? "allocated" : undefined;
  }
}

const isZero = (expr: Expr): boolean =>
  expr.kind === "cast" ? isZero(expr.operand) : expr.kind === "number" && expr.value === 0;

/** The pointer, or the assignment that gives it its value. */
function isPointer(expr: Expr, search: Search): boolean {
  if (expr.kind === "assign") {
    return expr.op === "=" && textOf(expr.left, search) === search.receiver.text;
  }
  return (expr.kind === "name" || expr.kind === "member") && textOf(expr, search) === search.receiver.text;
}

/** Whether nothing comes behind the statement when its condition holds. */
function leaves({ whenTrue, whenFalse }: IfStmt): boolean {
  const last = whenTrue.kind === "block" ? whenTrue.statements.at(-1) : whenTrue;
  return (
    whenFalse === undefined &&
    last !== undefined &&
    ["return", "goto", "break", "continue", "leave"].includes(last.kind)
  );
}

/** Whether a statement can neither reach the memory nor change where it is kept or how long the zeroing is. */
function passesBy(statement: Stmt, { receiver, size, call }: Search): boolean {
  if (statement.kind !== "expr" && statement.kind !== "decl" && statement.kind !== "empty") {
    return false;
  }
  const sizeNames = new Set<string>();
  walk(size, (node) => {
    if (node.kind === "name" || node.kind === "member") {
      sizeNames.add(node.name);
    }
    return undefined;
  });
  // `context` of `context->Buffer`: with another value it leads to other memory.
  const way = new Set(receiver.text.match(/[A-Za-z_]\w*/g));
  let passes = true;
  walk(statement.kind === "expr" ? statement.expr : statement.kind === "decl" ? statement.decl : statement, (node) => {
    if (node.kind === "call") {
      // What is reachable from elsewhere may be written elsewhere, and so may a size that is no local.
      passes &&=
        receiver.isLocal &&
        [...sizeNames].every(
          (name) => call.fn.locals.has(name) || call.fn.parameterNames.has(name) || isConstantName(name),
        );
    }
    if (node.kind === "name" || node.kind === "member") {
      passes &&=
        node.name !== receiver.name && !((sizeNames.has(node.name) || way.has(node.name)) && isWritten(node, call));
    }
    return passes ? undefined : "skip";
  });
  return passes;
}

const isConstantName = (name: string): boolean => /^[A-Z][A-Z0-9_]*$/.test(name);

function isWritten(node: Node, { fn }: PoolCall): boolean {
  const parent = fn.parentOf(node);
  return (
    (parent?.kind === "assign" && parent.left === node) ||
    parent?.kind === "postfix" ||
    (parent?.kind === "unary" && ["&", "++", "--"].includes(parent.op))
  );
}

function hasEffects(expr: Expr): boolean {
  let effects = false;
  walk(expr, (node) => {
    effects ||=
      node.kind === "call" ||
      node.kind === "assign" ||
      node.kind === "postfix" ||
      (node.kind === "unary" && (node.op === "++" || node.op === "--"));
    return undefined;
  });
  return effects;
}
