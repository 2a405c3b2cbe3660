/** Reports two locks that functions of one unit take in two orders. */

import { irqlSummaries } from "../analysis/irql/flow.ts";
import {
  type LockPair,
  lockPairs,
  mayWait,
  type OrderedLock,
  orderedLocks,
  orderKey,
  pairsOf,
} from "../analysis/irql/lock-order.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const lockOrder = defineRule({
  id: "lock-order",
  severity: "hint",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Two locks taken in two orders",
    why:
      "When one thread or processor holds the first lock and another one the second, each waits for the other for ever. With " +
      "spin locks the machine stops with DPC_WATCHDOG_VIOLATION (0x133); with mutexes and resources the threads hang, and " +
      "whoever waits for them. It takes two at the same moment, so that it is seldom seen before the driver is shipped.",
    bad: `FAST_MUTEX TableLock;
FAST_MUTEX NamesLock;

VOID Insert(PENTRY Entry)
{
    ExAcquireFastMutex(&TableLock);
    ExAcquireFastMutex(&NamesLock);
    Entry->Count++;
    ExReleaseFastMutex(&NamesLock);
    ExReleaseFastMutex(&TableLock);
}

VOID Rename(PENTRY Entry)
{
    ExAcquireFastMutex(&NamesLock);
    ExAcquireFastMutex(&TableLock);
    Entry->Count--;
    ExReleaseFastMutex(&TableLock);
    ExReleaseFastMutex(&NamesLock);
}`,
    good: `FAST_MUTEX TableLock;
FAST_MUTEX NamesLock;

VOID Insert(PENTRY Entry)
{
    ExAcquireFastMutex(&TableLock);
    ExAcquireFastMutex(&NamesLock);
    Entry->Count++;
    ExReleaseFastMutex(&NamesLock);
    ExReleaseFastMutex(&TableLock);
}

VOID Rename(PENTRY Entry)
{
    ExAcquireFastMutex(&TableLock);
    ExAcquireFastMutex(&NamesLock);
    Entry->Count--;
    ExReleaseFastMutex(&NamesLock);
    ExReleaseFastMutex(&TableLock);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/introduction-to-spin-locks",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/deadlock-detection",
    ],
  },
  summaries: [irqlSummaries, orderedLocks],
  indexes: [lockPairs],
  *checkFunction(fn, context) {
    for (const pair of pairsOf(fn, context)) {
      const finding = otherOrder(pair, context);
      if (finding !== undefined && !isOtherBuild(finding.at, context)) {
        yield finding;
      }
    }
  },
});

/** Of two orders the one that fewer functions keep is told. */
function otherOrder(pair: LockPair, context: RuleContext): Finding | undefined {
  const { first, second } = pair;
  const [here, there] = [orderKey(first, second), orderKey(second, first)];
  if (!context.said(lockPairs, there, "said").some((other) => mayWait(pair, other))) {
    return undefined;
  }
  const [own, others] = [context.said(lockPairs, here, "said"), context.said(lockPairs, there, "said")];
  if (own.length > others.length || (own.length === others.length && here < there)) {
    return undefined;
  }
  const other = context.said(lockPairs, there, "reasons").find((each) => mayWait(pair, each));
  return other && report(pair, other, context);
}

function report(pair: LockPair, other: LockPair, context: RuleContext): Finding {
  const { firstName, secondName, within } = pair;
  const who = other.within === within ? "the same function" : other.name;
  return {
    at: pair.secondAt,
    message: `${secondName} is taken while ${firstName} is held, but ${who} takes them in the other order`,
    advice: `Take ${secondName} and ${firstName} in one order everywhere, or release ${firstName} before`,
    related: [...steps(pair, context), ...steps(other, context)],
  };
}

/** Where a function takes the one lock and then the other, and the calls that lead there. */
function steps(pair: LockPair, context: RuleContext): readonly Related[] {
  const { name, firstAt, secondAt, firstName, secondName, callee, via } = pair;
  return [
    ...(firstAt === undefined ? [] : [{ at: firstAt, message: `${name} takes ${firstName} here` }]),
    {
      at: secondAt,
      message:
        via === undefined
          ? `${name} takes ${secondName} here, and holds ${firstName}`
          : `${name} calls ${callee} here, which takes ${secondName}, and holds ${firstName}`,
    },
    ...chain(pair, context),
  ];
}

/** The calls that lead from a function to where the second lock is taken. */
function chain({ second, callee, via }: LockPair, context: RuleContext): readonly Related[] {
  const reasons: Related[] = [];
  const seen = new Set<string>();
  let [caller, key] = [callee, via];
  while (key !== undefined && !seen.has(key)) {
    seen.add(key);
    const { locks }: { readonly locks: readonly OrderedLock[] } = context.reasons(orderedLocks, key);
    const step: OrderedLock | undefined =
      locks.find(({ lock }) => lock === second) ?? (locks.length === 1 ? locks[0] : undefined);
    if (step === undefined) {
      break;
    }
    reasons.push({
      at: step.at,
      message: step.via === undefined ? `${caller} takes ${step.lock} here` : `${caller} calls ${step.callee} here`,
    });
    [caller, key] = [step.callee, step.via];
  }
  return reasons;
}
