/** The engine's answer: findings as plain data with absolute offsets, ready for any front end. */
import type { Place } from "../model/place.ts";
import type { Severity } from "../rules/finding.ts";

/** A range of a file in UTF-16 units of its decoded text. */
export interface TextRange {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Of a place as the text is now. */
export const rangeOf = ({ file, anchor, start, end }: Place): TextRange => ({
  path: file,
  start: anchor.start + start,
  end: anchor.start + end,
});

export interface ReportedRelated extends TextRange {
  readonly message: string;
}

export interface ReportedEdit extends TextRange {
  readonly text: string;
  /** See `FixEdit.snippet`. */
  readonly snippet?: string;
}

export interface ReportedFix {
  readonly title: string;
  readonly edits: readonly ReportedEdit[];
  readonly preferred: boolean;
  /** See `Fix.byName`. */
  readonly byName?: true;
}

/** Why a finding is not shown: the comment, pragma or configuration that says so. */
export interface Suppression {
  readonly kind: "comment" | "pragma" | "codeql" | "config";
  /** Where it stands; undefined for configuration. */
  readonly at: TextRange | undefined;
  /** The reason that its author gave, where one is. */
  readonly justification: string | undefined;
}

export interface ReportedFinding extends TextRange {
  readonly rule: string;
  readonly severity: Severity;
  /** See `Finding.equivalent`. */
  readonly equivalent?: string | null;
  readonly message: string;
  readonly why: string;
  readonly advice: string;
  readonly related: readonly ReportedRelated[];
  readonly fixes: readonly ReportedFix[];
  /** Name of the function around it, where there is one: part of the fingerprint. */
  readonly symbol: string | undefined;
  readonly suppression: Suppression | undefined;
}

export interface FunctionCounts {
  readonly functions: number;
  /** Functions with an ERROR in their body: skipped by flow rules. */
  readonly brokenFunctions: number;
  /** Functions of which an analysis did not come to an end within its budget: nothing is known of them. */
  readonly givenUpFunctions: number;
}

/** What the syntax layer could not read in one file; counted by `--stats`. */
export interface FileStats extends FunctionCounts {
  readonly path: string;
  readonly bytes: number;
  readonly lines: number;
  readonly language: "c" | "cpp" | "rust" | "toml" | "inf";
  readonly kind: string;
}

/** A thing that went wrong with an input: said on stderr, never a finding. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}
