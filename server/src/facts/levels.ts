// The interrupt request levels that the facts speak of, and their order.

/**
 * A level or, for DIRQL, a band of levels: PASSIVE < APC < DISPATCH < DIRQL (all device levels) < HIGH (IPI, PROFILE,
 * CLOCK and HIGH_LEVEL itself).
 */
export type Level = "PASSIVE_LEVEL" | "APC_LEVEL" | "DISPATCH_LEVEL" | "DIRQL" | "HIGH_LEVEL";

/** All levels, lowest first. */
export const levels: readonly Level[] = ["PASSIVE_LEVEL", "APC_LEVEL", "DISPATCH_LEVEL", "DIRQL", "HIGH_LEVEL"];

/** Position in `levels`, 0 to 4: the number that analyses compute with. */
export function levelRank(level: Level): number {
  return levels.indexOf(level);
}

/** The level at `rank`; undefined outside 0 to 4. */
export function levelOfRank(rank: number): Level | undefined {
  return levels[rank];
}

/** Negative when `a` is below `b`, 0 when equal, positive when above. */
export function compareLevels(a: Level, b: Level): number {
  return levelRank(a) - levelRank(b);
}

/**
 * Reads a level as the tables write it, which are also the names that source code uses. `ANY` (no upper limit) is
 * HIGH_LEVEL; a leading `<` means the level below. Anything else, also the empty cell, is undefined: unknown.
 */
export function parseLevel(text: string): Level | undefined {
  if (text.startsWith("<")) {
    const above = parseLevel(text.slice(1));
    return above === undefined ? undefined : levelOfRank(levelRank(above) - 1);
  }
  switch (text) {
    case "PASSIVE_LEVEL":
    case "LOW_LEVEL":
      return "PASSIVE_LEVEL";
    case "APC_LEVEL":
    case "DISPATCH_LEVEL":
    case "DIRQL":
    case "HIGH_LEVEL":
      return text;
    case "ANY":
    case "IPI_LEVEL":
    case "CLOCK_LEVEL":
    case "PROFILE_LEVEL":
      return "HIGH_LEVEL";
    default:
      return undefined;
  }
}
