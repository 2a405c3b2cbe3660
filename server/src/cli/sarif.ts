/**
 * The `--format sarif` output: SARIF 2.1.0, within what GitHub code scanning takes: 25,000 results a run (the gravest
 * are kept), 10 tags a rule, 1,000 locations a result, 10,000 locations a thread flow, relative URIs below SRCROOT.
 *
 * `primaryLocationLineHash`, by which GitHub follows an alert, is left to its upload action, which makes it from the
 * source and would warn about any other; `driverlens/v1` serves everyone else.
 */
import type { Severity } from "../rules/finding.ts";
import type { Rule } from "../rules/rule.ts";
import type { LocatedFinding, LocatedRange, LocatedRelated, LocatedSuppression, SourceLine } from "./located.ts";
import { ruleBody, ruleUri } from "./markdown.ts";
import { type CheckReport, prefastName, type RulesById } from "./report.ts";
import { type SarifRunOptions, sarifFile, sarifFrame, sarifText } from "./sarif-frame.ts";
import type { SarifLevel, SarifLocation, SarifLog, SarifNotification, SarifResult, SarifRule } from "./sarif-types.ts";

export interface SarifOptions extends SarifRunOptions {
  readonly rules: RulesById;
  /**
   * Suppressed findings with their `suppressions`. GitHub shows them as open alerts until something dismisses them, so
   * that they are left out unless asked for.
   */
  readonly suppressed: "include" | "leave-out";
}

const MAX_RESULTS = 25_000;
const MAX_RELATED = 1_000;
const MAX_TAGS = 10;

/** The report as a SARIF log with one run. */
export function sarifLog(report: CheckReport, options: SarifOptions): SarifLog {
  const rules = [...options.rules.values()];
  const indices = new Map(rules.map((rule, index) => [rule.id, index]));
  const all = options.suppressed === "include" ? [...report.findings, ...report.suppressed] : report.findings;
  const kept = gravest(all, MAX_RESULTS);
  return sarifFrame(
    {
      rules: rules.map(sarifRule),
      results: kept.map((finding) => sarifResult(finding, options.rules.get(finding.rule), indices.get(finding.rule))),
      notifications: notifications(report, all.length - kept.length),
    },
    options,
  );
}

/** The log as text that ends with a newline. */
export function formatSarif(report: CheckReport, options: SarifOptions): string {
  return sarifText(sarifLog(report, options));
}

function gravest(findings: readonly LocatedFinding[], limit: number): readonly LocatedFinding[] {
  if (findings.length <= limit) return findings;
  const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };
  const weight = (finding: LocatedFinding): number =>
    rank[finding.severity] + (finding.suppression === undefined ? 0 : 3);
  return findings.toSorted((a, b) => weight(a) - weight(b)).slice(0, limit);
}

function sarifRule(rule: Rule): SarifRule {
  const text = `${rule.docs.summary}\n\n${rule.docs.why}`;
  return {
    id: rule.id,
    shortDescription: { text: rule.docs.summary },
    fullDescription: { text: rule.docs.why },
    help: { text, markdown: `# ${rule.docs.summary}\n\n${ruleBody(rule)}` },
    helpUri: ruleUri(rule.id),
    defaultConfiguration: { level: levelOf(rule.severity) },
    properties: {
      equivalents: rule.equivalents,
      tags: ["kernel", "driver", ...rule.platforms, ...rule.equivalents].slice(0, MAX_TAGS),
      precision: "high",
      "problem.severity": rule.severity === "hint" ? "recommendation" : rule.severity,
    },
  };
}

function levelOf(severity: Severity): SarifLevel {
  return severity === "hint" ? "note" : severity;
}

function sarifResult(finding: LocatedFinding, rule: Rule | undefined, ruleIndex: number | undefined): SarifResult {
  const equivalent = prefastName(finding, rule);
  const related = finding.related.slice(0, MAX_RELATED);
  const { symbol } = finding;
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levelOf(finding.severity),
    message: { text: messageOf(finding) },
    locations: [
      {
        ...locationOf(finding, finding.source),
        ...(symbol === undefined ? {} : { logicalLocations: [{ name: symbol, kind: "function" }] }),
      },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((place, index) => ({ id: index + 1, ...relatedLocation(place) })),
          codeFlows: [codeFlow(finding, related)],
        }),
    ...(finding.fixes.length === 0 ? {} : { fixes: finding.fixes.map(sarifFix) }),
    partialFingerprints: { "driverlens/v1": finding.fingerprint },
    ...(equivalent === undefined ? {} : { properties: { equivalent } }),
    ...(finding.suppression === undefined ? {} : { suppressions: [sarifSuppression(finding.suppression)] }),
  };
}

function messageOf(finding: LocatedFinding): string {
  // Brackets would be taken for links to related locations.
  const escaped = finding.message.replace(/[\\[\]]/g, "\\$&");
  return finding.advice === "" ? `${escaped}.` : `${escaped}. Fix: ${finding.advice.replace(/[\\[\]]/g, "\\$&")}.`;
}

/** The reasons in their order and the finding at the end: the path that a reader follows. */
function codeFlow(finding: LocatedFinding, related: readonly LocatedRelated[]): unknown {
  const steps = related.map((place) => ({ location: relatedLocation(place) }));
  const last = { location: { ...locationOf(finding, finding.source), message: { text: finding.message } } };
  return { threadFlows: [{ locations: [...steps, last] }] };
}

function relatedLocation(place: LocatedRelated): SarifLocation {
  return { ...locationOf(place, place.source), message: { text: place.message } };
}

function locationOf(range: LocatedRange, source: SourceLine | undefined): SarifLocation {
  const isWhole = source !== undefined && !source.cutBefore && !source.cutAfter;
  const region = {
    ...regionOf(range),
    // A snippet is the text of the region itself.
    ...(isWhole && range.startLine === range.endLine
      ? { snippet: { text: wellFormed(source.text.slice(range.startColumn - 1, range.endColumn - 1)) } }
      : {}),
  };
  return { physicalLocation: { artifactLocation: sarifFile(range.path), region } };
}

function regionOf({ startLine, startColumn, endLine, endColumn }: LocatedRange) {
  return { startLine, startColumn, endLine, endColumn };
}

function sarifFix(fix: LocatedFinding["fixes"][number]): unknown {
  const paths = [...new Set(fix.edits.map((edit) => edit.path))];
  return {
    description: { text: fix.title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: sarifFile(path),
      replacements: fix.edits
        .filter((edit) => edit.path === path)
        .map((edit) => ({
          deletedRegion: regionOf(edit),
          insertedContent: { text: wellFormed(edit.text) },
        })),
    })),
  };
}

function sarifSuppression(suppression: LocatedSuppression): unknown {
  return {
    kind: suppression.kind === "config" ? "external" : "inSource",
    ...(suppression.justification === undefined ? {} : { justification: suppression.justification }),
    ...(suppression.at === undefined ? {} : { location: locationOf(suppression.at, undefined) }),
  };
}

function notifications(report: CheckReport, dropped: number): SarifNotification[] {
  const list: SarifNotification[] = report.problems.map((problem) => ({
    level: "error",
    message: { text: problem.message },
    locations: [{ physicalLocation: { artifactLocation: sarifFile(problem.path) } }],
  }));
  if (dropped > 0) {
    const text = `${dropped} findings are left out: a run may have ${MAX_RESULTS}. The gravest were kept.`;
    list.push({ level: "warning", message: { text } });
  }
  return list;
}

/** JSON readers may refuse halves of surrogate pairs. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}
