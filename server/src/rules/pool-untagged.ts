/** Reports pool memory that has no tag: from functions that take none, and from a tag of 0. */

import {
  isPoolFunction,
  type PoolCall,
  passedBy,
  poolArgument,
  poolCalls,
  poolCallsWithPassed,
} from "../analysis/pool/pool-call.ts";
import { poolDeprecation, poolReplacement } from "../analysis/pool/replacement.ts";
import { readTag } from "../analysis/pool/tags.ts";
import type { PoolFunction } from "../facts/index.ts";
import { tagFixes, zeroTagFixes } from "../fixes/pool-tagging.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const poolUntagged = defineRule({
  id: "pool-untagged",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["C28147", "cpp/drivers/default-pool-tag", "cpp/drivers/default-pool-tag-extended"],
  docs: {
    summary: "Pool memory without a tag",
    why:
      "Memory without a tag of its own counts as nobody's: !poolused, PoolMon and a crash dump cannot say which driver leaks " +
      "it or has written past its end. ExAllocatePool2 and ExAllocatePool3 answer a tag of 0 with NULL.",
    bad: `PVOID AllocateName(SIZE_T Size)
{
    return ExAllocatePool(PagedPool, Size);
}`,
    good: `PVOID AllocateName(SIZE_T Size)
{
    return ExAllocatePool2(POOL_FLAG_PAGED, Size, 'emaN');
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exallocatepool2",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28147-improper-use-of-default-pool-tag",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/poolmon",
    ],
  },
  readsMacrosWith: isPoolFunction,
  *checkFunction(fn, context) {
    for (const call of poolCalls(fn, context)) {
      if (call.api.action === "allocate" && call.api.tagParameter === undefined) {
        if (context.assumption(fn.place(call.site.nameSpan)) === undefined) {
          yield untaggedFunction(call, context);
        }
      }
    }
    for (const call of poolCallsWithPassed(fn, context)) {
      if (call.api.action === "allocate" || call.api.action === "reserve") {
        yield* zeroTag(call, fn, context);
      }
    }
  },
});

function untaggedFunction(call: PoolCall, context: RuleContext): Finding {
  const { api, site, fn } = call;
  const tagged = taggedCounterpart(api, context);
  return {
    at: fn.place(site.nameSpan),
    message: `Memory from ${api.name} has no tag of its own`,
    advice:
      tagged === undefined
        ? "Use an allocator that takes a tag"
        : `Use ${tagged}, which takes a tag: four characters in single quotes`,
    fixes: tagged === undefined ? [] : tagFixes(call, tagged, context),
  };
}

/** The function that does the same with a tag, deprecated ones passed over. */
function taggedCounterpart(api: PoolFunction, context: RuleContext): string | undefined {
  const { facts, targetWindows } = context;
  const deprecation = poolDeprecation(api, facts);
  if (deprecation !== undefined) {
    return poolReplacement(deprecation, targetWindows?.version, facts)?.name;
  }
  return [`${api.name}Tag`, `${api.name}WithTag`, `${api.name}WithTagPriority`].find(
    (name) => facts.poolFunction(name)?.tagParameter !== undefined,
  );
}

function* zeroTag(call: PoolCall, fn: FunctionModel, context: RuleContext): Iterable<Finding> {
  const { api } = call;
  const tag = poolArgument(call, api.tagParameter);
  if (tag === undefined || api.zeroTag === "allowed") {
    return;
  }
  const { readings, complete } = readTag(tag, fn, context);
  const zero = readings.find((reading) => reading.kind === "value" && reading.value === 0);
  if (zero === undefined) {
    return;
  }
  const onEveryPath = complete && readings.length === 1;
  const fails = api.scheme === "pool-flags";
  yield {
    at: fn.place(tag),
    message: `${api.name} ${onEveryPath ? "gets" : "may get"} 0 as its pool tag`,
    ...(fails
      ? { why: `${api.name} takes no tag of 0: it returns NULL, or raises with POOL_FLAG_RAISE_ON_FAILURE.` }
      : {}),
    advice: "Give a tag of one to four printable characters",
    related: [...passedBy(call), ...zero.via],
    ...(fails && onEveryPath ? { severity: "error" } : {}),
    fixes: zeroTagFixes(call, context),
  };
}
