/** Reports Linux locks that are still held at a return, taken again while held, or released twice. */

import { isDoubtful } from "../analysis/atomic/doubts.ts";
import { atomicFlow, atomicSummaries, type FlowBody } from "../analysis/atomic/flow.ts";
import { type LockEvent, lockEvents } from "../analysis/atomic/lock-events.ts";
import { type Imbalance, lockImbalances } from "../analysis/atomic/lock-imbalance.ts";
import { lockName } from "../analysis/atomic/lock-name.ts";
import { isReentrant } from "../analysis/atomic/operations.ts";
import { causeName } from "../analysis/atomic/reasons.ts";
import { isSection } from "../analysis/atomic/state.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { pathReasons } from "../analysis/worlds/path-reasons.ts";
import { type MissingRelease, releaseFixes } from "../fixes/lock-release.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CallExpr, Node } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const linuxLockImbalance = defineRule({
  id: "linux-lock-imbalance",
  severity: "warning",
  platforms: ["linux-kernel"],
  equivalents: [],
  docs: {
    summary: "Lock still held at a return, taken twice or released twice",
    why:
      "Who takes a lock that nobody releases any more waits for ever: a task hangs, and with a spin lock a whole processor. " +
      "A lock that is taken again by who holds it is a deadlock at once. One that is released twice is free while somebody " +
      "else relies on it, and a count of preemption or RCU that is left wrong stops the machine at the next schedule.",
    bad: `struct sample { struct mutex lock; int count; };

static int sample_take(struct sample *s)
{
	mutex_lock(&s->lock);
	if (!s->count)
		return -EBUSY;
	s->count--;
	mutex_unlock(&s->lock);
	return 0;
}`,
    good: `struct sample { struct mutex lock; int count; };

static int sample_take(struct sample *s)
{
	int ret = -EBUSY;

	mutex_lock(&s->lock);
	if (s->count) {
		s->count--;
		ret = 0;
	}
	mutex_unlock(&s->lock);
	return ret;
}`,
    references: [
      "https://docs.kernel.org/locking/spinlocks.html",
      "https://docs.kernel.org/locking/mutex-design.html",
      "https://docs.kernel.org/kernel-hacking/locking.html",
    ],
  },
  summaries: [atomicSummaries],
  *checkFunction(fn, context) {
    const { body } = context.derived(atomicFlow, fn);
    for (const finding of body === undefined ? [] : findingsOf(fn, body, context)) {
      if (!isOtherBuild(finding.at, context)) {
        yield finding;
      }
    }
  },
});

function findingsOf(fn: FunctionModel, body: FlowBody, context: RuleContext): readonly Finding[] {
  const imbalances = lockImbalances(fn, body, context).map((imbalance) => stillHeld(imbalance, fn, context));
  const repeated = lockEvents(body).flatMap((event) => takenAgain(event, fn) ?? releasedAgain(event, fn) ?? []);
  return [...imbalances, ...repeated];
}

function stillHeld(imbalance: Imbalance, fn: FunctionModel, context: RuleContext): Finding {
  const { lock, held, world, free, isAlways, releases } = imbalance;
  const name = lockName(lock, fn);
  const isWhole = isAlways && free !== held;
  const [release] = releases;
  const where = held.statement === undefined ? "the end" : "this return";
  return {
    at: fn.place(held.at),
    message: isSection(lock.kind)
      ? `${fn.name} leaves with ${name} not ended at ${where}${isAlways ? "" : " on a path"}`
      : `${name} is still held at ${where} of ${fn.name}${isAlways ? "" : " on a path"}`,
    advice: isSection(lock.kind) ? "End the section on this way out too" : `Release ${name} on this way out too`,
    related: [
      ...takenHere(lock, fn),
      ...(isWhole ? [] : pathReasons(world, fn, lock.by?.start ?? 0)),
      ...(release === undefined
        ? []
        : [{ at: fn.place(release.call), message: `${name} is released here on another path` }]),
    ],
    fixes: isAlways ? releaseFixes(missingRelease(imbalance, name), fn, context) : [],
  };
}

