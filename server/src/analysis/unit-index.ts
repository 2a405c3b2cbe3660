/** The contract of what the functions of a unit say together, for rules that have to look at all of them at once. */
import type { FunctionModel } from "../model/function.ts";

/** What a function says under a key; whoever asks for the key is given what all functions say. */
export interface Said<T> {
  readonly key: string;
  readonly said: T;
}

/**
 * One object is one index, made once. The engine asks each function what it says, keeps that while the answers hold that
 * it was worked out from, and tells those that asked for a key when something else is said under it.
 */
export interface UnitIndex<Environment, T> {
  /** What a function says, as plain data with places. Summaries may be asked for, other indexes not. */
  says(fn: FunctionModel, environment: Environment): readonly Said<T>[];
  /** Equal for what nobody can tell apart who reads no place. */
  text(said: T): string;
}

/** What the engine gives rules to ask an index with. */
export interface UnitIndexes<Environment> {
  /**
   * What all functions of the unit say under a key, in the unit's order: `said` in whose answers no place may be read,
   * `reasons` for the same with places that are true.
   */
  said<T>(index: UnitIndex<Environment, T>, key: string, detail: "said" | "reasons"): readonly T[];
}
