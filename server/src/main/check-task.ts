/** Runs one task of a check on this thread: reads its files, checks them, locates what was found. */
import { type LocatedFinding, type LocateOptions, locateFindings, locateRanges } from "../cli/located.ts";
import type { UnusedSuppression } from "../cli/report.ts";
import { type LocatedStep, locateSteps } from "../cli/sqlite-profile.ts";
import { checkUnit, filesOf } from "../engine/check-unit.ts";
import { ruleNames } from "../engine/config/rule-names.ts";
import { CONFIG_NAME, type ConfigTree, configTree } from "../engine/config/settings.ts";
import { openingSession } from "../engine/open-session.ts";
import type { CheckTask } from "../engine/plan.ts";
import type { FileStats, Problem, TextRange } from "../engine/report.ts";
import { finish } from "../engine/steps.ts";
import type { EngineParts } from "../engine/unit-session.ts";
import { advisingUnit } from "../engine/verifier/advise-unit.ts";
import { type AdviceReport, adviceReport, type ShownPlace } from "../engine/verifier/report.ts";
import { MAX_FILE_BYTES } from "../model/unit/discover.ts";
import type { FileTree } from "../model/unit/file-tree.ts";
import type { Rule } from "../rules/rule.ts";
import { decodeSource } from "../syntax/decode.ts";

/** What all tasks of a run share; plain data that passes between threads. */
export interface RunSettings {
  /** Paths are shown relative to this folder. */
  readonly root: string;
  /** `--config`, its text read. */
  readonly config: { readonly path: string; readonly text: string } | undefined;
  /** Whether the checklists of SQLite are wanted. */
  readonly sqliteProfile?: boolean;
  /** Whether it is not findings that are wanted, but what a verifier is told for each unit. */
  readonly verifier?: boolean;
}

export interface TaskResult {
  /** Suppressed ones among them. */
  readonly findings: readonly LocatedFinding[];
  readonly unused: readonly UnusedSuppression[];
  readonly stats: readonly FileStats[];
  readonly problems: readonly Problem[];
  /** Undefined where it was not asked for, and for a unit that has nothing to do with SQLite. */
  readonly sqliteProfile: readonly LocatedStep[] | undefined;
  /** Undefined where it was not asked for, and for what is no kernel driver. */
  readonly verifier?: AdviceReport;
}

/** Runs one task; what cannot be read or checked is among the result's problems. */
export function runTask(task: CheckTask, settings: RunSettings, parts: EngineParts, tree: FileTree): TaskResult {
  const texts = new Map<string, string>();
  const textOf = (path: string): string | undefined => {
    const known = texts.get(path);
    if (known !== undefined) {
      return known;
    }
    const bytes = (tree.size(path) ?? 0) <= MAX_FILE_BYTES ? tree.read(path) : undefined;
    const text = bytes === undefined ? undefined : decodeSource(bytes)?.text;
    if (text !== undefined) {
      texts.set(path, text);
    }
    return text;
  };
  if (settings.verifier === true) {
    return verifierTask(task, { root: settings.root, textOf }, parts);
  }
  const config = configFor(settings, parts.rules, tree);
  const { findings, unused, stats, problems, sqliteProfile } = checkUnit(
    {
      ...task,
      textOf,
      settingsFor: (path) => config.settingsFor(path),
      wantsSqliteProfile: settings.sqliteProfile === true,
    },
    parts,
  );
  return {
    findings: locateFindings(findings, { root: settings.root, textOf }),
    unused: locateRanges(unused, { root: settings.root, textOf }).map((range, index) => ({
      ...range,
      names: unused[index]?.names ?? [],
    })),
    stats,
    problems,
    sqliteProfile: sqliteProfile && locateSteps(sqliteProfile, { root: settings.root, textOf }),
  };
}

function verifierTask(task: CheckTask, locate: LocateOptions, parts: EngineParts): TaskResult {
  const { driver, targetWindows } = task;
  const files = filesOf(task, locate.textOf);
  const session = finish(openingSession({ driver, files, targetWindows }, parts));
  const advice = finish(advisingUnit(session, task));
  return {
    ...{ findings: [], unused: [], stats: [], problems: [], sqliteProfile: undefined },
    ...(advice === undefined
      ? {}
      : { verifier: adviceReport(advice, parts.facts, (ranges) => startsOf(ranges, locate)) }),
  };
}

const startsOf = (ranges: readonly TextRange[], locate: LocateOptions): readonly ShownPlace[] =>
  locateRanges(ranges, locate).map(({ path, startLine, startColumn }) => ({
    path,
    line: startLine,
    column: startColumn,
  }));

/** The configuration of a run: `--config` alone, or every `.driverlens.json` from the files upwards. */
export function configFor(settings: RunSettings, rules: readonly Rule[], tree: FileTree): ConfigTree {
  return configTree({
    rules: ruleNames(rules),
    read: (folder) => {
      const bytes = tree.read(`${folder === "/" ? "" : folder}/${CONFIG_NAME}`);
      return bytes === undefined ? undefined : decodeSource(bytes)?.text;
    },
    ...(settings.config === undefined ? {} : { only: settings.config }),
  });
}
