/** The places in a function where POOL_TYPE or POOL_FLAGS are expected: arguments of the WDK's and of the unit's functions. */
import type { PoolFunction } from "../../facts/index.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Expr, NewExpr, Parameter } from "../../syntax/ast.ts";
import { globalName } from "../names/ownership.ts";
import type { Step } from "../values/resolve.ts";
import type { PoolEnvironment } from "./environment.ts";
import { type PoolCall, passedBy, poolArgument, poolCallsWithPassed } from "./pool-call.ts";

export interface KindSlot {
  readonly wants: "POOL_TYPE" | "POOL_FLAGS";
  readonly argument: Expr;
  /** The function called, for messages. */
  readonly callee: string;
  /** Undefined for a function of the unit. */
  readonly api: PoolFunction | undefined;
  /** The macro that hands the argument on to the function, where one does. */
  readonly passedBy: readonly Step[];
  /** The call, where it is of a pool function. */
  readonly call: PoolCall | undefined;
}

/** The arguments of a function's calls that say what kind of memory is asked for, in source order. */
export function* kindSlots(fn: FunctionModel, env: PoolEnvironment): Iterable<KindSlot> {
  for (const call of poolCallsWithPassed(fn, env)) {
    const { api } = call;
    const isFlags = api.scheme === "pool-flags";
    const argument = poolArgument(call, isFlags ? api.flagsParameter : api.typeParameter);
    if (argument !== undefined && (isFlags || api.scheme === "pool-type")) {
      yield {
        wants: isFlags ? "POOL_FLAGS" : "POOL_TYPE",
        argument,
        callee: api.name,
        api,
        passedBy: passedBy(call),
        call,
      };
    }
  }
  for (const { name, expr } of fn.calls) {
    const callee = name === undefined || expr.args.length === 0 ? undefined : globalName(name);
    if (callee !== undefined && !fn.locals.has(callee) && !fn.parameterNames.has(callee)) {
      yield* slotsOf(callee, expr.args, 0, env);
    }
  }
  yield* newSlots(fn, env);
}

/** `new (PagedPool, TAG) Node`: the placement arguments are the operator's parameters behind the size. */
function* newSlots(fn: FunctionModel, env: PoolEnvironment): Iterable<KindSlot> {
  if (overloads("operator new", env).length + overloads("operator new[]", env).length === 0) {
    return;
  }
  const seen = new Set<NewExpr>();
  for (const use of fn.uses) {
    if (env.facts.poolConstant(use.name) === undefined) {
      continue;
    }
    let node = fn.parentOf(use as Expr);
    while (node?.kind === "binary" || node?.kind === "cast") {
      node = fn.parentOf(node);
    }
    if (node?.kind === "new" && !seen.has(node)) {
      seen.add(node);
      yield* slotsOf(node.array ? "operator new[]" : "operator new", node.placement, 1, env);
    }
  }
}

/** @param shift how many parameters come before those that the arguments are for */
function* slotsOf(callee: string, args: readonly Expr[], shift: number, env: PoolEnvironment): Iterable<KindSlot> {
  if (args.length === 0) {
    return;
  }
  const fitting = overloads(callee, env).filter(
    (parameters) =>
      parameters.length >= args.length + shift &&
      parameters.slice(args.length + shift).every(({ defaultValue }) => defaultValue !== undefined),
  );
  const [first] = fitting;
  if (first === undefined) {
    return;
  }
  for (const [index, argument] of args.entries()) {
    const wants = first[index + shift]?.type.base;
    const agreed = fitting.every((parameters) => parameters[index + shift]?.type.base === wants);
    if (agreed && (wants === "POOL_TYPE" || wants === "POOL_FLAGS")) {
      yield { wants, argument, callee, api: undefined, passedBy: [], call: undefined };
    }
  }
}

/** Parameter lists of all that the unit declares under a name; none for names that are macros. */
function overloads(name: string, { unit }: PoolEnvironment): readonly (readonly Parameter[])[] {
  const prototypes = unit.prototypes(name);
  const functions = unit.functionSymbols(name);
  return prototypes.length + functions.length === 0 || unit.macros(name).length > 0
    ? []
    : [...prototypes, ...functions].map(({ decl }) => decl.parameters);
}
