/** What is said of checks, reasons and commands, for a terminal as for an editor. */
import type { CheckReport, CommandReport, OptionReport, ReasonReport } from "./report.ts";

/** Of runs, by their names in the facts. */
export const runTitles: Readonly<Record<string, string>> = {
  checks: "First: what finds mistakes",
  faults: "Then: allocations that fail at random",
  systematic: "Then: each allocation fails once",
  pending: "Then: requests that stay pending",
  delays: "Then: threads that are delayed",
  buffers: "Buffers of requests, for all drivers of the machine",
  isolation: "For a driver that is to be isolated (a Windows driver)",
  log: "To see which requests the devices get",
};

/** "flag 0x1, rule class 1, standard, since Windows 2000". */
export function namesText({ bit, ruleClass, standard, since, until, again }: CheckReport): string {
  const names = [
    ...(bit === null ? [] : [`flag ${bit}`]),
    ...(ruleClass === null ? [] : [`rule class ${ruleClass}`]),
    ...(standard ? ["standard"] : []),
    until === null ? `since ${since}` : `${since} to ${until}`,
    ...(again === null ? [] : [`and again since ${again}`]),
  ];
  return names.join(", ");
}

/** The Windows that a command is for, and what it cannot do there. */
export function noteText({ form, from, to, lacks }: CommandReport): string {
  const windows = to === null ? `${from} and later` : to === from ? from : `${from} to ${to}`;
  const now = form === "now" ? ", without a restart" : "";
  const without = lacks.length === 0 ? "" : `; it cannot turn on ${lacks.join(", ")}`;
  return `${windows}${now}${without}`;
}

/** Those of the oldest and the newest Windows; all of them where everything is told. */
export function chosenCommands(commands: readonly CommandReport[], detail: Detail): readonly CommandReport[] {
  const [first] = commands;
  const last = new Map(commands.map((command) => [command.form, command]));
  return commands.filter(
    (command) =>
      detail === "verbose" ||
      // Of an old Windows the form that it is best told by.
      command === first ||
      (command === last.get(command.form) && (command.form !== "now" || detail === "normal")),
  );
}

/** The configuration that a kernel is built with: what the options need before each. */
export const configurationOf = (options: readonly OptionReport[]): readonly string[] => [
  ...new Set(options.flatMap(({ name, needs }) => [...needs, name])),
];

/** Everything that a check is advised for. */
export const causesOf = (
  { fitsAnyDriver, neededBy, reasons }: Pick<CheckReport, "fitsAnyDriver" | "neededBy" | "reasons">,
  detail: Detail,
): readonly string[] => [
  ...(fitsAnyDriver ? ["it fits any driver"] : []),
  ...neededBy.map((other) => `${other} needs it`),
  ...reasons.map((reason) => reasonText(reason, detail)),
];

export const optionCauses = (
  { fitsAnyDriver, reasons }: Pick<OptionReport, "fitsAnyDriver" | "reasons">,
  detail: Detail,
): readonly string[] => [
  ...(fitsAnyDriver ? ["it fits any module"] : []),
  ...reasons.map((reason) => reasonText(reason, detail)),
];

/** The same, and how its reports in the log begin. */
export const optionFinds = ({ finds, says }: OptionReport): string =>
  says === null ? finds : `${finds}. The log says "${says}"`;

/** Of Linux modules. */
export const linuxIntroduction =
  "Driver Verifier is of Windows. The Linux kernel watches a module with options that it is built with:";

export const kernelTitle = (index: number): string =>
  index === 0 ? "A kernel for tests" : "A kernel of its own, as these options exclude others";

/** "verbose": all names, rules and places; "quiet": commands that take effect at the next start. */
type Detail = "quiet" | "normal" | "verbose";

/** What it finds, and the bug checks that it ends in. */
export function findsText({ finds, bugChecks }: CheckReport): string {
  const codes = [
    ...new Set(bugChecks.map(({ code, parameter }) => (parameter === null ? code : `${code} (${parameter})`))),
  ];
  return codes.length === 0 ? finds : `${finds}. Bug check ${codes.join(", ")}`;
}

/** Names that are told of a reason; places beside them. */
const shownNames = 4;
const shownRules = 6;

function reasonText({ text, count, names, rules, places }: ReasonReport, detail: Detail): string {
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
