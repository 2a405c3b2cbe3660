/** Reports calls of SQLite where its allocator, mutexes and files must not run: above APC_LEVEL, in atomic context. */
import { atomicFlow, atomicSummaries } from "../analysis/atomic/flow.ts";
import { atomicReasons, reasonText, sleepReasons } from "../analysis/atomic/reasons.ts";
import { type SleepingCall, sleepingCalls } from "../analysis/atomic/sleeping-calls.ts";
import { isPassedOn } from "../analysis/irql/demands.ts";
import { irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { demandReasons, levelReasons } from "../analysis/irql/reasons.ts";
import { callAbovePromise, callTooHigh, type TooHigh } from "../analysis/irql/too-high.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { levelGround, type SqliteGround, sleepGround } from "../analysis/sqlite/ground.ts";
import { isSqlites } from "../analysis/sqlite/sources.ts";
import { pathReasons } from "../analysis/worlds/path-reasons.ts";
import { raisedCallFixes } from "../fixes/irql-raised-call.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const sqliteAtRaisedIrql = defineRule({
  id: "sqlite-at-raised-irql",
  severity: "error",
  platforms: ["windows-kernel", "linux-kernel"],
  equivalents: [],
  docs: {
    summary: "SQLite called at raised IRQL or in atomic context",
    why:
      "SQLite runs on what the driver gives it: an allocator over paged pool faults at DISPATCH_LEVEL and the machine stops " +
      "with IRQL_NOT_LESS_OR_EQUAL (0xA), a kernel mutex can be waited for below DISPATCH_LEVEL only, and in a Linux " +
      "module both sleep. Even where none of them minds, a query takes as long as it likes, and a DPC or a spin lock is " +
      "watched: DPC_WATCHDOG_VIOLATION (0x133), a soft lockup.",
    bad: `VOID CountUnderLock(PKSPIN_LOCK Lock, sqlite3_stmt *Statement, PLONG Count)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(Lock, &oldIrql);
    if (sqlite3_step(Statement) == SQLITE_ROW)
    {
        *Count = sqlite3_column_int(Statement, 0);
    }
    KeReleaseSpinLock(Lock, oldIrql);
}`,
    good: `VOID CountThenLock(PKSPIN_LOCK Lock, sqlite3_stmt *Statement, PLONG Count)
{
    KIRQL oldIrql;
    LONG count = 0;
    if (sqlite3_step(Statement) == SQLITE_ROW)
    {
        count = sqlite3_column_int(Statement, 0);
    }
    KeAcquireSpinLock(Lock, &oldIrql);
    *Count = count;
    KeReleaseSpinLock(Lock, oldIrql);
}`,
    references: [
      "https://sqlite.org/malloc.html",
      "https://sqlite.org/c3ref/mutex_methods.html",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/managing-hardware-priorities",
    ],
  },
  summariesOn: { "windows-kernel": [irqlSummaries], "linux-kernel": [atomicSummaries] },
  *checkFunction(fn, context) {
    const found = context.driver.kind === "linux-kernel" ? sleepingQueries(fn, context) : raisedQueries(fn, context);
    for (const finding of together(found)) {
      if (!isSqlites(context.file.path, context.unit) && !isOtherBuild(finding.at, context)) {
        yield finding;
      }
    }
  },
});

/** A finding with what it comes of: calls for which that is the same are wrong together. */
interface Caused {
  readonly cause: string;
  readonly finding: Finding;
}

/** Calls of which a finding shows that they are as wrong as its own. */
const maximumShown = 8;

/** One query takes several calls: where one thing makes them wrong, the first says so for all. */
function together(found: Iterable<Caused>): readonly Finding[] {
  const byCause = new Map<string, [Finding, ...Finding[]]>();
  for (const { cause, finding } of found) {
    const alike = byCause.get(cause);
    byCause.set(cause, alike === undefined ? [finding] : [...alike, finding]);
  }
  return [...byCause.values()].map((alike) => {
    const [first, ...others] = [...alike].sort((a, b) => a.at.start - b.at.start) as typeof alike;
    if (others.length === 0) {
      return first;
    }
    const more = others.slice(0, maximumShown).map(({ at, message }) => ({ at, message }));
    // What helps one call of several leaves the others where they are.
    return { ...first, related: [...(first.related ?? []), ...more], fixes: [] };
  });
}

