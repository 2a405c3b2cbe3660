/** Checks a whole driver unit once: what the command line does for each unit, and an editor for a workspace. */
import type { DriverUnit } from "../model/unit/types.ts";
import type { TargetWindows } from "../rules/context.ts";
import { ruleNames } from "./config/rule-names.ts";
import type { FileSettings } from "./config/settings.ts";
import { judge, type UnusedEntry } from "./judge.ts";
import type { FileStats, Problem, ReportedFinding } from "./report.ts";
import { type EngineParts, UnitSession } from "./unit-session.ts";

export interface UnitCheck {
  readonly driver: DriverUnit;
  /** The unit's files that are to be checked; the others are only read for what they declare. */
  readonly paths: readonly string[];
  readonly targetWindows: TargetWindows | undefined;
  /** Decoded text, or undefined where there is none to be had (discovery has said why). */
  textOf(path: string): string | undefined;
  settingsFor(path: string): Pick<FileSettings, "severityOf">;
}

export interface UnitReport {
  /** Findings by path and position, suppressed ones among them with their suppression. */
  readonly findings: readonly ReportedFinding[];
  readonly unused: readonly UnusedEntry[];
  readonly stats: readonly FileStats[];
  readonly problems: readonly Problem[];
}

/** Reads the unit's files, checks those that are asked for and judges what was found; never throws for an input. */
export function checkUnit(check: UnitCheck, parts: EngineParts): UnitReport {
  const files: { path: string; text: string }[] = [];
  for (const path of new Set([...check.driver.sources, ...check.driver.headers, ...check.paths])) {
    const text = check.textOf(path);
    if (text !== undefined) {
      files.push({ path, text });
    }
  }
  const session = UnitSession.open({ driver: check.driver, files, targetWindows: check.targetWindows }, parts);
  const problems: Problem[] = [];
  const findings: ReportedFinding[] = [];
  const unused: UnusedEntry[] = [];
  const stats: FileStats[] = [];
  const names = ruleNames(parts.rules);
  const byId = new Map(parts.rules.map((rule) => [rule.id, rule]));
  for (const path of check.paths) {
    const found = session.check(path, (problem) => problems.push(problem));
    const judged = judge(
      path,
      session.text(path) ?? "",
      found,
      check.settingsFor(path),
      byId,
      names,
      session.lexed(path),
    );
    findings.push(...judged.findings);
    unused.push(...judged.unused);
    problems.push(...judged.problems);
    const fileStats = session.stats(path);
    if (fileStats !== undefined) {
      stats.push(fileStats);
    }
  }
  return { findings, unused, stats, problems };
}