function missingRelease({ lock, held, releases }: Imbalance, name: string): MissingRelease {
  return {
    name,
    held,
    releases: releases.map(({ call, ways }) => ({
      node: call,
      isOfIt: ways.some((way) => way.lock !== undefined && way.lock.held > 0 && way.lock.by === lock.by),
    })),
  };
}

/** Locks that the same task may not take again. */
function takenAgain(
  { operation, call, ways, isCertain, isComplete }: LockEvent,
  fn: FunctionModel,
): Finding | undefined {
  if (operation.kind !== "acquire" || isReentrant(operation) || !isCertain || operation.lockKind === "unknown") {
    return undefined;
  }
  const again = ways.filter(
    ({ world, lock }) =>
      lock !== undefined &&
      lock.held > 0 &&
      lock.kind === operation.lockKind &&
      !(lock.by === call && isWithinCondition(call, fn)) &&
      !isDoubtful(world, fn, [call, ...callsOf(lock.by)]),
  );
  const [way] = again;
  if (way?.lock === undefined) {
    return undefined;
  }
  const isEvery = isComplete && again.length === ways.length;
  const name = lockName(way.lock, fn);
  return {
    at: fn.place(call),
    message: `${name} is taken here, but ${fn.name} holds it already${isEvery ? "" : " on a path"}`,
    advice: `Take ${name} once: give the inner code a form that expects it to be held`,
    related: [...takenHere(way.lock, fn), ...(isEvery ? [] : pathReasons(way.world, fn, way.lock.by?.start ?? 0))],
    ...(isEvery ? { severity: "error" as const } : {}),
  };
}

function releasedAgain(
  { operation, call, ways, isCertain, isComplete }: LockEvent,
  fn: FunctionModel,
): Finding | undefined {
  const { kind, lockKind } = operation;
  if (kind !== "release" || isSection(lockKind) || lockKind === "unknown" || !isCertain) {
    return undefined;
  }
  const again = ways.filter(({ world, lock }) => {
    return lock?.held === 0 && !isDoubtful(world, fn, [call, ...callsOf(lock.by)]);
  });
  const [way] = again;
  if (way?.lock === undefined) {
    return undefined;
  }
  const isEvery = isComplete && again.length === ways.length;
  const { by } = way.lock;
  const name = lockName(way.lock, fn);
  return {
    at: fn.place(call),
    message: `${name} is released here, but ${fn.name} has released it already${isEvery ? "" : " on a path"}`,
    advice: `Release ${name} once on each way`,
    related: [
      ...(by === undefined ? [] : [{ at: fn.place(by), message: `${name} is released here` }]),
      ...(isEvery ? [] : pathReasons(way.world, fn, by?.start ?? 0)),
    ],
    ...(isEvery ? { severity: "error" as const } : {}),
  };
}

/** Whether a call that comes again is made on some rounds only, or in the head of a macro's loop: once, as far as is known. */
function isWithinCondition(call: CallExpr, fn: FunctionModel): boolean {
  let at: Node | undefined = fn.parentOf(call);
  for (; at !== undefined; at = fn.parentOf(at)) {
    if (at.kind === "if" || (at.kind === "while" && at.macro !== undefined && at.body.start > call.end)) {
      return true;
    }
  }
  return false;
}

const callsOf = (cause: Imbalance["lock"]["by"]): readonly CallExpr[] => (cause?.kind === "call" ? [cause] : []);

const takenHere = (lock: Imbalance["lock"], fn: FunctionModel): readonly Related[] =>
  lock.by === undefined
    ? []
    : [{ at: fn.place(lock.by), message: `${lockName(lock, fn)} is taken here by ${causeName(lock.by)}` }];
