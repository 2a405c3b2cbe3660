/** Reports locks that are taken while the function holds them, and that nobody can take twice. */
import { irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { isCounted, isSpinning, type LockEvent, lockEvents } from "../analysis/irql/lock-events.ts";
import { lockName } from "../analysis/irql/lock-name.ts";
import { pathReasons } from "../analysis/irql/reasons.ts";
import { type TakenInside, type TakenLock, takenInside, takenLocks } from "../analysis/irql/taken-locks.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { pathText } from "../analysis/paths/path.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const lockRecursive = defineRule({
  id: "lock-recursive",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28106", "wdm-spinlockdpc", "kmdf-spinlockdpc", "ndis-spinlockdpr", "storport-spinlockdpc"],
  docs: {
    summary: "Lock taken by who holds it already",
    why:
      "Spin locks, fast mutexes, guarded mutexes and push locks do not check whether their owner asks again: who " +
      "takes one twice waits for itself. With a spin lock the processor never comes back, and others that want the " +
      "lock follow: DPC_WATCHDOG_VIOLATION (0x133), or CLOCK_WATCHDOG_TIMEOUT (0x101).",
    bad: `VOID Restart(PDEVICE_EXTENSION Ext)
{
    KIRQL oldIrql, innerIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    Ext->Count = 0;
    KeAcquireSpinLock(&Ext->Lock, &innerIrql);
    Ext->Started = TRUE;
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
}`,
    good: `VOID Restart(PDEVICE_EXTENSION Ext)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    Ext->Count = 0;
    Ext->Started = TRUE;
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
}`,
    references: [
      "https://learn.microsoft.com/cpp/code-quality/c28106",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/introduction-to-spin-locks",
    ],
  },
  summaries: [irqlSummaries, takenLocks],
  *checkFunction(fn, context) {
    const { body } = context.derived(irqlFlow, fn);
    for (const event of body === undefined ? [] : lockEvents(body)) {
      const finding = takenAgain(event, fn);
      if (finding !== undefined && !isOtherBuild(finding.at, context)) {
        yield finding;
      }
    }
    for (const inside of body === undefined ? [] : takenInside(fn, body, context)) {
      const finding = takenByCallee(inside, fn, context);
      if (!isOtherBuild(finding.at, context)) {
        yield finding;
      }
    }
  },
});

function takenAgain(event: LockEvent, fn: FunctionModel): Finding | undefined {
  const { operation, ways, node, isCertain, isComplete } = event;
  if (operation.kind !== "acquire" || operation.recursive || operation.mode === "shared" || !isCertain) {
    return undefined;
  }
  const again = ways.filter(({ lock }) => lock !== undefined && lock.held > 0 && !isCounted(lock));
  const [way] = again;
  if (way?.lock === undefined) {
    return undefined;
  }
  const isEvery = isComplete && again.length === ways.length;
  const name = lockName(way.lock);
  const { by } = way.lock;
  return {
    at: fn.place(node),
    message: `${name} is taken here, but ${fn.name} holds it already${isEvery ? "" : " on a path"}`,
    advice: advice(name, isSpinning(operation.lockKind)),
    related: [
      ...(by === undefined ? [] : [{ at: fn.place(by), message: `${name} is taken here` }]),
      ...(isEvery ? [] : pathReasons(way.world, fn, by?.start ?? 0)),
    ],
    ...(isEvery ? {} : { severity: "warning" as const }),
  };
}

function takenByCallee(inside: TakenInside, fn: FunctionModel, context: RuleContext): Finding {
  const { reached, taken, held, world, isEvery } = inside;
  const name = lockName(held);
  return {
    at: fn.place(reached.call.callee),
    message: `${reached.callee.kind === "function" ? reached.callee.name : "The callee"} takes ${name}, but ${fn.name} holds it here${isEvery ? "" : " on a path"}`,
    advice: advice(name, isSpinning(held.kind)),
    related: [
      ...(held.by === undefined ? [] : [{ at: fn.place(held.by), message: `${name} is taken here` }]),
      ...(isEvery ? [] : pathReasons(world, fn, held.by?.start ?? 0)),
      ...chain(reached, taken, context),
    ],
    ...(isEvery && taken.isAlways ? {} : { severity: "warning" as const }),
  };
}

/** The calls that lead to where the lock is taken; callees name it in their own way, so that its kind has to tell. */
function chain({ callee }: ReachedCall, wanted: TakenLock, context: RuleContext): readonly Related[] {
  const reasons: Related[] = [];
  const seen = new Set<string>();
  let isMeant = ({ lock }: TakenLock): boolean => pathText(lock) === pathText(wanted.lock);
  let [caller, key] = callee.kind === "function" ? [callee.name, callee.key as string | undefined] : ["", undefined];
  while (key !== undefined && !seen.has(key)) {
    seen.add(key);
    const step = context.reasons(takenLocks, key).locks.find(isMeant);
    if (step === undefined) {
      break;
    }
    const ends = step.via === undefined ? ", which takes it" : "";
    reasons.push({ at: step.at, message: `${caller} calls ${step.callee} here${ends}` });
    [caller, key] = [step.callee, step.via];
    isMeant = ({ kind }) => kind === wanted.kind;
  }
  return reasons;
}

const advice = (name: string, isSpin: boolean): string =>
  `Take ${name} once: give the inner code a form that expects it to be held${isSpin ? "" : ", or use a lock that knows its owner, as ERESOURCE does"}`;
