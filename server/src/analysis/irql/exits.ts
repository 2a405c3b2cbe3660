/** The level with which a function returns: whether it is above the one it was entered at, and at which `return`. */
import type { FunctionModel } from "../../model/function.ts";
import { returned } from "../worlds/knowledge.ts";
import { type ReturnPoint, returnPoints } from "../worlds/returns.ts";
import { contradicts } from "../worlds/value.ts";
import type { World } from "../worlds/worlds.ts";
import type { EntryContext } from "./entry.ts";
import type { FlowBody } from "./flow.ts";
import { entrySymbol, type LevelValue } from "./level.ts";
import { type IrqlState, states } from "./state.ts";

/** A way to return, and where it does. */
export interface Leaving extends Omit<ReturnPoint<IrqlState>, "worlds"> {
  readonly world: World<IrqlState>;
}

/** The ways to return, by where they do, of which something can be said: none where any may have done anything. */
export function leavingsOf(fn: FunctionModel, body: FlowBody): readonly Leaving[] {
  if (body.exits.length === 0 || body.exits.some(({ property }) => property.blurred)) {
    return [];
  }
  const possible = new Set(body.exits.map(({ property }) => states.key(property)));
  return returnPoints(fn, body).flatMap(({ worlds, statement, at }) =>
    // Of those that would come to the end, conditions there may have kept some.
    worlds.filter(({ property }) => possible.has(states.key(property))).map((world) => ({ world, statement, at })),
  );
}

/** Whether calls have set a level that is above the one of the entry, on some entry that is possible. */
export const isAboveEntry = ({ symbol, low }: LevelValue, entry: EntryContext): boolean =>
  symbol === undefined && low > entry.low;

/** Whether it is surely the level of the entry. */
export const isEntryLevel = (level: LevelValue, entry: EntryContext): boolean =>
  level.symbol === entrySymbol ||
  (level.symbol === undefined && entry.low === entry.high && level.low === entry.low && level.high === entry.high);

/** Whether a lock is taken or released on balance: then it is the lock of which there is something to say. */
export const leavesLock = ({ locks }: Pick<IrqlState, "locks">): boolean =>
  [...locks.values()].some(({ net }) => net !== 0);

/** Whether callers can tell the two ways apart by what was returned, as with a function that tries to take a lock. */
export function areToldApart(a: World<IrqlState>, b: World<IrqlState>): boolean {
  const [first, second] = [a.known.get(returned)?.value, b.known.get(returned)?.value];
  return first !== undefined && second !== undefined && contradicts(first, second);
}
