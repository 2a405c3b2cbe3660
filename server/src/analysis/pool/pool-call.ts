/** Calls of the functions that allocate and free pool, told from functions of the unit that have the same names. */
import type { Facts, PoolFunction } from "../../facts/index.ts";
import type { CallSite, FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import { certainMacro, type UnitMacro } from "../names/macro-names.ts";
import { globalName } from "../names/ownership.ts";
import type { Step } from "../values/resolve.ts";
import { isWdkName, type PoolEnvironment } from "./environment.ts";

/** A call of a function of server/data/pool-functions.tsv in a function, or in a macro's body read as one. */
export interface PoolCall {
  readonly site: CallSite;
  readonly api: PoolFunction;
  readonly fn: FunctionModel;
}

/** A macro's use that hands some of its arguments on to a pool function as they are. */
export interface PassedCall extends PoolCall {
  /** By the pool function's parameters; undefined where the macro's body says what they are. */
  readonly passed: readonly (Expr | undefined)[];
  readonly macro: UnitMacro;
}

/** The pool calls of a function in source order; none of functions that the unit defines or declares itself. */
export function poolCalls(fn: FunctionModel, env: PoolEnvironment): readonly PoolCall[] {
  return env.derived(callsOfFunction, fn);
}

/**
 * The pool calls of a function, and its uses of macros that hand arguments on to a pool function: what is wrong with an
 * argument stands there and not in the macro.
 */
export function poolCallsWithPassed(fn: FunctionModel, env: PoolEnvironment): readonly PoolCall[] {
  return env.derived(allCallsOfFunction, fn);
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

const allCallsOfFunction: FunctionAnalysis<PoolEnvironment, readonly PoolCall[]> = {
  run: (fn, env) => [...poolCalls(fn, env), ...fn.calls.flatMap((site) => passedCalls(site, fn, env))],
};

/** `ALLOC(PagedPool, 8)` of `#define ALLOC(t, n) ExAllocatePool2(t, n, TAG)`. */
function passedCalls(site: CallSite, fn: FunctionModel, env: PoolEnvironment): readonly PassedCall[] {
  // Most calls are of the kit's functions: the unit has no such name at all.
  const macro =
    site.name === undefined || !env.unit.declares(site.name) || fn.locals.has(site.name)
      ? undefined
      : certainMacro(site.name, env);
  const calls = macro?.macro.calls.some((name) => env.facts.poolFunction(name) !== undefined);
  const body = calls === true ? macro?.macro.function : undefined;
  if (macro === undefined || body === undefined) {
    return [];
  }
  const { parameters = [] } = macro.macro;
  return poolCalls(body, env).flatMap(({ api, site: inner }) => {
    const passed = inner.expr.args.map((argument) => {
      const name = withoutCasts(argument);
      const index = name.kind === "name" ? parameters.indexOf(name.name) : -1;
      return site.expr.args[index];
    });
    return passed.some((argument) => argument !== undefined) ? [{ site, api, fn, passed, macro }] : [];
  });
}

const withoutCasts = (expr: Expr): Expr => (expr.kind === "cast" ? withoutCasts(expr.operand) : expr);

/** Whether it is a macro's use; its callee is judged in the macro. */
export const isPassed = (call: PoolCall): call is PassedCall => "passed" in call;

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

/**
 * The argument at an index that the facts give; undefined where the function has no such parameter, and where a macro's
 * body gives it.
 */
export function poolArgument(call: PoolCall, index: number | undefined): Expr | undefined {
  return index === undefined ? undefined : (isPassed(call) ? call.passed : call.site.expr.args)[index];
}

/** For rules about pool: whether a macro that calls this name is of interest. */
export const isPoolFunction = (name: string, facts: Facts): boolean => facts.poolFunction(name) !== undefined;

/** For the related places of a finding about an argument: where the macro that hands it on is defined. */
export function passedBy(call: PoolCall): readonly Step[] {
  if (!isPassed(call)) {
    return [];
  }
  const { file, macro } = call.macro;
  const { name, nameStart } = macro;
  return [
    {
      at: { file, anchor: macro, start: nameStart, end: nameStart + name.length },
      message: `${name} hands it on to ${call.api.name}`,
    },
  ];
}
