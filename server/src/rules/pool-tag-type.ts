/** Reports pool tags that are no tags: strings, pointers, more than four characters, characters that nothing prints. */
import { isPoolFunction, passedBy, poolArgument, poolCallsWithPassed } from "../analysis/pool/pool-call.ts";
import { formatTag, isPrintableTag, readTag, type TagReading } from "../analysis/pool/tags.ts";
import { constantTagFixes } from "../fixes/pool-tagging.ts";
import { defineRule } from "./rule.ts";

export const poolTagType = defineRule({
  id: "pool-tag-type",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["C28134", "cpp/drivers/pool-tag-integral"],
  docs: {
    summary: "Pool tag that is no character constant",
    why:
      "Of a string or a pointer the low 32 bits of its address become the tag: another one with every load of the driver, " +
      "which no tool can match and no free can name again. A tag is a number made of one to four characters from 0x20 to 0x7E.",
    bad: `PVOID AllocateRecord(SIZE_T Size)
{
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, "Rec1");
}`,
    good: `PVOID AllocateRecord(SIZE_T Size)
{
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, '1ceR');
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28134-pool-tag-type-should-be-integral",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exallocatepool2",
    ],
  },
  readsMacrosWith: isPoolFunction,
  *checkFunction(fn, context) {
    for (const call of poolCallsWithPassed(fn, context)) {
      const tag = poolArgument(call, call.api.tagParameter);
      if (tag === undefined) {
        continue;
      }
      const { readings, complete } = readTag(tag, fn, context);
      for (const reading of readings) {
        const fault = faultOf(reading, call.api.name);
        if (fault !== undefined) {
          yield {
            ...fault,
            at: fn.place(tag),
            related: [...passedBy(call), ...reading.via],
            fixes: constantTagFixes(call, reading, context),
            ...(reading.kind !== "value" && complete && readings.length === 1 ? { severity: "error" } : {}),
          };
        }
      }
    }
  },
});

function faultOf(reading: TagReading, callee: string): { message: string; advice: string; why?: string } | undefined {
  switch (reading.kind) {
    case "string":
      return {
        message: `The pool tag given to ${callee} is the string ${reading.text}, whose address is taken as the tag`,
        advice: "Write the tag in single quotes",
      };
    case "pointer":
      return {
        message: `The pool tag given to ${callee} is the pointer ${reading.text}, whose address is taken as the tag`,
        advice: "Give a character constant in single quotes",
      };
    case "too-long":
      return {
        message: `The pool tag ${reading.text} has more than four characters`,
        why: "A tag is 32 bits wide: MSVC refuses longer constants, other compilers drop characters.",
        advice: "Shorten it to four characters",
      };
    case "value":
      // 0 is the finding of pool-untagged, and in a free it is "any tag".
      return reading.value === 0 || isPrintableTag(reading.value)
        ? undefined
        : {
            message: `The pool tag ${formatTag(reading.value)} given to ${callee} has characters outside 0x20 to 0x7E`,
            why: "Tools show a tag as four characters and search it by them; one that cannot be printed cannot be typed either.",
            advice: "Use printable characters only",
          };
  }
}
