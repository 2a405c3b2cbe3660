/** Why a Windows driver's code runs at an IRQL, and what is missing where nobody knows at which. */
import { type AddressUse, addressUses } from "../../../analysis/calls/address-uses.ts";
import { calleesOf } from "../../../analysis/calls/callee-keys.ts";
import { functionsOfKey } from "../../../analysis/calls/function-key.ts";
import { handedAround } from "../../../analysis/calls/handed-around.ts";
import type { EntryReason } from "../../../analysis/irql/entry.ts";
import { toldFlow } from "../../../analysis/irql/flow.ts";
import type { CallerLevels } from "../../../analysis/irql/from-callers.ts";
import { entrySymbol, isKnown, type LevelRange } from "../../../analysis/irql/level.ts";
import { type LevelCause, levelCauses, narrowingCauses } from "../../../analysis/irql/level-causes.ts";
import { type LevelPoint, levelsThere, pointAt } from "../../../analysis/irql/level-points.ts";
import { causeName } from "../../../analysis/irql/reasons.ts";
import { aRole } from "../../../analysis/irql/role-name.ts";
import type { IrqlState } from "../../../analysis/irql/state.ts";
import { isDispatch, toldEntryReasons, toldLevels } from "../../../analysis/irql/told-entry.ts";
import { worldsAt } from "../../../analysis/levels/points.ts";
import type { World } from "../../../analysis/worlds/worlds.ts";
import type { CallbackContract } from "../../../facts/index.ts";
import { rolesOf } from "../../../model/contracts/roles.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { Place } from "../../../model/place.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { CallAt, ShownLevel, UnitLevels, Why } from "./level.ts";
import { distinct, firstStep, maximumDepth, shortestFirst, unread, type Way } from "./why-chain.ts";

/** What reasons are worked out from. */
export interface WhySources {
  contextOf(fn: FunctionModel): RuleContext;
  callersOf(fn: FunctionModel): readonly FunctionModel[];
  callsTo(fn: FunctionModel, caller: FunctionModel): readonly CallAt[];
  pointsOf(fn: FunctionModel): readonly LevelPoint[];
  /** The levels that a function is entered at, all where nobody says. */
  entryRange(fn: FunctionModel): LevelRange;
  levelsFromCallers(fn: FunctionModel): CallerLevels | undefined;
  shown(range: LevelRange | undefined): ShownLevel | undefined;
}

type Whys = Pick<UnitLevels, "why" | "whyEntered" | "lacking" | "lackingAtEntry">;

