/** Reports memory that can be paged out and is touched at DISPATCH_LEVEL or above, and spin locks that lie in it. */
import { irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { rangeText } from "../analysis/irql/level.ts";
import { levelReasons, pathReasons } from "../analysis/irql/reasons.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { type PagedMemory, pagedPool, pagedVariable } from "../analysis/paging/paged-memory.ts";
import { raisedTouches, type Touch } from "../analysis/paging/raised-touches.ts";
import { nonpagedFixes } from "../fixes/paged-pool.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Expr, NameExpr } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const pagedPoolAtRaisedIrql = defineRule({
  id: "paged-pool-at-raised-irql",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Paged memory touched at DISPATCH_LEVEL or above",
    why:
      "Where the page is out, reading or writing it is a page fault that cannot be served at DISPATCH_LEVEL: the " +
      "machine stops with IRQL_NOT_LESS_OR_EQUAL (0xA), DRIVER_IRQL_NOT_LESS_OR_EQUAL (0xD1) or " +
      "PAGE_FAULT_IN_NONPAGED_AREA (0x50). A spin lock has to lie in nonpaged memory, as it is itself touched at " +
      "DISPATCH_LEVEL.",
    bad: `VOID CountRequests(PKSPIN_LOCK Lock, PLIST_ENTRY Requests)
{
    KIRQL oldIrql;
    PULONG count = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(ULONG), 'tnuC');
    if (count == NULL) {
        return;
    }
    KeAcquireSpinLock(Lock, &oldIrql);
    for (PLIST_ENTRY at = Requests->Flink; at != Requests; at = at->Flink) {
        *count += 1;
    }
    KeReleaseSpinLock(Lock, oldIrql);
    ExFreePoolWithTag(count, 'tnuC');
}`,
    good: `VOID CountRequests(PKSPIN_LOCK Lock, PLIST_ENTRY Requests)
{
    KIRQL oldIrql;
    PULONG count = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(ULONG), 'tnuC');
    if (count == NULL) {
        return;
    }
    KeAcquireSpinLock(Lock, &oldIrql);
    for (PLIST_ENTRY at = Requests->Flink; at != Requests; at = at->Flink) {
        *count += 1;
    }
    KeReleaseSpinLock(Lock, oldIrql);
    ExFreePoolWithTag(count, 'tnuC');
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/when-should-code-and-data-be-pageable-",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/introduction-to-spin-locks",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const told = new Set<string>();
    for (const finding of [...lockFindings(fn, context), ...touchFindings(fn, context)]) {
      if (!told.has(finding.name) && !isOtherBuild(finding.at, context)) {
        told.add(finding.name);
        const { name: _, ...rest } = finding;
        yield rest;
      }
    }
  },
});

/** A finding with the name of what it is about: each is told once in a function. */
type NamedFinding = Finding & { readonly name: string };

function* touchFindings(fn: FunctionModel, context: RuleContext): Iterable<NamedFinding> {
  const known = new Map<string, PagedMemory | undefined>();
  for (const touch of raisedTouches(fn, context)) {
    const { base, how } = touch;
    const key = `${how} ${base.name}`;
    if (!known.has(key)) {
      known.set(key, memoryOf(touch, fn, context));
    }
    const memory = known.get(key);
    if (memory !== undefined) {
      yield touchFinding(touch, memory, fn, context);
    }
  }
}

function memoryOf({ base, how }: Touch, fn: FunctionModel, context: RuleContext): PagedMemory | undefined {
  if (fn.locals.has(base.name) || fn.parameterNames.has(base.name)) {
    return how === "through" ? pagedPool(base, fn, context) : undefined;
  }
  if (how === "through") {
    return isArray(base, context) ? pagedVariable(base, fn, context) : undefined;
  }
  // An array's name alone is its address.
  return isArray(base, context) ? undefined : pagedVariable(base, fn, context);
}

const isArray = ({ name }: NameExpr, { unit }: RuleContext): boolean =>
  unit.variables(name).some(({ decl }) => decl.type.text.includes("["));

function touchFinding(
  { node, world, isAlways }: Touch,
  memory: PagedMemory,
  fn: FunctionModel,
  context: RuleContext,
): NamedFinding {
  const level = rangeText(world.property.level) ?? "a raised level";
  const what = memory.kind === "pool" ? `${memory.name} points to paged pool` : `${memory.name} is pageable`;
  return {
    name: memory.name,
    at: fn.place(node),
    message: `${what} and is touched at ${level}${isAlways ? "" : " on a path"}`,
    advice: "Keep it in nonpaged memory, or touch it where the level is APC_LEVEL at most",
    related: [
      ...whereFrom(memory),
      ...levelReasons(world, fn, context),
      ...(isAlways ? [] : pathReasons(world, fn, world.property.because?.start ?? 0)),
    ],
    fixes: memory.kind === "pool" ? nonpagedFixes(memory.allocations, context) : [],
    ...(isAlways ? {} : { severity: "warning" as const }),
  };
}

/** Calls that take a spin lock which lies in paged memory itself. */
function* lockFindings(fn: FunctionModel, context: RuleContext): Iterable<NamedFinding> {
  for (const reached of context.derived(irqlFlow, fn).body?.calls ?? []) {
    const lock = spinLockOf(reached, context);
    const base = lock && baseOf(lock);
    const memory = base && (base.isVariable ? pagedVariable : pagedPool)(base.name, fn, context);
    if (lock !== undefined && memory !== undefined) {
      yield {
        name: memory.name,
        at: fn.place(lock),
        message:
          memory.kind === "pool"
            ? `The spin lock ${fn.text(lock).replace(/^&\s*/, "")} lies in paged pool`
            : `The spin lock ${memory.name} lies in the section ${memory.reason.section}`,
        advice: "Keep it in nonpaged memory: a device extension, nonpaged pool, or a variable in no section of its own",
        related: whereFrom(memory),
        fixes: memory.kind === "pool" ? nonpagedFixes(memory.allocations, context) : [],
      };
    }
  }
}

/** The argument that names the spin lock which a call takes. */
function spinLockOf({ call, callee }: ReachedCall, { facts }: RuleContext): Expr | undefined {
  const lock = callee.kind === "outside" ? facts.irqlEffect(callee.name)?.lock : undefined;
  const isSpinLock = lock?.kind === "spin-lock" || lock?.kind === "reader-writer-spin-lock";
  return isSpinLock && lock?.action === "acquire" && lock.parameter !== undefined
    ? call.args[lock.parameter]
    : undefined;
}

/** What `&p->Lock` goes through, and what `&Lock` is. */
function baseOf(lock: Expr): { readonly name: NameExpr; readonly isVariable: boolean } | undefined {
  let at = lock.kind === "cast" ? lock.operand : lock;
  if (at.kind !== "unary" || at.op !== "&") {
    return undefined;
  }
  for (at = at.operand; at.kind === "member" && !at.arrow; at = at.object);
  if (at.kind === "name") {
    return { name: at, isVariable: true };
  }
  return at.kind === "member" && at.object.kind === "name" ? { name: at.object, isVariable: false } : undefined;
}

function whereFrom(memory: PagedMemory): readonly Related[] {
  return memory.kind === "section"
    ? [{ at: memory.reason.place, message: `${memory.name} is put into the section ${memory.reason.section} here` }]
    : memory.allocations.map(({ api, site, fn }) => ({
        at: fn.place(site.nameSpan),
        message: `${memory.name} gets paged pool from ${api.name} here`,
      }));
}
