/** POOL_TYPE given for POOL_FLAGS and the other way round: what was meant, written as what is wanted. */
import type { KindSlot } from "../analysis/pool/kind-slots.ts";
import { isPassed } from "../analysis/pool/pool-call.ts";
import type { PoolConstant } from "../facts/index.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Expr } from "../syntax/ast.ts";
import { type FixEnvironment, isOnTarget } from "./environment.ts";
import type { Fix } from "./fix.ts";
import { poolFlags } from "./pool-flags.ts";
import { migrationFixes } from "./pool-migration.ts";

/** Fixes for an argument of the wrong of the two; none where its constants do not stand in it. */
export function kindFixes(slot: KindSlot, fn: FunctionModel, env: FixEnvironment): readonly Fix[] {
  const { argument, wants, call } = slot;
  if (wants === "POOL_FLAGS") {
    const flags = poolFlags(argument, fn, {}, env);
    return flags?.literal === true ? [give(flags.text, argument, fn)] : [];
  }
  // A deprecated allocator that is given flags already becomes the one that takes them.
  const migration = call === undefined || isPassed(call) ? [] : migrationFixes(call, env);
  if (migration.length > 0 && migration.some(({ title }) => title.includes("ExAllocatePool2"))) {
    return migration;
  }
  const type = poolType(argument, env);
  return type === undefined ? [] : [give(type, argument, fn)];
}

const give = (text: string, argument: Expr, fn: FunctionModel): Fix => ({
  title: `Give ${text}`,
  edits: [{ at: fn.place(argument), text }],
  preferred: true,
});

/** The POOL_TYPE that asks for the memory of POOL_FLAG_ constants; what an old function does anyway falls away. */
function poolType(expr: Expr, env: FixEnvironment): string | undefined {
  const constants = flagsIn(expr, env);
  if (constants === undefined) {
    return undefined;
  }
  const names = new Set(constants.map(({ name }) => name));
  names.delete("POOL_FLAG_UNINITIALIZED");
  const raises = names.delete("POOL_FLAG_RAISE_ON_FAILURE");
  const [type] = env.facts
    .poolConstants("pool-type")
    .filter(
      ({ counterparts, minWindows, name }) =>
        counterparts.length === names.size &&
        counterparts.every((flag) => names.has(flag)) &&
        isOnTarget(minWindows, env) &&
        (!names.has("POOL_FLAG_NON_PAGED_EXECUTE") || name.includes("Execute")),
    );
  return type && (raises ? `(POOL_TYPE)(${type.name} | POOL_RAISE_IF_ALLOCATION_FAILURE)` : type.name);
}

function flagsIn(expr: Expr, env: FixEnvironment): readonly PoolConstant[] | undefined {
  switch (expr.kind) {
    case "cast":
      return flagsIn(expr.operand, env);
    case "binary": {
      const left = expr.op === "|" ? flagsIn(expr.left, env) : undefined;
      const right = expr.op === "|" ? flagsIn(expr.right, env) : undefined;
      return left && right && [...left, ...right];
    }
    case "name": {
      const constant = env.unit.declares(expr.name) ? undefined : env.facts.poolConstant(expr.name);
      return constant?.kind === "pool-flag" ? [constant] : undefined;
    }
    default:
      return undefined;
  }
}
