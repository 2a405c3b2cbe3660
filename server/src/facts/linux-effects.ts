// What calls of the Linux kernel's functions do to locks and to the processor's context, and what macros say of conditions.
import { parameterIndex } from "./cells.ts";

export type LinuxLockKind = "spin-lock" | "raw-spin-lock" | "rwlock" | "seqlock" | "mutex" | "rwsem";

/** What keeps the processor from scheduling without being a lock of somebody's; each may be entered again. */
export type LinuxSection = "softirqs" | "preemption" | "rcu" | "page-faults";

export interface LinuxLockEffect {
  readonly action: "acquire" | "release";
  /** Undefined for calls that change the context alone: `local_irq_save`, `rcu_read_lock`. */
  readonly lock:
    | {
        readonly kind: LinuxLockKind;
        readonly mode: "exclusive" | "shared";
        /** Index from 0 of the argument that names it; undefined where there is one such lock in the system. */
        readonly parameter: number | undefined;
        /** The lock is a part of what the argument names: of several in it the one that this function takes. */
        readonly isWithin: boolean;
      }
    | undefined;
  readonly sections: readonly LinuxSection[];
  readonly switchesInterrupts: boolean;
  /** Index from 0 of the variable that keeps whether interrupts were on; undefined for calls that just switch them. */
  readonly flags: number | undefined;
  /** The result with which it has done all this. */
  readonly when: "always" | "true" | "zero";
}

/** What is asked about the context by `in_interrupt()` and its kin. */
export type ContextQuestion = "interrupt" | "hardirq" | "softirq" | "atomic" | "task" | "preemptible" | "irqs-off";

const change = /(enter_atomic|leave_atomic|takes|releases):(\S+)(?: if (true|0))?/;

/** @param note beside the effect: `flags in parameter 1`, `lock in parameter 1`, `lock within parameter 0`, `lock of its own` */
export function parseLockEffect(effect: string | undefined, note: string | undefined): LinuxLockEffect | undefined {
  const [, verb, what, result] = change.exec(effect ?? "") ?? [];
  if (verb === undefined || what === undefined) {
    return undefined;
  }
  const words = what.split("+");
  const lock = words.map((word) => locks.get(word)).find((each) => each !== undefined);
  const flags = /flags in parameter (\d+)/.exec(note ?? "")?.[1];
  const [, place, index] = /lock (in|within) parameter (\d+)/.exec(note ?? "") ?? [];
  const isGlobal = /lock of its own/.test(note ?? "");
  return {
    action: verb === "enter_atomic" || verb === "takes" ? "acquire" : "release",
    lock: lock && {
      ...lock,
      parameter: isGlobal ? undefined : (parameterIndex(index ?? "0") ?? 0),
      isWithin: place === "within",
    },
    sections: words.flatMap((word) => sections.get(word) ?? []),
    switchesInterrupts: words.includes("irq_off"),
    flags: parameterIndex(flags ?? ""),
    when: result === "true" ? "true" : result === "0" ? "zero" : "always",
  };
}

const locks: ReadonlyMap<string, Pick<NonNullable<LinuxLockEffect["lock"]>, "kind" | "mode">> = new Map([
  ["spin_lock", { kind: "spin-lock", mode: "exclusive" }],
  ["raw_spin_lock", { kind: "raw-spin-lock", mode: "exclusive" }],
  ["rwlock", { kind: "rwlock", mode: "exclusive" }],
  ["rwlock_shared", { kind: "rwlock", mode: "shared" }],
  ["seqlock", { kind: "seqlock", mode: "exclusive" }],
  ["mutex", { kind: "mutex", mode: "exclusive" }],
  ["rwsem", { kind: "rwsem", mode: "exclusive" }],
  ["rwsem_shared", { kind: "rwsem", mode: "shared" }],
] as const);

const sections: ReadonlyMap<string, LinuxSection> = new Map([
  ["softirq_off", "softirqs"],
  ["preempt_off", "preemption"],
  ["rcu", "rcu"],
  ["pagefault_off", "page-faults"],
] as const);

/** `truth:0`: what the macro's value is the truth of, an index from 0; `never:0`: what does not hold after it. */
export function parseCondition(effect: string | undefined, word: "truth" | "never"): number | undefined {
  const [, found, index] = /^(truth|never):(\d+)$/.exec(effect ?? "") ?? [];
  return found === word ? parameterIndex(index ?? "") : undefined;
}

export function parseContextQuestion(effect: string | undefined): ContextQuestion | undefined {
  const asked = /^asks:(\S+)$/.exec(effect ?? "")?.[1];
  return questions.find((each) => each === asked);
}

const questions: readonly ContextQuestion[] = [
  "interrupt",
  "hardirq",
  "softirq",
  "atomic",
  "task",
  "preemptible",
  "irqs-off",
];

/** How routines are called: `atomic` where none of the narrower words says it all. */
export type EntryKind = "process" | "softirq" | "hardirq" | "atomic";

/** Undefined where a routine may be called in process context as well as in atomic context. */
export function parseCallbackContext(text: string | undefined): EntryKind | undefined {
  if (
    text === undefined ||
    (/\bprocess\b.*\bor\b|\bor process\b/.test(text) && !/bottom halves off|rcu held/.test(text))
  ) {
    return undefined;
  }
  const word = /^[a-z]+/.exec(text)?.[0];
  return word === "process" || word === "hardirq"
    ? word
    : word === "softirq" || word === "atomic"
      ? text === "softirq"
        ? "softirq"
        : "atomic"
      : undefined;
}
