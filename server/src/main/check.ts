/** `driverlens check` on Node: finds the files, spreads the units over threads, writes what was found. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve, sep } from "node:path";
import { setFlagsFromString } from "node:v8";
import { type Colors, colors } from "../cli/colors.ts";
import { type CheckOptions, exitCode, selectRules } from "../cli/command-line.ts";
import { formatJson } from "../cli/json.ts";
import type { LocatedRange } from "../cli/located.ts";
import { relativePath } from "../cli/paths.ts";
import { configProblem, formatProblem } from "../cli/problems.ts";
import { progress } from "../cli/progress.ts";
import { type CheckReport, isAtLeast } from "../cli/report.ts";
import { formatSarif } from "../cli/sarif.ts";
import { formatStats } from "../cli/stats.ts";
import { formatText } from "../cli/text.ts";
import { type CheckTask, isKernel, planCheck } from "../engine/plan.ts";
import type { Problem } from "../engine/report.ts";
import { parseWindowsVersion } from "../facts/index.ts";
import { discoverUnits } from "../model/unit/discover.ts";
import { isInside } from "../model/unit/paths.ts";
import type { TargetWindows } from "../rules/context.ts";
import { rules as allRules } from "../rules/index.ts";
import { decodeSource } from "../syntax/decode.ts";
import { configFor, type RunSettings, type TaskResult } from "./check-task.ts";
import { nodeFileTree, toTreePath } from "./files.ts";
import { runTasks } from "./run-tasks.ts";
import { version } from "./version.ts";

export interface Terminal {
  readonly colors: Colors;
  /** Columns for prose. */
  readonly width: number;
  /** Columns for source lines. */
  readonly sourceWidth: number;
}

/**
 * V8 lets a heap grow to a multiple of what lives in it before it collects, on each thread. Driver units come and go,
 * so a smaller step costs a tenth of the time and saves half of the memory.
 */
const heapGrowingPercent = 20;

/** Runs a check; gives the exit code. What is wrong with the input goes to stderr. */
export async function check(options: CheckOptions, terminal: Terminal): Promise<0 | 1 | 2> {
  const started = performance.now();
  setFlagsFromString(`--heap-growing-percent=${heapGrowingPercent}`);
  const inputs = readInputs(options);
  if (typeof inputs === "string") {
    process.stderr.write(`driverlens: ${inputs}\n`);
    return 2;
  }
  const { settings, roots, shown, targetWindows } = inputs;
  const tree = nodeFileTree();
  const config = configFor(settings, allRules, tree);
  if (options.config !== undefined && config.problems.length > 0) {
    for (const problem of config.problems) {
      process.stderr.write(formatProblem(configProblem(problem), settings.root, colors("never")));
    }
    return 2;
  }
  const bar = progress({
    write: (text) => process.stderr.write(text),
    now: () => performance.now(),
    width: process.stderr.isTTY ? process.stderr.columns : undefined,
  });
  const discovery = discoverUnits(tree, roots, {
    excluded: (path) => config.excludesFolder(path),
    // Workers read files themselves; texts that are kept here would only fill memory.
    maxKeptText: 4 * 1024 * 1024,
    ...(options.allKinds ? { unknownKind: "windows-kernel" } : {}),
  });
  const unread = new Set(discovery.problems.map((problem) => problem.path));
  const isWanted = (path: string): boolean => !unread.has(path) && roots.some((root) => isInside(root, path));
  const plan = planCheck(discovery, config, {
    wanted: isWanted,
    targetWindows,
    reading: options.stats ? "everything" : "kernel-only",
  });
  discovery.texts.clear();

  const results: TaskResult[] = [];
  const problems: Problem[] = [...discovery.problems, ...plan.problems];
  const found = [...discovery.files.keys()].some(isWanted);
  if (!found && problems.length === 0) {
    const paths = roots.map((root) => relativePath(settings.root, root)).join(", ");
    process.stderr.write(`driverlens: ${paths}: there are no C or C++ files to check\n`);
    return 2;
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
      results.push(result);
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
  const report: CheckReport = {
    ...reportOf(results, problems, options, shown, plan.leftOut, settings),
    milliseconds: performance.now() - started,
  };
  for (const problem of report.problems) {
    process.stderr.write(formatProblem(problem, settings.root, colors(process.stderr.isTTY ? "always" : "never")));
  }
  const failure = write(report, options, settings, terminal);
  if (failure !== undefined) {
    process.stderr.write(`driverlens: ${failure}\n`);
    return 2;
  }
  // Where nothing at all was read, or all that was tried failed, no findings means nothing.
  return !found || (results.length === 0 && total > 0) ? 2 : exitCode(report.findings, options.failOn);
}

interface Inputs {
  readonly settings: RunSettings;
  readonly roots: readonly string[];
  /** Ids of the rules to show. */
  readonly shown: ReadonlySet<string>;
  readonly targetWindows: TargetWindows | undefined;
}

/** Reads what the options name; a sentence where something is not there or means nothing. */
function readInputs(options: CheckOptions): Inputs | string {
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
    settings: { root: toTreePath(process.cwd(), sep), config },
    roots: paths.map((path) => toTreePath(resolve(path), sep)),
    shown: new Set(rules.map((rule) => rule.id)),
    targetWindows,
  };
}

function reportOf(
  results: readonly TaskResult[],
  problems: readonly Problem[],
  options: CheckOptions,
  shown: ReadonlySet<string>,
  leftOut: CheckReport["leftOut"],
  settings: RunSettings,
): Omit<CheckReport, "milliseconds"> {
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
    problems: told([...problems, ...results.flatMap((result) => result.problems)], settings.root),
    stats,
    leftOut,
    checkedKinds: [...new Set(stats.map((file) => file.kind))].filter((kind) =>
      isKernel(kind as CheckTask["driver"]["kind"]),
    ),
  };
}

/** Problems by place, each once: a rule that fails in one function of a file fails in others. */
function told(problems: readonly Problem[], root: string): readonly Problem[] {
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

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

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
