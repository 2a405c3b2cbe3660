/** Reports functions in a pageable section that do not assert their IRQL with PAGED_CODE. */
import { isOtherBuild } from "../analysis/names/builds.ts";
import { functionPaging, pageableReason, sayReason } from "../analysis/paging/function-paging.ts";
import { levelRank } from "../facts/index.ts";
import type { Fix } from "../fixes/fix.ts";
import { insertFirst } from "../fixes/paging.ts";
import { entryLevels, salOf } from "../model/contracts/sal.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import { defineRule } from "./rule.ts";

export const pagedCodeMissing = defineRule({
  id: "paged-code-missing",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["C28170", "cpp/drivers/no-paged-code"],
  docs: {
    summary: "Pageable function without PAGED_CODE",
    why:
      "A pageable function that is called at DISPATCH_LEVEL stops the machine with IRQL_NOT_LESS_OR_EQUAL (0xA) or " +
      "DRIVER_IRQL_NOT_LESS_OR_EQUAL (0xD1), but only when its page happens to be out. PAGED_CODE asserts the level " +
      "on every call of a debug build, so that the wrong call shows at once.",
    bad: `VOID LogState(PDEVICE_OBJECT Device);
#pragma alloc_text(PAGE, LogState)

VOID LogState(PDEVICE_OBJECT Device)
{
    WriteLog(Device);
}`,
    good: `VOID LogState(PDEVICE_OBJECT Device);
#pragma alloc_text(PAGE, LogState)

VOID LogState(PDEVICE_OBJECT Device)
{
    PAGED_CODE();

    WriteLog(Device);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28170-pageable-code-macro-not-found",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/making-drivers-pageable",
    ],
  },
  *checkFunction(fn, context) {
    const reason = fn.broken ? undefined : pageableReason(fn, context);
    if (
      reason === undefined ||
      context.derived(functionPaging, fn).asserts.length > 0 ||
      !callsAnything(fn, context) ||
      asksForItsLevel(fn) ||
      isOtherBuild(fn.place(fn.definition.nameSpan), context)
    ) {
      return;
    }
    const max = entryLevels(salOf(fn, context.unit).contracts).max?.level;
    const isAnnotated = max !== undefined && levelRank(max) < levelRank("DISPATCH_LEVEL");
    if (max !== undefined && !isAnnotated) {
      // It is not the assertion that is wrong there, but the section or the annotation.
      return;
    }
    yield {
      at: fn.place(fn.definition.nameSpan),
      message: `${fn.name} is pageable, but does not assert its IRQL with PAGED_CODE`,
      advice: isLockable(reason.section)
        ? `Begin it with PAGED_CODE(), or with PAGED_CODE_LOCKED() if ${reason.section} is locked into memory while it runs`
        : "Begin it with PAGED_CODE()",
      related: [{ at: reason.place, message: sayReason(reason) }],
      fixes: fixes(fn, reason.section, context),
      ...(isAnnotated || isLockable(reason.section) ? { severity: "hint" } : {}),
    };
  },
});

/** Calls that may matter at a level: macros in capitals that the facts do not know mostly quiet a compiler or trace. */
const callsAnything = ({ calls }: FunctionModel, { facts }: RuleContext): boolean =>
  calls.some(
    ({ name }) => name === undefined || /[a-z]/.test(name) || facts.functionContract(name)?.kind === "function",
  );

/** A function that looks at the level itself, or has a macro of headers that are not seen do what PAGED_CODE does. */
const asksForItsLevel = ({ calls }: FunctionModel): boolean =>
  calls.some(({ name }) => name === "KeGetCurrentIrql" || /PAGE[AD_]*_?CODE|CHECK_?IRQL|IRQL_?CHECK/i.test(name ?? ""));

/** What is in a section of its own may be locked into memory when it runs; which of the two macros fits, its author knows. */
const isLockable = (section: string): boolean => !/^PAGE(?:\$|$)/.test(section);

function fixes(fn: FunctionModel, section: string, { file }: RuleContext): readonly Fix[] {
  return ["PAGED_CODE", ...(isLockable(section) ? ["PAGED_CODE_LOCKED"] : [])].flatMap((macro) => {
    const edit = insertFirst(`${macro}();`, fn, file.language);
    return edit === undefined ? [] : [{ title: `Insert ${macro}()`, edits: [edit], preferred: !isLockable(section) }];
  });
}
