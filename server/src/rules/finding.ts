/** What a rule reports: plain data, no offsets of a whole file, no protocol. */
import type { Fix } from "../fixes/fix.ts";
import type { Place } from "../model/place.ts";

/**
 * - `error`: wrong on every path and certain from the source.
 * - `warning`: wrong on a path that the finding shows, or certain but not fatal.
 * - `hint`: a better way; never counts against a build.
 */
export type Severity = "error" | "warning" | "hint";

/** A finding's reason at another place, shown below it and as related information in an editor. */
export interface Related {
  readonly at: Place;
  readonly message: string;
}

/** Fixes that reach beyond what a finding itself depends on: they are made anew at each check, once for all findings. */
export interface SharedFixes {
  /** Equal for findings of a rule that have the same fixes. */
  readonly key: string;
  make(): readonly Fix[];
}

export interface Finding {
  readonly at: Place;
  /** What is wrong, in one sentence that names the code's own names; no final full stop. */
  readonly message: string;
  /** Why it matters on the machine here; left out where the rule's `docs.why` says it all. */
  readonly why?: string;
  /** What to do, in one sentence; no final full stop. */
  readonly advice: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[] | SharedFixes;
  /**
   * The PREfast number that names just this finding, where the rule's `equivalents` hold several; null where none of
   * them does. A rule with one number needs not say it.
   */
  readonly equivalent?: string | null;
  /** Only where this finding is graver or milder than the rule's own severity. */
  readonly severity?: Severity;
}
