/** `driverlens check` on Node: finds the files, spreads the units over threads, writes what was found. */
import { writeFileSync } from "node:fs";
import type { Colors } from "../cli/colors.ts";
import { type CheckOptions, exitCode } from "../cli/command-line.ts";
import { formatJson } from "../cli/json.ts";
import type { LocatedRange } from "../cli/located.ts";
import { type CheckReport, isAtLeast } from "../cli/report.ts";
import { formatSarif } from "../cli/sarif.ts";
import { type LocatedProfile, locatedProfile } from "../cli/sqlite-profile.ts";
import { formatStats } from "../cli/stats.ts";
import { formatText } from "../cli/text.ts";
import { type CheckTask, isChecked } from "../engine/plan.ts";
import { wholeUnits } from "../engine/workspace/ask-unit.ts";
import { rules as allRules } from "../rules/index.ts";
import type { RunSettings } from "./check-task.ts";
import { compare, type Survey, surveyFiles, tellProblems, told } from "./survey.ts";
import { version } from "./version.ts";

export interface Terminal {
  readonly colors: Colors;
  /** Columns for prose. */
  readonly width: number;
  /** Columns for source lines. */
  readonly sourceWidth: number;
}

/** Runs a check; gives the exit code. What is wrong with the input goes to stderr. */
export async function check(options: CheckOptions, terminal: Terminal): Promise<0 | 1 | 2> {
  const started = performance.now();
  const survey = await surveyFiles({ ...options, reading: options.stats ? "everything" : "kernel-only" });
  if (survey === undefined) {
    return 2;
  }
  const { settings, plan, results, found } = survey;
  const report: CheckReport = {
    ...reportOf(survey, options),
    milliseconds: performance.now() - started,
  };
  tellProblems(report.problems, settings.root);
  const failure = write(report, options, settings, terminal);
  if (failure !== undefined) {
    process.stderr.write(`driverlens: ${failure}\n`);
    return 2;
  }
  // Where nothing at all was read, or all that was tried failed, no findings means nothing.
  return !found || (results.size === 0 && plan.tasks.length > 0) ? 2 : exitCode(report.findings, options.failOn);
}

function reportOf(survey: Survey, options: CheckOptions): Omit<CheckReport, "milliseconds"> {
  const { shown, plan, settings } = survey;
  const results = [...survey.results.values()];
  const wanted = results
    .flatMap((result) => result.findings)
    .filter((finding) => shown.has(finding.rule) && isAtLeast(finding.severity, options.minSeverity))
    .sort(byPlace);
  const stats = results.flatMap((result) => result.stats);
  return {
    findings: wanted.filter((finding) => finding.suppression === undefined),
    suppressed: wanted.filter((finding) => finding.suppression !== undefined),
    unusedSuppressions: options.reportUnusedSuppressions
      ? results.flatMap((result) => result.unused).sort(byPlace)
      : [],
    problems: told([...survey.problems, ...results.flatMap((result) => result.problems)], settings.root),
    stats,
    leftOut: plan.leftOut,
    checkedKinds: [...new Set(stats.map((file) => file.kind))].filter((kind) =>
      isChecked(kind as CheckTask["driver"]["kind"]),
    ),
    sqliteProfiles: options.sqliteProfile ? profilesOf(survey) : undefined,
  };
}

/** One checklist a driver, in the order of their projects; a driver may be checked in several tasks. */
function profilesOf({ results, settings }: Survey): readonly LocatedProfile[] {
  const units = wholeUnits([...results.keys()]);
  const profiles = units.flatMap((task): LocatedProfile | [] => {
    const steps = results.get(task)?.sqliteProfile;
    return steps === undefined ? [] : locatedProfile(task.driver, steps, settings.root);
  });
  return profiles.sort((a, b) => compare(a.project, b.project) || compare(a.unit, b.unit));
}

/** Threads answer in any order; what is shown has one. */
function byPlace(a: LocatedRange, b: LocatedRange): number {
  return compare(a.path, b.path) || a.startLine - b.startLine || a.startColumn - b.startColumn;
}

/** Writes the report; a sentence where that fails. */
function write(
  report: CheckReport,
  options: CheckOptions,
  settings: RunSettings,
  terminal: Terminal,
): string | undefined {
  const rules = new Map(allRules.map((rule) => [rule.id, rule]));
  const pieces: Iterable<string> =
    options.format === "json"
      ? [formatJson(report, rules, version)]
      : options.format === "sarif"
        ? [
            formatSarif(report, {
              rules,
              toolVersion: version,
              root: settings.root,
              suppressed: options.includeSuppressed ? "include" : "leave-out",
            }),
          ]
        : formatText(report, {
            rules,
            colors: terminal.colors,
            width: terminal.width,
            sourceWidth: terminal.sourceWidth,
            detail: options.detail,
          });
  if (options.output === undefined) {
    for (const piece of pieces) {
      process.stdout.write(piece);
    }
  } else {
    try {
      writeFileSync(options.output, [...pieces].join(""));
    } catch (error) {
      return `${options.output} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  if (options.stats) {
    process.stderr.write(formatStats(report.stats));
  }
  return undefined;
}
