/** What lies in memory that can be paged out: blocks of paged pool that a local variable holds, variables of paged sections. */
import { type PagedDataReason, pagedData } from "../../model/contracts/paged-data.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Expr, NameExpr } from "../../syntax/ast.ts";
import type { PoolEnvironment } from "../pool/environment.ts";
import { kindArgument } from "../pool/kind-argument.ts";
import { pointerHistory } from "../pool/pointer-history.ts";
import { type PoolCall, poolArgument } from "../pool/pool-call.ts";

export type PagedMemory =
  /** All that the pointer is ever given is paged pool, or NULL. */
  | { readonly kind: "pool"; readonly name: string; readonly allocations: readonly PoolCall[] }
  | { readonly kind: "section"; readonly name: string; readonly reason: PagedDataReason };

/** The paged pool that a local pointer points to. */
export function pagedPool(pointer: NameExpr, fn: FunctionModel, env: PoolEnvironment): PagedMemory | undefined {
  if (!fn.locals.has(pointer.name)) {
    return undefined;
  }
  const history = pointerHistory(pointer, fn, env);
  const allocations = history?.allocations ?? [];
  return history?.holders.length === 0 && allocations.length > 0 && allocations.every((call) => isPaged(call, env))
    ? { kind: "pool", name: pointer.name, allocations }
    : undefined;
}

/** The section that a variable of the unit lies in, where that is pageable; a static local is no such variable. */
export function pagedVariable(name: NameExpr, fn: FunctionModel, env: PoolEnvironment): PagedMemory | undefined {
  const isLocal = fn.locals.has(name.name) || fn.parameterNames.has(name.name);
  const reason = isLocal ? undefined : pagedData(name.name, env.unit);
  return reason && { kind: "section", name: name.name, reason };
}

/** Whether an allocation is of paged pool on every path. */
function isPaged(call: PoolCall, env: PoolEnvironment): boolean {
  const kind = kindOf(call);
  const { names, certain } = kind === undefined ? { names: [], certain: false } : kindArgument(kind, call.fn, env);
  const memories = names.flatMap(({ constant }) => constant.memory ?? []);
  return certain && memories.length > 0 && memories.every((memory) => memory === "paged");
}

/** The argument that says which memory is wanted. */
export const kindOf = (call: PoolCall): Expr | undefined =>
  poolArgument(call, call.api.scheme === "pool-flags" ? call.api.flagsParameter : call.api.typeParameter);
