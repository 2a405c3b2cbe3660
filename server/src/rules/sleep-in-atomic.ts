/** Reports Linux calls that sleep under a spin lock, with interrupts off, or in handlers that may not. */
import { atomicFlow, atomicSummaries } from "../analysis/atomic/flow.ts";
import { kindText, lockName } from "../analysis/atomic/lock-name.ts";
import { type AtomicReason, atomicReasons, causeName, reasonText, sleepReasons } from "../analysis/atomic/reasons.ts";
import { type SleepingCall, sleepingCalls } from "../analysis/atomic/sleeping-calls.ts";
import { isSection } from "../analysis/atomic/state.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { pathReasons } from "../analysis/worlds/path-reasons.ts";
import { atomicFlagFixes } from "../fixes/atomic-flag.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const sleepInAtomic = defineRule({
  id: "sleep-in-atomic",
  severity: "error",
  platforms: ["linux-kernel"],
  equivalents: [],
  docs: {
    summary: "Call that may sleep in atomic context",
    why:
      "Under a spin lock, with interrupts or preemption off and in interrupt handlers the processor must not schedule: " +
      '"BUG: scheduling while atomic" or "sleeping function called from invalid context", and where the next task wants ' +
      "the same lock the machine hangs. Often it shows only under memory pressure, when an allocation really waits.",
    bad: `struct sample { spinlock_t lock; void *buffer; };

static int sample_grow(struct sample *s, size_t size)
{
	spin_lock(&s->lock);
	s->buffer = kmalloc(size, GFP_KERNEL);
	spin_unlock(&s->lock);
	return s->buffer ? 0 : -ENOMEM;
}`,
    good: `struct sample { spinlock_t lock; void *buffer; };

static int sample_grow(struct sample *s, size_t size)
{
	void *buffer = kmalloc(size, GFP_KERNEL);

	spin_lock(&s->lock);
	s->buffer = buffer;
	spin_unlock(&s->lock);
	return buffer ? 0 : -ENOMEM;
}`,
    references: [
      "https://docs.kernel.org/locking/spinlocks.html",
      "https://docs.kernel.org/kernel-hacking/hacking.html",
      "https://docs.kernel.org/core-api/memory-allocation.html",
    ],
  },
  summaries: [atomicSummaries],
  *checkFunction(fn, context) {
    const { body } = context.derived(atomicFlow, fn);
    for (const found of body === undefined ? [] : sleepingCalls(fn, body)) {
      // SQLite has a rule of its own.
      const isSqlite = context.facts.sqliteFunction(found.sleep.source) !== undefined;
      if (!isSqlite && !isOtherBuild(fn.place(found.call), context)) {
        yield report(found, fn, context);
      }
    }
  },
});

function report(found: SleepingCall, fn: FunctionModel, context: RuleContext): Finding {
  const { call, sleep, reason, world, isEvery } = found;
  const called = sleep.callee;
  const what =
    sleep.depth === 1 ? `${called} ${sleep.because}` : `${called} leads to ${sleep.source}, which ${sleep.because}`;
  const isSure = isEvery && sleep.certainty === "always";
  const since = startOf(reason) ?? 0;
  return {
    at: fn.place(call.callee),
    message: `${what}, but is called ${reasonText(reason, fn)}${isSure ? "" : " on a path"}`,
    advice: adviceFor(reason, fn),
    related: [
      ...atomicReasons(reason, fn, context),
      ...(isEvery ? [] : pathReasons(world, fn, since)),
      ...sleepReasons(sleep, context),
    ],
    fixes: sleep.isByFlags ? atomicFlagFixes(call, sleep.source, fn, context) : [],
    severity: isSure ? "error" : "warning",
  };
}

/** Where in the function it became so. */
function startOf(reason: AtomicReason): number | undefined {
  switch (reason.kind) {
    case "entry":
      return undefined;
    case "asked":
      return reason.asked.question.end;
    case "interrupts":
      return reason.by?.start;
    case "lock":
      return reason.lock.by?.start;
  }
}

function adviceFor(reason: AtomicReason, fn: FunctionModel): string {
  switch (reason.kind) {
    case "entry":
    case "asked":
      return "Do it in a work item or a threaded handler, or with a call that does not sleep";
    case "interrupts":
      return `Do it before ${reason.by === undefined ? "interrupts are turned off" : causeName(reason.by)}, or with a call that does not sleep`;
    case "lock":
      return isSection(reason.lock.kind)
        ? "Do it before the section or after it, or with a call that does not sleep"
        : `Do it before ${lockName(reason.lock, fn)} is taken or after it is released, or with a call that does not sleep: a mutex in place of the ${kindText(reason.lock.kind)} would let it`;
  }
}
