/** Whether a driver has opted in to non-executable nonpaged pool, by which NonPagedPool means NonPagedPoolNx. */
import type { FunctionModel } from "../../model/function.ts";
import type { DriverUnit } from "../../model/unit/types.ts";
import type { Expr } from "../../syntax/ast.ts";
import type { PoolEnvironment } from "./environment.ts";

/**
 * - `compiled`: POOL_NX_OPTIN_AUTO; the headers themselves say NonPagedPoolNx.
 * - `runtime`: POOL_NX_OPTIN, and the unit calls ExInitializeDriverRuntime (or has no DriverEntry that should).
 * - `unfinished`: POOL_NX_OPTIN, but nothing calls ExInitializeDriverRuntime: memory stays executable.
 * - `unknown`: the call is there, but the definition is not seen; it may stand in a property sheet.
 * - `out`: POOL_NX_OPTOUT.
 * - `none`: neither.
 */
export type NxOptIn = "compiled" | "runtime" | "unfinished" | "unknown" | "out" | "none";

/** The part of a rule's context that decides it. */
export interface NxEnvironment extends PoolEnvironment {
  readonly driver: DriverUnit;
}

/** Looks at the whole unit; to be asked once a file, and only where the answer matters. */
export function nxOptIn(env: NxEnvironment): NxOptIn {
  if (isOn("POOL_NX_OPTOUT", env)) {
    return "out";
  }
  if (isOn("POOL_NX_OPTIN_AUTO", env)) {
    return "compiled";
  }
  const isCalled = callsRuntimeInitialisation(env);
  if (!isOn("POOL_NX_OPTIN", env)) {
    return isCalled ? "unknown" : "none";
  }
  return isCalled || driverEntry(env) === undefined ? "runtime" : "unfinished";
}

/** The routine that has to make the call; undefined for libraries, and where it is not among the unit's files. */
export function driverEntry(env: PoolEnvironment): FunctionModel | undefined {
  return env.unit.functions("DriverEntry")[0];
}

/** Defined by the project or a file of the unit, and not as 0. */
function isOn(name: string, env: NxEnvironment): boolean {
  const value = env.driver.defines.get(name) ?? env.unit.macros(name)[0]?.macro.body;
  return env.defined(name) && value?.trim() !== "0";
}

function callsRuntimeInitialisation(env: NxEnvironment): boolean {
  return env.unit.files.some((file) =>
    file.text.includes(initialiser)
      ? file.declarations.some(({ functions }) =>
          functions.some(({ calls }) =>
            calls.some(({ name, expr }) => name === initialiser && asksForNx(expr.args[0])),
          ),
        )
      : false,
  );
}

const initialiser = "ExInitializeDriverRuntime";

/** A 0 does not ask for it: it is there for POOL_ZERO_DOWN_LEVEL_SUPPORT. */
function asksForNx(argument: Expr | undefined): boolean {
  return argument !== undefined && (argument.kind !== "number" || argument.value !== 0);
}
