/** What calls do to the state, apart from where that is known from: facts, annotations, or the summary of a function. */
import { parseLevel } from "../../facts/index.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { mayBeSameObject } from "../paths/aliasing.ts";
import { extend, type Path, pathText } from "../paths/path.ts";
import type { CallOutcome as GenericOutcome } from "../worlds/outcomes.ts";
import { anyLevel, exactly, intersection, type LevelRange, type LevelValue } from "./level.ts";
import { type Cause, heldLocks, type IrqlState, type LockState, type SavedLevel } from "./state.ts";

export type LockKind =
  | "spin-lock"
  | "reader-writer-spin-lock"
  | "interrupt-spin-lock"
  | "cancel-spin-lock"
  | "object-lock"
  | "fast-mutex"
  | "guarded-mutex"
  | "mutex"
  | "resource"
  | "push-lock"
  | "wait-lock"
  | "rundown"
  | "remove-lock";

export type LockMode = "exclusive" | "shared" | "any";

export interface Acquire {
  readonly kind: "acquire";
  /** Undefined where the code does not name it in a way that can be followed. */
  readonly lock: Path | undefined;
  /** The lock as the function writes it where it takes it itself, without `&`; no part of summaries. */
  readonly written?: string | undefined;
  readonly lockKind: LockKind;
  readonly mode: LockMode;
  /** Whether who holds it may take it again. */
  readonly recursive: boolean;
  /** Where the level before is kept until the release: the lock itself, or a handle that the release names. */
  readonly keeps: "in-lock" | Path | undefined;
}

export interface Release {
  readonly kind: "release";
  readonly lock: Path | undefined;
  /** See `Acquire`. */
  readonly written?: string | undefined;
  /** The handle that names the lock where the release does not. */
  readonly handle: Path | undefined;
  readonly lockKind: LockKind | undefined;
}

/** In the order in which they happen. */
export type Operation =
  /** The level now is stored. */
  | { readonly kind: "save"; readonly to: Path; readonly lock: Path | undefined }
  | { readonly kind: "level"; readonly to: LevelRange }
  /** The level that a variable holds, that a lock or handle keeps, or nobody knows. */
  | { readonly kind: "restore"; readonly from: Path | undefined }
  | { readonly kind: "restore-kept"; readonly lock: Path | undefined; readonly handle: Path | undefined }
  /** A field of an object gets what it points to or stands for. */
  | { readonly kind: "bind"; readonly place: Path; readonly value: Path }
  /** What holds of the level from here on, or a bugcheck would have come. */
  | { readonly kind: "narrow"; readonly to: LevelRange }
  | Acquire
  | Release
  | { readonly kind: "region"; readonly region: "critical" | "guarded"; readonly change: 1 | -1 }
  | { readonly kind: "float"; readonly change: 1 | -1 }
  /** Anything may have happened. */
  | { readonly kind: "unknown" };

export type CallOutcome = GenericOutcome<Operation>;

/** One outcome is certain; none where nothing changes. */
export type CallEffect = readonly CallOutcome[];

/** A lock that the code does not name: known by where it was taken. */
const unnamed = (by: { readonly start: number }): Path => ({
  root: `(lock at ${by.start})`,
  steps: [],
  names: [],
});

export const isUnnamed = ({ root }: Path): boolean => root.startsWith("(lock at");

/** The state after operations that a node of the function causes. */
export function applyOperations(operations: readonly Operation[], state: IrqlState, by: CallExpr | Expr): IrqlState {
  let after = state;
  for (const operation of operations) {
    after = apply(operation, after, by);
  }
  return after;
}

function apply(written: Operation, state: IrqlState, by: CallExpr | Expr): IrqlState {
  const operation = rebound(written, state);
  switch (operation.kind) {
    case "bind": {
      const { place, value } = operation;
      return { ...state, bound: new Map(state.bound).set(pathText(place), { place, value }) };
    }
    case "save": {
      const to = pathText(operation.to);
      const level: SavedLevel = { value: state.level, by, lock: operation.lock && pathText(operation.lock) };
      // What was saved last comes last, in a variable that had another level before too.
      const others = [...state.saved].filter(([text]) => text !== to);
      return { ...state, saved: new Map(others).set(to, level) };
    }
    case "level":
      return { ...state, level: { symbol: undefined, ...operation.to }, because: by };
    case "restore":
      return { ...state, ...restored(operation.from, state), because: by };
    case "restore-kept": {
      const lock = findLock(operation.lock, operation.handle, state);
      const level = lock?.saved ?? symbolic(operation.lock ?? operation.handle);
      return { ...state, level, because: by };
    }
    case "narrow": {
      const range = intersection(state.level, operation.to);
      return range === undefined ? state : { ...state, level: { symbol: state.level.symbol, ...range } };
    }
    case "acquire":
      return acquire(operation, state, by);
    case "release":
      return release(operation, state, by);
    case "region": {
      const { region, change } = operation;
      return counting(state[region] + change, state, (count) => ({ ...state, [region]: count }));
    }
    case "float":
      return counting(state.float + operation.change, state, (float) => ({
        ...state,
        float,
        floatLevel: operation.change > 0 ? state.level : undefined,
      }));
    case "unknown":
      return blur(state, by);
  }
}

/** What is left of a state after something that nobody knows. */
export function blur(state: IrqlState, because: IrqlState["because"]): IrqlState {
  return { ...state, level: { symbol: undefined, ...anyLevel }, because, blurred: true };
}

