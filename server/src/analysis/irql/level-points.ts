/** The IRQLs at each place of a function where something happens, for people who read it. */
import type { FunctionAnalysis } from "../function-analysis.ts";
import type { Lattice, LevelOf, LevelsThere as ThereIn } from "../levels/lattice.ts";
import { levelsOf as levelsIn, levelsThere as thereIn } from "../levels/lattice.ts";
import { type LevelPoint as PointIn, levelPoints as pointsIn } from "../levels/points.ts";
import type { World } from "../worlds/worlds.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { toldFlow } from "./flow.ts";
import { anyLevel, entrySymbol, highest, intersection, isKnown, type LevelRange, passive, union } from "./level.ts";
import type { IrqlState } from "./state.ts";

export { pointAt } from "../levels/points.ts";

export type LevelsThere = ThereIn<LevelRange>;
export type LevelPoint = PointIn<LevelRange>;

export const irqlLattice: Lattice<LevelRange> = {
  any: anyLevel,
  join: union,
  same: (a, b) => a.low === b.low && a.high === b.high,
  isKnown,
  narrowed: (entered, entry) => intersection(entered, entry) ?? entered,
};

/** Of the level of the entry no more than what the function's own code says of it: who calls it is not for it to say. */
const levelOf =
  (entry: LevelRange) =>
  ({ level: { symbol, low, high } }: IrqlState): LevelOf<LevelRange> => {
    const isEntered = symbol === entrySymbol;
    const level = {
      low: isEntered && low === entry.low ? passive : low,
      high: isEntered && high === entry.high ? highest : high,
    };
    return { level, isEntered };
  };

/** By position, outer places before those inside them; none where the flow is not known. */
export const levelPoints: FunctionAnalysis<IrqlEnvironment, readonly LevelPoint[]> = {
  run(fn, env) {
    const { entry, body } = env.derived(toldFlow, fn);
    return body === undefined ? [] : pointsIn(body, levelOf(entry), irqlLattice);
  },
};

/** The levels at a place of a function that is entered at these. */
export const levelsThere = (there: LevelsThere, entry: LevelRange): LevelRange | undefined =>
  thereIn(there, entry, irqlLattice);

/** The levels in all worlds of a function whose flow begins with those of an entry. */
export const levelsOf = (worlds: readonly World<IrqlState>[], entry: LevelRange): LevelsThere =>
  levelsIn(worlds, levelOf(entry), irqlLattice);
