/** Runs one task of a check on this thread: reads its files, checks them, locates what was found. */
import { type LocatedFinding, locateFindings, locateRanges } from "../cli/located.ts";
import type { UnusedSuppression } from "../cli/report.ts";
import { type LocatedStep, locateSteps } from "../cli/sqlite-profile.ts";
import { checkUnit } from "../engine/check-unit.ts";
import { ruleNames } from "../engine/config/rule-names.ts";
import { CONFIG_NAME, type ConfigTree, configTree } from "../engine/config/settings.ts";
import type { CheckTask } from "../engine/plan.ts";
import type { FileStats, Problem } from "../engine/report.ts";
import type { EngineParts } from "../engine/unit-session.ts";
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
}

export interface TaskResult {
  /** Suppressed ones among them. */
  readonly findings: readonly LocatedFinding[];
  readonly unused: readonly UnusedSuppression[];
  readonly stats: readonly FileStats[];
  readonly problems: readonly Problem[];
  /** Undefined where it was not asked for, and for a unit that has nothing to do with SQLite. */
  readonly sqliteProfile: readonly LocatedStep[] | undefined;
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
