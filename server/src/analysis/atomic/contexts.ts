/** Contexts as people are shown them: what of all that makes a place atomic it is there, on all ways to it. */
import type { EntryKind } from "../../facts/index.ts";
import type { Lattice, LevelOf } from "../levels/lattice.ts";
import { atomicReason } from "./reasons.ts";
import { type AtomicKind, type AtomicState, heldLocks, isAtomicKind } from "./state.ts";

/** `process`, who runs there (a softirq), what is held or off; `unknown` where nobody says. */
export type Context = EntryKind | AtomicKind | "interrupts" | "unknown";

/** All contexts that it may be. */
export type Contexts = ReadonlySet<Context>;

export const onlyContext = (context: Context): Contexts => new Set([context]);

const anyContext = onlyContext("unknown");

export const isKnownContext = (contexts: Contexts): boolean => contexts.size > 0 && !contexts.has("unknown");

export const contextLattice: Lattice<Contexts> = {
  any: anyContext,
  join: (a, b) => (isSubset(b, a) ? a : new Set([...a, ...b])),
  same: (a, b) => a.size === b.size && isSubset(a, b),
  isKnown: isKnownContext,
  // A function's own state never knows more of an entry than that.
  narrowed: (_, entry) => entry,
};

const isSubset = (a: Contexts, b: Contexts): boolean => [...a].every((one) => b.has(one));

/**
 * The context of one state. Who runs in a softirq or an interrupt stays there whatever is held: that is its context, of
 * the locks the reasons tell.
 * @param entry what is said of the function's entry, whatever its conditions have asked since
 */
export function contextOf(state: AtomicState, entry: AtomicState["entry"]): LevelOf<Contexts> {
  const set = (context: Context): LevelOf<Contexts> => ({ level: onlyContext(context), isEntered: false });
  if (entry === "softirq" || entry === "hardirq") {
    return { level: onlyContext(entry), isEntered: true };
  }
  if (state.blurred) {
    return entry === "atomic" ? { level: onlyContext(entry), isEntered: true } : set("unknown");
  }
  const reason = atomicReason(state);
  switch (reason?.kind) {
    case "lock":
      return set(isAtomicKind(reason.lock.kind) ? reason.lock.kind : "unknown");
    case "interrupts":
      return set("interrupts");
    case "asked":
      return set("atomic");
    case "entry":
      return { level: onlyContext(reason.entry), isEntered: true };
    case undefined:
  }
  const isToldSo = state.hasSlept || (entry === "unknown" && state.entry === "process");
  if (isAsEntered(state) && !isToldSo) {
    return { level: onlyContext(entry), isEntered: true };
  }
  return set((isToldSo || entry === "process") && isSurelyFree(state) ? "process" : "unknown");
}

/** Whether nothing that is held or off may be a reason not to sleep. */
const isSurelyFree = (state: AtomicState): boolean =>
  (state.interrupts === "entry" || state.interrupts === "on") &&
  heldLocks(state).every(({ kind }) => kind !== "unknown");

/** Whether nothing that the caller may have held or turned off has been let go. */
const isAsEntered = (state: AtomicState): boolean =>
  state.interrupts === "entry" &&
  [...state.locks.values()].every(({ kind, held, net }) => net >= 0 && (held === 0 || kind !== "unknown"));
