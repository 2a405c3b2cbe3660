/** The frees that belong to an allocation: they name its tag when it has got one. */
import type { FunctionAnalysis } from "../analysis/function-analysis.ts";
import type { PoolEnvironment } from "../analysis/pool/environment.ts";
import { pointerHistory } from "../analysis/pool/pointer-history.ts";
import { type PoolCall, poolArgument, poolCalls } from "../analysis/pool/pool-call.ts";
import type { CallExpr } from "../syntax/ast.ts";
import { appendArguments, isEditable, renameCallee } from "./call-edits.ts";
import type { FixEnvironment } from "./environment.ts";
import type { FixEdit } from "./fix.ts";

/** Makes `ExFreePool(p)` an `ExFreePoolWithTag(p, tag)`; undefined for other functions and calls that cannot be edited. */
export function freeWithTag(free: PoolCall, tag: string, env: FixEnvironment): readonly FixEdit[] | undefined {
  const name = `${free.api.name}WithTag`;
  const tagged = env.facts.poolFunction(name);
  const appended = appendArguments(free, [tag]);
  return free.api.tagParameter === undefined &&
    free.api.memoryParameter === 0 &&
    free.site.expr.args.length === 1 &&
    tagged?.action === "free" &&
    tagged.tagParameter === 1 &&
    isEditable(free) &&
    appended !== undefined
    ? [renameCallee(free, name), appended]
    : undefined;
}

/**
 * Edits by which the allocation's own function frees the memory with the tag that it is about to get: every free without a
 * tag of a pointer that never holds anything but this allocation. Frees elsewhere go on to work without a tag.
 */
export function freesWithTag(allocation: PoolCall, tag: string, env: FixEnvironment): readonly FixEdit[] {
  const { fn } = allocation;
  if (fn.broken) {
    return [];
  }
  const frees = env.derived(freesOfAllocations, fn).get(allocation.site.expr) ?? [];
  return frees.flatMap((free) => freeWithTag(free, tag, env) ?? []);
}

/** By allocation, the frees of pointers that never hold anything else. All calls are looked at once, not for each allocation. */
const freesOfAllocations: FunctionAnalysis<PoolEnvironment, ReadonlyMap<CallExpr, readonly PoolCall[]>> = {
  run(fn, env) {
    const frees = new Map<CallExpr, PoolCall[]>();
    for (const free of poolCalls(fn, env)) {
      const memory = free.api.action === "free" ? poolArgument(free, free.api.memoryParameter) : undefined;
      const history = memory === undefined ? undefined : pointerHistory(memory, fn, env);
      const [only] = history?.allocations ?? [];
      if (only === undefined || history?.holders.length !== 0 || history.allocations.length !== 1) {
        continue;
      }
      const others = frees.get(only.site.expr);
      if (others === undefined) {
        frees.set(only.site.expr, [free]);
      } else {
        others.push(free);
      }
    }
    return frees;
  },
};
