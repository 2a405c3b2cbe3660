/** Reports PAGED_CODE that runs where another one has run before. */
import { isOtherBuild } from "../analysis/names/builds.ts";
import { functionPaging } from "../analysis/paging/function-paging.ts";
import type { Fix } from "../fixes/fix.ts";
import { removeStatement } from "../fixes/remove-statement.ts";
import type { PagedCodeCall } from "../model/contracts/paging.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Node } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import { defineRule } from "./rule.ts";

export const pagedCodeTwice = defineRule({
  id: "paged-code-twice",
  severity: "hint",
  platforms: ["windows-kernel"],
  equivalents: ["C28171", "cpp/drivers/multiple-paged-code"],
  docs: {
    summary: "PAGED_CODE twice on one path",
    why:
      "The first PAGED_CODE of a function has asserted all that a second one can, as long as the level stays; " +
      "usually one was left behind when code moved. Code analysis tools want exactly one, before the first " +
      "condition.",
    bad: `NTSTATUS Open(PDEVICE_OBJECT Device)
{
    PAGED_CODE();
    LogOpen(Device);
    PAGED_CODE();
    return OpenStore(Device);
}`,
    good: `NTSTATUS Open(PDEVICE_OBJECT Device)
{
    PAGED_CODE();
    LogOpen(Device);
    return OpenStore(Device);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28171-function-has-more-than-one-page-macro-instance",
    ],
  },
  *checkFunction(fn, context) {
    const { asserts } = context.derived(functionPaging, fn);
    for (const [index, later] of asserts.entries()) {
      const first = asserts.slice(0, index).find((earlier) => runsBefore(earlier, later, fn));
      if (first !== undefined && ![first, later].some(({ place }) => isOtherBuild(place, context))) {
        yield {
          at: later.place,
          message: `${fn.name} asserts its IRQL with ${later.macro} again`,
          advice: `Remove it, and keep the one at the beginning of ${fn.name}`,
          related: [{ at: first.place, message: "It is asserted here already" }],
          fixes: removal(first, later, fn, context),
        };
      }
    }
  },
});

/** Whether every path to a call inside the same body comes by an earlier one, which stands in a block around it. */
function runsBefore(earlier: PagedCodeCall, later: PagedCodeCall, fn: FunctionModel): boolean {
  const statement = fn.parentOf(earlier.expr);
  const block = statement?.kind === "expr" ? fn.parentOf(statement) : undefined;
  let node: Node | undefined = later.expr;
  while (node !== undefined && node.kind !== "lambda" && node !== block) {
    node = fn.parentOf(node);
  }
  return block?.kind === "block" && node === block;
}

/** A macro of the unit does more than assert; of the two kinds, the author knows which is meant. */
function removal(first: PagedCodeCall, later: PagedCodeCall, fn: FunctionModel, { file }: RuleContext): readonly Fix[] {
  const statement = fn.parentOf(later.expr);
  const list = statement && fn.parentOf(statement);
  const isPlain = later.expr.kind === "call" && fn.text(later.expr.callee) === later.macro;
  if (!isPlain || first.macro !== later.macro || statement?.kind !== "expr" || list?.kind !== "block") {
    return [];
  }
  const edit = removeStatement(statement, /\bPAGED_CODE\b/, fn, file);
  return edit === undefined ? [] : [{ title: `Remove the second ${later.macro}()`, edits: [edit], preferred: true }];
}
