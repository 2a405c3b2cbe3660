/** `driverlens check` on Node: finds the files, spreads the units over threads, writes what was found. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve, sep } from "node:path";
import { setFlagsFromString } from "node:v8";
import { type Colors, colors } from "../cli/colors.ts";
import { type CheckOptions, exitCode, selectRules } from "../cli/command-line.ts";
import { formatJson } from "../cli/json.ts";
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
import { configFor, type RunSettings, runTask, type TaskResult } from "./check-task.ts";
import { nodeFileTree, toTreePath } from "./files.ts";
import { loadParts } from "./parts.ts";
import { version } from "./version.ts";
import { runPool } from "./worker-pool.ts";

export interface Terminal {
  readonly colors: Colors;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Fewer files than this are checked on the main thread: starting workers would take longer. */
const smallRun = 40;

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
  const plan = planCheck(discovery, config, {
    wanted: (path) => roots.some((root) => isInside(root, path)),
    targetWindows,
    reading: options.stats ? "everything" : "kernel-only",
  });
  discovery.texts.clear();

  const results: TaskResult[] = [];
  const problems: Problem[] = [...discovery.problems, ...plan.problems];
  const total = plan.tasks.reduce((sum, task) => sum + task.paths.length, 0);
  let done = 0;
  const take = (result: TaskResult, task: CheckTask): void => {
    results.push(result);
    done += task.paths.length;
    bar.update({ done, total, label: relativePath(settings.root, task.driver.root) });
  };
  const threads = Math.min(options.jobs ?? availableParallelism(), plan.tasks.length);
  if (threads <= 1 || (total < smallRun && options.jobs === undefined)) {
    const parts = await loadParts(new URL(".", import.meta.url));
    for (const task of plan.tasks) {
      take(runTask(task, settings, parts, tree), task);
    }
  } else {
    await runPool<CheckTask, TaskResult>({
      module: new URL("check-worker.js", import.meta.url),
      threads,
      workerData: settings,
      youngGenerationMb: 24,
      tasks: plan.tasks,
      onResult: take,
      onFailure: (error, task) =>
        problems.push({ path: task.driver.projectFile ?? task.driver.root, message: `not checked: ${error.message}` }),
    });
  }
  bar.finish();

  problems.push(...config.problems.map(configProblem));
  const report: CheckReport = {
    ...reportOf(results, problems, options, shown, plan.leftOut),
    milliseconds: performance.now() - started,
  };
  for (const problem of report.problems) {
    process.stderr.write(formatProblem(problem, settings.root, colors(process.stderr.isTTY ? "always" : "never")));
  }
  write(report, options, settings, terminal);
  return total === 0 && results.length === 0 && discovery.files.size === 0 && problems.length > 0
    ? 2
    : exitCode(report.findings, options.failOn);
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
): Omit<CheckReport, "milliseconds"> {
  const wanted = results
    .flatMap((result) => result.findings)
    .filter((finding) => shown.has(finding.rule) && isAtLeast(finding.severity, options.minSeverity))
    .sort((a, b) =>
      a.path < b.path ? -1 : a.path > b.path ? 1 : a.startLine - b.startLine || a.startColumn - b.startColumn,
    );
  const stats = results.flatMap((result) => result.stats);
  return {
    findings: wanted.filter((finding) => finding.suppression === undefined),
    suppressed: wanted.filter((finding) => finding.suppression !== undefined),
    unusedSuppressions: options.reportUnusedSuppressions ? results.flatMap((result) => result.unused) : [],
    problems: [...problems, ...results.flatMap((result) => result.problems)],
    stats,
    leftOut,
    checkedKinds: [...new Set(stats.map((file) => file.kind))].filter((kind) =>
      isKernel(kind as CheckTask["driver"]["kind"]),
    ),
  };
}

function write(report: CheckReport, options: CheckOptions, settings: RunSettings, terminal: Terminal): void {
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
        : formatText(report, { rules, colors: terminal.colors, width: terminal.width, detail: options.detail });
  if (options.output === undefined) {
    for (const piece of pieces) {
      process.stdout.write(piece);
    }
  } else {
    writeFileSync(options.output, [...pieces].join(""));
  }
  if (options.stats) {
    process.stderr.write(formatStats(report.stats));
  }
}
