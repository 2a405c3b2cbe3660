/** Summaries of all functions of a unit, worked out at once when the first is asked for and again after any change. */
import { functionKey } from "../../analysis/calls/function-key.ts";
import type { SummaryAnalysis } from "../../analysis/summaries.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { RuleContext } from "../../rules/context.ts";

type Values = Map<string, unknown>;

/** More rounds than that, and what still changes has no end. */
const mostRounds = 100;

export class WholeUnitSummaries {
  private readonly values = new Map<SummaryAnalysis<RuleContext, unknown>, Values>();
  private readonly unit: UnitModel;
  private readonly contextOf: (path: string) => RuleContext;

  constructor(unit: UnitModel, contextOf: (path: string) => RuleContext) {
    this.unit = unit;
    this.contextOf = contextOf;
  }

  of<S>(analysis: SummaryAnalysis<RuleContext, S>, key: string): S {
    let values = this.values.get(analysis as SummaryAnalysis<RuleContext, unknown>);
    if (values === undefined) {
      values = new Map();
      this.values.set(analysis as SummaryAnalysis<RuleContext, unknown>, values);
      this.settle(analysis, values);
    }
    return values.has(key) ? (values.get(key) as S) : analysis.unknown;
  }

  private settle<S>(analysis: SummaryAnalysis<RuleContext, S>, values: Values): void {
    const definitions = new Map<string, FunctionModel[]>();
    for (const { declarations } of this.unit.files) {
      for (const fn of declarations.flatMap(({ functions }) => functions)) {
        const key = functionKey(fn);
        definitions.set(key, [...(definitions.get(key) ?? []), fn]);
        values.set(key, analysis.bottom);
      }
    }
    for (let round = 0, changing = true; changing && round <= mostRounds; round++) {
      changing = false;
      for (const [key, fns] of definitions) {
        const before = values.get(key) as S;
        const [first = analysis.unknown, ...others] = fns.map((fn) => analysis.summarize(fn, this.contextOf(fn.file)));
        const common = others.every((other) => analysis.equal(first, other)) ? first : analysis.unknown;
        const value = round < mostRounds || analysis.equal(before, common) ? common : analysis.unknown;
        values.set(key, value);
        changing ||= !analysis.equal(before, value) || !analysis.sameReasons(before, value);
      }
    }
  }
}
