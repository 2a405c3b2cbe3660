/** What `check` and `fix` begin with: the files that the user names, as driver units, and what is found in them. */
import { existsSync, readFileSync } from "node:fs";
import { resolve, sep } from "node:path";
import { setFlagsFromString } from "node:v8";
import { colors } from "../cli/colors.ts";
import { type CheckOptions, selectRules } from "../cli/command-line.ts";
import { relativePath } from "../cli/paths.ts";
import { configProblem, formatProblem } from "../cli/problems.ts";
import { progress } from "../cli/progress.ts";
import type { ConfigTree } from "../engine/config/settings.ts";
import { type CheckTask, type Plan, planCheck } from "../engine/plan.ts";
import type { Problem } from "../engine/report.ts";
import { wholeUnits } from "../engine/workspace/ask-unit.ts";
import { parseWindowsVersion } from "../facts/index.ts";
import { discoverUnits } from "../model/unit/discover.ts";
import type { FileTree } from "../model/unit/file-tree.ts";
import { isInside } from "../model/unit/paths.ts";
import type { TargetWindows } from "../rules/context.ts";
import { rules as allRules } from "../rules/index.ts";
import { decodeSource } from "../syntax/decode.ts";
import { configFor, type RunSettings, type TaskResult } from "./check-task.ts";
import { nodeFileTree, toTreePath } from "./files.ts";
import { runTasks } from "./run-tasks.ts";

export interface SurveyOptions
  extends Pick<CheckOptions, "paths" | "rules" | "targetOs" | "config" | "allKinds" | "jobs"> {
  /** Whether files that no rule speaks about are read too, for their figures. */
  readonly reading: Parameters<typeof planCheck>[2]["reading"];
  /** Whether the checklists of SQLite are wanted; they are not where this is left out. */
  readonly sqliteProfile?: boolean;
  /** Whether it is asked what a verifier is told for each unit, and not for findings. */
  readonly verifier?: boolean;
}

export interface Survey {
  readonly settings: RunSettings;
  readonly tree: FileTree;
  readonly config: ConfigTree;
  /** Folders and files that the user named. */
  readonly roots: readonly string[];
  /** Ids of the rules to show. */
  readonly shown: ReadonlySet<string>;
  /** The same, where the user named them; undefined where all are meant. */
  readonly named: ReadonlySet<string> | undefined;
  readonly plan: Plan;
  /** By task; a task that failed has none. */
  readonly results: ReadonlyMap<CheckTask, TaskResult>;
  /** What went wrong outside of the tasks. */
  readonly problems: readonly Problem[];
  /** Whether any file is there to be checked. */
  readonly found: boolean;
}

/**
 * V8 lets a heap grow to a multiple of what lives in it before it collects, on each thread. Driver units come and go,
 * so a smaller step costs a tenth of the time and saves half of the memory.
 */
const heapGrowingPercent = 20;

