/** Why a Linux module's code runs in a context, and what is missing where nobody knows in which. */
import { type Contexts, contextOf } from "../../../analysis/atomic/contexts.ts";
import { isSeenByOthers } from "../../../analysis/atomic/contexts-for-readers.ts";
import { entryReasons } from "../../../analysis/atomic/entry.ts";
import { atomicFlow } from "../../../analysis/atomic/flow.ts";
import { atomicReason, atomicReasons } from "../../../analysis/atomic/reasons.ts";
import type { AtomicState } from "../../../analysis/atomic/state.ts";
import { handedAround } from "../../../analysis/calls/handed-around.ts";
import type { LevelsFromCallers } from "../../../analysis/levels/from-callers.ts";
import { type LevelPoint, pointAt, worldsAt } from "../../../analysis/levels/points.ts";
import { pathReasons, type Reason } from "../../../analysis/worlds/path-reasons.ts";
import type { World } from "../../../analysis/worlds/worlds.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { Place } from "../../../model/place.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { ShownLevel, UnitLevels, Why } from "./level.ts";
import type { PlacedLevels } from "./placed-levels.ts";
import { distinct, firstStep, maximumDepth, shortestFirst, unread, type Way } from "./why-chain.ts";

interface WhySources extends Pick<PlacedLevels, "callersOf" | "callsTo"> {
  contextOf(fn: FunctionModel): RuleContext;
  points(fn: FunctionModel): readonly LevelPoint<Contexts>[];
  readonly fromCallers: LevelsFromCallers<Contexts>;
  shown(contexts: Contexts): ShownLevel | undefined;
}

export function linuxWhys(sources: WhySources): Pick<UnitLevels, "why" | "whyEntered" | "lacking" | "lackingAtEntry"> {
  const worldsThere = (fn: FunctionModel, offset: number): readonly World<AtomicState>[] => {
    const { body } = sources.contextOf(fn).derived(atomicFlow, fn);
    const point = body && pointAt(sources.points(fn), offset);
    return body === undefined || point === undefined ? [] : worldsAt(point, body);
  };

  const whyEntered = (fn: FunctionModel, way: Way): readonly Why[] => {
    const calls = way.above.length >= maximumDepth ? [] : (sources.fromCallers.of(fn)?.calls ?? []);
    const whys = calls.flatMap(({ caller, at, level }): readonly Why[] => {
      if (caller === fn || way.above.includes(caller) || !way.budget.take()) {
        return [];
      }
      const because = whyAt(caller, at.start, { ...way, above: [...way.above, fn] });
      return [calling(fn, caller, at, sources.shown(level), because)];
    });
    return shortestFirst([...entryReasons(fn, sources.contextOf(fn)).map((reason) => because(reason)), ...whys]);
  };

  const whyAt = (fn: FunctionModel, offset: number, way: Way): readonly Why[] => {
    const context = sources.contextOf(fn);
    const { entry } = context.derived(atomicFlow, fn);
    const worlds = worldsThere(fn, offset);
    const whys: Why[] = [];
    for (const world of worlds) {
      const { level, isEntered } = contextOf(world.property, entry);
      const reason = atomicReason(world.property);
      const known = isEntered ? undefined : sources.shown(level);
      // What is held counts in a handler too.
      if (reason !== undefined && reason.kind !== "entry" && (isEntered || known !== undefined)) {
        const path = worlds.length > 1 ? pathReasons(world, fn, fn.definition.start).map((one) => because(one)) : [];
        whys.push(...atomicReasons(reason, fn, context).map((one) => because(one, known, path)));
      }
    }
    // Who has slept in process context is there as before.
    const isAsEntered = ({ property }: World<AtomicState>): boolean =>
      contextOf(property, entry).isEntered || (entry === "process" && atomicReason(property) === undefined);
    return shortestFirst(distinct([...whys, ...(worlds.some(isAsEntered) ? whyEntered(fn, way) : [])]));
  };

  const lackingAtEntry = (fn: FunctionModel, way: Way): readonly Why[] => {
    const context = sources.contextOf(fn);
    const handed = context.registrations(fn, "reasons").map(({ name, place }) => ({
      message: `${fn.name} is handed over here by ${name}, which is not known to call it in one context alone`,
      at: place,
    }));
    if (handed.length > 0 || way.above.length >= maximumDepth) {
      return handed.map((reason) => because(reason));
    }
    const below = { ...way, above: [...way.above, fn] };
    const callers = sources.callersOf(fn).filter((caller) => caller !== fn && !way.above.includes(caller));
    const whys = callers.flatMap((caller) =>
      sources.callsTo(fn, caller).flatMap(({ place, level }): readonly Why[] => {
        if (!way.budget.take()) {
          return [];
        }
        const why = level === undefined ? lackingAt(caller, place.start, below) : whyAt(caller, place.start, below);
        return [calling(fn, caller, place, level, why)];
      }),
    );
    // What is known comes first: it says that the context may be that one.
    whys.sort((a, b) => Number(a.level === undefined) - Number(b.level === undefined));
    const who = othersWhoCall(fn, context) ?? (whys.length === 0 ? "nothing in these files calls it" : undefined);
    return who === undefined
      ? whys
      : [...whys, because({ message: `${fn.name} may be called in any context: ${who}`, at: headOf(fn) })];
  };

  const lackingAt = (fn: FunctionModel, offset: number, way: Way): readonly Why[] => {
    const context = sources.contextOf(fn);
    const { entry, body } = context.derived(atomicFlow, fn);
    if (body === undefined) {
      return [unread(fn)];
    }
    const worlds = worldsThere(fn, offset);
    const isLost = worlds.some(({ property }) => property.blurred);
    const lost = isLost
      ? [because({ message: `${fn.name} calls what may take or release any lock before this`, at: headOf(fn) })]
      : [];
    const isOpen = worlds.some(({ property }) => contextOf(property, entry).isEntered);
    return isOpen ? [...lost, ...lackingAtEntry(fn, way)] : lost;
  };

  return {
    why: (fn, offset, most) => whyAt(fn, offset, firstStep(most)),
    whyEntered: (fn, most) => whyEntered(fn, firstStep(most)),
    lacking: (fn, offset) => lackingAt(fn, offset, firstStep()),
    lackingAtEntry: (fn) => lackingAtEntry(fn, firstStep()),
  };
}

const headOf = (fn: FunctionModel): Place => fn.place(fn.definition.nameSpan);

function calling(
  fn: FunctionModel,
  caller: FunctionModel,
  at: Place,
  level: ShownLevel | undefined,
  because: readonly Why[],
): Why {
  const where = level === undefined ? ", in a context that is not known" : ` ${level.phrase}`;
  return { text: `${caller.name} calls ${fn.name} here${where}`, at, level, because };
}

/** How somebody whom the unit does not show may come to call a function; undefined where nobody may. */
function othersWhoCall(fn: FunctionModel, { unit }: RuleContext): string | undefined {
  if (isSeenByOthers(fn)) {
    return "it is not static";
  }
  return handedAround(unit)(fn) ? "its address is handed around" : undefined;
}

const because = ({ at, message }: Reason, level?: ShownLevel, because: readonly Why[] = []): Why => ({
  text: message,
  at,
  level,
  because,
});
