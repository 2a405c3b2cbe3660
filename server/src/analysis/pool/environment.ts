/** What the analyses of pool calls ask of the unit; a rule's context is one. */
import type { Facts } from "../../facts/index.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { Expr } from "../../syntax/ast.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import { ownership } from "../names/ownership.ts";
import type { Resolution } from "../values/resolve.ts";

export interface PoolEnvironment {
  readonly facts: Facts;
  readonly unit: UnitModel;
  resolve(expr: Expr, fn: FunctionModel | undefined): Resolution;
  /** Whether the project or any file of the unit defines the macro. */
  defined(name: string): boolean;
  integer(expr: Expr, fn: FunctionModel | undefined): number | undefined;
  derived<T>(analysis: FunctionAnalysis<PoolEnvironment, T>, fn: FunctionModel): T;
}

/**
 * Whether a name means the WDK's: nothing that the unit or the function declares stands in its way. That a class outside the
 * unit has a member of such a name (which would be possible) is left out of account.
 */
export function isWdkName(name: string, fn: FunctionModel, env: PoolEnvironment): boolean {
  return ownership(name, fn, env.unit) !== "own";
}

/**
 * The same of a constant. Constants are given to macros all the time, `ALLOC(PagedPool, 8)`, and no macro makes a variable
 * of such a name of them.
 */
export function isWdkConstant(name: string, fn: FunctionModel, { unit }: PoolEnvironment): boolean {
  return !fn.locals.has(name) && !fn.parameterNames.has(name) && !unit.declares(name);
}
