/** Findings for a reader at a terminal: what, where in the source, why, what to do. */
import type { FileStats } from "../engine/report.ts";
import { harmless, widthOf } from "./cells.ts";
import type { Colors } from "./colors.ts";
import { excerpt, type Mark } from "./excerpt.ts";
import type { LocatedFinding, LocatedRange, LocatedRelated } from "./located.ts";
import {
  type CheckReport,
  countByRule,
  countBySeverity,
  prefastName,
  type RulesById,
  type UnusedSuppression,
} from "./report.ts";
import { formatProfiles } from "./sqlite-profile.ts";
import { quantity } from "./words.ts";
import { wrap } from "./wrap.ts";

export interface TextOptions {
  readonly rules: RulesById;
  readonly colors: Colors;
  /** Terminal columns; 100 is a good value where there is no terminal. */
  readonly width: number;
  /** Columns that a source line may take; `width` where it is not said. */
  readonly sourceWidth?: number;
  /** "quiet": header lines alone; "verbose": suppressed findings too, and every reason in full. */
  readonly detail: "quiet" | "normal" | "verbose";
}

/** A related place further away than this many lines gets a line of its own outside of the excerpt. */
const NEAR_LINES = 60;

/** The findings and the summary, in pieces that each end with a newline. */
export function* formatText(report: CheckReport, options: TextOptions): Generator<string> {
  const told = new Set<string>();
  for (const finding of report.findings) yield formatFinding(finding, options, told);
  if (options.detail === "verbose") {
    for (const finding of report.suppressed) yield suppressedLine(finding, options);
  }
  for (const unused of report.unusedSuppressions) yield unusedLine(unused, options);
  yield summary(report, options);
  if (report.sqliteProfiles !== undefined) yield* formatProfiles(report.sqliteProfiles, options);
}

/**
 * One finding, ending with a newline. `told` holds the reasons that were given before: a paragraph that a reader has
 * read above in the same file is not repeated.
 */
export function formatFinding(finding: LocatedFinding, options: TextOptions, told: Set<string>): string {
  const header = headerLine(finding, options);
  if (options.detail === "quiet") return `${header}\n`;

  const { colors, width, sourceWidth = width } = options;
  const near = finding.related.filter((related) => isNear(finding, related));
  const far = finding.related.filter((related) => !isNear(finding, related));
  const paint = colors.severity[finding.severity];
  const lines = [header, ...excerpt(marksOf(finding, near), { colors, paint, width: sourceWidth })];
  for (const related of far) {
    lines.push(`   ${colors.dim(place(related))} ${harmless(related.message)}`);
    if (related.source === undefined) continue;
    const mark: Mark = { range: related, source: related.source, role: "reason", message: undefined };
    lines.push(...excerpt([mark], { colors, paint, width: sourceWidth }));
  }

  const reason = `${finding.path}\0${finding.why}`;
  if (finding.why !== "" && (options.detail === "verbose" || !told.has(reason))) {
    told.add(reason);
    lines.push(...wrap(harmless(finding.why), width, "   ", "   "));
  }
  const more = colors.dim(`driverlens explain ${finding.rule}`);
  const fix = finding.advice === "" ? [] : wrap(`fix: ${harmless(finding.advice)}`, width, "   ", "        ");
  const last = fix.at(-1);
  if (last !== undefined && widthOf(last) + 8 + `driverlens explain ${finding.rule}`.length <= width) {
    fix[fix.length - 1] = `${last}        ${more}`;
    lines.push(...fix);
  } else {
    lines.push(...fix, `   ${more}`);
  }
  return `${lines.join("\n")}\n\n`;
}

function headerLine(finding: LocatedFinding, { colors, rules }: TextOptions): string {
  const known = prefastName(finding, rules.get(finding.rule));
  const severity = colors.severity[finding.severity](finding.severity);
  const suffix = known === undefined ? "" : ` ${colors.dim(`(${known})`)}`;
  return `${colors.strong(place(finding))} ${severity} ${colors.strong(finding.rule)}: ${harmless(finding.message)}${suffix}`;
}

function marksOf(finding: LocatedFinding, near: readonly LocatedRelated[]): Mark[] {
  if (finding.source === undefined) return [];
  const marks: Mark[] = [{ range: finding, source: finding.source, role: "finding", message: undefined }];
  for (const related of near) {
    if (related.source === undefined) continue;
    marks.push({ range: related, source: related.source, role: "reason", message: related.message });
  }
  return marks;
}

function isNear(finding: LocatedFinding, related: LocatedRelated): boolean {
  return (
    related.source !== undefined &&
    finding.source !== undefined &&
    related.path === finding.path &&
    Math.abs(related.startLine - finding.startLine) <= NEAR_LINES
  );
}

function suppressedLine(finding: LocatedFinding, options: TextOptions): string {
  const { suppression } = finding;
  const by = suppression?.at === undefined ? "the configuration" : `line ${suppression.at.startLine}`;
  const because = suppression?.justification === undefined ? "" : ` (${harmless(suppression.justification)})`;
  return `${headerLine(finding, options)} ${options.colors.dim(`suppressed by ${by}${because}`)}\n`;
}

function unusedLine(unused: UnusedSuppression, { colors }: TextOptions): string {
  const names = unused.names.map(harmless).join(", ");
  return `${colors.strong(place(unused))} ${colors.severity.hint("hint")} unused suppression: nothing here is reported for ${names}\n`;
}

/** The lines at the end: counts by severity and rule, what was read, what was left out. */
function summary(report: CheckReport, options: TextOptions): string {
  const { colors } = options;
  const counts = countBySeverity(report.findings);
  const isChecked = (stats: FileStats): boolean => report.checkedKinds.includes(stats.kind);
  const checked = report.stats.filter(isChecked);
  const skipped = checked.reduce((sum, stats) => sum + stats.brokenFunctions, 0);

  const found = (["error", "warning", "hint"] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => colors.severity[severity](quantity(counts[severity], severity)));
  const lines = [
    `${found.length === 0 ? "No findings" : found.join(", ")} in ${quantity(checked.length, "file")} checked, ${seconds(report.milliseconds)}`,
  ];
  if (options.detail !== "quiet") {
    const rules = countByRule(report.findings);
    const columns = Math.max(0, ...rules.map(([, count]) => String(count).length));
    for (const [rule, count] of rules) lines.push(`  ${String(count).padStart(columns)} ${rule}`);
  }
  for (const [kind, count] of [...report.leftOut].sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(colors.dim(`  ${quantity(count, "file")} left out: ${LEFT_OUT[kind] ?? kind}`));
  }
  if (skipped > 0) {
    lines.push(
      colors.dim(`  ${quantity(skipped, "function")} that could not be read in full: fewer rules looked at them`),
    );
  }
  if (report.suppressed.length > 0) {
    lines.push(colors.dim(`  ${quantity(report.suppressed.length, "finding")} suppressed`));
  }
  const unread = new Set(report.problems.map((problem) => problem.path)).size;
  if (unread > 0) lines.push(`  ${quantity(unread, "input")} could not be read in full: see the messages`);
  return `${lines.join("\n")}\n`;
}

const LEFT_OUT: Readonly<Record<string, string>> = {
  "windows-user": "user mode",
  "linux-user": "user mode",
  "windows-kernel": "Windows driver",
  "linux-kernel": "Linux kernel module",
  "driver-package": "driver package",
  shared: "shared by kernel and user mode",
  unknown: "neither a Windows nor a Linux driver as far as can be told (--all-kinds checks them)",
};

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function place(range: LocatedRange): string {
  return `${harmless(range.path)}:${range.startLine}:${range.startColumn}`;
}
