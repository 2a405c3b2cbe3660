/** Who calls a function of the driver, whom it calls, and at which level each call is made. */
import { calleesOf, keysOf } from "../../analysis/calls/callee-keys.ts";
import { lifetimeCallee } from "../../analysis/calls/callees.ts";
import { functionKey, functionsOfKey } from "../../analysis/calls/function-key.ts";
import { rolesOf } from "../../model/contracts/roles.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import { baseName } from "../../model/unit/paths.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { RuleContext } from "../../rules/context.ts";
import type { CallExpr } from "../../syntax/ast.ts";
import { rangeOf, type TextRange } from "../report.ts";
import type { UnitSession } from "../unit-session.ts";
import { scopedName } from "./function-names.ts";
import { functionsAt } from "./functions-at.ts";
import { placePart } from "./hover/place-text.ts";
import type { UnitLevels } from "./levels/level.ts";

/** What a function is found again by after edits: plain data. */
export interface FunctionId {
  readonly key: string;
  readonly path: string;
  /** Which of the file's definitions with this key. */
  readonly index: number;
}

export interface HierarchyItem {
  /** `handover`: no function, but the place where one is handed to the system, or said to be the system's to call. */
  readonly kind: "function" | "method" | "handover";
  readonly name: string;
  /** "DISPATCH_LEVEL · driver.c": the level at which it is entered, or the call is made, before its file: the end is cut. */
  readonly detail: string;
  readonly range: TextRange;
  /** Inside of `range`: the name. */
  readonly selection: TextRange;
  /** Undefined where nobody calls it. */
  readonly id: FunctionId | undefined;
}

/** `ranges` are in the caller's file, wherever the item is. */
export interface HierarchyCalls {
  readonly item: HierarchyItem;
  readonly ranges: readonly TextRange[];
}

/** The functions that an offset is about, with the levels at which they are entered. */
export function hierarchyAt(session: UnitSession, path: string, offset: number): readonly HierarchyItem[] {
  const reading = session.reading(path);
  const { levels } = session;
  return reading === undefined || levels === undefined
    ? []
    : functionsAt(reading.document, offset, reading.context).map((fn) =>
        itemOf(fn, levels.entryOf(fn)?.text, reading.context.unit),
      );
}

/** Who hands a function to the system, and who calls it: nothing where it is gone. */
export function incomingCalls(session: UnitSession, id: FunctionId): readonly HierarchyCalls[] {
  const asked = find(session, id);
  if (asked === undefined) {
    return [];
  }
  const { fn, context, levels, contextOf } = asked;
  const key = functionKey(fn);
  const callers = levels.callersOf(fn).flatMap((caller): readonly HierarchyCalls[] => {
    const sites = sitesIn(caller, contextOf(caller)).filter(({ keys }) => keys.includes(key));
    return sites.length === 0 ? [] : [callsOf(caller, sites, caller, levels, context.unit)];
  });
  return [...handovers(fn, context, levels), ...callers];
}

/** Whom a function calls in the unit, in the order of the calls. */
export function outgoingCalls(session: UnitSession, id: FunctionId): readonly HierarchyCalls[] {
  const asked = find(session, id);
  if (asked === undefined) {
    return [];
  }
  const { fn, context, levels } = asked;
  const sites = sitesIn(fn, context);
  const keys = new Set(sites.flatMap((site) => site.keys));
  return [...keys].flatMap((key) => {
    const own = sites.filter((site) => site.keys.includes(key));
    return functionsOfKey(key, context.unit).map((callee) => callsOf(callee, own, fn, levels, context.unit));
  });
}

interface Asked {
  readonly fn: FunctionModel;
  readonly context: RuleContext;
  readonly levels: UnitLevels;
  contextOf(fn: FunctionModel): RuleContext;
}

