/**
 * Which allocations a pointer's memory may come from, where the source shows all of them: every value that the pointer
 * is ever given is an allocation or NULL. Order of execution does not matter then.
 */
import type { FunctionModel, NameUse } from "../../model/function.ts";
import type { Expr, MemberExpr, NameExpr, Node, VariableDecl } from "../../syntax/ast.ts";
import type { PoolEnvironment } from "./environment.ts";
import { type PoolCall, poolCallOf } from "./pool-call.ts";
import { fieldOf } from "./record-fields.ts";

/** A thing that holds a pointer and outlives a function: a field of a record, or a variable of the unit. */
export type SharedHolder =
  | { readonly expr: MemberExpr | NameExpr; readonly fn: FunctionModel }
  | { readonly variable: string };

/** What a pointer's values are. Neither list is filled where one value is unknown. */
export interface PointerHistory {
  readonly allocations: readonly PoolCall[];
  /** Holders that it takes its value from; their own history belongs to it. */
  readonly holders: readonly SharedHolder[];
}

const maximumDepth = 16;

/** The history of a pointer expression as it stands in `fn`; undefined where some value is not known. */
export function pointerHistory(expr: Expr, fn: FunctionModel, env: PoolEnvironment): PointerHistory | undefined {
  const allocations: PoolCall[] = [];
  const holders: SharedHolder[] = [];
  return addValue(expr, fn, env, allocations, holders, maximumDepth) ? { allocations, holders } : undefined;
}

/** Adds what a value may be; false where it may be anything else. */
function addValue(
  expr: Expr,
  fn: FunctionModel,
  env: PoolEnvironment,
  allocations: PoolCall[],
  holders: SharedHolder[],
  depth: number,
): boolean {
  const add = (value: Expr): boolean => addValue(value, fn, env, allocations, holders, depth - 1);
  if (depth < 0) {
    return false;
  }
  switch (expr.kind) {
    case "cast":
      return add(expr.operand);
    case "comma":
      return add(expr.right);
    case "assign":
      return expr.op === "=" && add(expr.right);
    case "conditional":
      return expr.whenTrue !== undefined && add(expr.whenTrue) && add(expr.whenFalse);
    case "number":
      return expr.value === 0;
    case "call": {
      const call = poolCallOf(expr, fn, env);
      if (call?.api.action !== "allocate" || call.api.memoryParameter !== undefined) {
        return false;
      }
      allocations.push(call);
      return true;
    }
    case "member":
      holders.push({ expr, fn });
      return true;
    case "name":
      return addName(expr, fn, env, allocations, holders, depth);
    default:
      return false;
  }
}

function addName(
  expr: NameExpr,
  fn: FunctionModel,
  env: PoolEnvironment,
  allocations: PoolCall[],
  holders: SharedHolder[],
  depth: number,
): boolean {
  const { name } = expr;
  if (name === "NULL" || name === "nullptr") {
    return true;
  }
  const locals = fn.locals.get(name);
  if (locals === undefined) {
    const holder = sharedHolder(expr, fn, env);
    if (holder !== undefined) {
      holders.push(holder);
    }
    return holder !== undefined;
  }
  const [variable] = locals;
  return (
    variable !== undefined &&
    locals.length === 1 &&
    isPlainPointer(variable) &&
    valuesOf(name, variable, fn, env, allocations)?.every((value) =>
      addValue(value, fn, env, allocations, holders, depth - 1),
    ) === true
  );
}

/** A field of the class that the function belongs to, or a variable of the unit. */
function sharedHolder(expr: NameExpr, fn: FunctionModel, { unit }: PoolEnvironment): SharedHolder | undefined {
  if (fn.parameterNames.has(expr.name) || unit.macros(expr.name).length > 0) {
    return undefined;
  }
  if (fieldOf(expr, fn, unit) !== undefined) {
    return { expr, fn };
  }
  return unit.variables(expr.name).length > 0 ? { variable: expr.name } : undefined;
}

