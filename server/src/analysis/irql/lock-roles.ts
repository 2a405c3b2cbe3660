/** The roles in which the system itself calls a function, so that no caller of the driver's own goes on with its locks. */
import { rolesOf } from "../../model/contracts/roles.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { IrqlEnvironment } from "./environment.ts";

/** Role types, those left out that take or release a lock for the system: `IO_CSQ_ACQUIRE_LOCK`, `FAST_IO_LOCK`. */
export function callbackRoles(fn: FunctionModel, env: IrqlEnvironment): readonly string[] {
  const roles = [
    ...rolesOf(fn, env.unit, env.facts).roles.map(({ callback }) => callback),
    ...env
      .registrations(fn, "roles")
      .filter(({ source }) => source === "documented")
      .map(({ roleType }) => env.facts.callback(roleType)),
  ];
  const names = roles.flatMap((callback) => (callback?.role === "callback" ? callback.roleType : []));
  return names.some((name) => /LOCK|ACQUIRE|RELEASE/.test(name)) ? [] : names;
}
