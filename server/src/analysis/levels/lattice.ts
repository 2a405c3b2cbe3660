/** What analyses of levels have in common: a lattice of levels, and the level of a function's entry told apart from others. */
import type { World } from "../worlds/worlds.ts";

/** Levels as an analysis computes with them, and how they are read off its states. */
export interface Lattice<L> {
  /** Nothing is known. */
  readonly any: L;
  join(a: L, b: L): L;
  same(a: L, b: L): boolean;
  isKnown(level: L): boolean;
  /** What is known where control is still at the level of the entry: of that level there, and of the entry. */
  narrowed(entered: L, entry: L): L;
}

/** The level of one state. */
export interface LevelOf<L> {
  readonly level: L;
  /** Whether it is the very level that the function was entered at. */
  readonly isEntered: boolean;
}

/** The levels on all ways to a place, those that are still the function's entry level told apart. */
export interface LevelsThere<L> {
  readonly entered: L | undefined;
  readonly set: L | undefined;
}

/** The levels in all worlds. */
export function levelsOf<P, L>(
  worlds: readonly World<P>[],
  read: (property: P) => LevelOf<L>,
  lattice: Lattice<L>,
): LevelsThere<L> {
  let [entered, set]: (L | undefined)[] = [undefined, undefined];
  for (const { property } of worlds) {
    const { level, isEntered } = read(property);
    if (isEntered) {
      entered = joined(entered, level, lattice);
    } else {
      set = joined(set, level, lattice);
    }
  }
  return { entered, set };
}

/** The levels at a place of a function that is entered at these; undefined where control never comes. */
export function levelsThere<L>({ entered, set }: LevelsThere<L>, entry: L, lattice: Lattice<L>): L | undefined {
  return joined(entered === undefined ? undefined : lattice.narrowed(entered, entry), set, lattice);
}

export function joined<L>(a: L | undefined, b: L | undefined, { join }: Lattice<L>): L | undefined {
  return a === undefined || b === undefined ? (a ?? b) : join(a, b);
}
