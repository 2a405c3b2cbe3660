/** What the analysis knows at one point of a Linux function: why the processor may not schedule there, if it may not. */
import type { EntryKind, LinuxLockKind, LinuxSection } from "../../facts/index.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import type { Path } from "../paths/path.ts";
import type { Property } from "../worlds/worlds.ts";

/** What took a lock or entered a section, in the function itself; undefined for what was so at its entry. */
export type Cause = CallExpr | Expr | undefined;

/** A question about the context that has been answered on the way. */
export interface Asked {
  readonly question: Expr;
  readonly holds: boolean;
}

/** `unknown`: of a function that is called as if it took a lock, of which nobody knows what it does. */
export type LockKind = LinuxLockKind | LinuxSection | "unknown";

/** A lock, or a section that is entered and left like one. */
export interface LockState {
  readonly path: Path;
  readonly kind: LockKind;
  readonly mode: "exclusive" | "shared";
  /** How often it is held now; above 1 only for what may be entered again. */
  readonly held: number;
  /** Taken minus released since the entry: negative for a lock that the caller had taken. */
  readonly net: number;
  /** Where it was taken last; of one that is free, where it was released. */
  readonly by: Cause;
  /** How the function writes it, where it takes it itself. */
  readonly written: Expr | undefined;
}

/**
 * Whether the processor takes interrupts: as at the function's entry, as the function has switched them, or as a variable
 * says that somebody else has filled.
 */
export type Interrupts = "entry" | "off" | "on" | "unknown" | `kept in ${string}`;

export interface AtomicState {
  /** How the function was entered, as far as it is known by now. */
  readonly entry: EntryKind | "unknown";
  /** The question that has told it, `in_interrupt()`; undefined where it was known before. */
  readonly asked: Asked | undefined;
  /** It has slept, with nothing taken of its own: then it was not entered in atomic context, or the bug is there. */
  readonly hasSlept: boolean;
  /** By text of the path; those that are free and as they were at entry are details. */
  readonly locks: ReadonlyMap<string, LockState>;
  readonly interrupts: Interrupts;
  readonly interruptsBy: Cause;
  /** What flags variables keep, by text of the variable's path. */
  readonly saved: ReadonlyMap<string, Interrupts>;
  /** Something was called that may have released or taken any lock: of locks nothing can be said from here on. */
  readonly blurred: boolean;
}

/** Sections and kinds of lock under which the processor must not schedule, on a kernel without PREEMPT_RT. */
export const isAtomicKind = (kind: LockKind): kind is AtomicKind => atomicKinds.has(kind);

export type AtomicKind = Exclude<LockKind, "mutex" | "rwsem" | "page-faults" | "unknown">;

const atomicKinds: ReadonlySet<LockKind> = new Set<AtomicKind>([
  "spin-lock",
  "raw-spin-lock",
  "rwlock",
  "seqlock",
  "softirqs",
  "preemption",
  "rcu",
]);

export const isSection = (kind: LockKind): kind is LinuxSection => sectionKinds.has(kind);

const sectionKinds: ReadonlySet<LockKind> = new Set(["softirqs", "preemption", "rcu", "page-faults"] as const);

/** The locks and sections that are held, in the order they were taken. */
export const heldLocks = ({ locks }: AtomicState): readonly LockState[] =>
  [...locks.values()].filter(({ held }) => held > 0);

type Comparable = Omit<Property<AtomicState>, "entry" | "transfer" | "refine">;

/** How states are told apart and joined. */
export const states: Comparable = {
  key({ entry, hasSlept, locks, interrupts, blurred }) {
    if (blurred) {
      return "blurred";
    }
    let key = `${entry} ${hasSlept} ${interrupts}`;
    for (const [text, { held, net }] of locks) {
      if (held !== 0 || net !== 0) {
        key += ` ${text} ${held} ${net}`;
      }
    }
    return key;
  },
  join: (a, b) =>
    a.blurred
      ? { ...a, entry: a.entry === b.entry ? a.entry : "unknown", hasSlept: a.hasSlept && b.hasSlept }
      : { ...a, locks: keepEqual(a.locks, b.locks, sameLock), saved: keepEqual(a.saved, b.saved, Object.is) },
  equal: (a, b) =>
    a === b ||
    (a.blurred && b.blurred && a.entry === b.entry && a.hasSlept === b.hasSlept) ||
    (a.blurred === b.blurred &&
      a.entry === b.entry &&
      sameEntries(a.locks, b.locks, sameLock) &&
      sameEntries(a.saved, b.saved, Object.is)),
};

const sameLock = (a: LockState, b: LockState): boolean =>
  a === b || (a.held === b.held && a.net === b.net && a.kind === b.kind);

function keepEqual<T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
  same: (a: T, b: T) => boolean,
): ReadonlyMap<string, T> {
  if (sameEntries(a, b, same)) {
    return a;
  }
  return new Map(
    [...a].filter(([key, value]) => {
      const other = b.get(key);
      return other !== undefined && same(value, other);
    }),
  );
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
