/** Checks an example as the command line does: its project discovered, its files planned, every rule asked. */
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { checkUnit } from "../../server/src/engine/check-unit.ts";
import { ruleNames } from "../../server/src/engine/config/rule-names.ts";
import { configTree } from "../../server/src/engine/config/settings.ts";
import { lineTable } from "../../server/src/engine/lines.ts";
import { planCheck } from "../../server/src/engine/plan.ts";
import { nodeFileTree, toTreePath } from "../../server/src/main/files.ts";
import { discoverUnits } from "../../server/src/model/unit/discover.ts";
import type { Severity } from "../../server/src/rules/finding.ts";
import { decodeSource } from "../../server/src/syntax/decode.ts";
import { parts } from "../support/engine.ts";

interface ExampleFinding {
  /** The file's name, without its folder. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** The line's text. */
  readonly source: string;
  /** The two lines before it. */
  readonly above: readonly string[];
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

export interface ExampleCheck {
  readonly findings: readonly ExampleFinding[];
  readonly problems: readonly string[];
  /** Files that were checked, by name. */
  readonly files: readonly string[];
  readonly functions: number;
  readonly brokenFunctions: number;
}

/** @param name folder below examples/ */
export function checkExample(name: string): ExampleCheck {
  const root = toTreePath(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)), sep);
  const tree = nodeFileTree();
  const config = configTree({ rules: ruleNames(parts.rules), read: () => undefined });
  const discovery = discoverUnits(tree, [root]);
  const plan = planCheck(discovery, config, { wanted: () => true, targetWindows: undefined, reading: "kernel-only" });
  const textOf = (path: string): string | undefined => {
    const bytes = tree.read(path);
    return bytes === undefined ? undefined : decodeSource(bytes)?.text;
  };
  const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
  const reports = plan.tasks.map((task) =>
    checkUnit({ ...task, textOf, settingsFor: (path) => config.settingsFor(path) }, parts),
  );
  const stats = reports.flatMap((report) => report.stats);
  return {
    findings: reports.flatMap((report) =>
      report.findings.map(({ path, start, rule, severity, message }) => {
        const text = textOf(path) ?? "";
        const { line } = lineTable(text).positionAt(start);
        const lines = text.split(/\r?\n/);
        const source = lines[line - 1] ?? "";
        const above = lines.slice(Math.max(0, line - 3), line - 1);
        return { file: fileName(path), line, source, above, rule, severity, message };
      }),
    ),
    problems: [...discovery.problems, ...reports.flatMap((report) => report.problems)].map(
      (problem) => `${fileName(problem.path)}: ${problem.message}`,
    ),
    files: stats.map((file) => fileName(file.path)).sort(),
    functions: stats.reduce((sum, file) => sum + file.functions, 0),
    brokenFunctions: stats.reduce((sum, file) => sum + file.brokenFunctions, 0),
  };
}
