/** Reports functions that are banned, obsolete or deprecated, with what to call instead; mere advice is a hint. */

import { isAddressUse } from "../analysis/names/addresses.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { globalName, ownership } from "../analysis/names/ownership.ts";
import { isInsideVersionTest, isVersionConditional } from "../analysis/names/version-guards.ts";
import { alternatives } from "../analysis/names/wording.ts";
import { isSqlites } from "../analysis/sqlite/sources.ts";
import { compareWindowsVersions, type Deprecation } from "../facts/index.ts";
import { callFixes } from "../fixes/calls/call-fixes.ts";
import type { CallSite, FunctionModel } from "../model/function.ts";
import type { Span } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Severity } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const deprecatedApi = defineRule({
  id: "deprecated-api",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: [
    "C28719",
    "C28726",
    "C28727",
    "C28728",
    "C28735",
    "C28750",
    "cpp/drivers/extended-deprecated-apis",
    "cpp/drivers/wdk-deprecated-api",
  ],
  docs: {
    summary: "Deprecated or banned function",
    why:
      "Obsolete functions are kept for old drivers and may do less than their successors, or fail on new machines. Banned " +
      "string functions write on past the end of a buffer that is too small, which corrupts pool or the stack.",
    bad: `VOID SaveName(PWCHAR Buffer, PCWSTR Name)
{
    wcscpy(Buffer, Name);
}`,
    good: `NTSTATUS SaveName(PWCHAR Buffer, SIZE_T Bytes, PCWSTR Name)
{
    return RtlStringCbCopyW(Buffer, Bytes, Name);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28719-banned-api-usage-use-updated-function-replacement",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/summary-of-kernel-mode-safe-string-functions",
    ],
  },
  readsMacrosWith: (name, facts) => facts.deprecation(name) !== undefined,
  *checkFunction(fn, context) {
    for (const call of fn.calls) {
      const found = call.name === undefined ? undefined : deprecationOf(call.name, fn, context);
      // SQLite's own sources are nobody's to mend.
      if (
        found !== undefined &&
        !isForOldSystems(found, call, fn, context) &&
        !isSqlites(context.file.path, context.unit)
      ) {
        yield* finding(found, fn, call, context);
      }
    }
    if (fn.broken) {
      return;
    }
    for (const use of fn.uses) {
      const found = deprecationOf(use.name, fn, context);
      if (found?.kind === "function" && isAddressUse(use, fn, () => false)) {
        yield* finding(found, fn, { nameSpan: use }, context);
      }
    }
  },
});

/** What the facts say of a name that means the API and that is this rule's to report. */
function deprecationOf(written: string, fn: FunctionModel, { facts, unit }: RuleContext): Deprecation | undefined {
  const name = globalName(written);
  const found = name === undefined ? undefined : facts.deprecation(name);
  // Drivers call what is reserved for the system for want of anything else; nothing can be advised.
  if (name === undefined || found === undefined || found.status === "reserved") {
    return undefined;
  }
  const pool = facts.poolFunction(name);
  // Pool has rules of its own, and so have memory that is always executable and user mode.
  if (
    pool?.action === "allocate" ||
    pool?.action === "free" ||
    pool?.scheme === "executable" ||
    facts.userMode(name)?.certainty === "high"
  ) {
    return undefined;
  }
  return ownership(name, fn, unit) === "foreign" ? found : undefined;
}

/** Whether the code asks for the version, or for the successor, before it calls the old function. */
function isForOldSystems(found: Deprecation, call: CallSite, fn: FunctionModel, context: RuleContext): boolean {
  // No version makes a banned function safe, and one that asks for the version guards nothing.
  if (found.status === "banned" || context.facts.versionCheck(found.name) !== undefined) {
    return false;
  }
  const at = fn.place(call.nameSpan);
  return (
    fn.calls.some(({ name }) => name !== undefined && context.facts.versionCheck(name) === "lookup") ||
    isInsideVersionTest(call.expr, fn) ||
    isVersionConditional(context.file, at.anchor.start + at.start)
  );
}

function* finding(
  found: Deprecation,
  fn: FunctionModel,
  written: CallSite | { readonly nameSpan: Span },
  context: RuleContext,
): Iterable<Finding> {
  const at = fn.place(written.nameSpan);
  const successors = found.replacements.filter((name) => isThereYet(name, found, context));
  // A successor that the oldest Windows of this driver does not have is none.
  if (
    isOtherBuild(at, context) ||
    isStillNeeded(found, context) ||
    (found.replacements.length > 0 && successors.length === 0)
  ) {
    return;
  }
  yield {
    at,
    message: messageOf(found),
    why: whyOf(found),
    advice: adviceOf(found, successors),
    severity: severities[found.status],
    equivalent: found.warning ?? null,
    ...("expr" in written ? { fixes: callFixes(written, found.name, "windows", fn, context) } : {}),
  };
}

const severities: Readonly<Record<Deprecation["status"], Severity>> = {
  banned: "warning",
  obsolete: "warning",
  deprecated: "warning",
  discouraged: "hint",
  reserved: "hint",
};

function whyOf({ status, source, replacements }: Deprecation): string {
  if (status !== "banned") {
    return "It is kept for old drivers: it may do less than its successor, or fail on new machines.";
  }
  return source === "C28719" || source === "C28726"
    ? "It writes past the end of a buffer that is too small, or leaves text without its terminating zero: either corrupts or discloses pool or stack."
    : replacements.length > 0
      ? "It is banned because a safer function does the same."
      : "Static analysis of drivers bans it.";
}

function messageOf({ name, status, since }: Deprecation): string {
  const from = since === undefined || !/\d|Vista|XP/.test(since) ? "" : ` since ${since}`;
  switch (status) {
    case "banned":
      return `${name} is a banned function`;
    case "discouraged":
      return `${name} has a better successor${from}`;
    case "reserved":
      return `${name} is reserved for the system`;
    case "obsolete":
    case "deprecated":
      return `${name} is ${status}${from}`;
  }
}

function adviceOf({ notNeeded, page }: Deprecation, successors: readonly string[]): string {
  if (successors.length > 0) {
    return `Use ${alternatives(successors)}`;
  }
  if (notNeeded) {
    return "Remove the call: the system no longer needs it";
  }
  return `Nothing takes its place directly: ${page === undefined ? "do without it" : `see ${page}`}`;
}

/** Whether the driver runs on a Windows that still asks for the function: PoStartNextPowerIrp before Windows Vista. */
function isStillNeeded({ sinceWindows }: Deprecation, { targetWindows }: RuleContext): boolean {
  return (
    targetWindows !== undefined &&
    sinceWindows !== undefined &&
    compareWindowsVersions(targetWindows.version, sinceWindows) < 0
  );
}

function isThereYet(replacement: string, found: Deprecation, { facts, targetWindows }: RuleContext): boolean {
  if (targetWindows === undefined) {
    return true;
  }
  const since = facts.functionContract(replacement)?.minWindows ?? found.sinceWindows;
  return since === undefined || compareWindowsVersions(since, targetWindows.version) <= 0;
}
