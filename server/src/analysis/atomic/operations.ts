/** What calls do to the state, apart from where that is known from: facts or the summary of a function. */
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { mayBeSameObject } from "../paths/aliasing.ts";
import { type Path, pathText } from "../paths/path.ts";
import type { CallOutcome as GenericOutcome } from "../worlds/outcomes.ts";
import {
  type AtomicState,
  type Cause,
  heldLocks,
  type Interrupts,
  isSection,
  type LockKind,
  type LockState,
} from "./state.ts";

export interface Acquire {
  readonly kind: "acquire";
  /** Undefined where the code does not name it in a way that can be followed. */
  readonly lock: Path | undefined;
  readonly lockKind: LockKind;
  readonly mode: "exclusive" | "shared";
  /** How the function itself writes it. */
  readonly written?: Expr | undefined;
}

export interface Release {
  readonly kind: "release";
  readonly lock: Path | undefined;
  readonly lockKind: LockKind;
}

/** In the order in which they happen. */
export type Operation =
  | Acquire
  | Release
  | { readonly kind: "interrupts"; readonly to: "off" | "on" }
  /** Whether interrupts are on is stored, or set to what was stored. */
  | { readonly kind: "save"; readonly to: Path }
  | { readonly kind: "restore"; readonly from: Path | undefined }
  /** Any lock may have been taken or released. */
  | { readonly kind: "unknown" };

export type CallOutcome = GenericOutcome<Operation>;

/** One outcome is certain; none where nothing changes. */
export type CallEffect = readonly CallOutcome[];

/** A lock that the code does not name: known by where it was taken. */
const unnamed = (by: { readonly start: number }): Path => ({ root: `(lock at ${by.start})`, steps: [], names: [] });

export const isUnnamed = ({ root }: Path): boolean => root.startsWith("(lock at");

/** The name of a section. */
export const sectionPath = (kind: LockKind): Path => ({ root: `(${kind})`, steps: [], names: [] });

/** The state after operations that a node of the function causes. */
export function applyOperations(
  operations: readonly Operation[],
  state: AtomicState,
  by: CallExpr | Expr,
): AtomicState {
  let after = state;
  for (const operation of operations) {
    after = apply(operation, after, by);
  }
  return after;
}

function apply(operation: Operation, state: AtomicState, by: CallExpr | Expr): AtomicState {
  switch (operation.kind) {
    case "acquire":
      return acquire(operation, state, by);
    case "release":
      return release(operation, state, by);
    case "interrupts":
      return switched(operation.to, state, by);
    case "save":
      return { ...state, saved: new Map(state.saved).set(pathText(operation.to), state.interrupts) };
    case "restore": {
      const kept = operation.from && state.saved.get(pathText(operation.from));
      return switched(
        kept ?? (operation.from === undefined ? "unknown" : `kept in ${pathText(operation.from)}`),
        state,
        by,
      );
    }
    case "unknown":
      return { ...state, blurred: true };
  }
}

const switched = (interrupts: Interrupts, state: AtomicState, by: Cause): AtomicState =>
  interrupts === state.interrupts ? state : { ...state, interrupts, interruptsBy: by };

/** Who holds it may take it again: sections, and locks that several may hold. */
export const isReentrant = ({ lockKind, mode }: Acquire): boolean => isSection(lockKind) || mode === "shared";

/** The lock that an operation names, where it has been taken or released in the function before. */
export const findLock = ({ lock }: Acquire | Release, { locks }: AtomicState): LockState | undefined =>
  lock && locks.get(pathText(lock));

function acquire(operation: Acquire, state: AtomicState, by: CallExpr | Expr): AtomicState {
  const path = operation.lock ?? unnamed(by);
  const text = pathText(path);
  const before = state.locks.get(text);
  const isAgain = before !== undefined && before.held > 0;
  const counts = !isAgain || isReentrant(operation);
  const lock: LockState = {
    path,
    kind: operation.lockKind,
    mode: operation.mode,
    held: (before?.held ?? 0) + (counts ? 1 : 0),
    net: (before?.net ?? 0) + (counts ? 1 : 0),
    by,
    written: operation.written,
  };
  const locks = new Map(state.locks);
  // Taken last stands last.
  locks.delete(text);
  return counting(lock, { ...state, locks }, locks);
}

function release(operation: Release, state: AtomicState, by: CallExpr | Expr): AtomicState {
  const { lock: path, lockKind } = operation;
  const known = findLock(operation, state);
  const isHeld = known !== undefined && known.held > 0;
  if (!isHeld && heldLocks(state).some((lock) => mayBeMeant(lock, operation))) {
    // It may be one that is held, by another name.
    return { ...state, blurred: true };
  }
  if (path === undefined || (lockKind === "unknown" && !isHeld)) {
    return { ...state, blurred: true };
  }
  const before = known ?? { path, kind: lockKind, mode: "exclusive", held: 0, net: 0, by, written: undefined };
  const held = Math.max(0, before.held - 1);
  const freed: LockState = { ...before, held, net: before.net - 1, by: held > 0 ? before.by : by };
  return counting(freed, state, new Map(state.locks));
}

/** Whether a release that names a lock in a way that none was taken by may mean one that is held. */
function mayBeMeant(lock: LockState, { lock: path, lockKind }: Release): boolean {
  if (isSection(lockKind) || isSection(lock.kind)) {
    return false;
  }
  const isOfKind = lockKind === "unknown" || lock.kind === "unknown" || lock.kind === lockKind;
  return isOfKind && (path === undefined || isUnnamed(lock.path) || mayBeSameObject(lock.path, path));
}

/** Counts go no further than code does on purpose, so that loops come to an end: beyond nothing can be said. */
function counting(lock: LockState, state: AtomicState, locks: Map<string, LockState>): AtomicState {
  return Math.max(lock.held, Math.abs(lock.net)) > 3
    ? { ...state, blurred: true }
    : { ...state, locks: locks.set(pathText(lock.path), lock) };
}