function find(session: UnitSession, { key, path, index }: FunctionId): Asked | undefined {
  const reading = session.reading(path);
  const { levels } = session;
  if (reading === undefined || levels === undefined) {
    return undefined;
  }
  const { context } = reading;
  const all = functionsOfKey(key, context.unit).filter(({ file }) => file === path);
  const fn = all[index] ?? all.at(-1);
  return fn && { fn, context, levels, contextOf: ({ file }) => session.reading(file)?.context ?? context };
}

/** Where a function calls others: by a call, or by the life of a variable, whose name it is then. */
interface Site {
  readonly place: Place;
  readonly keys: readonly string[];
  readonly call: CallExpr | undefined;
}

function sitesIn(fn: FunctionModel, context: RuleContext): readonly Site[] {
  const callees = calleesOf(fn, context);
  const calls = fn.calls.map(
    ({ expr, nameSpan }): Site => ({ place: fn.place(nameSpan), keys: keysOf(callees(expr), context), call: expr }),
  );
  const lives = [...fn.locals.values()].flat().map((variable): Site => {
    const ends = (["constructor", "destructor"] as const).map((end) => lifetimeCallee(variable, end, fn, context.unit));
    return {
      place: fn.place(variable.nameSpan),
      keys: ends.flatMap((callee) => keysOf(callee, context)),
      call: undefined,
    };
  });
  return [...calls, ...lives].filter(({ keys }) => keys.length > 0).sort((a, b) => a.place.start - b.place.start);
}

/** @param caller the function that the sites are in */
function callsOf(
  shown: FunctionModel,
  sites: readonly Site[],
  caller: FunctionModel,
  levels: UnitLevels,
  unit: UnitModel,
): HierarchyCalls {
  const known = new Map(levels.callsIn(caller).map(({ call, level }) => [call, level?.text]));
  const texts = sites.map(({ call }) => call && known.get(call));
  const different = [...new Set(texts.flatMap((text) => text ?? []))];
  const some = texts.filter((text) => text !== undefined).length;
  const at =
    different.length === 0
      ? undefined
      : `at ${different.join(", ")}${some < sites.length ? ` in ${some} of ${sites.length} calls` : ""}`;
  return { item: itemOf(shown, at, unit), ranges: sites.map(({ place }) => rangeOf(place)) };
}

function itemOf(fn: FunctionModel, level: string | undefined, unit: UnitModel): HierarchyItem {
  const key = functionKey(fn);
  const index = functionsOfKey(key, unit)
    .filter(({ file }) => file === fn.file)
    .indexOf(fn);
  const { nameSpan } = fn.definition;
  return {
    kind: fn.scope === undefined ? "function" : "method",
    name: scopedName(fn),
    detail: detail(baseName(fn.file), level),
    range: rangeOf(fn.place(fn.definition)),
    selection: rangeOf(fn.place(nameSpan)),
    id: { key, path: fn.file, index: Math.max(0, index) },
  };
}

const detail = (where: string, level: string | undefined): string =>
  level === undefined ? where : `${level} · ${where}`;

/** The system's calls: where the function is registered, or else what says that it is the system's to call. */
function handovers(fn: FunctionModel, context: RuleContext, levels: UnitLevels): readonly HierarchyCalls[] {
  const entry = levels.entryOf(fn);
  const level = entry === undefined || entry.from === "callers" ? undefined : entry.phrase;
  const handover = (name: string, place: Place): HierarchyCalls => {
    const range = rangeOf(place);
    const where = detail(placePart(place, context.unit).label, level);
    return { item: { kind: "handover", name, detail: where, range, selection: range, id: undefined }, ranges: [range] };
  };
  const registered = context
    .registrations(fn, "reasons")
    .map(({ name, place }) => handover(`registered by ${name}`, place));
  return registered.length > 0
    ? registered
    : rolesOf(fn, context.unit, context.facts).roles.map(({ roleType, place }) =>
        handover(`called by the system as ${roleType}`, place),
      );
}
