/** What the analyses of SQLite in a driver ask of the unit; a rule's context is one. */
import type { Place } from "../../model/place.ts";
import type { CallEnvironment } from "../call-environment.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import type { UnitIndexes } from "../unit-index.ts";

export interface SqliteEnvironment extends CallEnvironment, UnitIndexes<SqliteEnvironment> {
  /** Whether the project or any file of the unit defines the macro. */
  defined(name: string): boolean;
  /** See `RuleContext.assumption`. */
  assumption(place: Place): string | undefined;
  derived<T>(analysis: FunctionAnalysis<SqliteEnvironment, T>, fn: Parameters<CallEnvironment["derived"]>[1]): T;
}