function* raisedQueries(fn: FunctionModel, context: RuleContext): Iterable<Caused> {
  const { entry, body } = context.derived(irqlFlow, fn);
  for (const reached of body?.calls ?? []) {
    const high = callTooHigh(reached);
    const promise = high === undefined ? callAbovePromise(reached, entry, fn) : undefined;
    const found = high ?? (promise && { ...promise, isEvery: true, isSure: false, since: 0 });
    if (found?.demand.kind === "sqlite") {
      const { since, isEvery } = found;
      yield { cause: `${since} ${isEvery} ${high === undefined}`, finding: tooHigh(reached, found, fn, context) };
    }
  }
}

function tooHigh(reached: ReachedCall, found: TooHigh, fn: FunctionModel, context: RuleContext): Finding {
  const { demand, world, level, isEvery, isSure, since } = found;
  const { call } = reached;
  const ground = levelGround(context);
  return {
    at: fn.place(call.callee),
    message: isPassedOn(demand)
      ? `${demand.callee} is called at ${level}, but leads to ${demand.source}: SQLite may run at APC_LEVEL at most`
      : `${demand.source} is called at ${level}, but SQLite may run at APC_LEVEL at most`,
    why:
      ground === undefined
        ? "SQLite takes memory and mutexes as the driver has told it to: paged pool must not be touched there, and a " +
          "kernel mutex not be waited for. A query in a DPC may also take longer than the system lets it (0x133)."
        : `SQLite's ${ground.member} is ${ground.routine} here: it ${ground.does}.`,
    advice: advised,
    related: [
      ...levelReasons(world, fn, context),
      ...(isEvery ? [] : pathReasons(world, fn, since)),
      ...demandReasons(demand, "atMost", call, fn, context),
      ...groundReason(ground),
    ],
    fixes: raisedCallFixes(call, world.property, fn, context),
    ...(isSure && ground !== undefined ? {} : { severity: "warning" as const }),
  };
}

const advised =
  "Query before the lock is taken or after it is released, or in a work item or a thread of the driver's own, and keep what the DPC needs in resident memory";

function* sleepingQueries(fn: FunctionModel, context: RuleContext): Iterable<Caused> {
  const { body } = context.derived(atomicFlow, fn);
  for (const found of body === undefined ? [] : sleepingCalls(fn, body)) {
    const finding =
      context.facts.sqliteFunction(found.sleep.source) === undefined ? undefined : sleeping(found, fn, context);
    if (finding !== undefined) {
      yield { cause: `${reasonText(found.reason, fn)} ${found.isEvery}`, finding };
    }
  }
}

function sleeping(found: SleepingCall, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const { call, sleep, reason, world, isEvery } = found;
  const ground = sleepGround(context);
  // Around floating point preemption is off, and SQLite needs floating point: it can run there on memory that is there
  // already and without mutexes, and nobody is told not to unless the driver is seen to do otherwise.
  const isSection = reason.kind === "lock" && reason.lock.kind === "preemption";
  if (isSection && ground === undefined) {
    return undefined;
  }
  const isSure = isEvery && sleep.certainty === "always" && ground !== undefined;
  const what = sleep.depth === 1 ? sleep.source : `${sleep.callee} leads to ${sleep.source}, which`;
  return {
    at: fn.place(call.callee),
    message: `${what} runs SQLite, which may sleep, but is called ${reasonText(reason, fn)}${isEvery ? "" : " on a path"}`,
    why:
      ground === undefined
        ? "SQLite takes memory and mutexes as the module has told it to, and a query takes as long as it likes."
        : `SQLite's ${ground.member} is ${ground.routine} here: it ${ground.does}.`,
    advice: isSection
      ? "Give SQLite memory that is there already (SQLITE_CONFIG_HEAP with SQLITE_ENABLE_MEMSYS5), SQLITE_THREADSAFE=0 and a file that never waits, or query outside of the section with an SQLite that computes without the FPU"
      : "Query before the lock is taken or after it is released, or in a work item, and keep what is needed here in memory",
    related: [
      ...atomicReasons(reason, fn, context),
      ...(isEvery ? [] : pathReasons(world, fn, 0)),
      ...sleepReasons(sleep, context),
      ...groundReason(ground),
    ],
    ...(isSure ? {} : { severity: "warning" as const }),
  };
}

const groundReason = (ground: SqliteGround | undefined): readonly Related[] =>
  ground === undefined
    ? []
    : [{ at: ground.at, message: `${ground.routine}, SQLite's ${ground.member}, ${ground.does}` }];
