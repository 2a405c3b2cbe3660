/** Old levels that are written over while they are still to be restored. */
import type { Facts } from "../../facts/index.ts";
import type { Node } from "../../syntax/ast.ts";
import type { World } from "../worlds/worlds.ts";
import type { FlowBody } from "./flow.ts";
import { entrySymbol, type LevelValue, sameLevel } from "./level.ts";
import type { IrqlState, SavedLevel } from "./state.ts";

export interface OverwrittenLevel {
  /** The call or the assignment that does it, and a way to there. */
  readonly node: Node;
  readonly world: World<IrqlState>;
  /** Text of the path of the variable, what it held, and what it holds then. */
  readonly variable: string;
  readonly then: SavedLevel;
  readonly now: SavedLevel;
  /** Whether every way there writes over it. */
  readonly isOnAll: boolean;
}

/** One a place, where a variable that alone holds the level of the entry gets a raised one. */
export function overwrittenLevels(body: FlowBody, facts: Facts): readonly OverwrittenLevel[] {
  const found: OverwrittenLevel[] = [];
  if (!savesTwice(body)) {
    return found;
  }
  body.eachStep((step, before, after) => {
    if (step.kind !== "call" && step.kind !== "assign") {
      return;
    }
    const lost = before.flatMap((world) => lostIn(world, after)).filter(({ then }) => !wasAsked(then, facts));
    const [first] = lost;
    if (first !== undefined) {
      found.push({ ...first, node: step.node, isOnAll: lost.length === before.length });
    }
  });
  return found;
}

/** Whether there are two places at least that save a level: without, none can write over another. */
const savesTwice = ({ calls }: FlowBody): boolean =>
  calls.filter(({ effect }) => effect.some(({ operations }) => operations.some(({ kind }) => kind === "save"))).length >
  1;

/** A level that was only asked for is none to go back to. */
const wasAsked = ({ by }: SavedLevel, { readsIrql }: Facts): boolean =>
  by?.kind === "call" && by.callee.kind === "name" && readsIrql(by.callee.name);

type Lost = Omit<OverwrittenLevel, "node" | "isOnAll">;

function lostIn(world: World<IrqlState>, after: readonly World<IrqlState>[]): readonly Lost[] {
  const { saved, level } = world.property;
  if (level.symbol === entrySymbol || saved.size === 0) {
    return [];
  }
  // What cannot lower the level and is asked to is said of that.
  if (after.some(({ property }) => property.level.high < level.low)) {
    return [];
  }
  return [...saved].flatMap(([variable, then]) => {
    const values = after.map(({ property }) => property.saved.get(variable));
    const [now] = values;
    const isLost =
      !variable.startsWith("#") &&
      then.value.symbol === entrySymbol &&
      now !== undefined &&
      values.every((value) => value !== undefined && isRaised(value.value, then.value)) &&
      !isKept(then.value, variable, world.property);
    return isLost ? [{ world, variable, then, now }] : [];
  });
}

/** Whether a level is one that was set since, and not the very one that is known to have been there before. */
const isRaised = (now: LevelValue, then: LevelValue): boolean =>
  now.symbol === undefined && now.low > 0 && !(then.low === now.low && then.high === now.high);

/** Whether the level is kept elsewhere too: in another variable, or in a lock. */
const isKept = (level: LevelValue, variable: string, { saved, locks }: IrqlState): boolean =>
  [...saved].some(([text, { value }]) => text !== variable && !text.startsWith("#") && sameLevel(value, level)) ||
  [...locks.values()].some((lock) => lock.saved !== undefined && sameLevel(lock.saved, level));
