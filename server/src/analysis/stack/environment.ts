/** What the use of stack is worked out from; a rule's context is such an environment. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallEnvironment } from "../call-environment.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import type { SizeEnvironment } from "../sizes/environment.ts";
import type { SummaryAnalysis } from "../summaries.ts";

export interface StackEnvironment extends CallEnvironment, SizeEnvironment {
  derived<T>(analysis: FunctionAnalysis<StackEnvironment, T>, fn: FunctionModel): T;
  summary<S>(analysis: SummaryAnalysis<StackEnvironment, S>, key: string): S;
  reasons<S>(analysis: SummaryAnalysis<StackEnvironment, S>, key: string): S;
}
