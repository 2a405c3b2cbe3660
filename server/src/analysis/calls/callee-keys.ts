/** Whom a function may call, for the order in which functions are worked out. */
import type { CallEnvironment } from "../call-environment.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import { type Callee, calleeOf, lifetimeCallee } from "./callees.ts";
import { loops } from "./macro-loops.ts";

/** The functions of the unit that a function's calls may mean, those in macros and lifetimes of its objects among them. */
export const calleeKeys: FunctionAnalysis<CallEnvironment, readonly string[]> = {
  run(fn, env) {
    const ends = ["constructor", "destructor"] as const;
    const callees = [
      ...fn.calls.map(({ expr }) => calleeOf(expr, fn, env.unit)),
      ...[...fn.locals.values()]
        .flat()
        .flatMap((variable) => ends.map((end) => lifetimeCallee(variable, end, fn, env.unit))),
    ];
    return [...new Set(callees.flatMap((callee) => keysOf(callee, env)))];
  },
};

function keysOf(callee: Callee | undefined, env: CallEnvironment): readonly string[] {
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
