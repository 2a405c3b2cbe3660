/** The call graph of a unit: its functions with the levels at which they run, and who calls whom at which level. */
import { functionKey } from "../../../analysis/calls/function-key.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { Place } from "../../../model/place.ts";
import type { DriverUnit } from "../../../model/unit/types.ts";
import type { UnitModel } from "../../../model/unit-model.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { Steps } from "../../steps.ts";
import type { UnitSession } from "../../unit-session.ts";
import { scopedName } from "../function-names.ts";
import { heightOf, type Mark, markHeights, type ShownLevel, type UnitLevels } from "../levels/level.ts";
import { outgoingCalls } from "./calls.ts";
import { type ShownRole, shownRole } from "./roles.ts";

export interface CallGraph {
  readonly unit: Pick<DriverUnit, "id" | "name">;
  /** In the order of the unit's files, and of their text. */
  readonly functions: readonly GraphFunction[];
  /** One of each pair of functions, in the order of the callers and, for each, of its calls. */
  readonly calls: readonly GraphCall[];
}

/** A function of the unit; definitions that share a key, as those under different `#if`s, are one. */
export interface GraphFunction {
  /** `functionKey`: the same after edits. */
  readonly key: string;
  /** With its scope. */
  readonly name: string;
  /** Its name, where it is defined first. */
  readonly place: Place;
  /** At which it is entered; undefined where nobody says. */
  readonly entry: ShownLevel | undefined;
  readonly role: ShownRole | undefined;
  /** Of the levels that its code, from the entry on, may run at; PASSIVE_LEVEL and process context have none. */
  readonly marks: readonly Mark[];
}

export interface GraphCall {
  readonly from: GraphFunction;
  readonly to: GraphFunction;
  /** The highest of the levels at which the calls are made; undefined where none is known. */
  readonly level: ShownLevel | undefined;
  /** Whether one of them names its callee; else all go through pointers. */
  readonly isDirect: boolean;
  /** How many are written. */
  readonly count: number;
  /** Of the first one; undefined where none is written. */
  readonly place: Place | undefined;
}

/** Functions between two moments at which the work may give way. */
const FUNCTIONS_A_STEP = 16;

/**
 * In slices; an edit between two of them makes the rest worthless. Undefined for code that is no kernel's. What edits
 * mean for other functions is known once a check has been through.
 */
export function* graphingCalls(session: UnitSession): Steps<CallGraph | undefined> {
  const { levels } = session;
  const [path] = session.paths;
  const context = path === undefined ? undefined : session.reading(path)?.context;
  if (levels === undefined || context === undefined) {
    return undefined;
  }
  const definitions = definitionsOf(context.unit);
  const functions = new Map<string, GraphFunction>();
  for (const [key, all] of definitions) {
    functions.set(key, graphFunction(key, all, levels, context));
    if (functions.size % FUNCTIONS_A_STEP === 0) {
      yield;
    }
  }
  const calls: GraphCall[] = [];
  let done = 0;
  for (const [key, from] of functions) {
    calls.push(...callsOf(from, definitions.get(key) ?? [], functions, levels, context));
    if (++done % FUNCTIONS_A_STEP === 0) {
      yield;
    }
  }
  return { unit: context.driver, functions: [...functions.values()], calls };
}

type Definitions = readonly [FunctionModel, ...FunctionModel[]];

/** By `functionKey`. */
function definitionsOf(unit: UnitModel): ReadonlyMap<string, Definitions> {
  const found = new Map<string, [FunctionModel, ...FunctionModel[]]>();
  for (const { declarations } of unit.files) {
    for (const fn of declarations.flatMap(({ functions }) => functions)) {
      const key = functionKey(fn);
      const same = found.get(key);
      if (same === undefined) {
        found.set(key, [fn]);
      } else {
        same.push(fn);
      }
    }
  }
  return found;
}

function graphFunction(key: string, all: Definitions, levels: UnitLevels, context: RuleContext): GraphFunction {
  const [first] = all;
  return {
    key,
    name: scopedName(first),
    place: first.place(first.definition.nameSpan),
    entry: highest(all.map((fn) => levels.entryOf(fn))),
    role: all.map((fn) => context.derived(shownRole, fn)).find((role) => role !== undefined),
    marks: [...new Set(all.flatMap((fn) => marksOf(fn, levels)))].sort((a, b) => markHeights[a] - markHeights[b]),
  };
}

function callsOf(
  from: GraphFunction,
  definitions: readonly FunctionModel[],
  functions: ReadonlyMap<string, GraphFunction>,
  levels: UnitLevels,
  context: RuleContext,
): readonly GraphCall[] {
  const found = new Map<string, GraphCall>();
  for (const fn of definitions) {
    const levelOf = new Map(levels.callsIn(fn).map(({ call, level }) => [call, level]));
    for (const { key, call, isDirect } of context.derived(outgoingCalls, fn)) {
      const to = functions.get(key);
      const before = found.get(key);
      if (to !== undefined) {
        found.set(key, {
          from,
          to,
          level: highest([before?.level, call && levelOf.get(call)]),
          isDirect: isDirect || before?.isDirect === true,
          count: (before?.count ?? 0) + (call === undefined ? 0 : 1),
          place: before?.place ?? (call && fn.place(call)),
        });
      }
    }
  }
  return [...found.values()];
}

function marksOf(fn: FunctionModel, levels: UnitLevels): readonly Mark[] {
  const all = [levels.entryOf(fn), ...levels.spansOf(fn).map(({ level }) => level)];
  return all.flatMap((level) => level?.mark ?? []);
}

/** The highest that may be; of such, one that is certain. */
function highest(levels: readonly (ShownLevel | undefined)[]): ShownLevel | undefined {
  let most: ShownLevel | undefined;
  for (const level of levels) {
    if (level !== undefined && (most === undefined || heightOf(level) > heightOf(most))) {
      most = level;
    }
  }
  return most;
}
