/** Reports SQLite configured after it was initialised, used before, and settings that this build of it does not know. */
import { isOtherBuild } from "../analysis/names/builds.ts";
import { sqliteOption } from "../analysis/sqlite/build-profile.ts";
import { sqliteFunctionNamed } from "../analysis/sqlite/functions.ts";
import { type OrderedCall, orderFlow, orderReasons, orderSummaries } from "../analysis/sqlite/order.ts";
import { isSqlites } from "../analysis/sqlite/sources.ts";
import { initializeLater } from "../fixes/sqlite-order.ts";
import type { CallSite, FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const sqliteConfigOrder = defineRule({
  id: "sqlite-config-order",
  severity: "error",
  platforms: ["windows-kernel", "linux-kernel"],
  equivalents: [],
  docs: {
    summary: "SQLite configured too late, or used too early",
    why:
      "SQLite takes settings before sqlite3_initialize only: afterwards sqlite3_config answers SQLITE_MISUSE (21) and changes " +
      "nothing, so that SQLite goes on with an allocator or mutexes that a driver does not have. With SQLITE_OMIT_AUTOINIT whatever is " +
      "called before sqlite3_initialize finds no file system, and calls mutex methods that are still NULL: a bugcheck.",
    bad: `#include "sqlite3.h"

int CatalogStart(const sqlite3_mem_methods *Memory)
{
    int result = sqlite3_initialize();
    if (result != SQLITE_OK)
    {
        return result;
    }
    return sqlite3_config(SQLITE_CONFIG_MALLOC, Memory);
}`,
    good: `#include "sqlite3.h"

int CatalogStart(const sqlite3_mem_methods *Memory)
{
    int result = sqlite3_config(SQLITE_CONFIG_MALLOC, Memory);
    if (result != SQLITE_OK)
    {
        return result;
    }
    return sqlite3_initialize();
}`,
    references: [
      "https://sqlite.org/c3ref/config.html",
      "https://sqlite.org/c3ref/initialize.html",
      "https://sqlite.org/c3ref/c_config_covering_index_scan.html",
    ],
  },
  summaries: [orderSummaries],
  *checkFunction(fn, context) {
    const told = new Set<number>();
    const all = [...outOfOrder(fn, context), ...unknownSettings(fn, context)];
    for (const finding of all) {
      told.add(finding.at.start);
    }
    for (const finding of [...all, ...ignoredResults(fn, context, told)]) {
      if (!isSqlites(context.file.path, context.unit) && !isOtherBuild(finding.at, context)) {
        yield finding;
      }
    }
  },
});

function* outOfOrder(fn: FunctionModel, context: RuleContext): Iterable<Finding> {
  const { calls } = context.derived(orderFlow, fn);
  const isFirst = calls.length > 0 && beginsDriver(fn, context);
  const isLeftToDriver = calls.length > 0 && sqliteOption("SQLITE_OMIT_AUTOINIT", context) !== undefined;
  for (const ordered of calls) {
    const { does, isReady, fromFresh } = ordered;
    if (does === "configures" && (isReady || (isFirst && fromFresh === "ready"))) {
      yield tooLate(ordered, fn, context);
    } else if (does === "uses" && isFirst && isLeftToDriver && fromFresh === "fresh") {
      yield tooEarly(ordered, fn, context);
      return;
    }
  }
}

/** Where a driver begins to run, SQLite is not initialised. */
const beginsDriver = (fn: FunctionModel, context: RuleContext): boolean =>
  (fn.name === "DriverEntry" && fn.scope === undefined) ||
  context.registrations(fn, "roles").some(({ name }) => name === "module_init");

function tooLate(ordered: OrderedCall, fn: FunctionModel, context: RuleContext): Finding {
  const { call, need, by } = ordered;
  const leads = need.depth > 1 ? `${need.callee} leads to ${need.source}, which is called` : `${need.source} is called`;
  const setting = need.depth === 1 ? call.args[0] : undefined;
  const fix = by && initializeLater(by, call, fn, context.file);
  return {
    at: fn.place(call.callee),
    message: `${leads} after sqlite3_initialize: SQLite answers SQLITE_MISUSE (21) and ${setting?.kind === "name" ? `${setting.name} is not taken` : "the setting is not taken"}`,
    why: "SQLite goes on with what it had before: without a setting of the driver's there is no allocator, and mutexes do nothing.",
    advice: "Call sqlite3_config before sqlite3_initialize, or after sqlite3_shutdown",
    related: [
      ...(by === undefined ? [] : [{ at: fn.place(by), message: `${calleeName(by)} initialises SQLite here` }]),
      ...orderReasons("configures", need, context),
    ],
    fixes: fix === undefined ? [] : [fix],
  };
}

function tooEarly({ call, need }: OrderedCall, fn: FunctionModel, context: RuleContext): Finding {
  const threads = sqliteOption("SQLITE_THREADSAFE", context);
  const leads = need.depth > 1 ? `${need.callee} leads to ${need.source}, which is called` : `${need.source} is called`;
  return {
    at: fn.place(call.callee),
    message: `${leads} before sqlite3_initialize, and SQLite is compiled with SQLITE_OMIT_AUTOINIT`,
    why:
      threads === "0"
        ? "Nothing initialises SQLite then: it has no file system, and the call fails."
        : "Nothing initialises SQLite then: it calls mutex methods that are still NULL, and the machine stops.",
    advice: "Call sqlite3_initialize first, and look at its result",
    related: orderReasons("uses", need, context),
  };
}

/** Settings that sqlite3_config knows only where SQLite has mutexes. */
function* unknownSettings(fn: FunctionModel, context: RuleContext): Iterable<Finding> {
  for (const site of sqliteCalls(fn, "before", context)) {
    const [setting] = site.expr.args;
    const needsThreads = setting?.kind === "name" && context.facts.sqliteConfig(setting.name)?.needsThreads === true;
    if (needsThreads && sqliteOption("SQLITE_THREADSAFE", context) === "0") {
      yield {
        at: fn.place(site.nameSpan),
        message: `${setting.name} is unknown to an SQLite that is compiled with SQLITE_THREADSAFE=0: sqlite3_config answers SQLITE_ERROR (1)`,
        why: "There are no mutexes in it: two threads in SQLite at once overwrite each other's memory.",
        advice:
          "Compile SQLite with SQLITE_THREADSAFE=1, or leave the call out and let one lock of the driver's own keep every call of SQLite apart",
      };
    }
  }
}

function* ignoredResults(fn: FunctionModel, context: RuleContext, told: ReadonlySet<number>): Iterable<Finding> {
  const calls = [...sqliteCalls(fn, "before", context), ...sqliteCalls(fn, "initialize", context)];
  for (const { expr, name = "", nameSpan } of calls) {
    const at = fn.place(nameSpan);
    if (fn.parentOf(expr)?.kind === "expr" && !told.has(at.start)) {
      yield {
        at,
        message: `Nobody looks at what ${name} answers`,
        why:
          name === "sqlite3_config"
            ? "A setting that is refused leaves SQLite with what it had: without an allocator of the driver's own it has none."
            : "Where it fails, for want of memory or of a file system, the next call of SQLite runs on what is not there.",
        advice: `Go on only if ${name} answers SQLITE_OK`,
        severity: "hint",
      };
    }
  }
}

function sqliteCalls(fn: FunctionModel, order: "before" | "initialize", context: RuleContext): readonly CallSite[] {
  return fn.calls.filter(
    ({ name }) =>
      name !== undefined &&
      context.facts.sqliteFunction(name)?.order === order &&
      sqliteFunctionNamed(name, context) !== undefined,
  );
}

const calleeName = ({ callee }: OrderedCall["call"]): string => (callee.kind === "name" ? callee.name : "this call");
