/** Says why the processor may not schedule at a point, and by which calls something sleeps. */
import type { FunctionModel } from "../../model/function.ts";
import type { Reason } from "../worlds/path-reasons.ts";
import { contextText, entryReasons } from "./entry.ts";
import type { AtomicEnvironment } from "./environment.ts";
import { atomicSummaries } from "./flow.ts";
import { kindText, lockName } from "./lock-name.ts";
import type { Sleep } from "./sleeps.ts";
import {
  type Asked,
  type AtomicState,
  type Cause,
  heldLocks,
  isAtomicKind,
  isSection,
  type LockState,
} from "./state.ts";
import type { AtomicSummary, SleepNeed } from "./summary.ts";

/** What makes a point atomic. */
export type AtomicReason =
  | { readonly kind: "lock"; readonly lock: LockState }
  | { readonly kind: "interrupts"; readonly by: Cause }
  | { readonly kind: "asked"; readonly asked: Asked }
  | { readonly kind: "entry"; readonly entry: "softirq" | "hardirq" | "atomic" };

/** Undefined where nothing is known to. Of several locks the last. */
export function atomicReason(state: AtomicState): AtomicReason | undefined {
  if (state.blurred) {
    return undefined;
  }
  const lock = heldLocks(state).findLast(({ kind }) => isAtomicKind(kind));
  if (lock !== undefined) {
    return { kind: "lock", lock };
  }
  if (state.interrupts === "off") {
    return { kind: "interrupts", by: state.interruptsBy };
  }
  const { entry, asked } = state;
  if (asked !== undefined) {
    return { kind: "asked", asked };
  }
  return entry === "unknown" || entry === "process" ? undefined : { kind: "entry", entry };
}

/** "dev->lock, a spin lock, is held", as the end of a sentence that names what sleeps. */
export function reasonText(reason: AtomicReason, fn: FunctionModel): string {
  switch (reason.kind) {
    case "interrupts":
      return "with interrupts off";
    case "entry":
      return `${contextText(reason.entry)}: ${fn.name} runs there`;
    case "asked":
      return `where ${fn.text(reason.asked.question)} ${reason.asked.holds ? "holds" : "does not hold"}`;
    case "lock": {
      const { lock } = reason;
      return isSection(lock.kind)
        ? lock.kind === "rcu"
          ? "within an RCU read-side section"
          : `with ${lock.kind === "softirqs" ? "softirqs" : "preemption"} off`
        : `under the ${kindText(lock.kind)} ${lockName(lock, fn)}`;
    }
  }
}

/** Where it was made atomic. */
export function atomicReasons(reason: AtomicReason, fn: FunctionModel, env: AtomicEnvironment): readonly Reason[] {
  if (reason.kind === "entry") {
    return entryReasons(fn, env);
  }
  if (reason.kind === "asked") {
    return [{ at: fn.place(reason.asked.question), message: "The context is asked for here" }];
  }
  const by = reason.kind === "lock" ? reason.lock.by : reason.by;
  if (by === undefined) {
    return [];
  }
  const message =
    reason.kind === "interrupts"
      ? `${causeName(by)} turns interrupts off here`
      : isSection(reason.lock.kind)
        ? `${causeName(by)} begins the section here`
        : `${lockName(reason.lock, fn)} is taken here by ${causeName(by)}`;
  return [{ at: fn.place(by), message }];
}

/** The calls that lead from a call to what sleeps; empty where the call itself does. */
export function sleepReasons(sleep: Sleep, env: AtomicEnvironment): readonly Reason[] {
  const reasons: Reason[] = [];
  let { via, depth } = sleep;
  let caller = sleep.callee;
  while (via !== undefined && depth > 1) {
    const need = needLike(env.reasons(atomicSummaries, via), sleep, depth - 1);
    if (need === undefined) {
      break;
    }
    const end = need.depth === 1 ? `, which ${sleep.because}` : "";
    reasons.push({ at: need.at, message: `${caller} calls ${need.callee} here${end}` });
    caller = need.callee;
    ({ via, depth } = need);
  }
  return reasons;
}

/** The need that was passed on: the chain is read from the callee's own summary. */
const needLike = ({ sleeps }: AtomicSummary, { source }: Sleep, depth: number): SleepNeed | undefined =>
  sleeps.find((need) => need.depth === depth && need.source === source);

/** The callee of a call. */
export function causeName(cause: NonNullable<Cause>): string {
  const callee = cause.kind === "call" ? cause.callee : cause;
  return callee.kind === "name" || callee.kind === "member" ? callee.name : "this";
}
