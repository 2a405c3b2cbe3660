/** Calls of the functions that allocate and free pool, told from functions of the unit that have the same names. */
import type { PoolFunction } from "../../facts/index.ts";
import type { CallSite, FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import { globalName } from "../names/ownership.ts";
import { isWdkName, type PoolEnvironment } from "./environment.ts";

/** A call of a function of server/data/pool-functions.tsv. */
export interface PoolCall {
  readonly site: CallSite;
  readonly api: PoolFunction;
  readonly fn: FunctionModel;
}

/** The pool calls of a function in source order; none of functions that the unit defines or declares itself. */
export function poolCalls(fn: FunctionModel, env: PoolEnvironment): readonly PoolCall[] {
  return env.derived(callsOfFunction, fn);
}

const callsOfFunction: FunctionAnalysis<PoolEnvironment, readonly PoolCall[]> = {
  run(fn, env) {
    // Whose a name is takes a look at the function's whole text: it is asked once for each name, not for each call.
    const apis = new Map<string, PoolFunction | undefined>();
    return fn.calls.flatMap((site) => {
      const name = site.name ?? "";
      if (!apis.has(name)) {
        apis.set(name, poolCall(site, fn, env)?.api);
      }
      const api = apis.get(name);
      return api === undefined ? [] : [{ site, api, fn }];
    });
  },
};

/** The pool call that a call expression is, casts around it looked through by the caller. */
export function poolCallOf(expr: CallExpr, fn: FunctionModel, env: PoolEnvironment): PoolCall | undefined {
  const { callee } = expr;
  return callee.kind === "name" ? poolCall({ expr, name: callee.name, nameSpan: callee }, fn, env) : undefined;
}

function poolCall(site: CallSite, fn: FunctionModel, env: PoolEnvironment): PoolCall | undefined {
  const name = site.name === undefined ? undefined : globalName(site.name);
  const api = name === undefined ? undefined : env.facts.poolFunction(name);
  return api !== undefined && isWdkName(api.name, fn, env) ? { site, api, fn } : undefined;
}

/** The argument at an index that the facts give; undefined where the function has no such parameter. */
export function poolArgument(call: PoolCall, index: number | undefined): Expr | undefined {
  return index === undefined ? undefined : call.site.expr.args[index];
}
