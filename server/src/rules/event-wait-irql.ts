/** Reports signals with Wait TRUE that no wait follows: the level stays raised. That such a call may be too high is another rule. */
import { isOtherBuild } from "../analysis/names/builds.ts";
import { type Signal, signalsBeforeWait } from "../analysis/paging/signals.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Node, Stmt } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const eventWaitIrql = defineRule({
  id: "event-wait-irql",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Signal with Wait TRUE that no wait follows",
    why:
      "Wait TRUE promises that the very next call is a KeWaitForXxx: the thread comes back at DISPATCH_LEVEL, and only that " +
      "wait lowers it again. Without one the thread runs on at DISPATCH_LEVEL until something it calls stops the machine " +
      "with IRQL_NOT_LESS_OR_EQUAL (0xA) or DRIVER_IRQL_NOT_LESS_OR_EQUAL (0xD1).",
    bad: `VOID Finish(PKEVENT Done, PIRP Irp)
{
    KeSetEvent(Done, IO_NO_INCREMENT, TRUE);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}`,
    good: `VOID Finish(PKEVENT Done, PIRP Irp)
{
    KeSetEvent(Done, IO_NO_INCREMENT, FALSE);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}`,
    references: ["https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-kesetevent"],
  },
  *checkFunction(fn, context) {
    for (const signal of fn.broken ? [] : signalsBeforeWait(fn, context)) {
      const finding = withoutWait(signal, fn, context);
      if (finding !== undefined && !isOtherBuild(finding.at, context)) {
        yield {
          ...finding,
          fixes: [{ title: "Give FALSE", edits: [{ at: fn.place(signal.wait), text: "FALSE" }], preferred: true }],
        };
      }
    }
  },
});

/** A signal that is a statement of its own, with another statement behind it that does not wait. */
function withoutWait({ site, name }: Signal, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const statement = fn.parentOf(site.expr);
  const list = statement?.kind === "expr" ? fn.parentOf(statement) : undefined;
  if (list?.kind !== "block" || statement === undefined) {
    return undefined;
  }
  const next = list.statements[list.statements.indexOf(statement as Stmt) + 1];
  const isEnd = next === undefined && list === fn.definition.body;
  return isEnd || (next !== undefined && !mayWait(next, context))
    ? {
        at: fn.place(site.nameSpan),
        message: `${name} is called with Wait TRUE, but no wait follows`,
        advice: "Pass FALSE, or wait in the next statement",
        related: next === undefined ? [] : [{ at: fn.place(next), message: "This comes next" }],
      }
    : undefined;
}

/** Whether a statement calls something that waits, or that may: a function of the unit, a macro. */
function mayWait(statement: Node, { facts, unit }: RuleContext): boolean {
  let found = false;
  walk(statement, (node) => {
    if (node.kind === "call") {
      const name = node.callee.kind === "name" ? node.callee.name : undefined;
      found ||= name === undefined || facts.waits(name) !== undefined || unit.declares(name) || /wait/i.test(name);
    }
    found ||= node.kind === "goto";
    return undefined;
  });
  return found;
}
