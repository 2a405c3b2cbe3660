/** Reports releases of a lock that the function has released already, or has not taken on a path. */
import { irqlFlow, irqlSummaries } from "../analysis/irql/flow.ts";
import { isCounted, type LockEvent, type LockWay, lockEvents } from "../analysis/irql/lock-events.ts";
import { lockName } from "../analysis/irql/lock-name.ts";
import { pathReasons } from "../analysis/irql/reasons.ts";
import { takenForSuccess } from "../analysis/irql/timed-out.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { pathText } from "../analysis/paths/path.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Expr } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const lockReleasedTwice = defineRule({
  id: "lock-released-twice",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: [
    "C28107",
    "wdm-spinlockrelease",
    "wdm-queuedspinlockrelease",
    "wdm-cancelspinlockrelease",
    "kmdf-spinlockrelease",
    "kmdf-wdfspinlockrelease",
    "kmdf-wdfwaitlockrelease",
    "ndis-spinlockrelease",
    "storport-spinlockrelease",
  ],
  docs: {
    summary: "Lock released that is not held",
    why:
      "The release lets the next one in while another processor may hold the lock: two of them change the same data " +
      "at once. A spin lock's release also sets an old IRQL in the middle of other code. Checked builds and Driver " +
      "Verifier stop with SPIN_LOCK_NOT_OWNED (0x10), a resource with RESOURCE_NOT_OWNED (0xE3).",
    bad: `NTSTATUS Remove(PDEVICE_EXTENSION Ext, PLIST_ENTRY Entry)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    if (Ext->Count == 0) {
        KeReleaseSpinLock(&Ext->Lock, oldIrql);
        goto Exit;
    }
    RemoveEntryList(Entry);
Exit:
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
    return STATUS_SUCCESS;
}`,
    good: `NTSTATUS Remove(PDEVICE_EXTENSION Ext, PLIST_ENTRY Entry)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    if (Ext->Count == 0) {
        goto Exit;
    }
    RemoveEntryList(Entry);
Exit:
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
    return STATUS_SUCCESS;
}`,
    references: [
      "https://learn.microsoft.com/cpp/code-quality/c28107",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/wdm-spinlockrelease",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { body } = context.derived(irqlFlow, fn);
    const events = body === undefined ? [] : lockEvents(body);
    for (const event of events) {
      const timedOut: TimedOut = (way, since) => timedOutOn(way, since, event, events, fn, context);
      const finding = releasedTwice(event, fn, timedOut) ?? neverTaken(event, fn, timedOut);
      if (finding !== undefined && !isOtherBuild(finding.at, context)) {
        yield finding;
      }
    }
  },
});

/** The decision by which a way comes to a release as if a wait for the lock had not timed out. */
type TimedOut = (way: LockWay, since: number) => Expr | undefined;

function timedOutOn(
  { world }: LockWay,
  since: number,
  { operation: { lock } }: LockEvent,
  events: readonly LockEvent[],
  fn: FunctionModel,
  { facts }: RuleContext,
): Expr | undefined {
  const acquisitions = events.filter(
    ({ operation, node }) =>
      operation.kind === "acquire" &&
      node.start >= since &&
      operation.lock !== undefined &&
      lock !== undefined &&
      pathText(operation.lock) === pathText(lock),
  );
  return takenForSuccess(
    world,
    acquisitions.map(({ node }) => node),
    fn,
    facts,
  );
}

const timedOutReasons = (decision: Expr | undefined, fn: FunctionModel): readonly Related[] =>
  decision === undefined
    ? []
    : [{ at: fn.place(decision), message: "STATUS_TIMEOUT is a success code: the lock may not be held here" }];

const timedOutAdvice = "Compare the result with STATUS_SUCCESS: the wait that timed out has not taken the lock";

/** A release on ways on which the lock has been released before and not been taken since. */
function releasedTwice(
  { operation, ways, isComplete, node }: LockEvent,
  fn: FunctionModel,
  timedOut: TimedOut,
): Finding | undefined {
  const again = operation.kind === "release" ? ways.filter(({ lock }) => isReleased(lock)) : [];
  const [way] = again;
  if (way?.lock === undefined) {
    return undefined;
  }
  const isEvery = isComplete && again.length === ways.length;
  const name = lockName(way.lock);
  const { by } = way.lock;
  const decision = isEvery ? undefined : timedOut(way, by?.end ?? 0);
  return {
    at: fn.place(node),
    message: `${name} is released here, but it is released already${isEvery ? "" : " on a path"}`,
    advice: isEvery
      ? "Remove one of the releases"
      : decision === undefined
        ? `Release ${name} once on each path`
        : timedOutAdvice,
    related: [
      ...(by === undefined ? [] : [{ at: fn.place(by), message: `${name} is released here` }]),
      ...(isEvery ? [] : pathReasons(way.world, fn, by?.start ?? 0)),
      ...timedOutReasons(decision, fn),
    ],
    ...(isEvery ? {} : { severity: "warning" as const }),
  };
}

const isReleased = (lock: LockWay["lock"]): boolean =>
  lock !== undefined && lock.held === 0 && lock.by !== undefined && !isCounted(lock);

/** A release that on one way finds the lock taken here, and on another not touched, so that nobody holds it there. */
function neverTaken({ operation, ways, node }: LockEvent, fn: FunctionModel, timedOut: TimedOut): Finding | undefined {
  const taken = operation.kind === "release" ? ways.find(({ lock }) => isTakenHere(lock)) : undefined;
  const other = taken && ways.find(({ lock }) => lock === undefined);
  if (taken?.lock === undefined || other === undefined) {
    return undefined;
  }
  const name = lockName(taken.lock);
  const { by } = taken.lock;
  const decision = timedOut(other, 0);
  const where: Related[] =
    by === undefined ? [] : [{ at: fn.place(by), message: `${name} is taken here on another path` }];
  return {
    at: fn.place(node),
    message: `${name} is released here, but it is not taken on every path to here`,
    advice: decision === undefined ? `Release ${name} only where it was taken` : timedOutAdvice,
    related: [...where, ...pathReasons(other.world, fn, 0), ...timedOutReasons(decision, fn)],
    severity: "warning",
  };
}

const isTakenHere = (lock: LockWay["lock"]): boolean =>
  lock !== undefined && lock.held > 0 && lock.net === 1 && !isCounted(lock);
