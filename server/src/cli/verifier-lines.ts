/** The parts of a verifier's text: commands, checks with their reasons, options of the Linux kernel. */

import type { CheckReport, OptionReport } from "../engine/verifier/report.ts";
import { causesOf, findsText, namesText, optionCauses, optionFinds } from "../engine/verifier/words.ts";
import { harmless } from "./cells.ts";
import type { Colors } from "./colors.ts";
import { wrap } from "./wrap.ts";

export interface VerifierTextOptions {
  readonly colors: Colors;
  /** Terminal columns. */
  readonly width: number;
  /** "quiet": the commands alone; "verbose": every Windows version, and every place that is known. */
  readonly detail: "quiet" | "normal" | "verbose";
}

export function commandLines(command: string, { colors, width }: VerifierTextOptions, note = ""): readonly string[] {
  // A command is copied: it stays on one line.
  return [
    `  ${colors.code(harmless(command))}`,
    ...(note === "" ? [] : wrap(harmless(note), width, "      ", "      ").map(colors.dim)),
  ];
}

export function checkLines(check: CheckReport, options: VerifierTextOptions): readonly string[] {
  const { title } = check;
  const { colors, width } = options;
  const [first = "", ...more] = wrap(`${title} (${namesText(check)})`, width, "  ", "    ");
  return [
    first.replace(title, colors.strong(title)),
    ...more,
    ...causesOf(check, options.detail).flatMap((cause) => labelled("because", cause, options)),
    ...(check.finds === "" ? [] : labelled("finds", findsText(check), options)),
    ...(check.costs === "" ? [] : labelled("costs", check.costs, options)),
  ];
}

export function optionLines(option: OptionReport, options: VerifierTextOptions): readonly string[] {
  const { name, since, how, costs } = option;
  return [
    `  ${options.colors.strong(name)}${since === null ? "" : ` (since ${since})`}`,
    ...optionCauses(option, options.detail).flatMap((cause) => labelled("because", cause, options)),
    ...labelled("finds", optionFinds(option), options),
    ...labelled("costs", costs, options),
    ...(how === null ? [] : labelled("how", how, options)),
  ];
}

export const labelled = (label: string, text: string, { colors, width }: VerifierTextOptions): readonly string[] =>
  wrap(harmless(text), width, `    ${label.padEnd(8)} `, " ".repeat(13)).map((line) =>
    line.replace(label, colors.dim(label)),
  );

export const paragraph = (text: string, { width }: VerifierTextOptions): readonly string[] =>
  wrap(harmless(text), width, "  ", "  ");
