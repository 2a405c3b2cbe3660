/** Checks a whole driver unit once: what the command line does for each unit, and an editor for a workspace. */
import type { DriverUnit } from "../model/unit/types.ts";
import type { TargetWindows } from "../rules/context.ts";
import { ruleNames } from "./config/rule-names.ts";
import type { FileSettings } from "./config/settings.ts";
import { type Judged, judge, type UnusedEntry } from "./judge.ts";
import { openingSession } from "./open-session.ts";
import { profiledFiles, profilingSqlite } from "./reading/sqlite-profile/profile.ts";
import type { SqliteProfile } from "./reading/sqlite-profile/step.ts";
import type { FileStats, Problem, ReportedFinding } from "./report.ts";
import { finish } from "./steps.ts";
import { type EngineParts, type SessionInput, UnitSession } from "./unit-session.ts";

export interface UnitCheck {
  readonly driver: DriverUnit;
  /** The unit's files that are to be checked; the others are only read for what they declare. */
  readonly paths: readonly string[];
  readonly targetWindows: TargetWindows | undefined;
  /** Decoded text, or undefined where there is none to be had (discovery has said why). */
  textOf(path: string): string | undefined;
  settingsFor(path: string): Pick<FileSettings, "severityOf">;
  /** Whether the checklist of SQLite is wanted, for which all of the unit's files are checked. */
  readonly wantsSqliteProfile?: boolean;
}

export interface UnitReport {
  /** Findings by path and position, suppressed ones among them with their suppression. */
  readonly findings: readonly ReportedFinding[];
  readonly unused: readonly UnusedEntry[];
  readonly stats: readonly FileStats[];
  readonly problems: readonly Problem[];
  /** Undefined where it was not asked for, and for a unit that has nothing to do with SQLite. */
  readonly sqliteProfile: SqliteProfile | undefined;
}

/**
 * Reads the unit's files, checks those that are asked for and judges what was found; never throws for an input.
 * @throws where what the unit is read with is not loaded: see `loadFor`
 */
export function checkUnit(check: UnitCheck, parts: EngineParts): UnitReport {
  const files = filesOf(check, check.textOf);
  const { driver, targetWindows } = check;
  const session = finish(openingSession({ driver, files, targetWindows }, parts));
  const problems: Problem[] = [];
  const findings: ReportedFinding[] = [];
  const unused: UnusedEntry[] = [];
  const stats: FileStats[] = [];
  const names = ruleNames(parts.rules);
  const byId = new Map(parts.rules.map((rule) => [rule.id, rule]));
  const judgedFile = (path: string): Judged => {
    const found = finish(session.checking(path, (problem) => problems.push(problem)));
    const text = session.text(path) ?? "";
    return judge(path, text, found, check.settingsFor(path), byId, names, session.lexed(path));
  };
  for (const path of check.paths) {
    const judged = judgedFile(path);
    findings.push(...judged.findings);
    unused.push(...judged.unused);
    problems.push(...judged.problems);
    const fileStats = session.stats(path);
    if (fileStats !== undefined) {
      stats.push(fileStats);
    }
  }
  const sqliteProfile =
    check.wantsSqliteProfile === true && session instanceof UnitSession
      ? profileOf(session, check, findings, judgedFile)
      : undefined;
  return { findings, unused, stats, problems, sqliteProfile };
}

/** The texts that a session over a unit is opened with; those that cannot be read are left out. */
export function filesOf(
  { driver, paths }: Pick<UnitCheck, "driver" | "paths">,
  textOf: UnitCheck["textOf"],
): SessionInput["files"] {
  const all = new Set([...driver.sources, ...driver.headers, ...paths]);
  return [...all].flatMap((path) => {
    const text = textOf(path);
    return text === undefined ? [] : [{ path, text }];
  });
}

/** @param findings of the files that were checked; the unit's others are checked for this */
function profileOf(
  session: UnitSession,
  { driver, paths }: UnitCheck,
  findings: readonly ReportedFinding[],
  judgedFile: (path: string) => Judged,
): SqliteProfile | undefined {
  const others = profiledFiles(session, driver).filter((path) => !paths.includes(path));
  return finish(
    profilingSqlite(session, driver, [...findings, ...others.flatMap((path) => judgedFile(path).findings)]),
  );
}
