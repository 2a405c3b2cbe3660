/** The `--format json` output: one object in a documented, versioned shape for scripts. */
import type { FileStats, Problem } from "../engine/report.ts";
import type { LocatedEdit, LocatedFinding, LocatedRange, LocatedSuppression } from "./located.ts";
import { type CheckReport, countBySeverity, prefastName, type RulesById, type SeverityCounts } from "./report.ts";
import type { LocatedProfile, LocatedStep } from "./sqlite-profile.ts";
import { type CorpusStats, corpusStats } from "./stats.ts";

/** 1-based lines and columns, columns in UTF-16 units; the end is the first column that is no part of it. */
interface JsonRange {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface JsonFinding extends JsonRange {
  readonly rule: string;
  /** Names of the same check elsewhere: PREfast numbers, CodeQL ids. */
  readonly equivalents: readonly string[];
  /** The PREfast number that names this finding, or null. */
  readonly equivalent: string | null;
  readonly severity: "error" | "warning" | "hint";
  readonly message: string;
  readonly why: string;
  readonly advice: string;
  /** The function around the finding, or null. */
  readonly symbol: string | null;
  /** The source line, or null where it could not be read; long lines are cut around the finding. */
  readonly source: string | null;
  readonly related: readonly (JsonRange & { readonly message: string })[];
  readonly fixes: readonly {
    readonly title: string;
    readonly preferred: boolean;
    readonly edits: readonly (JsonRange & { readonly text: string })[];
  }[];
  /** Stays the same when the finding moves to another line. */
  readonly fingerprint: string;
  /** Only in `suppressed`. */
  readonly suppression?: {
    readonly kind: string;
    readonly at: JsonRange | null;
    readonly justification: string | null;
  };
}

export interface JsonReport {
  /** Raised when a field is removed or changes its meaning; new fields may come without that. */
  readonly version: 1;
  readonly tool: { readonly name: "driverlens"; readonly version: string };
  readonly findings: readonly JsonFinding[];
  readonly suppressed: readonly JsonFinding[];
  readonly unusedSuppressions: readonly (JsonRange & { readonly names: readonly string[] })[];
  readonly problems: readonly Problem[];
  readonly summary: SeverityCounts & {
    /** Files that rules looked at, and those that were read and left out. */
    readonly checkedFiles: number;
    readonly otherFiles: number;
    readonly milliseconds: number;
  };
  readonly stats: readonly CorpusStats[];
  /** Only with `--sqlite-profile`: the drivers that have SQLite inside. */
  readonly sqliteProfiles?: readonly {
    readonly unit: string;
    readonly project: string;
    readonly steps: readonly JsonStep[];
  }[];
}

interface JsonStep {
  /** Stable: "allocator", "vfs", "log", "threading", "database", "options", "order", "levels", "validation". */
  readonly id: string;
  readonly title: string;
  readonly state: "done" | "wrong" | "missing" | "unknown";
  readonly sentence: string;
  readonly details: readonly string[];
  readonly at: JsonRange | null;
  /** What it was ticked from. */
  readonly evidence: readonly { readonly text: string; readonly at: JsonRange | null }[];
  readonly findings: readonly (JsonRange & {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
  })[];
  /** The template of a part that could be put in, or null. */
  readonly part: string | null;
}

/** The report in the documented shape; `toolVersion` is the package's. */
export function jsonReport(report: CheckReport, rules: RulesById, toolVersion: string): JsonReport {
  const checked = report.stats.filter((file: FileStats) => report.checkedKinds.includes(file.kind)).length;
  return {
    version: 1,
    tool: { name: "driverlens", version: toolVersion },
    findings: report.findings.map((finding) => jsonFinding(finding, rules)),
    suppressed: report.suppressed.map((finding) => jsonFinding(finding, rules)),
    unusedSuppressions: report.unusedSuppressions.map((unused) => ({ ...jsonRange(unused), names: unused.names })),
    problems: report.problems.map(({ path, message }) => ({ path, message })),
    summary: {
      ...countBySeverity(report.findings),
      checkedFiles: checked,
      otherFiles: report.stats.length - checked,
      milliseconds: Math.round(report.milliseconds),
    },
    stats: corpusStats(report.stats),
    ...(report.sqliteProfiles === undefined ? {} : { sqliteProfiles: report.sqliteProfiles.map(jsonProfile) }),
  };
}

function jsonProfile({ unit, project, steps }: LocatedProfile): NonNullable<JsonReport["sqliteProfiles"]>[number] {
  return { unit, project, steps: steps.map(jsonStep) };
}

function jsonStep({ id, title, state, sentence, details, at, evidence, findings, part }: LocatedStep): JsonStep {
  const place = (range: LocatedRange | undefined): JsonRange | null => (range === undefined ? null : jsonRange(range));
  return {
    ...{ id, title, state, sentence, details },
    at: place(at),
    evidence: evidence.map((one) => ({ text: one.text, at: place(one.at) })),
    findings: findings.map((finding) => {
      const { rule, severity, message } = finding;
      return { ...jsonRange(finding), rule, severity, message };
    }),
    part: part ?? null,
  };
}

/** The report as text that ends with a newline. */
export function formatJson(report: CheckReport, rules: RulesById, toolVersion: string): string {
  return `${JSON.stringify(jsonReport(report, rules, toolVersion), undefined, 2)}\n`;
}

function jsonFinding(finding: LocatedFinding, rules: RulesById): JsonFinding {
  const { rule, severity, message, why, advice, fingerprint } = finding;
  return {
    ...jsonRange(finding),
    rule,
    equivalents: rules.get(rule)?.equivalents ?? [],
    equivalent: prefastName(finding, rules.get(rule)) ?? null,
    ...{ severity, message, why, advice },
    symbol: finding.symbol ?? null,
    source: finding.source?.text ?? null,
    related: finding.related.map((related) => ({ ...jsonRange(related), message: related.message })),
    fixes: finding.fixes.map(({ title, preferred, edits }) => ({ title, preferred, edits: edits.map(jsonEdit) })),
    fingerprint,
    ...(finding.suppression === undefined ? {} : { suppression: jsonSuppression(finding.suppression) }),
  };
}

function jsonEdit(edit: LocatedEdit): JsonRange & { readonly text: string } {
  return { ...jsonRange(edit), text: edit.text };
}

function jsonSuppression(suppression: LocatedSuppression): NonNullable<JsonFinding["suppression"]> {
  const at = suppression.at === undefined ? null : jsonRange(suppression.at);
  return { kind: suppression.kind, at, justification: suppression.justification ?? null };
}

function jsonRange(range: LocatedRange): JsonRange {
  const { path, startLine, startColumn, endLine, endColumn } = range;
  return { path, line: startLine, column: startColumn, endLine, endColumn };
}
