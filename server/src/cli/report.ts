/** What a run of `check` found, as every output format takes it. */
import type { FileStats, Problem } from "../engine/report.ts";
import type { Severity } from "../rules/finding.ts";
import type { Rule } from "../rules/rule.ts";
import type { LocatedFinding, LocatedRange } from "./located.ts";
import type { LocatedProfile } from "./sqlite-profile.ts";

/** A suppression that no finding needed. */
export interface UnusedSuppression extends LocatedRange {
  /** The names that it lists, as written. */
  readonly names: readonly string[];
}

export interface CheckReport {
  /** What is to be shown, sorted. */
  readonly findings: readonly LocatedFinding[];
  /** What a comment, a pragma or the configuration hides. */
  readonly suppressed: readonly LocatedFinding[];
  readonly unusedSuppressions: readonly UnusedSuppression[];
  readonly problems: readonly Problem[];
  /** One entry per file that was read, checked or not. */
  readonly stats: readonly FileStats[];
  /** The kinds of files (`FileStats.kind`) that rules looked at. */
  readonly checkedKinds: readonly string[];
  /** How many files of each kind were not looked at because no rule speaks about them. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** By project; undefined where they were not asked for. */
  readonly sqliteProfiles?: readonly LocatedProfile[] | undefined;
  readonly milliseconds: number;
}

export type RulesById = ReadonlyMap<string, Rule>;

export type SeverityCounts = Readonly<Record<Severity, number>>;

/** How many findings each severity has; all three are there. */
export function countBySeverity(findings: readonly LocatedFinding[]): SeverityCounts {
  const counts = { error: 0, warning: 0, hint: 0 };
  for (const finding of findings) counts[finding.severity]++;
  return counts;
}

/** Whether a severity is at least as grave as another. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  const order: readonly Severity[] = ["hint", "warning", "error"];
  return order.indexOf(severity) >= order.indexOf(least);
}

/** The rules that fired with their counts, the most frequent first. */
export function countByRule(findings: readonly LocatedFinding[]): readonly (readonly [rule: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** The number by which Windows developers know what was found, `C28147`: the finding's own, else the rule's only one. */
export function prefastName(finding: LocatedFinding, rule: Rule | undefined): string | undefined {
  if (finding.equivalent !== undefined) return finding.equivalent ?? undefined;
  const [only, ...others] = rule?.equivalents.filter((name) => /^C\d{4,5}$/.test(name)) ?? [];
  return others.length === 0 ? only : undefined;
}
