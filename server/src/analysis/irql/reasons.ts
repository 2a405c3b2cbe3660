/** Says with places why the level is what it is, what demands another one, and which way control came. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { pointerReasons } from "../calls/pointer-reasons.ts";
import { pathReasons, type Reason } from "../worlds/path-reasons.ts";
import type { World } from "../worlds/worlds.ts";
import type { Demand } from "./demands.ts";
import { entryReasons } from "./entry.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { irqlSummaries } from "./flow.ts";
import { entrySymbol, rangeText } from "./level.ts";
import type { Cause, IrqlState } from "./state.ts";
import type { IrqlSummary, LevelNeed } from "./summary.ts";

export { pathReasons, type Reason };

/** What set the level: a call in the function, or what is known of its entry. */
export function levelReasons(
  { property }: World<IrqlState>,
  fn: FunctionModel,
  env: IrqlEnvironment,
): readonly Reason[] {
  const { because, level } = property;
  if (because === undefined || level.symbol === entrySymbol) {
    return entryReasons(fn, env);
  }
  const text = rangeText(level);
  return [
    {
      at: fn.place(because),
      message: text === undefined ? "the level is set here" : `${causeName(because)} sets the level to ${text} here`,
    },
  ];
}

/** What makes a call lead to what demands another level: pointers' values and calls; empty where the call itself does. */
export function demandReasons(
  demand: Demand,
  which: "atMost" | "atLeast" | "waits",
  call: CallExpr,
  fn: FunctionModel,
  env: IrqlEnvironment,
): readonly Reason[] {
  const reasons: Reason[] = [...pointerReasons(call, demand.callee, fn, env.unit)];
  let { via, depth } = demand;
  let caller = demand.callee;
  while (via !== undefined && depth > 1) {
    const need = needLike(env.reasons(irqlSummaries, via)[which], demand, depth - 1);
    if (need === undefined) {
      break;
    }
    reasons.push({
      at: need.at,
      message:
        need.depth === 1 && need.callee === caller
          ? `${caller} ${need.because}`
          : `${caller} calls ${need.callee} here${need.depth === 1 ? `, which ${need.because}` : ""}`,
    });
    caller = need.callee;
    ({ via, depth } = need);
  }
  return reasons;
}

/** The need that was passed on: the chain is read from the callee's own summary. */
function needLike(needs: IrqlSummary["atMost"], demand: Demand, depth: number): LevelNeed | undefined {
  return [needs.always, needs.sometimes].find((need) => need?.depth === depth && need.rank === demand.rank);
}

/** The callee of a call, or the variable whose life does it. */
export function causeName(cause: NonNullable<Cause>): string {
  const callee: Expr = cause.kind === "call" ? cause.callee : cause;
  return callee.kind === "name" ? callee.name : callee.kind === "member" ? callee.name : "this";
}
