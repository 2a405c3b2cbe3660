/** Nonpaged pool in the place of paged. */
import { kindOf } from "../analysis/paging/paged-memory.ts";
import type { PoolCall } from "../analysis/pool/pool-call.ts";
import { walk } from "../syntax/walk.ts";
import { type FixEnvironment, isOnTarget } from "./environment.ts";
import type { Fix, FixEdit } from "./fix.ts";

/** One fix for all allocations, where each names its kind in its own argument; nobody but the author can decide for it. */
export function nonpagedFixes(calls: readonly PoolCall[], env: FixEnvironment): readonly Fix[] {
  const edits: FixEdit[] = [];
  for (const call of calls) {
    const own = editsOf(call, env);
    if (own.length !== 1) {
      return [];
    }
    edits.push(...own);
  }
  return [{ title: "Allocate nonpaged pool", edits }];
}

function editsOf(call: PoolCall, env: FixEnvironment): readonly FixEdit[] {
  const kind = kindOf(call);
  const edits: FixEdit[] = [];
  if (kind !== undefined) {
    walk(kind, (node) => {
      const nonpaged = node.kind === "name" ? nonpagedInstead(node.name, env) : undefined;
      if (nonpaged !== undefined) {
        edits.push({ at: call.fn.place(node), text: nonpaged });
      }
      return undefined;
    });
  }
  return edits;
}

function nonpagedInstead(name: string, env: FixEnvironment): string | undefined {
  switch (name) {
    case "POOL_FLAG_PAGED":
      return "POOL_FLAG_NON_PAGED";
    case "PagedPool":
      return isOnTarget(env.facts.poolConstant("NonPagedPoolNx")?.minWindows, env) ? "NonPagedPoolNx" : "NonPagedPool";
    default:
      return undefined;
  }
}
