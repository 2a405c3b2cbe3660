/** `driverlens verifier` on Node: finds the drivers, asks for each what a verifier is told, prints it. */
import type { Colors } from "../cli/colors.ts";
import type { VerifierOptions } from "../cli/command-line.ts";
import { relativePath } from "../cli/paths.ts";
import { formatAdvice, formatAdviceJson } from "../cli/verifier.ts";
import type { UnitAdviceReport } from "../engine/verifier/report.ts";
import { compare, type Survey, surveyFiles, tellProblems } from "./survey.ts";
import { version } from "./version.ts";

export interface VerifierTerminal {
  readonly colors: Colors;
  /** Terminal columns. */
  readonly width: number;
}

/** Runs it; gives the exit code. What is wrong with the input goes to stderr. */
export async function verifier(options: VerifierOptions, { colors, width }: VerifierTerminal): Promise<0 | 2> {
  const survey = await surveyFiles({ ...options, rules: [], reading: "kernel-only", verifier: true });
  if (survey === undefined) {
    return 2;
  }
  const { problems, settings, plan, results } = survey;
  tellProblems(problems, settings.root);
  const units = adviceOf(survey);
  if (units.length === 0) {
    process.stderr.write("driverlens: there is no kernel driver here, as far as projects and sources tell\n");
    return 2;
  }
  const pieces =
    options.format === "json"
      ? [formatAdviceJson(units, version)]
      : formatAdvice(units, { colors, width, detail: options.detail });
  for (const piece of pieces) {
    process.stdout.write(piece);
  }
  return results.size < plan.tasks.length ? 2 : 0;
}

/** In the order of their projects. */
function adviceOf({ results, settings }: Survey): readonly UnitAdviceReport[] {
  const units = [...results].flatMap(([{ driver }, { verifier: advice }]): UnitAdviceReport | [] =>
    advice === undefined
      ? []
      : { unit: driver.name, project: relativePath(settings.root, driver.projectFile ?? driver.root), ...advice },
  );
  return units.sort((a, b) => compare(a.project, b.project) || compare(a.unit, b.unit));
}