/** Finds and checks the files; undefined where that cannot be done, which stderr says then. */
export async function surveyFiles(options: SurveyOptions): Promise<Survey | undefined> {
  setFlagsFromString(`--heap-growing-percent=${heapGrowingPercent}`);
  const inputs = readInputs(options);
  if (typeof inputs === "string") {
    process.stderr.write(`driverlens: ${inputs}\n`);
    return undefined;
  }
  const { settings, roots, shown, targetWindows } = inputs;
  const tree = nodeFileTree();
  const config = configFor(settings, allRules, tree);
  if (options.config !== undefined && config.problems.length > 0) {
    for (const problem of config.problems) {
      process.stderr.write(formatProblem(configProblem(problem), settings.root, colors("never")));
    }
    return undefined;
  }
  const bar = progress({
    write: (text) => process.stderr.write(text),
    now: () => performance.now(),
    width: process.stderr.isTTY ? process.stderr.columns : undefined,
  });
  const discovery = discoverUnits(tree, roots, {
    excluded: (path) => config.excludesFolder(path),
    includeDirectoriesFor: (path) => config.settingsFor(path).includeDirectories,
    // Workers read files themselves; texts that are kept here would only fill memory.
    maxKeptText: 4 * 1024 * 1024,
    ...(options.allKinds ? { unknownKind: "windows-kernel" } : {}),
  });
  const unread = new Set(discovery.problems.map((problem) => problem.path));
  const isWanted = (path: string): boolean => !unread.has(path) && roots.some((root) => isInside(root, path));
  const planned = planCheck(discovery, config, {
    wanted: isWanted,
    targetWindows,
    reading: options.reading,
  });
  const plan = options.verifier === true ? { ...planned, tasks: wholeUnits(planned.tasks) } : planned;
  discovery.texts.clear();

  const results = new Map<CheckTask, TaskResult>();
  const problems: Problem[] = [...discovery.problems, ...plan.problems];
  const found = [...discovery.files.keys()].some(isWanted);
  if (!found && problems.length === 0) {
    const paths = roots.map((root) => relativePath(settings.root, root)).join(", ");
    process.stderr.write(`driverlens: ${paths}: there are no C, C++, Rust or INF files to check\n`);
    return undefined;
  }
  const total = plan.tasks.reduce((sum, task) => sum + task.paths.length, 0);
  const state = { done: 0, total, label: "" };
  const drawing = setInterval(() => bar.update(state), 200);
  await runTasks(plan.tasks, {
    settings,
    tree,
    jobs: options.jobs,
    bundle: new URL(".", import.meta.url),
    onResult(result, task) {
      results.set(task, result);
      state.done += task.paths.length;
      state.label = relativePath(settings.root, task.driver.root);
      bar.update(state);
    },
    onFailure: (reason, { driver, paths }) =>
      problems.push({
        path: paths.length === 1 ? (paths[0] ?? driver.root) : (driver.projectFile ?? driver.root),
        message: `not checked: ${reason}`,
      }),
  });
  clearInterval(drawing);
  bar.finish();
  problems.push(...config.problems.map(configProblem));
  const named = options.rules.length === 0 ? undefined : shown;
  return { settings, tree, config, roots, shown, named, plan, results, problems, found };
}

/** Writes problems to stderr, by place, each once: a rule that fails in one function of a file fails in others. */
export function tellProblems(problems: readonly Problem[], root: string): void {
  for (const problem of told(problems, root)) {
    process.stderr.write(formatProblem(problem, root, colors(process.stderr.isTTY ? "always" : "never")));
  }
}

interface Inputs {
  readonly settings: RunSettings;
  readonly roots: readonly string[];
  /** Ids of the rules to show. */
  readonly shown: ReadonlySet<string>;
  readonly targetWindows: TargetWindows | undefined;
}

/** Reads what the options name; a sentence where something is not there or means nothing. */
function readInputs(options: SurveyOptions): Inputs | string {
  const paths = options.paths.length === 0 ? ["."] : options.paths;
  for (const path of paths) {
    if (!existsSync(path)) {
      return `${path}: there is no such file or folder`;
    }
  }
  let config: RunSettings["config"];
  if (options.config !== undefined) {
    try {
      const text = decodeSource(readFileSync(options.config))?.text;
      if (text === undefined) {
        return `${options.config}: this is no text file`;
      }
      config = { path: toTreePath(resolve(options.config), sep), text };
    } catch (error) {
      return `${options.config}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  const rules = selectRules(options.rules, allRules);
  if (typeof rules === "string") {
    return rules;
  }
  let targetWindows: TargetWindows | undefined;
  if (options.targetOs !== undefined) {
    const parsed = parseWindowsVersion(options.targetOs);
    if (parsed === undefined) {
      return `--target-os: "${options.targetOs}" is no Windows version that driverlens knows, such as 10.0.19041 or 8.1`;
    }
    targetWindows = { version: parsed, saidBy: "--target-os" };
  }
  return {
    settings: {
      root: toTreePath(process.cwd(), sep),
      config,
      sqliteProfile: options.sqliteProfile === true,
      verifier: options.verifier === true,
    },
    roots: paths.map((path) => toTreePath(resolve(path), sep)),
    shown: new Set(rules.map((rule) => rule.id)),
    targetWindows,
  };
}

/** Problems by place, each once: a rule that fails in one function of a file fails in others. */
export function told(problems: readonly Problem[], root: string): readonly Problem[] {
  const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";
  const known = new Map<string, Problem>();
  for (const { path, message } of problems) {
    const key = `${path}\n${firstLine(message)}`;
    if (!known.has(key)) {
      known.set(key, { path: relativePath(root, path), message });
    }
  }
  return [...known.values()].sort((a, b) => compare(a.path, b.path) || compare(a.message, b.message));
}

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
