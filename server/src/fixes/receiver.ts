/** What a call's result is stored to, and whether code runs from it. */
import type { PoolCall } from "../analysis/pool/pool-call.ts";
import type { Expr, NameExpr, Node, Stmt, TypeName } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import type { FixEnvironment } from "./environment.ts";

/** A local, a global or a member that gets the result. */
export interface Receiver {
  /** As written, without comments and blanks: `p`, `context->Buffer`. */
  readonly text: string;
  /** The last name in it. */
  readonly name: string;
  /** Whether it is a local variable whose address nobody takes: nothing reaches it without its name. */
  readonly isLocal: boolean;
  /** What the declaration says of it, where it is a variable of the function. */
  readonly type: TypeName | undefined;
  /** The statement in which it gets its value. */
  readonly statement: Stmt;
}

/** What the call is stored to, through casts and parentheses; undefined where its result goes elsewhere. */
export function receiverOf({ site, fn }: PoolCall): Receiver | undefined {
  let value: Node = site.expr;
  let parent = fn.parentOf(value);
  while (parent?.kind === "cast") {
    value = parent;
    parent = fn.parentOf(value);
  }
  if (parent?.kind === "variable" && parent.init === value) {
    const statement = statementOf(parent, fn);
    const isLocal = !isAliased(parent.name, fn);
    return statement && { text: parent.name, name: parent.name, isLocal, type: parent.type, statement };
  }
  if (parent?.kind !== "assign" || parent.op !== "=" || parent.right !== value) {
    return undefined;
  }
  const { left } = parent;
  const statement = statementOf(parent, fn);
  if ((left.kind !== "name" && left.kind !== "member") || statement === undefined) {
    return undefined;
  }
  const locals = left.kind === "name" ? fn.locals.get(left.name) : undefined;
  return {
    text: plainText(fn.text(left)),
    name: left.name,
    isLocal:
      locals !== undefined && !locals.some(({ storage }) => storage.includes("static")) && !isAliased(left.name, fn),
    type: locals?.length === 1 ? locals[0]?.type : undefined,
    statement,
  };
}

/** Whether a variable has its address taken, or a reference made to it. */
function isAliased(name: string, fn: PoolCall["fn"]): boolean {
  return fn.uses
    .filter((use) => use.name === name)
    .some((use) => {
      const parent = fn.parentOf(use as NameExpr);
      return (
        (parent?.kind === "unary" && parent.op === "&") ||
        (parent?.kind === "variable" && parent.type.text.endsWith("&"))
      );
    });
}

/** The innermost statement that a node stands in. */
function statementOf(node: Node, fn: PoolCall["fn"]): Stmt | undefined {
  let at: Node | undefined = node;
  for (let parent = fn.parentOf(at); parent !== undefined; parent = fn.parentOf(at)) {
    if (parent.kind === "block" || parent.kind === "case" || parent.kind === "function") {
      return parent.kind === "function" ? undefined : (at as Stmt);
    }
    if (isControl(parent) && at !== parentCondition(parent)) {
      return at as Stmt;
    }
    at = parent;
  }
  return undefined;
}

const isControl = (node: Node): boolean =>
  ["if", "while", "do", "for", "range-for", "switch", "label"].includes(node.kind);

const parentCondition = (node: Node): Node | undefined => ("condition" in node ? node.condition : undefined);

/** Text without comments and blanks, by which two spellings of one expression are compared. */
export function plainText(text: string): string {
  const plain = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|\s+/g, "");
  return plain.startsWith("(") && plain.endsWith(")") && isWrapped(plain) ? plainText(plain.slice(1, -1)) : plain;
}

function isWrapped(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length - 1; index++) {
    depth += text[index] === "(" ? 1 : text[index] === ")" ? -1 : 0;
    if (depth === 0) {
      return false;
    }
  }
  return true;
}

/**
 * Whether the function calls what it stores the memory to, or makes a function pointer of it: then the memory has to
 * stay executable.
 */
export function holdsCode(call: PoolCall, receiver: Receiver | undefined, env: FixEnvironment): boolean {
  const { fn, site } = call;
  const parent = fn.parentOf(site.expr);
  if (parent?.kind === "cast" && isFunctionType(parent.type, env)) {
    return true;
  }
  if (receiver === undefined) {
    return false;
  }
  let found = receiver.type !== undefined && isFunctionType(receiver.type, env);
  const isIt = (expr: Expr): boolean =>
    expr.kind === "cast" || (expr.kind === "unary" && expr.op === "*")
      ? isIt(expr.operand)
      : (expr.kind === "name" || expr.kind === "member") && expr.name === receiver.name;
  walk(fn.definition, (node) => {
    found ||=
      (node.kind === "call" && isIt(node.callee)) ||
      (node.kind === "cast" && isIt(node.operand) && isFunctionType(node.type, env));
    return found ? "skip" : undefined;
  });
  return found;
}

/**
 * Whether something speaks of code: the name of the memory or of the function, PAGE_EXECUTE in its body, or POOL_NX_OPTOUT,
 * by which the driver keeps its pool executable. Then a person has to say whether the memory is for data.
 */
export function mayHoldCode({ fn }: PoolCall, receiver: Receiver | undefined, env: FixEnvironment): boolean {
  return (
    env.defined("POOL_NX_OPTOUT") ||
    [receiver?.name ?? "", fn.name].some((name) => wordsForCode.test(name)) ||
    fn.uses.some(({ name }) => name.startsWith("PAGE_EXECUTE"))
  );
}

const wordsForCode = /^_?p?code|opcode|shellcode|stub|thunk|trampoline|hook|detour|(?<!dis)patch|inject|executable/i;

function isFunctionType(type: TypeName, { unit }: FixEnvironment): boolean {
  return (
    /\(\s*\w*\s*\*/.test(type.text) ||
    unit.typedefs(type.base).some(({ decl }) => decl.functionParameters !== undefined)
  );
}
