/** Reports pageable functions that signal with Wait TRUE: the code between the signal and the wait may be paged out. */
import { isOtherBuild } from "../analysis/names/builds.ts";
import { functionPaging, pageableReason, sayReason } from "../analysis/paging/function-paging.ts";
import { signalsBeforeWait } from "../analysis/paging/signals.ts";
import { defineRule } from "./rule.ts";

export const keSetEventPageable = defineRule({
  id: "ke-set-event-pageable",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["cpp/drivers/ke-set-event-pageable"],
  docs: {
    summary: "KeSetEvent with Wait TRUE in pageable code",
    why:
      "With Wait TRUE the call returns at DISPATCH_LEVEL, and the level stays there until the wait that follows. " +
      "Where the code in between is paged out, the page fault stops the machine with IRQL_NOT_LESS_OR_EQUAL (0xA) " +
      "or DRIVER_IRQL_NOT_LESS_OR_EQUAL (0xD1).",
    bad: `VOID Handshake(PKEVENT Ready, PKEVENT Done);
#pragma alloc_text(PAGE, Handshake)

VOID Handshake(PKEVENT Ready, PKEVENT Done)
{
    PAGED_CODE();
    KeSetEvent(Ready, IO_NO_INCREMENT, TRUE);
    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
}`,
    good: `VOID Handshake(PKEVENT Ready, PKEVENT Done);
#pragma alloc_text(PAGE, Handshake)

VOID Handshake(PKEVENT Ready, PKEVENT Done)
{
    PAGED_CODE();
    KeSetEvent(Ready, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
}`,
    references: ["https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-kesetevent"],
  },
  *checkFunction(fn, context) {
    for (const { site, name, wait } of signalsBeforeWait(fn, context)) {
      const section = pageableReason(fn, context);
      const { asserts } = context.derived(functionPaging, fn);
      const at = fn.place(site.nameSpan);
      // What says PAGED_CODE_LOCKED is locked into memory when it runs.
      if (
        section !== undefined &&
        !asserts.some(({ macro }) => macro === "PAGED_CODE_LOCKED") &&
        !isOtherBuild(at, context)
      ) {
        yield {
          at,
          message: `${fn.name} is pageable, but calls ${name} with Wait TRUE`,
          advice: "Pass FALSE: the wait that follows is a call of its own then",
          related: [{ at: section.place, message: sayReason(section) }],
          fixes: [{ title: "Give FALSE", edits: [{ at: fn.place(wait), text: "FALSE" }] }],
        };
      }
    }
  },
});
