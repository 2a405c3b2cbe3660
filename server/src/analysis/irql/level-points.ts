/** The IRQLs at each place of a function where something happens, for people who read it. */
import type { FunctionAnalysis } from "../function-analysis.ts";
import type { Lattice, LevelOf, LevelsThere as ThereIn } from "../levels/lattice.ts";
import { levelsOf as levelsIn, levelsThere as thereIn } from "../levels/lattice.ts";
import { type LevelPoint as PointIn, levelPoints as pointsIn } from "../levels/points.ts";
import type { World } from "../worlds/worlds.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { toldFlow } from "./flow.ts";
import { anyLevel, entrySymbol, intersection, isKnown, type LevelRange, union } from "./level.ts";
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

const levelOf = ({ level: { symbol, low, high } }: IrqlState): LevelOf<LevelRange> => ({
  level: { low, high },
  isEntered: symbol === entrySymbol,
});

/** By position, outer places before those inside them; none where the flow is not known. */
export const levelPoints: FunctionAnalysis<IrqlEnvironment, readonly LevelPoint[]> = {
  run(fn, env) {
    const { body } = env.derived(toldFlow, fn);
    return body === undefined ? [] : pointsIn(body, levelOf, irqlLattice);
  },
};

/** The levels at a place of a function that is entered at these. */
export const levelsThere = (there: LevelsThere, entry: LevelRange): LevelRange | undefined =>
  thereIn(there, entry, irqlLattice);

/** The levels in all worlds. */
export const levelsOf = (worlds: readonly World<IrqlState>[]): LevelsThere => levelsIn(worlds, levelOf, irqlLattice);
