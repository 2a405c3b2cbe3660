/** What a function is for the system that calls it, in a few words; kept while what the unit says of it stays the same. */
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import { rolesOf } from "../../../model/contracts/roles.ts";
import type { RuleContext } from "../../../rules/context.ts";
import { majorsText } from "../levels/callbacks.ts";

export interface ShownRole {
  /** "KDEFERRED_ROUTINE", "DRIVER_DISPATCH (IRP_MJ_READ, IRP_MJ_WRITE)", "file_operations.open". */
  readonly text: string;
  /** Whether it is known that the system calls such a function; else it is handed to code of which nobody knows. */
  readonly isCalledBySystem: boolean;
}

/** Undefined for functions that the driver alone calls. */
export const shownRole: FunctionAnalysis<RuleContext, ShownRole | undefined> = {
  run(fn, env) {
    const { roles, dispatches } = rolesOf(fn, env.unit, env.facts);
    const registrations = env.registrations(fn, "roles");
    const known = roles.filter(({ callback }) => callback !== undefined);
    const types = [...new Set([...known, ...registrations].map(({ roleType }) => roleType))];
    if (types.length === 0) {
      return undefined;
    }
    const majors = new Set([
      ...dispatches.map(({ major }) => major),
      ...registrations.flatMap(({ name }) => /\[(\w+)\]$/.exec(name)?.[1] ?? []),
    ]);
    const text = types.join(", ") + (majors.size === 0 ? "" : ` (${majorsText([...majors])})`);
    const isCalledBySystem = known.length > 0 || registrations.some(({ source }) => source === "documented");
    return { text, isCalledBySystem };
  },
};
