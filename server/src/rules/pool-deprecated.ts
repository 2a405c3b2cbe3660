/** Reports the pool allocators that ExAllocatePool2 and ExAllocatePool3 replace, with what to call on the driver's target. */
import { isPoolFunction, type PoolCall, poolArgument, poolCalls } from "../analysis/pool/pool-call.ts";
import { poolDeprecation, poolReplacement } from "../analysis/pool/replacement.ts";
import { compareWindowsVersions, type Deprecation, type PoolFunction } from "../facts/index.ts";
import { poolFlags } from "../fixes/pool-flags.ts";
import { migrationFixes } from "../fixes/pool-migration.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const poolDeprecated = defineRule({
  id: "pool-deprecated",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["C28751", "cpp/drivers/wdk-deprecated-api"],
  docs: {
    summary: "Deprecated pool allocator",
    why:
      "The older allocators hand out memory with what its last owner left in it; copied to an application or a device it " +
      "discloses kernel data. Their replacements zero it. The headers mark the old ones deprecated since Windows 10, version 2004; " +
      "for a driver that also runs on older systems this is a hint.",
    bad: `PVOID AllocateReply(SIZE_T Size)
{
    return ExAllocatePoolWithTag(PagedPool, Size, 'ylpR');
}`,
    good: `PVOID AllocateReply(SIZE_T Size)
{
    return ExAllocatePool2(POOL_FLAG_PAGED, Size, 'ylpR');
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/updating-deprecated-exallocatepool-calls",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28751-banned-exallocatepool-usage",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/codeql-windows-driver-wdkdeprecatedapi",
    ],
  },
  readsMacrosWith: isPoolFunction,
  *checkFunction(fn, context) {
    for (const call of poolCalls(fn, context)) {
      const deprecation = poolDeprecation(call.api, context.facts);
      // A branch for another target than the one in mind is often what keeps the old name.
      if (deprecation !== undefined && context.assumption(fn.place(call.site.nameSpan)) === undefined) {
        yield finding(call, deprecation, context);
      }
    }
  },
});

function finding(call: PoolCall, deprecation: Deprecation, context: RuleContext): Finding {
  const { targetWindows, facts } = context;
  const replacement = poolReplacement(deprecation, targetWindows?.version, facts);
  const isOlderTarget =
    targetWindows !== undefined &&
    deprecation.sinceWindows !== undefined &&
    compareWindowsVersions(targetWindows.version, deprecation.sinceWindows) < 0;
  return {
    at: call.fn.place(call.site.nameSpan),
    message: `${call.api.name} is ${deprecation.status}${deprecation.sinceWindows === undefined ? "" : ` since ${deprecation.since}`}`,
    ...(call.api.scheme === "pool-type" ? {} : { why: "It is kept for old drivers only." }),
    advice: advice(call, replacement, context),
    // A deprecation without a number of its own does not borrow the rule's.
    ...(deprecation.warning === undefined ? { equivalent: null } : {}),
    ...(isOlderTarget ? { severity: "hint" } : {}),
    fixes: migrationFixes(call, context),
  };
}

function advice(call: PoolCall, replacement: PoolFunction | undefined, context: RuleContext): string {
  if (replacement === undefined) {
    return "Use a function of the current headers";
  }
  if (replacement.scheme === "fixed") {
    return `Use ${replacement.name}`;
  }
  if (replacement.scheme === "pool-flags") {
    const flags = flagsFor(call, context);
    return `Use ${replacement.name} with ${flags}, which zeroes the memory`;
  }
  const target = context.targetWindows;
  const runsOn = target === undefined ? "" : ` (${target.version.name} by ${target.saidBy})`;
  const alreadySet = context.defined("POOL_ZERO_DOWN_LEVEL_SUPPORT");
  return (
    `Use ${replacement.name}, which zeroes the memory and runs on the driver's oldest Windows${runsOn}` +
    (alreadySet
      ? ""
      : "; it needs POOL_ZERO_DOWN_LEVEL_SUPPORT defined before the headers and ExInitializeDriverRuntime called in DriverEntry")
  );
}

/** POOL_FLAGS that ask for the memory that the call's POOL_TYPE asks for, and fail as it does. */
function flagsFor(call: PoolCall, context: RuleContext): string {
  const type = poolArgument(call, call.api.typeParameter);
  const flags = type && poolFlags(type, call.fn, { quota: call.api.quota === "yes" }, context);
  return flags?.text ?? "the matching POOL_FLAG_ constants";
}
