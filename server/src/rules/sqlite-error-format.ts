/** Reports ways to tell of SQLite's errors that a kernel does not have, that call SQLite again, or that print another text. */
import { isOtherBuild } from "../analysis/names/builds.ts";
import { ownership } from "../analysis/names/ownership.ts";
import { type ErrorGlue, errorGlue, returnCalls, sqliteLoggers } from "../analysis/sqlite/error-glue.ts";
import { isSqlites } from "../analysis/sqlite/sources.ts";
import { widthMismatches } from "../analysis/sqlite/text-formats.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const sqliteErrorFormat = defineRule({
  id: "sqlite-error-format",
  severity: "error",
  platforms: ["windows-kernel", "linux-kernel"],
  equivalents: [],
  docs: {
    summary: "SQLite's errors told in a way that a kernel does not have",
    why:
      "An SQLite that moves into a driver brings the error texts of a service along: FormatMessageW, GetLastError and strerror " +
      "are user mode's, and SQLite's own numbers are not theirs. Its log runs with its mutexes held: what calls SQLite from " +
      "there waits for itself, or logs again without end. SQLite's texts are UTF-8: printed with %ws the log reads " +
      "past their end.",
    bad: `static void CatalogLog(void *Context, int Code, const char *Message)
{
    UNREFERENCED_PARAMETER(Context);
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "catalog: %d: %s (%s)\\n", Code, Message,
               sqlite3_errmsg(CatalogDatabase));
}

int CatalogConfigure(void)
{
    return sqlite3_config(SQLITE_CONFIG_LOG, CatalogLog, NULL);
}`,
    good: `static void CatalogLog(void *Context, int Code, const char *Message)
{
    UNREFERENCED_PARAMETER(Context);
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "catalog: %d: %s (%s)\\n", Code, Message,
               sqlite3_errstr(Code));
}

int CatalogConfigure(void)
{
    return sqlite3_config(SQLITE_CONFIG_LOG, CatalogLog, NULL);
}`,
    references: [
      "https://sqlite.org/errlog.html",
      "https://sqlite.org/c3ref/errcode.html",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-dbgprintex",
    ],
  },
  indexes: [sqliteLoggers],
  *checkFunction(fn, context) {
    const glue = errorGlue(fn, context, "reasons");
    const found = [
      ...(glue === undefined ? [] : userModeTexts(fn, glue, context)),
      ...(glue?.is === "log" ? callsBack(fn, glue, context) : []),
      ...wrongWidths(fn, glue, context),
    ];
    for (const finding of found) {
      if (!isSqlites(context.file.path, context.unit) && !isOtherBuild(finding.at, context)) {
        yield finding;
      }
    }
  },
});

const roleOf = ({ is }: ErrorGlue): string => (is === "log" ? "SQLite's log" : "a file system's xGetLastError");

const roleReason = (fn: FunctionModel, { at }: ErrorGlue): readonly Related[] =>
  at === undefined ? [] : [{ at, message: `${fn.name} becomes SQLite's log here` }];

function* userModeTexts(fn: FunctionModel, glue: ErrorGlue, context: RuleContext): Iterable<Finding> {
  const calls = fn.calls.filter(
    ({ name }) =>
      name !== undefined &&
      context.driver.kind === "windows-kernel" &&
      context.facts.tellsErrors(name) &&
      ownership(name, fn, context.unit) === "foreign",
  );
  const [first, ...others] = calls;
  if (first === undefined) {
    return;
  }
  const names = [...new Set(calls.map(({ name = "" }) => name))];
  const ofUserMode = names.length === 1 ? "a user-mode function" : "user-mode functions";
  yield {
    at: fn.place(first.nameSpan),
    message: `${fn.name}, ${roleOf(glue)}, gets its text from ${names.join(" and ")}: ${ofUserMode}`,
    why:
      glue.is === "log"
        ? "The driver does not link. The code that SQLite logs is one of its own, which the system has no text for."
        : "The driver does not link, and in a kernel there is no last error.",
    advice:
      glue.is === "log"
        ? "Print the code, sqlite3_errstr of it and the message with DbgPrintEx"
        : "Leave the buffer as it is and return 0, or the NTSTATUS that the file system has kept: SQLite has texts of its own",
    related: [
      ...roleReason(fn, glue),
      ...others.map(({ name = "", nameSpan }) => ({ at: fn.place(nameSpan), message: `${name} is called here` })),
    ],
  };
}

function* callsBack(fn: FunctionModel, glue: ErrorGlue, context: RuleContext): Iterable<Finding> {
  for (const { call, callee, source } of returnCalls(fn, context)) {
    const leads = callee === source ? `calls ${source}` : `leads through ${callee} to ${source}`;
    yield {
      at: fn.place(call.callee),
      message: `${fn.name}, SQLite's log, ${leads}, and must not call SQLite`,
      why: "SQLite calls its log with its mutexes held and in the middle of what it does: the call waits for itself, finds half of a change, or logs again without end.",
      advice: "Tell of what the log was given, the code and the message; keep what else is to be done for later",
      related: roleReason(fn, glue),
    };
  }
}

function* wrongWidths(fn: FunctionModel, glue: ErrorGlue | undefined, context: RuleContext): Iterable<Finding> {
  const message = glue?.is === "log" ? fn.definition.parameters[2]?.name : undefined;
  const utf8 = new Set(message === undefined ? [] : [message]);
  for (const { expr } of fn.calls) {
    for (const { text, written, at, instead } of widthMismatches(expr, utf8, fn, context)) {
      const isWide = instead.endsWith("ws");
      yield {
        at: fn.place(at),
        message: `${fn.text(text)} is ${isWide ? "UTF-16" : "UTF-8"}, and ${written} prints it as ${isWide ? "bytes" : "UTF-16"}`,
        why: isWide
          ? "Of UTF-16 text the log shows the first character."
          : "The log reads two bytes for each character and on behind the end of the text.",
        advice: `Print it with ${instead}`,
        fixes: [{ title: `Print it with ${instead}`, edits: [{ at: fn.place(at), text: instead }], preferred: true }],
        severity: "warning",
      };
    }
  }
}
