/** Runs the analysis of atomic context over a unit through the real engine, and keeps what it says of each function. */
import { atomicFlow, atomicSummaries, type FlowBody } from "../../../server/src/analysis/atomic/flow.ts";
import type { AtomicState } from "../../../server/src/analysis/atomic/state.ts";
import type { AtomicSummary } from "../../../server/src/analysis/atomic/summary.ts";
import type { FunctionModel } from "../../../server/src/model/function.ts";
import { defineRule } from "../../../server/src/rules/rule.ts";
import type { Span } from "../../../server/src/syntax/ast.ts";
import { findingsOf, openUnit } from "../../support/engine.ts";

/** What the analysis says of one function. */
export interface Analysed {
  readonly fn: FunctionModel;
  readonly entry: AtomicState["entry"];
  /** Undefined where it gave up. */
  readonly body: FlowBody | undefined;
  readonly summary: AtomicSummary;
  /** Absolute offset of a span of the function in its file. */
  offset(span: Span): number;
}

/** All functions of a file that is a unit of its own, in its order. */
export function analyse(path: string, text: string): readonly Analysed[] {
  const found: Analysed[] = [];
  const probe = defineRule({
    id: "probe",
    severity: "hint",
    platforms: ["linux-kernel"],
    equivalents: [],
    docs: { summary: "", why: "", bad: "", good: "", references: [] },
    summaries: [atomicSummaries],
    *checkFunction(fn, context) {
      const offset = (span: Span): number => fn.place(span).anchor.start + fn.place(span).start;
      found.push({ fn, ...context.derived(atomicFlow, fn), offset });
    },
  });
  const session = openUnit([{ path, text }], { kind: "linux-kernel", rules: [probe] });
  findingsOf(session, path);
  return found;
}
