/** Whom a function's calls mean, looked up once, and whom it may call, for the order in which functions are worked out. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr } from "../../syntax/ast.ts";
import type { CallEnvironment } from "../call-environment.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import { type Callee, calleeOf, lifetimeCallee } from "./callees.ts";
import { loops } from "./macro-loops.ts";

/** Whom a call of a function means. */
export type Callees = (call: CallExpr) => Callee;

/** See `calleeOf`. */
export function calleesOf(fn: FunctionModel, env: CallEnvironment): Callees {
  const known = env.derived(knownCallees, fn);
  return (call) => known.get(call) ?? calleeOf(call, fn, env.unit);
}

const knownCallees: FunctionAnalysis<CallEnvironment, ReadonlyMap<CallExpr, Callee>> = {
  run: (fn, { unit }) => new Map(fn.calls.map(({ expr }) => [expr, calleeOf(expr, fn, unit)])),
};

/** The functions of the unit that a function's calls may mean, those in macros and lifetimes of its objects among them. */
export const calleeKeys: FunctionAnalysis<CallEnvironment, readonly string[]> = {
  run(fn, env) {
    const ends = ["constructor", "destructor"] as const;
    const callees = [
      ...env.derived(knownCallees, fn).values(),
      ...[...fn.locals.values()]
        .flat()
        .flatMap((variable) => ends.map((end) => lifetimeCallee(variable, end, fn, env.unit))),
    ];
    return [...new Set(callees.flatMap((callee) => keysOf(callee, env)))];
  },
};

/** The functions of the unit that a call may lead to, those in the macro that it is of among them. */
export function keysOf(callee: Callee | undefined, env: CallEnvironment): readonly string[] {
  switch (callee?.kind) {
    case "function":
      return [callee.key];
    case "several":
      return callee.keys;
    case "macro":
      return loops(callee.macro, env.unit) ? [] : env.derived(calleeKeys, callee.body);
    default:
      return [];
  }
}
