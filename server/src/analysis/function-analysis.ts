/** The contract of an analysis of one function, whose answer the engine keeps while it holds. */
import type { FunctionModel } from "../model/function.ts";

/**
 * Works something out from a function's own syntax and the unit's interface (declared names, contracts, macros), and
 * from nothing else: the answer is kept until one of them changes. The object is the key, so it is made once.
 */
export interface FunctionAnalysis<Environment, T> {
  run(fn: FunctionModel, environment: Environment): T;
}
