/** At which level a function has to return, and who says so: annotations, its role, where it is handed to the system. */
import { rolesOf } from "../../model/contracts/roles.ts";
import { type SalContract, salOf } from "../../model/contracts/sal.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { IrqlEnvironment } from "./environment.ts";
import type { Reason } from "./reasons.ts";
import { aRole } from "./role-name.ts";

/** Entered at one level, and to return at another: `Irp->CancelIrql`. */
const cancelRole = "DRIVER_CANCEL";

/** Who says that a function returns at the level it was entered at; undefined where nobody does. */
export function sameLevelObligation(fn: FunctionModel, env: IrqlEnvironment): Reason | undefined {
  const { contracts } = salOf(fn, env.unit);
  if (changesLevel(contracts)) {
    return undefined;
  }
  const same = contracts.find(
    ({ term, condition, parameter, target }) =>
      term.kind === "irql-same" && condition === undefined && parameter === undefined && target === undefined,
  );
  if (same !== undefined) {
    return { at: same.place, message: `${same.name} says that ${fn.name} returns at the level it was called at` };
  }
  const uses = usesOf(fn, env);
  const [first] = uses;
  return first === undefined || uses.some(({ isCallback, roleType }) => !isCallback || roleType === cancelRole)
    ? undefined
    : first.reason;
}

/** Who says that a function is a cancel routine; undefined where nobody does, or it is called as something else too. */
export function cancelObligation(fn: FunctionModel, env: IrqlEnvironment): Reason | undefined {
  // Places are asked for only where there is something to say with them.
  const isCancel = ({ roleType }: { readonly roleType: string }): boolean => roleType === cancelRole;
  if (!rolesOf(fn, env.unit, env.facts).roles.some(isCancel) && !env.registrations(fn, "roles").some(isCancel)) {
    return undefined;
  }
  const uses = usesOf(fn, env);
  return uses.every(({ roleType }) => roleType === cancelRole) ? uses[0]?.reason : undefined;
}

/** Whether annotations say of a function that it is there to change the level. */
export const changesLevel = (contracts: readonly SalContract[]): boolean =>
  contracts.some(({ term: { kind } }) => changes.has(kind));

const changes: ReadonlySet<string> = new Set([
  "irql-raises",
  "irql-saves",
  "irql-restores",
  "irql-saves-global",
  "irql-restores-global",
  "irql-uses-cancel",
  "irql-is-cancel",
  "lock-acquired",
  "lock-released",
]);

interface Use {
  readonly roleType: string;
  /** Whether the facts know it as a routine that the system calls. */
  readonly isCallback: boolean;
  readonly reason: Reason;
}

function usesOf(fn: FunctionModel, env: IrqlEnvironment): readonly Use[] {
  const isCallback = (roleType: string): boolean => env.facts.callback(roleType)?.role === "callback";
  return [
    ...rolesOf(fn, env.unit, env.facts).roles.map(({ roleType, place }) => ({
      roleType,
      isCallback: isCallback(roleType),
      reason: { at: place, message: `${fn.name} is ${aRole(roleType)}, which the system calls` },
    })),
    ...env.registrations(fn, "reasons").map(({ roleType, place, name, source }) => ({
      roleType,
      isCallback: source === "documented" && isCallback(roleType),
      reason: { at: place, message: `${fn.name} is handed to the system here by ${name}` },
    })),
  ];
}

/** Who says that the system calls a function, so that no caller in the driver has to be thought of. */
export function calledBySystem(fn: FunctionModel, env: IrqlEnvironment): Reason | undefined {
  return usesOf(fn, env).find(({ isCallback }) => isCallback)?.reason;
}