const isPlainPointer = ({ storage, args, functionPointer, type }: VariableDecl): boolean =>
  !storage.includes("static") && args === undefined && functionPointer === undefined && !/[[&]/.test(type.text);

/** All that is assigned to a local; undefined where something may write it that is not an assignment. */
function valuesOf(
  name: string,
  variable: VariableDecl,
  fn: FunctionModel,
  env: PoolEnvironment,
  allocations: PoolCall[],
): readonly Expr[] | undefined {
  const values: Expr[] = variable.init === undefined ? [] : [variable.init];
  for (const use of fn.uses) {
    if (use.name !== name) {
      continue;
    }
    const write = writeOf(use as NameUse & Expr, fn, env);
    if (write === "unknown") {
      return undefined;
    }
    if (write?.kind === "value") {
      values.push(write.value);
    } else if (write?.kind === "allocation") {
      allocations.push(write.call);
    }
  }
  return values;
}

/** What a use of a pointer writes to it. */
export type PointerWrite =
  | { readonly kind: "value"; readonly value: Expr }
  | { readonly kind: "allocation"; readonly call: PoolCall };

/**
 * What happens to a pointer where it is mentioned: undefined where it is only read, "unknown" where it may get any value
 * (its address goes elsewhere, a macro or a reference takes it).
 */
export function writeOf(use: Expr, fn: FunctionModel, env: PoolEnvironment): PointerWrite | "unknown" | undefined {
  const parent: Node | undefined = fn.parentOf(use);
  switch (parent?.kind) {
    case "assign":
      return parent.left !== use ? undefined : parent.op === "=" ? { kind: "value", value: parent.right } : "unknown";
    case "unary":
      if (parent.op === "&") {
        return addressTaken(parent, fn, env);
      }
      return parent.op === "++" || parent.op === "--" ? "unknown" : undefined;
    case "postfix":
    case "lambda":
    case "unknown-expr":
    case "unknown-stmt":
      return "unknown";
    case "call":
      return parent.args.includes(use) && mayWriteArgument(parent, fn, env) ? "unknown" : undefined;
    default:
      return undefined;
  }
}

/** `&p` as the out parameter of an allocation; anything else may write what it likes. */
function addressTaken(address: Expr, fn: FunctionModel, env: PoolEnvironment): PointerWrite | "unknown" {
  let outer: Expr = address;
  let parent = fn.parentOf(outer);
  while (parent?.kind === "cast") {
    outer = parent;
    parent = fn.parentOf(outer);
  }
  const call = parent?.kind === "call" ? poolCallOf(parent, fn, env) : undefined;
  return call?.api.action === "allocate" &&
    call.api.memoryParameter !== undefined &&
    call.site.expr.args[call.api.memoryParameter] === outer
    ? { kind: "allocation", call }
    : "unknown";
}

/** A macro of the unit, or a function of it that takes a reference, may assign to its argument. */
function mayWriteArgument(call: Extract<Node, { kind: "call" }>, fn: FunctionModel, env: PoolEnvironment): boolean {
  const { callee } = call;
  if (callee.kind !== "name") {
    return isCpp(fn);
  }
  const { unit } = env;
  const macros = unit.macros(callee.name);
  if (macros.length > 0) {
    return macros.some(({ macro }) => mayWrite.test(macro.body));
  }
  const short = callee.name.slice(callee.name.lastIndexOf(":") + 1);
  return [...unit.functionSymbols(short), ...unit.prototypes(short)].some(({ decl }) =>
    decl.parameters.some(({ type }) => type.text.includes("&")),
  );
}

/** An assignment, a step or an address somewhere in a macro's body; comparisons are none. */
const mayWrite = /(?:^|[^=!<>])=(?!=)|\+\+|--|(?:^|[^&])&(?!&)/;

const isCpp = (fn: FunctionModel): boolean => !/\.c$/i.test(fn.file);
