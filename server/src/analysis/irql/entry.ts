/** The levels at which a function is entered, by what its annotations, its role and its registrations say. */
import { type CallbackContract, levelRank } from "../../facts/index.ts";
import type { Registration } from "../../model/contracts/registrations.ts";
import { rolesOf } from "../../model/contracts/roles.ts";
import { entryLevels, salOf } from "../../model/contracts/sal.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { anyLevel, apc, highest, intersection, type LevelRange, passive, rangeText, union } from "./level.ts";
import { aRole } from "./role-name.ts";

export interface EntryReason {
  readonly at: Place;
  /** "registered here by KeInitializeDpc as KDEFERRED_ROUTINE, which runs at DISPATCH_LEVEL". */
  readonly message: string;
}

export interface EntryContext extends LevelRange {
  /**
   * Who says so. `annotation`: the developer, so every level of the range is promised to callers. `role`: the system's
   * documentation of callbacks, whose upper end many a driver never sees.
   */
  readonly from: "annotation" | "role" | "unknown";
}

/**
 * The levels that a role of a function gives; undefined where it gives none.
 * @param registration what makes it play the role; undefined for the function's own declarations
 */
export type RoleLevels = (
  callback: CallbackContract | undefined,
  registration: Registration | undefined,
) => LevelRange | undefined;

/** No place is read: the answer holds while what is said stays the same. */
export function entryOf(fn: FunctionModel, env: IrqlEnvironment, levels: RoleLevels = callbackRange): EntryContext {
  const sal = salOf(fn, env.unit);
  const { min, max } = entryLevels(sal.contracts);
  const annotated = {
    low: min === undefined ? passive : levelRank(min.level),
    high: max === undefined ? highest : levelRank(max.level),
  };
  const isAnnotated = (min !== undefined || max !== undefined) && annotated.low <= annotated.high;
  const role = roleRange(fn, env, levels);
  if (isAnnotated) {
    const both = role && intersection(role, annotated);
    // A role's lower end is what the system does; its upper end may be narrowed by the annotation.
    return { ...(both ?? annotated), from: "annotation" };
  }
  return role === undefined ? { ...anyLevel, from: "unknown" } : { ...role, from: "role" };
}

/** The same with places, for findings. */
export function entryReasons(
  fn: FunctionModel,
  env: IrqlEnvironment,
  levels: RoleLevels = callbackRange,
): readonly EntryReason[] {
  const { min, max } = entryLevels(salOf(fn, env.unit).contracts);
  const reasons: EntryReason[] = [];
  for (const bound of new Set([min?.contract, max?.contract])) {
    if (bound !== undefined) {
      reasons.push({ at: bound.place, message: `${bound.name} says at which levels ${fn.name} may be entered` });
    }
  }
  for (const { roleType, callback, place } of rolesOf(fn, env.unit, env.facts).roles) {
    const range = levels(callback, undefined);
    const text = range && rangeText(range);
    if (text !== undefined) {
      reasons.push({ at: place, message: `${fn.name} is ${aRole(roleType)}, which the system calls at ${text}` });
    }
  }
  for (const registration of env.registrations(fn, "reasons")) {
    const range = levels(env.facts.callback(registration.roleType), registration);
    const text = range && rangeText(range);
    if (text !== undefined) {
      reasons.push({
        at: registration.place,
        message: `${fn.name} is handed to the system here by ${registration.name}, which calls it at ${text}`,
      });
    }
  }
  return reasons;
}

/** The levels that all of a function's roles together may come at; undefined where one of them does not say. */
function roleRange(fn: FunctionModel, env: IrqlEnvironment, levels: RoleLevels): LevelRange | undefined {
  const registrations = env.registrations(fn, "roles").filter(({ source }) => source === "documented");
  const callbacks = [
    ...rolesOf(fn, env.unit, env.facts).roles.map(({ callback }) => ({ callback, range: levels(callback, undefined) })),
    ...registrations.map((registration) => {
      const callback = env.facts.callback(registration.roleType);
      return { callback, range: levels(callback, registration) };
    }),
  ];
  const isPassive = registrations.length === 0 || registrations.some(({ atPassiveLevel }) => atPassiveLevel);
  let range: LevelRange | undefined;
  for (const { callback, range: documented } of callbacks) {
    if (callback === undefined || documented === undefined) {
      return undefined;
    }
    const mayBePassive = callback.roleType === synchronized || (isPassive && passiveOnRequest.has(callback.roleType));
    const one = mayBePassive ? { ...documented, low: passive } : documented;
    range = range === undefined ? one : union(range, one);
  }
  return range;
}

/** Roles of the framework that a driver may ask for at PASSIVE_LEVEL where it registers them. */
const passiveOnRequest: ReadonlySet<string> = new Set([
  "EVT_WDF_TIMER",
  "EVT_WDF_INTERRUPT_ISR",
  "EVT_WDF_INTERRUPT_ENABLE",
  "EVT_WDF_INTERRUPT_DISABLE",
]);

/** Comes at the level of its interrupt, which was registered elsewhere. */
const synchronized = "EVT_WDF_INTERRUPT_SYNCHRONIZE";

/**
 * The levels that the documentation gives for a callback; undefined where it gives none.
 * @param registration what makes a function the callback, where that narrows them
 */
export function callbackRange(
  callback: CallbackContract | undefined,
  registration?: Registration,
): LevelRange | undefined {
  const ofCreate =
    registration && majorOf(registration) === "IRP_MJ_CREATE" && filtersCreate.get(registration.roleType);
  if (ofCreate) {
    return ofCreate;
  }
  const { irqlMin, irqlMax } = callback ?? {};
  if (irqlMax === undefined) {
    return undefined;
  }
  const range = { low: irqlMin === undefined ? passive : levelRank(irqlMin), high: levelRank(irqlMax) };
  return range.low <= range.high ? range : undefined;
}

/**
 * A create comes at PASSIVE_LEVEL, and after it the filter manager goes back to the thread that began it, unlike after other
 * operations; a filter whose instance is taken down is called at APC_LEVEL at most. Fact source: "Writing Postoperation
 * Callback Routines", and the reference of PFLT_POST_OPERATION_CALLBACK.
 */
const filtersCreate: ReadonlyMap<string, LevelRange> = new Map([
  ["PFLT_PRE_OPERATION_CALLBACK", { low: passive, high: passive }],
  ["PFLT_POST_OPERATION_CALLBACK", { low: passive, high: apc }],
]);

/** The major function whose routine is registered, as written: in a loop it is a variable. */
export const majorOf = ({ name }: Registration): string | undefined => /\[(IRP_MJ_\w+)\]$/.exec(name)?.[1];