/** An operation with the locks that it names through fields by what these point to. */
function rebound(operation: Operation, { bound }: IrqlState): Operation {
  if (bound.size === 0) {
    return operation;
  }
  switch (operation.kind) {
    case "acquire":
      return { ...operation, lock: boundPath(operation.lock, bound) };
    case "release":
    case "restore-kept":
      return { ...operation, lock: boundPath(operation.lock, bound), handle: boundPath(operation.handle, bound) };
    default:
      return operation;
  }
}

function boundPath(path: Path | undefined, bound: IrqlState["bound"]): Path | undefined {
  for (let length = path?.steps.length ?? 0; path !== undefined && length > 0; length--) {
    const there = bound.get(pathText({ ...path, steps: path.steps.slice(0, length) }));
    if (there !== undefined) {
      return extend(there.value, path.steps.slice(length));
    }
  }
  return path;
}

/** The lock that a release means; of several that were not named, none. */
export function findLock(lock: Path | undefined, handle: Path | undefined, state: IrqlState): LockState | undefined {
  const named = lock && state.locks.get(pathText(lock));
  if (named !== undefined && (named.held > 0 || handle === undefined)) {
    return named;
  }
  if (handle !== undefined) {
    const text = pathText(handle);
    const kept = [...state.locks.values()].find(({ keeper, held }) => keeper === text && held > 0);
    return kept ?? named ?? [...state.locks.values()].find(({ keeper }) => keeper === text);
  }
  return undefined;
}

function acquire(operation: Acquire, state: IrqlState, by: CallExpr | Expr): IrqlState {
  const path = operation.lock ?? unnamed(by);
  const text = pathText(path);
  const before = state.locks.get(text);
  const { keeps } = operation;
  const again = before !== undefined && before.held > 0;
  const lock: LockState = {
    path,
    written: operation.written,
    kind: operation.lockKind,
    mode: operation.mode,
    held: again && operation.recursive ? before.held + 1 : 1,
    net: again && !operation.recursive ? before.net : (before?.net ?? 0) + 1,
    by,
    saved: keeps === undefined ? undefined : state.level,
    keeper: keeps === undefined || keeps === "in-lock" ? undefined : pathText(keeps),
  };
  const locks = new Map(state.locks);
  // Taken last stands last.
  locks.delete(text);
  return counting(Math.max(lock.held, lock.net), state, () => ({ ...state, locks: locks.set(text, lock) }));
}

function release(operation: Release, state: IrqlState, by: CallExpr | Expr): IrqlState {
  const known = findLock(operation.lock, operation.handle, state);
  const path = known?.path ?? operation.lock ?? operation.handle;
  const isHeld = known !== undefined && known.held > 0;
  if (path !== undefined && !isHeld && heldLocks(state).some((lock) => mayBeMeant(lock, path, operation))) {
    // It may be one that is held, by another name.
    return { ...state, blurred: true };
  }
  if (path === undefined) {
    // Which of the locks it was is not known, unless only one can be meant.
    const candidates = [...state.locks.values()].filter(({ held, kind }) => held > 0 && kind === operation.lockKind);
    const [only] = candidates;
    return only !== undefined && candidates.length === 1 && isUnnamed(only.path)
      ? withLock(freed(only, by), state)
      : { ...state, blurred: true };
  }
  const before: LockState = known ?? {
    path,
    written: operation.written,
    kind: operation.lockKind ?? "spin-lock",
    mode: "any",
    held: 0,
    net: 0,
    by,
    saved: undefined,
    keeper: operation.lock === undefined ? pathText(path) : undefined,
  };
  return withLock(freed(before, by), state);
}

/** Whether a release that names a lock in a way that none was taken by may mean one that is held. */
const mayBeMeant = (lock: LockState, path: Path, { lockKind, handle }: Release): boolean =>
  (lockKind === undefined || lock.kind === lockKind) &&
  (handle === undefined) === (lock.keeper === undefined) &&
  (isUnnamed(lock.path) || mayBeSameObject(lock.path, path));

/** A lock whose release names a handle that the caller filled keeps the handle's name. */
const freed = (lock: LockState, by: Cause): LockState => ({
  ...lock,
  held: Math.max(0, lock.held - 1),
  net: lock.net - 1,
  by,
  saved: lock.held > 1 ? lock.saved : undefined,
  keeper: lock.held === 1 ? undefined : lock.keeper,
});

const withLock = (lock: LockState, state: IrqlState): IrqlState =>
  counting(lock.net, state, () => ({ ...state, locks: new Map(state.locks).set(pathText(lock.path), lock) }));

function restored(from: Path | undefined, state: IrqlState): Pick<IrqlState, "level"> {
  const saved = from && state.saved.get(pathText(from));
  return { level: saved?.value ?? (from && namedLevel(from)) ?? symbolic(from) };
}

/** `PASSIVE_LEVEL`. */
export function namedLevel({ root, steps }: Pick<Path, "root" | "steps">): LevelValue | undefined {
  const level = steps.length === 0 ? parseLevel(root) : undefined;
  return level && { symbol: undefined, ...exactly(level) };
}

/** A level that something holds which was not seen being stored. */
const symbolic = (from: Path | undefined): LevelValue => ({ symbol: from && pathText(from), ...anyLevel });

/** Counts go no further than code does on purpose, so that loops come to an end: beyond nothing can be said. */
const counting = (count: number, state: IrqlState, counted: (count: number) => IrqlState): IrqlState =>
  Math.abs(count) > 3 ? { ...state, blurred: true } : counted(count);
