/**
 * The levels at which a function is entered as people are told them. Findings may go by what is usual, and speak where
 * that is broken; who reads a level takes it for true.
 */
import { type CallbackContract, levelRank } from "../../facts/index.ts";
import type { Registration } from "../../model/contracts/registrations.ts";
import { rolesOf } from "../../model/contracts/roles.ts";
import type { FunctionModel } from "../../model/function.ts";
import {
  callbackRange,
  type EntryContext,
  type EntryReason,
  entryOf,
  entryReasons,
  majorOf,
  type RoleLevels,
} from "./entry.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { apc, dispatch, type LevelRange, passive, union } from "./level.ts";

/** As `entryOf`; of roles that are documented for the usual case only nothing is said. */
export const toldEntry = (fn: FunctionModel, env: IrqlEnvironment): EntryContext =>
  entryOf(fn, env, toldLevels(fn, env));

/** The same with places. */
export const toldEntryReasons = (fn: FunctionModel, env: IrqlEnvironment): readonly EntryReason[] =>
  entryReasons(fn, env, toldLevels(fn, env));

/** The levels that one of the function's roles really gives. */
export function toldLevels(fn: FunctionModel, env: IrqlEnvironment): RoleLevels {
  return (callback, registration) => {
    if (!isDispatch(callback)) {
      const range = callbackRange(callback, registration);
      return range !== undefined && mayBeThreaded(callback, registration, fn, env) ? { ...range, low: passive } : range;
    }
    const majors = registration === undefined ? majorsOf(fn, env) : [majorOf(registration)];
    let range: LevelRange | undefined;
    for (const major of majors) {
      const one = levelsOfMajor(major, env);
      if (one === undefined) {
        return undefined;
      }
      range = range === undefined ? one : union(range, one);
    }
    return range;
  };
}

/**
 * Whether it is a dispatch routine's role: documented at PASSIVE_LEVEL, which is where applications' requests come from.
 * Other drivers send theirs from where they are, up to DISPATCH_LEVEL (IoCallDriver).
 */
export const isDispatch = (callback: CallbackContract | undefined): boolean => callback?.roleType === "DRIVER_DISPATCH";

/** Whether it is a DPC's routine that the system calls in a thread of its own, at PASSIVE_LEVEL, unless such DPCs are turned off. */
function mayBeThreaded(
  callback: CallbackContract | undefined,
  registration: Registration | undefined,
  fn: FunctionModel,
  env: IrqlEnvironment,
): boolean {
  const isThreaded = ({ name }: Registration): boolean => name === "KeInitializeThreadedDpc";
  return (
    callback?.roleType === "KDEFERRED_ROUTINE" &&
    (registration === undefined ? env.registrations(fn, "roles").some(isThreaded) : isThreaded(registration))
  );
}

/** The major functions that come to a routine; undefined stands for any that is not known. */
function majorsOf(fn: FunctionModel, env: IrqlEnvironment): readonly (string | undefined)[] {
  const registered = env
    .registrations(fn, "roles")
    .filter(({ source, roleType }) => source === "documented" && isDispatch(env.facts.callback(roleType)));
  const majors = [...rolesOf(fn, env.unit, env.facts).dispatches.map(({ major }) => major), ...registered.map(majorOf)];
  return majors.length === 0 ? [undefined] : majors;
}

/** Undefined where others than applications send such requests, from levels of their own. */
function levelsOfMajor(major: string | undefined, env: IrqlEnvironment): LevelRange | undefined {
  const level = major === undefined ? undefined : env.facts.irpFunction(major)?.irqlMax;
  const high = level === undefined ? dispatch : levelRank(level);
  return high >= dispatch ? undefined : { low: passive, high: high === apc && !isFileSystem(env) ? passive : high };
}

/** Whether the unit uses the header for file systems and their filters. */
const isFileSystem = ({ unit }: IrqlEnvironment): boolean =>
  unit.files.some(({ includes }) => includes.some(({ path }) => /(?:^|[\\/])(?:ntifs|fltkernel)\.h$/i.test(path)));
