/** The parts of a verifier's text: commands, checks with their reasons, options of the Linux kernel. */
import { harmless } from "./cells.ts";
import type { Colors } from "./colors.ts";
import type { CheckReport, OptionReport, ReasonReport } from "./verifier-report.ts";
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
  const { title, bit, ruleClass, standard, since, until, reasons, fitsAnyDriver, neededBy } = check;
  const { colors, width } = options;
  const names = [
    ...(bit === null ? [] : [`flag ${bit}`]),
    ...(ruleClass === null ? [] : [`rule class ${ruleClass}`]),
    ...(standard ? ["standard"] : []),
    until === null ? `since ${since}` : `${since} to ${until}`,
    ...(check.again === null ? [] : [`and again since ${check.again}`]),
  ];
  const [first = "", ...more] = wrap(`${title} (${names.join(", ")})`, width, "  ", "    ");
  return [
    first.replace(title, colors.strong(title)),
    ...more,
    ...(fitsAnyDriver ? labelled("because", "it fits any driver", options) : []),
    ...neededBy.flatMap((other) => labelled("because", `${other} needs it`, options)),
    ...reasons.flatMap((reason) => labelled("because", reasonText(reason, options), options)),
    ...(check.finds === "" ? [] : labelled("finds", findsText(check), options)),
    ...(check.costs === "" ? [] : labelled("costs", check.costs, options)),
  ];
}

export function findsText({ finds, bugChecks }: CheckReport): string {
  const codes = [
    ...new Set(bugChecks.map(({ code, parameter }) => (parameter === null ? code : `${code} (${parameter})`))),
  ];
  return codes.length === 0 ? finds : `${finds}. Bug check ${codes.join(", ")}`;
}

/** Names that are told of a reason; places beside them. */
const shownNames = 4;
const shownRules = 6;

export function reasonText(
  { text, count, names, rules, places }: ReasonReport,
  { detail }: VerifierTextOptions,
): string {
  const isAll = detail === "verbose";
  const told = isAll ? names : names.slice(0, shownNames);
  const left = names.length - told.length;
  const called = told.map((one) => (one.count > 1 ? `${one.name} (${one.count})` : one.name)).join(", ");
  const more = left > 0 ? ` and ${left} more` : "";
  const shownPlaces = places.slice(0, isAll ? places.length : 2).map(({ path, line }) => `${path}:${line}`);
  const rest = count - shownPlaces.length;
  const where = `${shownPlaces.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  const ofRules = isAll ? rules : rules.slice(0, shownRules);
  const ruleText =
    rules.length === 0
      ? ""
      : `; rules ${ofRules.join(", ")}${rules.length > ofRules.length ? ` and ${rules.length - ofRules.length} more` : ""}`;
  return `it ${text}${called === "" ? "" : `: ${called}${more}`}${ruleText}; ${where}`;
}

export function optionLines(option: OptionReport, options: VerifierTextOptions): readonly string[] {
  const { name, since, says, how, finds, costs, reasons, fitsAnyDriver } = option;
  return [
    `  ${options.colors.strong(name)}${since === null ? "" : ` (since ${since})`}`,
    ...(fitsAnyDriver ? labelled("because", "it fits any module", options) : []),
    ...reasons.flatMap((reason) => labelled("because", reasonText(reason, options), options)),
    ...labelled("finds", says === null ? finds : `${finds}. The log says "${says}"`, options),
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
