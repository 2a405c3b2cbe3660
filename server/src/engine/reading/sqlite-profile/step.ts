/** What the checklist of a driver with SQLite inside consists of: plain data, the same for a terminal and an editor. */
import type { ReportedFinding, TextRange } from "../../report.ts";

export type StepId =
  | "allocator"
  | "vfs"
  | "log"
  | "threading"
  | "database"
  | "options"
  | "order"
  | "levels"
  | "validation";

/**
 * - `done`: seen in the sources, and nothing is found wrong with it
 * - `wrong`: seen, and not as SQLite needs it in a kernel
 * - `missing`: the sources show that it is not there
 * - `unknown`: the sources cannot show it
 */
export type StepState = "done" | "wrong" | "missing" | "unknown";

/** Something in the sources or the build that a state follows from. */
export interface Evidence {
  /** In the middle of a sentence: "sqlite3_config(SQLITE_CONFIG_LOG, QuirksLog)". */
  readonly text: string;
  /** Undefined for what a project says outside of the files that are read. */
  readonly at: TextRange | undefined;
}

/** The template of a part that a driver takes up where it has none of its own. */
export type PartId = "sqlite-allocator" | "sqlite-vfs" | "sqlite-mutex" | "sqlite-log" | "sqlite-options";

export interface Step {
  readonly id: StepId;
  /** "Allocator". */
  readonly title: string;
  readonly state: StepState;
  /** Why the state is what it is, with a full stop. */
  readonly sentence: string;
  /** More sentences: what cannot be seen and why, what else to look at. */
  readonly details: readonly string[];
  /** Where to go. */
  readonly at: TextRange | undefined;
  /** What the step was ticked from. */
  readonly evidence: readonly Evidence[];
  /** What rules find wrong here; never anything that is suppressed. */
  readonly findings: readonly ReportedFinding[];
  /** What could be put in; only where something is missing or wrong, and there is such a part for the platform. */
  readonly part: PartId | undefined;
}

/** In the order in which a driver is built. */
export type SqliteProfile = readonly Step[];
