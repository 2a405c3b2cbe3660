/** Reports pool memory that is freed with another tag than it was allocated with, along pointers whose values are all seen. */

import type { FunctionAnalysis } from "../analysis/function-analysis.ts";
import { type PointerHistory, pointerHistory, type SharedHolder } from "../analysis/pool/pointer-history.ts";
import { type PoolCall, poolArgument, poolCalls } from "../analysis/pool/pool-call.ts";
import { fieldOf } from "../analysis/pool/record-fields.ts";
import { sharedHistory } from "../analysis/pool/shared-history.ts";
import { formatTag, tagValue } from "../analysis/pool/tags.ts";
import { freeTagFixes } from "../fixes/free-tags.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const poolTagMismatch = defineRule({
  id: "pool-tag-mismatch",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Pool memory freed with another tag than its own",
    why:
      "A free compares its tag with the block's: memory freed by the wrong tag is taken for another component's, which " +
      "stops the machine with BAD_POOL_CALLER (0xC2), first parameter 0xA.",
    bad: `VOID SendRequest(SIZE_T Size)
{
    PVOID buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, 'dneS');
    if (buffer != NULL) {
        ExFreePoolWithTag(buffer, 'vceR');
    }
}`,
    good: `VOID SendRequest(SIZE_T Size)
{
    PVOID buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, 'dneS');
    if (buffer != NULL) {
        ExFreePoolWithTag(buffer, 'dneS');
    }
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/debugger/bug-check-0xc2--bad-pool-caller",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exfreepoolwithtag",
    ],
  },
  *checkFunction(fn, context) {
    for (const { call, history } of context.derived(freesOfFunction, fn)) {
      if (history.holders.length === 0) {
        yield* mismatch(call, history.allocations, "function", context);
      }
    }
  },
  get needs() {
    return [freesOfFunction];
  },
  // What a field or a global holds is seen in the bodies of other functions only.
  *checkFile(file, context) {
    for (const fn of functionsOf(file)) {
      for (const { call, history } of context.derived(freesOfFunction, fn)) {
        if (history.holders.length === 0) {
          continue;
        }
        const shared = history.holders.map((holder) => sharedHistory(holder, context));
        if (shared.every((allocations) => allocations !== undefined)) {
          const reach = history.holders.every((holder) => isOfUnit(holder, context)) ? "unit" : "beyond";
          yield* mismatch(call, [...history.allocations, ...shared.flat()], reach, context);
        }
      }
    }
  },
});

function* functionsOf(file: FileModel): Iterable<FunctionModel> {
  for (const { functions } of file.declarations) {
    yield* functions;
  }
}

/** A free whose pointer's values the function shows, or names the holders of. */
interface Free {
  readonly call: PoolCall;
  readonly history: PointerHistory;
}

const freesOfFunction: FunctionAnalysis<RuleContext, readonly Free[]> = {
  run(fn, context) {
    if (fn.broken) {
      return [];
    }
    return poolCalls(fn, context).flatMap((call) => {
      const memory = call.api.action === "free" ? poolArgument(call, call.api.memoryParameter) : undefined;
      const history = memory === undefined ? undefined : pointerHistory(memory, fn, context);
      return history === undefined ? [] : { call, history };
    });
  },
};

/**
 * Who can give the pointer its value: the function alone, files of the unit's own folder, or also those who share a
 * header with it.
 */
type Reach = "function" | "unit" | "beyond";

/** Whether a field's record, or a variable, is declared in the unit's folder. */
function isOfUnit(holder: SharedHolder, { unit, driver }: RuleContext): boolean {
  const record = "variable" in holder ? undefined : fieldOf(holder.expr, holder.fn, unit)?.record;
  const symbols =
    "variable" in holder
      ? unit.variables(holder.variable)
      : unit.records(record?.name ?? "").filter(({ decl }) => decl === record);
  return symbols.length > 0 && symbols.every(({ file }) => driver.root === "." || file.startsWith(`${driver.root}/`));
}

/** A tagged block and the tag. */
interface Tagged {
  readonly allocation: PoolCall;
  readonly tag: number;
}

function* mismatch(
  free: PoolCall,
  allocations: readonly PoolCall[],
  reach: Reach,
  context: RuleContext,
): Iterable<Finding> {
  const tagged = allocations.flatMap((allocation): Tagged | [] => {
    const expr = poolArgument(allocation, allocation.api.tagParameter);
    const tag = expr === undefined ? undefined : tagValue(expr, allocation.fn, context);
    return tag === undefined ||
      tag === 0 ||
      (!free.api.pairs.includes(allocation.api.name) && !allocation.api.pairs.includes(free.api.name))
      ? []
      : { allocation, tag };
  });
  const [first] = tagged;
  if (first === undefined || tagged.length !== allocations.length) {
    return;
  }
  const tags = new Set(tagged.map(({ tag }) => tag));
  const tagOfFree = poolArgument(free, free.api.tagParameter);
  if (tagOfFree === undefined) {
    if (tags.size === 1 && freesAnyTag(free, context)) {
      yield untaggedFree(free, first, reach, context);
    }
    return;
  }
  const freed = tagValue(tagOfFree, free.fn, context);
  if (freed === undefined || freed === 0 || tags.has(freed)) {
    return;
  }
  const own = [...tags].map(formatTag).join(" or ");
  yield {
    at: free.fn.place(tagOfFree),
    message: `${free.fn.text(poolArgument(free, free.api.memoryParameter) ?? free.site.expr)} is freed with the tag ${formatTag(freed)}, but was allocated with ${own}`,
    advice: `Free it with ${own}`,
    related: tagged.map(allocatedAt),
    severity: reach === "function" ? "error" : "warning",
    fixes: tags.size === 1 ? freeTagFixes(free, first.allocation, reach === "function", context) : [],
  };
}

/** A free that only the lack of a tag speaks against, and whose memory has no other free that belongs to it. */
function freesAnyTag({ api }: PoolCall, { facts }: RuleContext): boolean {
  const found = facts.deprecation(api.name);
  return found?.status === "discouraged" && found.replacements[0] === `${api.name}WithTag`;
}

function untaggedFree(free: PoolCall, first: Tagged, reach: Reach, context: RuleContext): Finding {
  return {
    at: free.fn.place(free.site.nameSpan),
    message: `${free.api.name} frees memory that has the tag ${formatTag(first.tag)} without naming it`,
    why: "A free that names the tag stops at once where the pointer is another block's; one without frees that block.",
    advice: `Use ${taggedFree(first.allocation)} with ${formatTag(first.tag)}`,
    related: [allocatedAt(first)],
    severity: "hint",
    fixes: freeTagFixes(free, first.allocation, reach !== "beyond", context),
  };
}

/** The best function that frees what an allocator hands out. */
const taggedFree = ({ api }: PoolCall): string =>
  api.pairs.find((name) => name.endsWith("WithTag")) ?? api.pairs[0] ?? "a free that takes the tag";

const allocatedAt = ({ allocation, tag }: Tagged): Related => ({
  at: allocation.fn.place(allocation.site.expr),
  message: `It is allocated with ${formatTag(tag)} here`,
});
