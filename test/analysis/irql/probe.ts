/** Runs the analysis of levels and locks over a unit through the real engine, and keeps what it says of each function. */

import type { EntryContext } from "../../../server/src/analysis/irql/entry.ts";
import { type FlowBody, irqlFlow, irqlSummaries } from "../../../server/src/analysis/irql/flow.ts";
import type { IrqlState } from "../../../server/src/analysis/irql/state.ts";
import type { IrqlSummary, LevelNeed } from "../../../server/src/analysis/irql/summary.ts";
import type { World } from "../../../server/src/analysis/worlds/worlds.ts";
import type { FunctionModel } from "../../../server/src/model/function.ts";
import type { RuleContext } from "../../../server/src/rules/context.ts";
import { defineRule } from "../../../server/src/rules/rule.ts";
import type { Span } from "../../../server/src/syntax/ast.ts";
import { findingsOf, openUnit, type SourceText, type UnitSettings } from "../../support/engine.ts";

/** What the analysis says of one function. */
export interface Analysed {
  readonly fn: FunctionModel;
  readonly entry: EntryContext;
  /** Undefined where it gave up. */
  readonly body: FlowBody | undefined;
  readonly summary: IrqlSummary;
  /** The names of the calls that lead from the function to what demands a level. */
  chain(need: LevelNeed): readonly string[];
  /** Absolute offset of a span of the function in its file. */
  offset(span: Span): number;
}

export type IrqlWorld = World<IrqlState>;

/** All functions of a unit, in the order of its files. */
export function analyse(files: readonly SourceText[], settings: UnitSettings = {}): readonly Analysed[] {
  const found: Analysed[] = [];
  const probe = defineRule({
    id: "probe",
    severity: "hint",
    platforms: ["windows-kernel"],
    equivalents: [],
    docs: { summary: "", why: "", bad: "", good: "", references: [] },
    summaries: [irqlSummaries],
    *checkFunction(fn, context) {
      const { entry, body, summary } = context.derived(irqlFlow, fn);
      // Summaries are asked for while the engine answers, so the chains are worked out here.
      const chains = new Map(
        (["atMost", "atLeast", "waits"] as const).flatMap((which) =>
          [summary[which].always, summary[which].sometimes].flatMap((need) =>
            need === undefined ? [] : [[need, chainOf(need, which, context)] as const],
          ),
        ),
      );
      const offset = (span: Span): number => fn.place(span).anchor.start + fn.place(span).start;
      found.push({ fn, entry, body, summary, chain: (need) => chains.get(need) ?? [], offset });
    },
  });
  const session = openUnit(files, { ...settings, rules: [probe] });
  for (const { path } of files) {
    findingsOf(session, path);
  }
  return found;
}

function chainOf(need: LevelNeed, which: "atMost" | "atLeast" | "waits", context: RuleContext): readonly string[] {
  const names = [need.callee];
  let { via, depth } = need;
  const { rank } = need;
  while (via !== undefined && depth > 1) {
    const needs = context.reasons(irqlSummaries, via)[which];
    const next = [needs.always, needs.sometimes].find((each) => each?.depth === depth - 1 && each.rank === rank);
    if (next === undefined) {
      names.push("?");
      break;
    }
    names.push(next.callee);
    ({ via, depth } = next);
  }
  return names;
}