export function windowsWhys(sources: WhySources): Whys {
  const { contextOf, entryRange, shown } = sources;
  /** Made when it is first needed. */
  let addresses:
    | { readonly of: ReturnType<typeof addressUses>; readonly isHandedAround: ReturnType<typeof handedAround> }
    | undefined;

  const fromCause = ({ at, message, level, because }: LevelCause): Why => ({
    text: message,
    at,
    level: shown(level),
    because: because.map(fromCause),
  });

  const whyEntered = (fn: FunctionModel, way: Way): readonly Why[] => {
    const said = toldEntryReasons(fn, contextOf(fn)).map(plain);
    const isDeep = way.above.length >= maximumDepth;
    const calls = isDeep ? [] : (sources.levelsFromCallers(fn)?.calls ?? []);
    const { entry } = contextOf(fn).derived(toldFlow, fn);
    // Of calls at levels that are said of the function anyway nothing need be told.
    const isTold = ({ low, high }: LevelRange): boolean =>
      said.length > 0 && ((entry.low <= low && high <= entry.high) || !isKnown({ low, high }));
    const whys = calls.flatMap((call): readonly Why[] => {
      const { caller, at, level } = call;
      return isTold(level) || way.above.includes(caller) || caller === fn || !way.budget.take()
        ? []
        : [calling(fn, caller, at, shown(level), whyAt(caller, at.start, { ...way, above: [...way.above, fn] }))];
    });
    return shortestFirst([...said, ...whys]);
  };

  const whyAt = (fn: FunctionModel, offset: number, way: Way): readonly Why[] => {
    const point = pointAt(sources.pointsOf(fn), offset);
    const context = contextOf(fn);
    if (point === undefined) {
      return [];
    }
    const worlds = worldsOf(point, fn, context);
    const whys: Why[] = [];
    if (worlds.some(isAsEntered)) {
      const entry = entryRange(fn);
      const there = levelsThere({ entered: point.before.entered, set: undefined }, entry);
      const isNarrower = there !== undefined && (there.low !== entry.low || there.high !== entry.high);
      whys.push(
        ...(isNarrower ? narrowingCauses(point, worlds, fn, context).map(fromCause) : []),
        ...whyEntered(fn, way),
      );
    }
    return shortestFirst(distinct([...whys, ...waysWith(worlds, point, fn, way)]));
  };

  /** What set the level on the ways on which it is known and another one than that of the entry. */
  const waysWith = (
    worlds: readonly World<IrqlState>[],
    point: LevelPoint,
    fn: FunctionModel,
    { budget }: Way,
  ): readonly Why[] =>
    worlds.flatMap((world) => {
      const isKnownHere = !isAsEntered(world) && isKnown(world.property.level);
      return isKnownHere && budget.take() ? levelCauses(world, point, fn, contextOf(fn)).map(fromCause) : [];
    });

  const lackingAtEntry = (fn: FunctionModel, way: Way): readonly Why[] => {
    const context = contextOf(fn);
    const said = undocumented(fn, context);
    if (said.length > 0 || way.above.length >= maximumDepth) {
      return said;
    }
    const callers = sources.callersOf(fn).filter((caller) => caller !== fn && !way.above.includes(caller));
    const below = { ...way, above: [...way.above, fn] };
    const whys = callers.flatMap((caller) =>
      sources.callsTo(fn, caller).flatMap(({ place, level }): readonly Why[] => {
        if (!way.budget.take()) {
          return [];
        }
        const because = level === undefined ? lackingAt(caller, place.start, below) : whyAt(caller, place.start, below);
        return [calling(fn, caller, place, level ?? unknownLevel, because)];
      }),
    );
    // What is known comes first: it says that the level may be that high.
    whys.sort((a, b) => Number(a.level === undefined) - Number(b.level === undefined));
    addresses ??= { of: addressUses(context.unit), isHandedAround: handedAround(context.unit) };
    const others = addresses.isHandedAround(fn) ? byOthers(fn, addresses.of(fn.name)) : [];
    if (whys.length > 0 && others.length === 0) {
      return whys;
    }
    const role = fn.scope === undefined ? `, or declare its role, as in "KDEFERRED_ROUTINE ${fn.name};"` : "";
    const advice = `annotate it with _IRQL_requires_max_${role}`;
    const text =
      whys.length > 0
        ? `others may call ${fn.name} too, and nobody says at which level: ${advice}`
        : `nobody in this driver says at which level ${fn.name} is entered: ${advice}`;
    return [...whys, { text, at: fn.place(fn.definition.nameSpan), level: undefined, because: others }];
  };

  const lackingAt = (fn: FunctionModel, offset: number, way: Way): readonly Why[] => {
    const context = contextOf(fn);
    if (context.derived(toldFlow, fn).body === undefined) {
      return [unread(fn)];
    }
    const point = pointAt(sources.pointsOf(fn), offset);
    if (point === undefined) {
      return [];
    }
    const worlds = worldsOf(point, fn, context);
    const lost = worlds.filter((world) => !isAsEntered(world) && !isKnown(world.property.level));
    const isEntryKnown = shown(entryRange(fn)) !== undefined;
    return distinct([
      ...waysWith(worlds, point, fn, way),
      ...lost.map(({ property }) => lostBy(property, fn, context)),
      ...(!worlds.some(isAsEntered) ? [] : isEntryKnown ? whyEntered(fn, way) : lackingAtEntry(fn, way)),
    ]);
  };

  return {
    why: (fn, offset, most) => whyAt(fn, offset, firstStep(most)),
    whyEntered: (fn, most) => whyEntered(fn, firstStep(most)),
    lacking: (fn, offset) => lackingAt(fn, offset, firstStep()),
    lackingAtEntry: (fn) => lackingAtEntry(fn, firstStep()),
  };
}

const unknownLevel = "unknown";

function calling(
  fn: FunctionModel,
  caller: FunctionModel,
  at: Place,
  level: ShownLevel | typeof unknownLevel | undefined,
  because: readonly Why[],
): Why {
  const where =
    level === undefined ? "" : level === unknownLevel ? ", at a level that is not known" : ` at ${level.text}`;
  const text = `${caller.name} calls ${fn.name} here${where}`;
  return { text, at, level: level === unknownLevel ? undefined : level, because };
}

