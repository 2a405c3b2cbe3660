/** Reports pageable functions that raise the IRQL in their own code, or that are run at DISPATCH_LEVEL. */
import { isPassedOn } from "../analysis/irql/demands.ts";
import { entryOf, entryReasons } from "../analysis/irql/entry.ts";
import { irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { dispatch, highest, rangeText } from "../analysis/irql/level.ts";
import { causeName, demandReasons, levelReasons, pathReasons } from "../analysis/irql/reasons.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { functionPaging, pageableReason, sayReason } from "../analysis/paging/function-paging.ts";
import { firstRaise } from "../analysis/paging/raises.ts";
import type { Fix } from "../fixes/fix.ts";
import { residentFix } from "../fixes/paging-section.ts";
import type { SectionReason } from "../model/contracts/paging.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const pagedCodeAtRaisedIrql = defineRule({
  id: "paged-code-at-raised-irql",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Pageable code that runs at DISPATCH_LEVEL or above",
    why:
      "After the call that raises the IRQL the processor goes on in a page that may be paged out, and at " +
      "DISPATCH_LEVEL no page fault can be served: the machine stops with IRQL_NOT_LESS_OR_EQUAL (0xA) or " +
      "DRIVER_IRQL_NOT_LESS_OR_EQUAL (0xD1), but only once memory is short. PAGED_CODE does not find it, as the " +
      "function is entered at a low level.",
    bad: `VOID CountOpen(PKSPIN_LOCK Lock, PULONG Opened);
#pragma alloc_text(PAGE, CountOpen)

VOID CountOpen(PKSPIN_LOCK Lock, PULONG Opened)
{
    KIRQL oldIrql;

    PAGED_CODE();

    KeAcquireSpinLock(Lock, &oldIrql);
    *Opened += 1;
    KeReleaseSpinLock(Lock, oldIrql);
}`,
    good: `VOID CountOpen(PFAST_MUTEX Lock, PULONG Opened);
#pragma alloc_text(PAGE, CountOpen)

VOID CountOpen(PFAST_MUTEX Lock, PULONG Opened)
{
    PAGED_CODE();

    ExAcquireFastMutex(Lock);
    *Opened += 1;
    ExReleaseFastMutex(Lock);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/when-should-code-and-data-be-pageable-",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/making-drivers-pageable",
      "https://learn.microsoft.com/windows-hardware/drivers/debugger/bug-check-0xd1--driver-irql-not-less-or-equal",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const section = ownSection(fn, context);
    const finding = section && (entered(fn, section, context) ?? raises(fn, section, context));
    if (finding !== undefined && !isOtherBuild(finding.at, context)) {
      yield finding;
    }
    for (const call of context.derived(irqlFlow, fn).body?.calls ?? []) {
      const called = calledTooHigh(call, fn, context);
      if (called !== undefined) {
        yield called;
      }
    }
  },
});

/**
 * What makes a function pageable for good. Sections with names of their own, and functions that say PAGED_CODE_LOCKED, may
 * be locked into memory whenever they run.
 */
function ownSection(fn: FunctionModel, context: RuleContext): SectionReason | undefined {
  const reason = pageableReason(fn, context);
  const { asserts } = context.derived(functionPaging, fn);
  return reason !== undefined &&
    /^PAGE(?:\$|$)/.test(reason.section) &&
    !asserts.some(({ macro }) => macro === "PAGED_CODE_LOCKED")
    ? reason
    : undefined;
}

const sectionOf = (reason: SectionReason): Related => ({ at: reason.place, message: sayReason(reason) });

const fixes = (fn: FunctionModel, section: SectionReason, file: FileModel): readonly Fix[] =>
  [residentFix(fn, section, file)].filter((fix) => fix !== undefined);

/**
 * The system itself calls it at DISPATCH_LEVEL or above, or its annotation lets callers do so. With PAGED_CODE, that call
 * of it is above its maximum.
 */
function entered(fn: FunctionModel, section: SectionReason, context: RuleContext): Finding | undefined {
  const entry = entryOf(fn, context);
  const isCalled = entry.low >= dispatch;
  const isAllowed = entry.from === "annotation" && entry.high >= dispatch && entry.high < highest;
  if ((!isCalled && !isAllowed) || context.derived(functionPaging, fn).asserts.length > 0) {
    return undefined;
  }
  const level = rangeText(isCalled ? entry : { low: entry.high, high: entry.high }) ?? "a raised level";
  return {
    at: fn.place(fn.definition.nameSpan),
    message: `${fn.name} is pageable, but ${isCalled ? "is called at" : "is annotated for calls at up to"} ${level}`,
    advice: `Take ${fn.name} out of the section ${section.section}${isCalled ? "" : ", or annotate it for APC_LEVEL at most"}`,
    related: [sectionOf(section), ...entryReasons(fn, context)],
    fixes: isCalled ? fixes(fn, section, context.file) : [],
    ...(isCalled ? {} : { severity: "warning" as const }),
  };
}

/** The first raise of the level in a function's own code. */
function raises(fn: FunctionModel, section: SectionReason, context: RuleContext): Finding | undefined {
  const raise = firstRaise(fn, context);
  if (raise === undefined) {
    return undefined;
  }
  const { by, world, isAlways } = raise;
  return {
    at: fn.place(by),
    message: `${fn.name} is pageable, but runs at ${rangeText(world.property.level) ?? "a raised level"} after ${causeName(by)}`,
    advice: `Take ${fn.name} out of the section ${section.section}, or move what needs the lock into a function that is not pageable`,
    related: [sectionOf(section), ...(isAlways ? [] : pathReasons(world, fn, 0))],
    fixes: fixes(fn, section, context.file),
    ...(isAlways ? {} : { severity: "warning" as const }),
  };
}

/** A call above APC_LEVEL of a pageable function of the unit, or of one that calls such a function. */
function calledTooHigh(
  { call, before, demands }: ReachedCall,
  fn: FunctionModel,
  context: RuleContext,
): Finding | undefined {
  const demand = demands.atMost.always;
  const above = before.filter(({ property: { level } }) => level.low >= dispatch);
  const [world] = above;
  if (demand?.kind !== "section" || world === undefined || demand.certainty !== "certain") {
    return undefined;
  }
  const isAlways = above.length === before.length;
  const level = rangeText(world.property.level) ?? "a raised level";
  return {
    at: fn.place(call.callee),
    message: isPassedOn(demand)
      ? `${demand.callee} is called at ${level} but leads to ${demand.source}, which is pageable`
      : `${demand.callee} is pageable, but is called at ${level}`,
    advice: `Make the call at APC_LEVEL or below, or take ${demand.source} out of its section`,
    related: [
      ...demandReasons(demand, "atMost", call, fn, context),
      ...levelReasons(world, fn, context),
      ...(isAlways ? [] : pathReasons(world, fn, world.property.because?.start ?? 0)),
    ],
    ...(isAlways ? {} : { severity: "warning" as const }),
  };
}
