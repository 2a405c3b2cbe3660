/** Things that went wrong with an input, as lines for stderr. */
import type { ConfigProblem } from "../engine/config/read.ts";
import type { Problem } from "../engine/report.ts";
import type { SuppressionProblem } from "../engine/suppressions/table.ts";
import { harmless } from "./cells.ts";
import type { Colors } from "./colors.ts";
import { type LocateOptions, locateRanges } from "./located.ts";
import { relativePath } from "./paths.ts";

/** `driverlens: src/x.c: cannot be read`, ending with a newline. */
export function formatProblem(problem: Problem, root: string, colors: Colors): string {
  const path = root === "" ? problem.path : relativePath(root, problem.path);
  // Further lines are a stack, which the machine-readable formats carry.
  const [message = ""] = problem.message.split("\n", 1);
  return `${colors.severity.warning("driverlens:")} ${harmless(path)}: ${harmless(message)}\n`;
}

/** A mistake in a configuration file; its line goes into the message. */
export function configProblem({ path, line, column, message }: ConfigProblem): Problem {
  return { path, message: `line ${line}, column ${column}: ${message}` };
}

/** Mistakes in the driverlens comments of one file. */
export function suppressionProblems(
  path: string,
  problems: readonly SuppressionProblem[],
  options: LocateOptions,
): readonly Problem[] {
  const ranges = locateRanges(
    problems.map(({ start, end }) => ({ path, start, end })),
    options,
  );
  return problems.map(({ message }, index) => ({ path, message: `line ${ranges[index]?.startLine ?? 1}: ${message}` }));
}
