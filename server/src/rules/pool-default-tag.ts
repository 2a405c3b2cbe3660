/** Reports pool tags that are the default of a header or a placeholder, also where a macro or constant hides them. */
import { defaultTagOwner } from "../analysis/pool/default-tags.ts";
import { isPoolFunction, passedBy, poolArgument, poolCallsWithPassed } from "../analysis/pool/pool-call.ts";
import { formatTag, readTag } from "../analysis/pool/tags.ts";
import { ownTagFixes } from "../fixes/pool-tagging.ts";
import { defineRule } from "./rule.ts";

export const poolDefaultTag = defineRule({
  id: "pool-default-tag",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["C28147", "cpp/drivers/default-pool-tag", "cpp/drivers/default-pool-tag-extended"],
  docs: {
    summary: "Default or blank pool tag",
    why:
      "Pool is counted by tag: memory under one that many drivers share, or under a blank one, cannot be told from theirs in " +
      "PoolMon, in !poolused or in a crash dump.",
    bad: `#define EXAMPLE_TAG ' mdW'

PVOID AllocateRecord(SIZE_T Size)
{
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, EXAMPLE_TAG);
}`,
    good: `#define EXAMPLE_TAG 'cRxE'

PVOID AllocateRecord(SIZE_T Size)
{
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, EXAMPLE_TAG);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28147-improper-use-of-default-pool-tag",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exallocatepool2",
    ],
  },
  readsMacrosWith: isPoolFunction,
  *checkFunction(fn, context) {
    for (const call of poolCallsWithPassed(fn, context)) {
      const tag = poolArgument(call, call.api.tagParameter);
      if (tag === undefined || !["allocate", "create", "reserve"].includes(call.api.action)) {
        continue;
      }
      for (const reading of readTag(tag, fn, context).readings) {
        const owner = reading.kind === "value" ? defaultTagOwner(reading.value) : undefined;
        if (reading.kind === "value" && owner !== undefined) {
          yield {
            at: fn.place(tag),
            message: `The pool tag ${formatTag(reading.value)} given to ${call.api.name} is ${owner}`,
            advice: "Choose a tag of four characters that no other driver uses, one for each kind of memory",
            related: [...passedBy(call), ...reading.via],
            fixes: ownTagFixes(call, reading, context),
          };
        }
      }
    }
  },
});
