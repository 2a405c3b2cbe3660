/** Reports functions that call themselves without a limit that can be seen. */
import { functionKey } from "../analysis/calls/function-key.ts";
import { isAmalgamation } from "../analysis/sqlite/sources.ts";
import { isBounded } from "../analysis/stack/bounds.ts";
import { type CircleLink, circleOf } from "../analysis/stack/circles.ts";
import { bytesOf, stackDepths } from "../analysis/stack/depth.ts";
import { kernelStack } from "../analysis/stack/limits.ts";
import { inThousands } from "../analysis/stack/wording.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const unboundedRecursion = defineRule({
  id: "unbounded-recursion",
  severity: "hint",
  // Of what it would say of Linux drivers most is true and of no use: they walk trees of their own making, a few levels deep.
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Recursion without a limit that can be seen",
    why:
      "A kernel stack is small and does not grow: where data decides how deep a function calls itself (a tree from a disk, " +
      "a packet, a file, a user's request), somebody's data is deep enough, and the machine stops with " +
      "UNEXPECTED_KERNEL_MODE_TRAP (0x7F, double fault).",
    bad: `typedef struct _NODE {
    struct _NODE *First;
    struct _NODE *Next;
    ULONG Size;
} NODE, *PNODE;

ULONG Total(const NODE *Node)
{
    ULONG sum = Node->Size;

    for (const NODE *child = Node->First; child != NULL; child = child->Next) {
        sum += Total(child);
    }
    return sum;
}`,
    good: `typedef struct _NODE {
    struct _NODE *First;
    struct _NODE *Next;
    ULONG Size;
} NODE, *PNODE;

#define MAX_DEPTH 16

NTSTATUS Total(const NODE *Node, ULONG Depth, PULONG Sum)
{
    if (Depth > MAX_DEPTH) {
        return STATUS_INVALID_PARAMETER;
    }
    *Sum += Node->Size;
    for (const NODE *child = Node->First; child != NULL; child = child->Next) {
        NTSTATUS status = Total(child, Depth + 1, Sum);
        if (!NT_SUCCESS(status)) {
            return status;
        }
    }
    return STATUS_SUCCESS;
}`,
    references: ["https://learn.microsoft.com/windows-hardware/drivers/kernel/using-the-kernel-stack"],
  },
  summaries: [stackDepths],
  *checkFunction(fn, context) {
    const circle = circleOf(fn, context) ?? [];
    const [first] = circle;
    if (first !== undefined && isFirst(circle) && !isBounded(circle, context) && !isAmalgamation(context.file)) {
      yield finding(circle, first, context);
    }
  },
});

/** Each circle is told of once: at the function whose key is the first. */
function isFirst([own, ...others]: readonly CircleLink[]): boolean {
  return own !== undefined && others.every(({ fn }) => functionKey(own.fn) < functionKey(fn));
}

function finding(circle: readonly CircleLink[], first: CircleLink, context: RuleContext): Finding {
  const others = circle.slice(1);
  const { fn, calls } = first;
  const bytes = circle.reduce((sum, link) => sum + bytesOf(link.fn, context), 0);
  const names = others.map((link) => link.fn.name);
  const how = names.length === 0 ? "itself" : `itself through ${names.join(" and ")}`;
  return {
    at: fn.place(calls[0]?.callee ?? fn.definition.nameSpan),
    message:
      `${fn.name} calls ${how}, and nothing that is tested here limits how deep: each time takes at least ` +
      `${inThousands(bytes)} of the ${inThousands(kernelStack(context.file.dialect))} bytes of a kernel stack`,
    advice:
      "Count the depth in a parameter and refuse what is too deep, or use a loop with a list of what is still to do",
    related: others.flatMap((link, index) => {
      const next = others[index + 1]?.fn ?? fn;
      return link.calls
        .slice(0, 1)
        .map(({ callee }) => ({ at: link.fn.place(callee), message: `${link.fn.name} calls ${next.name} here` }));
    }),
  };
}
