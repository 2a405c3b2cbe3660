/** Reports returns at which a lock is held that the function releases before others. */
import { type FlowBody, irqlFlow, irqlSummaries } from "../analysis/irql/flow.ts";
import { type Imbalance, lockImbalances } from "../analysis/irql/lock-imbalance.ts";
import { lockName } from "../analysis/irql/lock-name.ts";
import { causeName, pathReasons } from "../analysis/irql/reasons.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { guardFixes } from "../fixes/lock-guard.ts";
import { type MissingRelease, releaseFixes } from "../fixes/lock-release.ts";
import type { FunctionModel } from "../model/function.ts";
import type { BlockStmt } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const lockNotReleased = defineRule({
  id: "lock-not-released",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: [
    "C28103",
    "C28105",
    "wdm-spinlock",
    "wdm-queuedspinlock",
    "wdm-cancelspinlock",
    "wdm-exclusiveresourceaccess",
    "kmdf-spinlock",
    "kmdf-wdfspinlock",
    "kmdf-wdfwaitlock",
    "ndis-spinlock",
    "ndis-spinlockbalanced",
    "storport-spinlock",
  ],
  docs: {
    summary: "Lock still held at a return",
    why:
      "Nobody releases the lock any more: the next one who wants it spins or waits for ever, and the machine hangs " +
      "(with a watchdog: DPC_WATCHDOG_VIOLATION, 0x133). After a spin lock the thread also stays at DISPATCH_LEVEL: " +
      "its next page fault or wait stops the machine with IRQL_NOT_LESS_OR_EQUAL (0xA), its return to user mode " +
      "with IRQL_GT_ZERO_AT_SYSTEM_SERVICE (0x4A).",
    bad: `NTSTATUS TakeNext(PDEVICE_EXTENSION Ext, PLIST_ENTRY *Entry)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    if (IsListEmpty(&Ext->Queue)) {
        return STATUS_NO_MORE_ENTRIES;
    }
    *Entry = RemoveHeadList(&Ext->Queue);
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
    return STATUS_SUCCESS;
}`,
    good: `NTSTATUS TakeNext(PDEVICE_EXTENSION Ext, PLIST_ENTRY *Entry)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    if (IsListEmpty(&Ext->Queue)) {
        KeReleaseSpinLock(&Ext->Lock, oldIrql);
        return STATUS_NO_MORE_ENTRIES;
    }
    *Entry = RemoveHeadList(&Ext->Queue);
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
    return STATUS_SUCCESS;
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/introduction-to-spin-locks",
      "https://learn.microsoft.com/cpp/code-quality/c28103",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/wdm-spinlock",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { body } = context.derived(irqlFlow, fn);
    if (body === undefined) {
      return;
    }
    for (const imbalance of lockImbalances(fn, body, context)) {
      if (!isOtherBuild(fn.place(imbalance.held.at), context)) {
        yield report(imbalance, fn, body, context);
      }
    }
  },
});

function report(imbalance: Imbalance, fn: FunctionModel, body: FlowBody, context: RuleContext): Finding {
  const { lock, held, free, isAlways, releases } = imbalance;
  const name = lockName(lock);
  const taken: Related[] =
    lock.by === undefined ? [] : [{ at: fn.place(lock.by), message: `${name} is taken here by ${causeName(lock.by)}` }];
  if (free === undefined) {
    return {
      at: fn.place(lock.by ?? held.at),
      message: `${fn.name} takes ${name} and returns to the system with it on every path`,
      advice: `Release ${name} before ${fn.name} returns`,
      related: [{ at: fn.place(held.at), message: "It returns here" }],
      severity: "error",
    };
  }
  const [release] = releases;
  const released: Related[] =
    release === undefined ? [] : [{ at: fn.place(release.node), message: `${name} is released here on another path` }];
  const isWhole = isAlways && free !== held;
  return {
    at: fn.place(held.at),
    message: `${name} is still held at ${held.statement === undefined ? "the end" : "this return"} of ${fn.name}${isAlways ? "" : " on a path"}`,
    advice: `Release ${name} on this way out too`,
    related: [...taken, ...(isWhole ? [] : wayHere(imbalance, fn)), ...released],
    fixes: [
      ...(isAlways ? releaseFixes(missingRelease(imbalance), fn, context) : []),
      ...(lock.by?.kind === "call" ? guardFixes(lock.by, fn, body, context) : []),
    ],
  };
}

function missingRelease({ lock, held, releases }: Imbalance): MissingRelease {
  return {
    name: lockName(lock),
    held,
    releases: releases.map(({ node, ways }) => ({
      node,
      isOfIt: ways.some((way) => way.lock !== undefined && way.lock.held > 0 && way.lock.by === lock.by),
    })),
  };
}

/** The decisions between the acquisition and the return, or the exception that comes before the release. */
function wayHere({ lock, world, held, releases }: Imbalance, fn: FunctionModel): readonly Related[] {
  const since = lock.by?.start ?? 0;
  const decisions = pathReasons(world, fn, since);
  const handler = handlerBetween(since, held.at.start, releases, fn);
  const isDecidedInside = handler !== undefined && decisions.some(({ at }) => at.start < fn.place(handler).start);
  return handler === undefined || isDecidedInside
    ? decisions
    : [
        { at: fn.place({ start: handler.start, end: handler.start + 1 }), message: "where an exception comes here" },
        ...decisions,
      ];
}

/** The handler of a `__try` behind whose body the lock is released, and that does not do it itself. */
function handlerBetween(
  since: number,
  until: number,
  releases: Imbalance["releases"],
  fn: FunctionModel,
): BlockStmt | undefined {
  let found: BlockStmt | undefined;
  const releasesIn = (block: BlockStmt): boolean =>
    releases.some(({ node }) => block.start <= node.start && node.end <= block.end);
  walk(fn.definition.body, (node) => {
    const isSkipped = node.kind === "seh-try" && node.handlerKind === "except" && releasesIn(node.body);
    if (isSkipped && node.handler !== undefined && since < node.body.end && node.handler.start < until) {
      found = releasesIn(node.handler) ? found : node.handler;
    }
    return node.kind === "lambda" ? "skip" : undefined;
  });
  return found;
}
