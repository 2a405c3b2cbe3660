/** What analyses that look through calls ask of their surroundings; a rule's context answers it. */
import type { Facts } from "../facts/index.ts";
import type { Registration } from "../model/contracts/registrations.ts";
import type { FunctionModel } from "../model/function.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { Expr } from "../syntax/ast.ts";
import type { FunctionAnalysis } from "./function-analysis.ts";
import type { Summaries } from "./summaries.ts";
import type { Resolution } from "./values/resolve.ts";

export interface CallEnvironment extends Summaries<CallEnvironment> {
  readonly facts: Facts;
  readonly unit: UnitModel;
  integer(expr: Expr, fn: FunctionModel | undefined): number | undefined;
  resolve(expr: Expr, fn: FunctionModel | undefined): Resolution;
  registrations(fn: FunctionModel, detail: "roles" | "reasons"): readonly Registration[];
  derived<T>(analysis: FunctionAnalysis<CallEnvironment, T>, fn: FunctionModel): T;
}
