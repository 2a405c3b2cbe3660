/** What the analysis knows of the processor at one point of a function: its level, locks, regions, saved levels. */
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { type Path, pathText } from "../paths/path.ts";
import type { Property } from "../worlds/worlds.ts";
import { type LevelValue, sameLevel, union } from "./level.ts";
import type { LockKind, LockMode } from "./operations.ts";

/** What made a level or took a lock, in the function itself; undefined for what was so at its entry. */
export type Cause = CallExpr | Expr | undefined;

export interface LockState {
  /** What it is compared by, with aliases followed. */
  readonly path: Path;
  /** How the function writes it where it takes it itself, for messages alone; states that differ in it are equal. */
  readonly written: string | undefined;
  readonly kind: LockKind;
  readonly mode: LockMode;
  /** How often it is held now; above 1 only for locks that may be taken again. */
  readonly held: number;
  /** Taken minus released since the entry: negative for a lock that the caller had taken. */
  readonly net: number;
  /** Where it was taken last; of one that is free, where it was released. */
  readonly by: Cause;
  /** The level before, for locks that keep it themselves or in a handle. */
  readonly saved: LevelValue | undefined;
  /** Text of the path of the handle or variable that the release has to name. */
  readonly keeper: string | undefined;
}

/** A level that a variable holds. */
export interface SavedLevel {
  readonly value: LevelValue;
  /** The call that stored it. */
  readonly by: Cause;
  /** Text of the lock's path, where taking a lock saved it. */
  readonly lock: string | undefined;
}

/** A pointer or reference in an object. */
export interface Binding {
  readonly place: Path;
  readonly value: Path;
}

export interface IrqlState {
  readonly level: LevelValue;
  /** What last set the level. */
  readonly because: Cause;
  /** By text of the lock's path; those that are free and as they were at entry are details. */
  readonly locks: ReadonlyMap<string, LockState>;
  /** By text of the variable's path, in the order in which they were saved. */
  readonly saved: ReadonlyMap<string, SavedLevel>;
  /** What fields point to or stand for, by text of the field's path: the lock that a guard was made for. */
  readonly bound: ReadonlyMap<string, Binding>;
  /** Critical and guarded regions, entered minus left since the entry. */
  readonly critical: number;
  readonly guarded: number;
  /** Floating-point state, saved minus restored since the entry, and the level where it was saved. */
  readonly float: number;
  readonly floatLevel: LevelValue | undefined;
  /** Something was called that may have done anything: of locks nothing can be said from here on. */
  readonly blurred: boolean;
}

type Comparable = Omit<Property<IrqlState>, "entry" | "transfer" | "refine">;

/** How states are told apart and joined. */
export const states: Comparable = {
  key(state) {
    const { level, critical, guarded, float, blurred } = state;
    let key = `${level.symbol ?? ""} ${level.low} ${level.high} ${critical} ${guarded} ${float} ${blurred}`;
    for (const [text, { held, net }] of state.locks) {
      if (held !== 0 || net !== 0) {
        key += ` ${text} ${held} ${net}`;
      }
    }
    return key;
  },
  join: (a, b) => ({
    ...a,
    locks: keepEqual(a.locks, b.locks, sameLock),
    saved: keepEqual(a.saved, b.saved, sameSaved),
    bound: keepEqual(a.bound, b.bound, sameBinding),
    floatLevel: sameOptional(a.floatLevel, b.floatLevel) ? a.floatLevel : undefined,
  }),
  equal: (a, b) =>
    a === b ||
    (sameEntries(a.locks, b.locks, sameLock) &&
      sameEntries(a.saved, b.saved, sameSaved) &&
      sameEntries(a.bound, b.bound, sameBinding) &&
      sameOptional(a.floatLevel, b.floatLevel)),
};

/** The locks that are held, in the order they were taken. */
export const heldLocks = ({ locks }: IrqlState): readonly LockState[] =>
  [...locks.values()].filter(({ held }) => held > 0);

/** Of locks in states with the same key: what a release would restore, and where it was taken, may differ. */
function sameLock(a: LockState, b: LockState): boolean {
  return a === b || (a.held === b.held && a.net === b.net && a.keeper === b.keeper && sameOptional(a.saved, b.saved));
}

const sameSaved = (a: SavedLevel, b: SavedLevel): boolean =>
  a === b || (sameLevel(a.value, b.value) && a.lock === b.lock);

/** What is known of a saved level either way. */
const eitherLevel = (a: SavedLevel, b: SavedLevel): Pick<SavedLevel, "value" | "lock"> => ({
  value: either(a.value, b.value),
  lock: a.lock === b.lock ? a.lock : undefined,
});

const either = (a: LevelValue, b: LevelValue): LevelValue => ({
  symbol: a.symbol === b.symbol ? a.symbol : undefined,
  ...union(a, b),
});

const sameBinding = (a: Binding, b: Binding): boolean => a === b || pathText(a.value) === pathText(b.value);

const sameOptional = (a: LevelValue | undefined, b: LevelValue | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && sameLevel(a, b));

function keepEqual<T extends LockState | SavedLevel | Binding>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
  same: (a: T, b: T) => boolean,
): ReadonlyMap<string, T> {
  if (sameEntries(a, b, same)) {
    return a;
  }
  const kept = new Map<string, T>();
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other !== undefined && same(value, other)) {
      kept.set(key, value);
    } else if (other !== undefined && "held" in value && "held" in other && value.held > 0) {
      // Held either way; its release restores one level or the other.
      const saved = value.saved && other.saved && either(value.saved, other.saved);
      kept.set(key, { ...value, saved, keeper: value.keeper === other.keeper ? value.keeper : undefined });
    } else if (other !== undefined && "lock" in value && "lock" in other) {
      kept.set(key, { ...value, ...eitherLevel(value, other) });
    }
  }
  return kept;
}

function sameEntries<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>, same: (a: T, b: T) => boolean): boolean {
  if (a === b) {
    return true;
  }
  if (a.size !== b.size) {
    return false;
  }
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other === undefined || !same(value, other)) {
      return false;
    }
  }
  return true;
}
