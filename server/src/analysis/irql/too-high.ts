/** Calls that are made above the level at which what they lead to may be called. */
import { levelOfRank } from "../../facts/index.ts";
import type { World } from "../worlds/worlds.ts";
import type { Demand } from "./demands.ts";
import type { EntryContext } from "./entry.ts";
import type { ReachedCall } from "./flow.ts";
import { entrySymbol, highest, rangeText } from "./level.ts";
import type { IrqlState } from "./state.ts";

export interface TooHigh {
  readonly demand: Demand;
  /** A way to the call on which it is so. */
  readonly world: World<IrqlState>;
  /** The level there, with "on a path" where it is another on others; as the end of "is called at". */
  readonly level: string;
  /** Whether it is so on every way to the call. */
  readonly isEvery: boolean;
  /** Whether the call always leads there, and the fact is certain. */
  readonly isSure: boolean;
  /** Where in the function the level was set; 0 at its entry. */
  readonly since: number;
}

/** A call at a level that the function around it sees for sure, on every way to the call or on some. */
export function callTooHigh({ demands, before }: ReachedCall): TooHigh | undefined {
  const { always, sometimes } = demands.atMost;
  const demand = always ?? (sometimes?.certainty === "certain" ? sometimes : undefined);
  const above = demand && before.filter(({ property: { level } }) => level.low > demand.rank);
  const world = above?.[0];
  if (demand === undefined || above === undefined || world === undefined) {
    return undefined;
  }
  const isEvery = above.length === before.length;
  const { level, because } = world.property;
  return {
    demand,
    world,
    level: `${rangeText(level) ?? "a raised level"}${isEvery ? "" : " on a path"}`,
    isEvery,
    isSure: isEvery && demand === always && demand.certainty === "certain",
    since: level.symbol === entrySymbol ? 0 : (because?.start ?? 0),
  };
}

/** A call at the level of the entry, where the function's own annotation lets callers come from higher up. */
export function callAbovePromise(
  { demands, before }: ReachedCall,
  entry: EntryContext,
  fn: { readonly name: string },
): Pick<TooHigh, "demand" | "world" | "level"> | undefined {
  const { always } = demands.atMost;
  const [world] = before;
  const isPromise = entry.from === "annotation" && entry.high < highest;
  if (always === undefined || world === undefined || !isPromise || always.certainty !== "certain") {
    return undefined;
  }
  const isOpen = before.every(({ property: { level } }) => level.symbol === entrySymbol && level.high > always.rank);
  return isOpen
    ? { demand: always, world, level: `up to ${levelOfRank(entry.high)}, as ${fn.name} is annotated` }
    : undefined;
}
