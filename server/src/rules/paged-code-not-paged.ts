/** Reports PAGED_CODE in functions that stay resident in a file whose other functions are pageable. */

import { irqlSummaries } from "../analysis/irql/flow.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { functionPaging } from "../analysis/paging/function-paging.ts";
import { firstRaise } from "../analysis/paging/raises.ts";
import { notPagedFixes } from "../fixes/paging-section.ts";
import { isHeader } from "../model/contracts/declarations.ts";
import { type PagedCodeCall, residenceOf, type SectionReason, sectionPragmas } from "../model/contracts/paging.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import { defineRule } from "./rule.ts";

export const pagedCodeNotPaged = defineRule({
  id: "paged-code-not-paged",
  severity: "hint",
  platforms: ["windows-kernel"],
  equivalents: ["C28172", "cpp/drivers/no-paged-code"],
  docs: {
    summary: "PAGED_CODE in a function that is in no paged section",
    why:
      "PAGED_CODE only asserts the IRQL: without a section whose name begins with PAGE the function stays in memory " +
      "that is never paged out. Where other functions of the driver are in such a section, this one was usually " +
      "forgotten.",
    bad: `VOID LogState(PDEVICE_OBJECT Device);
VOID LogName(PDEVICE_OBJECT Device);
#pragma alloc_text(PAGE, LogState)

VOID LogState(PDEVICE_OBJECT Device)
{
    PAGED_CODE();
    WriteLog(Device);
}

VOID LogName(PDEVICE_OBJECT Device)
{
    PAGED_CODE();
    WriteName(Device);
}`,
    good: `VOID LogState(PDEVICE_OBJECT Device);
VOID LogName(PDEVICE_OBJECT Device);
#pragma alloc_text(PAGE, LogState)
#pragma alloc_text(PAGE, LogName)

VOID LogState(PDEVICE_OBJECT Device)
{
    PAGED_CODE();
    WriteLog(Device);
}

VOID LogName(PDEVICE_OBJECT Device)
{
    PAGED_CODE();
    WriteName(Device);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28172-function-macros-not-in-paged-segment",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/making-drivers-pageable",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { residence, reasons, asserts } = context.derived(functionPaging, fn);
    const [assertion] = asserts.filter((call) => isOwn(call, fn));
    if (fn.broken || residence !== "resident" || assertion === undefined || isHeader(fn.file) || isInlined(fn)) {
      return;
    }
    const { file, unit } = context;
    const pageable = pageableSection(file, context);
    if (
      pageable === undefined ||
      // A function that raises the level itself has to be resident; PAGED_CODE then speaks of its beginning.
      firstRaise(fn, context) !== undefined ||
      isOtherBuild(assertion.place, context) ||
      isNamedInOtherBuild(fn, file)
    ) {
      return;
    }
    const [explicit] = reasons;
    yield {
      at: fn.place(fn.definition.nameSpan),
      message: `${fn.name} uses ${assertion.macro}, but is in no paged section`,
      advice: `Put it into the section ${pageable.section} too, or remove ${assertion.macro}`,
      related: [
        { at: assertion.place, message: `${assertion.macro} stands here` },
        explicit === undefined
          ? { at: pageable.place, message: `Other functions are put into ${pageable.section} here` }
          : { at: explicit.place, message: `This keeps it in the section ${explicit.section}` },
      ],
      fixes: notPagedFixes(fn, assertion, explicit === undefined ? pageable : undefined, file, unit),
    };
  },
});

/** A call of the macro itself in the function's own body: macros of the unit that assert, among other things, serve all. */
function isOwn({ expr, macro }: PagedCodeCall, fn: FunctionModel): boolean {
  const parent = fn.parentOf(expr);
  return (
    expr.kind === "call" &&
    expr.callee.kind === "name" &&
    expr.callee.name === macro &&
    parent?.kind === "expr" &&
    fn.parentOf(parent) === fn.definition.body
  );
}

/** The code of such a function is in the section of its caller. */
const isInlined = ({ definition, conventions, attributes }: FunctionModel): boolean =>
  definition.storage.includes("inline") || [...conventions, ...attributes].some(({ name }) => /inline/i.test(name));

/** The last of a file's pragmas that make code pageable. */
function pageableSection(file: FileModel, { unit }: RuleContext): SectionReason | undefined {
  const { allocated, regions } = sectionPragmas(file, unit);
  const isPageable = (reason: SectionReason | undefined): boolean => residenceOf(reason?.section) === "pageable";
  return (
    [...allocated.values()].findLast((reason) => reason.section === "PAGE") ??
    [...allocated.values()].findLast(isPageable) ??
    regions.findLast(({ reason }) => isPageable(reason))?.reason
  );
}

/** Whether an `alloc_text` that is not compiled here names it. */
const isNamedInOtherBuild = ({ name }: FunctionModel, { skippedPragmas }: FileModel): boolean =>
  skippedPragmas.some(({ text }) => text.startsWith("alloc_text") && text.split(/\W+/).includes(name));
