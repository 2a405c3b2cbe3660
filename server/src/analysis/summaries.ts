/**
 * The contract of an interprocedural analysis: what is worked out once for every function of a unit from its own text and
 * from what was worked out for the functions it calls. The engine keeps the summaries true through edits.
 */
import type { FunctionModel } from "../model/function.ts";

/**
 * One object is one analysis, made once. Summaries are plain data that is never changed in place. In a circle of calls
 * the engine begins with `bottom` for all of its functions and asks again until nothing changes, so `summarize` has to
 * climb: more known of a callee never means less said of the caller. Of several values that are `equal` the first stays,
 * so that reasons lead out of the circle; which reason is named may hang on the function's text and on what `equal`
 * compares in callees, and on no more.
 *
 * Who names callees asks the unit for `signatures`: then an edit of a callee's body is no matter for the caller as long as
 * its summary stays.
 */
export interface SummaryAnalysis<Environment, S> {
  /**
   * Worked out from the function, the unit's interface, and `environment.summary(this, key)` of callees; from nothing else.
   * Never recursive: what is asked for is at hand.
   */
  summarize(fn: FunctionModel, environment: Environment): S;
  /** The keys (`functionKey`) of all functions whose summaries `summarize` may ask for. */
  callees(fn: FunctionModel, environment: Environment): readonly string[];
  /** Before anything is known of a function: it calls nothing, changes nothing, demands nothing. */
  readonly bottom: S;
  /** Of functions that the unit does not show as one body: several definitions that differ, no end within the budget. */
  readonly unknown: S;
  /** Whether callers cannot tell them apart: places do not count. */
  equal(a: S, b: S): boolean;
  /**
   * Whether they are also equal in what they name as reasons. Places are the same where they have the same anchor: an edit
   * makes another declaration, whose places are others however alike it is.
   */
  sameReasons(a: S, b: S): boolean;
  /** Whether a budget ended the analysis of the function; such functions are counted. */
  gaveUp?(summary: S): boolean;
}

/** What the engine gives analyses and rules to ask summaries with. */
export interface Summaries<Environment> {
  /** The callers' view of a function: no place in it may be read. `unknown` where the unit defines no such function. */
  summary<S>(analysis: SummaryAnalysis<Environment, S>, key: string): S;
  /** The same with places that are true: for findings that show their reasons. */
  reasons<S>(analysis: SummaryAnalysis<Environment, S>, key: string): S;
}
