/** Levels as the analysis computes with them: a range, and whether it is the very level that something else has. */
import { type Level, levelOfRank, levelRank } from "../../facts/index.ts";

/** Ranks of `levels`, 0 (PASSIVE_LEVEL) to 4 (HIGH_LEVEL), both ends included. */
export interface LevelRange {
  readonly low: number;
  readonly high: number;
}

export const passive = levelRank("PASSIVE_LEVEL");
export const apc = levelRank("APC_LEVEL");
export const dispatch = levelRank("DISPATCH_LEVEL");
export const highest = levelRank("HIGH_LEVEL");

export const anyLevel: LevelRange = { low: passive, high: highest };

/**
 * A level at one point: where it is the level that the function was entered at, or what a variable held then, that is
 * its `symbol`, and the range is what is known of it.
 */
export interface LevelValue extends LevelRange {
  /** `entry`, the text of the path that held it, or undefined for a level that calls set. */
  readonly symbol: string | undefined;
}

/** No variable has this name. */
export const entrySymbol = "at entry";

export const exactly = (level: Level): LevelRange => ({ low: levelRank(level), high: levelRank(level) });

/** Undefined where no level is in both. */
export function intersection(a: LevelRange, b: LevelRange): LevelRange | undefined {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return low > high ? undefined : { low, high };
}

export const union = (a: LevelRange, b: LevelRange): LevelRange => ({
  low: Math.min(a.low, b.low),
  high: Math.max(a.high, b.high),
});

export const sameLevel = (a: LevelValue, b: LevelValue): boolean =>
  a.symbol === b.symbol && a.low === b.low && a.high === b.high;

export const isKnown = ({ low, high }: LevelRange): boolean => low > passive || high < highest;

/** For messages: `DISPATCH_LEVEL`, `APC_LEVEL or below`, `DISPATCH_LEVEL or above`; undefined where nothing is known. */
export function rangeText({ low, high }: LevelRange): string | undefined {
  const [lowest, top] = [levelOfRank(low), levelOfRank(high)];
  if (low === high) {
    return lowest;
  }
  if (low === passive) {
    return high === highest ? undefined : `${top} or below`;
  }
  return high === highest ? `${lowest} or above` : `${lowest} to ${top}`;
}
