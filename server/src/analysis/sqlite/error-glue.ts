/** The functions through which SQLite tells of errors: its log, as sqlite3_config was given it, and a file system's xGetLastError. */
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { CallExpr } from "../../syntax/ast.ts";
import type { CallEnvironment } from "../call-environment.ts";
import { calleeOf } from "../calls/callees.ts";
import { functionKey, functionsOfKey } from "../calls/function-key.ts";
import type { UnitIndex, UnitIndexes } from "../unit-index.ts";
import { sqliteFunctionNamed } from "./functions.ts";
import { isSqlites } from "./sources.ts";

/** Where a function becomes SQLite's log. */
interface Logger {
  readonly at: Place;
}

/** By function: who is given to `sqlite3_config(SQLITE_CONFIG_LOG, ...)`. */
export const sqliteLoggers: UnitIndex<CallEnvironment, Logger> = {
  says: (fn) =>
    fn.calls.flatMap(({ name, expr }) => {
      const [setting, logger] = name === "sqlite3_config" ? expr.args : [];
      const routine = logger?.kind === "unary" && logger.op === "&" ? logger.operand : logger;
      return setting?.kind === "name" && setting.name === "SQLITE_CONFIG_LOG" && routine?.kind === "name"
        ? [{ key: routine.name, said: { at: fn.place(expr) } }]
        : [];
    }),
  text: () => "",
};

export interface ErrorGlue {
  readonly is: "log" | "xGetLastError";
  /** Where it becomes so; undefined for methods of a table. */
  readonly at: Place | undefined;
}

/**
 * What a function of the driver is to SQLite's errors; undefined for all others.
 * @param detail `said` where no place is read
 */
export function errorGlue<E extends UnitIndexes<E>>(
  fn: FunctionModel,
  env: E & Pick<CallEnvironment, "unit"> & UnitIndexes<CallEnvironment>,
  detail: "said" | "reasons",
): ErrorGlue | undefined {
  if (fn.scope !== undefined) {
    return undefined;
  }
  const [logger] = env.said(sqliteLoggers, fn.name, detail);
  if (logger !== undefined && !isSqlites(fn.file, env.unit)) {
    return { is: "log", at: logger.at };
  }
  const isMethod = env.unit.stores("xGetLastError").some(({ value }) => value === fn.name);
  return isMethod && !isSqlites(fn.file, env.unit) ? { is: "xGetLastError", at: undefined } : undefined;
}

/** A call that leads back into SQLite. */
export interface ReturnCall {
  readonly call: CallExpr;
  /** What is called, and the function of SQLite that it leads to. */
  readonly callee: string;
  readonly source: string;
}

/** More functions than this are no log. */
const maximumFunctions = 40;

/** The calls of a function that lead back into SQLite, directly or through functions of the driver. */
export function returnCalls(fn: FunctionModel, env: CallEnvironment): readonly ReturnCall[] {
  return fn.calls.flatMap(({ expr }): ReturnCall | [] => {
    const source = sqliteBehind(expr, fn, env);
    return source === undefined ? [] : { call: expr, callee: calleeName(expr), source };
  });
}

const calleeName = ({ callee }: CallExpr): string => (callee.kind === "name" ? callee.name : "this");

function sqliteBehind(first: CallExpr, fn: FunctionModel, env: CallEnvironment): string | undefined {
  const seen = new Set([functionKey(fn)]);
  const pending = [{ call: first, from: fn }];
  for (let next = pending.pop(); next !== undefined && seen.size < maximumFunctions; next = pending.pop()) {
    const callee = calleeOf(next.call, next.from, env.unit);
    const name = callee.kind === "function" || callee.kind === "outside" ? callee.name : undefined;
    const fact = name === undefined ? undefined : sqliteFunctionNamed(name, env);
    if (fact !== undefined) {
      // What looks at nothing but constants and its arguments takes no lock.
      if (fact.order !== "any" && fact.irqlMax !== undefined) {
        return fact.name;
      }
      continue;
    }
    if (callee.kind === "function" && !seen.has(callee.key)) {
      seen.add(callee.key);
      for (const body of functionsOfKey(callee.key, env.unit)) {
        pending.push(...body.calls.map(({ expr }) => ({ call: expr, from: body })));
      }
    }
  }
  return undefined;
}