/** What is said of a function that the system or somebody else may call, where that leaves its level open. */
function undocumented(fn: FunctionModel, context: RuleContext): readonly Why[] {
  const { unit, facts } = context;
  const levels = toldLevels(fn, context);
  const roles = rolesOf(fn, unit, facts).roles.flatMap(({ roleType, callback, place }): readonly Why[] => {
    const open = openLevels(callback, levels(callback, undefined));
    const text = `${fn.name} is ${aRole(roleType)}, ${open}`;
    return open === undefined ? [] : [{ text, at: place, level: undefined, because: [] }];
  });
  const registrations = context.registrations(fn, "reasons").flatMap((registration): readonly Why[] => {
    const { name, place, source } = registration;
    const callback = facts.callback(registration.roleType);
    const open = openLevels(callback, levels(callback, registration));
    const text =
      source === "type"
        ? `${fn.name} is put into ${name} here, and who calls it from there is not said`
        : `${fn.name} is handed to the system here by ${name}, ${open}`;
    return source !== "type" && open === undefined ? [] : [{ text, at: place, level: undefined, because: [] }];
  });
  const open = [...roles, ...registrations];
  // What is documented of its other roles is not said for nothing.
  return open.length === 0 ? [] : [...toldEntryReasons(fn, context).map(plain), ...open];
}

/** Undefined where the documentation gives levels. */
function openLevels(callback: CallbackContract | undefined, range: LevelRange | undefined): string | undefined {
  if (range !== undefined) {
    return isKnown(range) ? undefined : "which may be called at any level";
  }
  return isDispatch(callback)
    ? "documented at PASSIVE_LEVEL for requests of applications: those of other drivers and power requests may come at DISPATCH_LEVEL"
    : "and at which level that is called is not documented";
}

/** How somebody whom the unit does not show may come to call a function that is handed around. */
function byOthers(fn: FunctionModel, uses: readonly AddressUse[]): readonly Why[] {
  const whys = uses
    .slice(0, maximumPlaces)
    .map(({ by, at }): Why => ({ text: `${by.name} takes its address here`, at, level: undefined, because: [] }));
  const text = fn.scope === undefined ? "its address is stored in a table" : "it may be called through an interface";
  return whys.length > 0 ? whys : [{ text, at: undefined, level: undefined, because: [] }];
}

/** More places say nothing new. */
const maximumPlaces = 8;

/** What made the level one that nobody knows, followed into the driver's own functions. */
function lostBy({ because, level }: IrqlState, fn: FunctionModel, context: RuleContext, depth = 0): Why {
  if (because === undefined) {
    const text = `a call in ${fn.name} may change the level, and nobody knows to which`;
    return { text, at: fn.place(fn.definition.nameSpan), level: undefined, because: [] };
  }
  const name = causeName(because);
  const callee = because.kind === "call" ? calleesOf(fn, context)(because) : undefined;
  const after = callee?.kind === "outside" ? context.facts.irqlEffect(callee.name)?.after.kind : undefined;
  const restores = after === "restored" || after === "parameter";
  const held = level.symbol === undefined ? undefined : /^[A-Za-z_][\w.>-]*$/.exec(level.symbol)?.[0];
  const inner = callee?.kind === "function" && depth < maximumDepth ? functionsOfKey(callee.key, context.unit) : [];
  const reasons = distinct(inner.flatMap((body) => lostIn(body, context, depth + 1)));
  const text =
    held !== undefined
      ? `${name} goes back to the level here that ${held} held when ${fn.name} began, and nobody knows which`
      : callee?.kind === "several"
        ? `${name} may be one of several functions here, and not all of them leave the level as it is`
        : restores
          ? `${name} goes back to a level here that is not known on all ways`
          : inner.length > 0 && reasons.length === 0
            ? `${name} leaves one of several levels here, and nobody can tell which`
            : `${name} leaves a level here that is not known`;
  return { text, at: fn.place(because), level: undefined, because: reasons };
}

/** Why nobody knows at which level a function returns. */
function lostIn(fn: FunctionModel, context: RuleContext, depth: number): readonly Why[] {
  const { body } = context.derived(toldFlow, fn);
  if (body === undefined) {
    return [unread(fn)];
  }
  return body.exits
    .filter((exit) => !isAsEntered(exit) && !isKnown(exit.property.level))
    .map((exit) => lostBy(exit.property, fn, context, depth));
}

const isAsEntered = ({ property }: Pick<World<IrqlState>, "property">): boolean =>
  property.level.symbol === entrySymbol;

/** The worlds before a place. */
function worldsOf(point: LevelPoint, fn: FunctionModel, context: RuleContext): readonly World<IrqlState>[] {
  const { body } = context.derived(toldFlow, fn);
  return body === undefined ? [] : worldsAt(point, body);
}

const plain = ({ at, message }: EntryReason): Why => ({ text: message, at, level: undefined, because: [] });
