/** `driverlens verifier`: what a verifier is told for each driver, at a terminal or as JSON. */
import { harmless } from "./cells.ts";
import type { Colors } from "./colors.ts";
import type {
  CheckReport,
  OptionReport,
  ReasonReport,
  RunReport,
  SettingReport,
  UnitAdviceReport,
} from "./verifier-report.ts";
import { wrap } from "./wrap.ts";

export interface VerifierTextOptions {
  readonly colors: Colors;
  /** Terminal columns. */
  readonly width: number;
  /** "quiet": the commands alone; "verbose": every Windows version, and every place that is known. */
  readonly detail: "quiet" | "normal" | "verbose";
}

/** Raised when a field is removed or changes its meaning; new fields may come without that. */
const jsonVersion = 1;

export function formatAdviceJson(units: readonly UnitAdviceReport[], version: string): string {
  return `${JSON.stringify({ version: jsonVersion, tool: { name: "driverlens", version }, units }, undefined, 2)}\n`;
}

/** All drivers, in pieces that each end with a newline. */
export function* formatAdvice(units: readonly UnitAdviceReport[], options: VerifierTextOptions): Generator<string> {
  for (const [index, unit] of units.entries()) {
    yield `${index > 0 ? "\n" : ""}${unitLines(unit, options).join("\n")}\n`;
  }
  const platforms = new Set(units.map(({ platform }) => platform));
  if (options.detail !== "quiet" && (platforms.has("windows") || platforms.has("unread"))) {
    yield `\n${howLines(options).join("\n")}\n`;
  }
}

function unitLines(unit: UnitAdviceReport, options: VerifierTextOptions): readonly string[] {
  const head = heading(unit, options);
  switch (unit.platform) {
    case "unread":
      return [
        ...head,
        ...paragraph(`${unit.because} What fits any driver:`, options),
        ...commandLines(`verifier /standard /driver ${unit.image.file}`, options),
      ];
    case "linux":
      return [...head, ...linuxLines(unit.kernels, options)];
    case "windows":
      return [...head, ...windowsLines(unit, options)];
  }
}

function heading(
  { unit, project, ...rest }: UnitAdviceReport,
  { colors, width }: VerifierTextOptions,
): readonly string[] {
  const target =
    rest.platform === "windows" && rest.target !== null
      ? `, for ${rest.target.windows} and later (${rest.target.saidBy})`
      : rest.platform === "windows"
        ? ", for Windows 10 and later, as nobody says which"
        : "";
  return wrap(harmless(`${unit} (${project})${target}`), width, "", "  ").map(colors.strong);
}

type WindowsUnit = Extract<UnitAdviceReport, { readonly platform: "windows" }>;

function windowsLines(unit: WindowsUnit, options: VerifierTextOptions): readonly string[] {
  const { image, runs, settings, standardBeside, tags } = unit;
  const isQuiet = options.detail === "quiet";
  const first = runs.find(({ run }) => run === "checks");
  return [
    ...(image.doubt === null ? [] : paragraph(image.doubt, options)),
    ...(isQuiet
      ? []
      : image.beside.flatMap(({ file, because }) => paragraph(`${file} is verified too: ${because}.`, options))),
    ...runs.flatMap((run) => runLines(run, tags, options)),
    ...(isQuiet || first === undefined || standardBeside.length === 0
      ? []
      : [
          "",
          ...paragraph(
            `verifier /standard turns on besides: ${standardBeside.join(", ")}. Nothing that is seen here asks for it.`,
            options,
          ),
        ]),
    ...settings.flatMap((setting) => settingLines(setting, options)),
  ];
}

const runTitles: Readonly<Record<string, string>> = {
  checks: "First: what finds mistakes",
  faults: "Then: allocations that fail at random",
  systematic: "Then: each allocation fails once",
  pending: "Then: requests that stay pending",
  delays: "Then: threads that are delayed",
  buffers: "Buffers of requests, for all drivers of the machine",
  isolation: "For a driver that is to be isolated (a Windows driver)",
  log: "To see which requests the devices get",
};

function runLines(run: RunReport, tags: readonly string[], options: VerifierTextOptions): readonly string[] {
  const { colors, detail } = options;
  const isQuiet = detail === "quiet";
  const others = run.with.length === 0 || isQuiet ? [] : paragraph(`With ${othersText(run)}.`, options);
  const limits =
    run.run === "faults" && tags.length > 0 && !isQuiet
      ? paragraph(
          `To fail its own allocations alone, more often: verifier /faults 1000 "${tags.slice(0, shownTags).join(" ")}"`,
          options,
        )
      : [];
  return [
    "",
    colors.strong(runTitles[run.run] ?? run.run),
    ...shownCommands(run, options).flatMap(({ text, note }) => commandLines(text, options, note)),
    ...others,
    ...limits,
    ...(isQuiet ? [] : run.checks.flatMap((check) => ["", ...checkLines(check, options)])),
  ];
}

/** Tags that a command names at most. */
const shownTags = 8;

const othersText = (run: RunReport): string =>
  run.with.length > 3 ? `the ${run.with.length} checks of the first run that go with it` : run.with.join(", ");

interface ShownCommand {
  readonly text: string;
  readonly note: string;
}

/** Those of the oldest and the newest Windows; all of them where everything is told. */
function shownCommands({ commands }: RunReport, { detail }: VerifierTextOptions): readonly ShownCommand[] {
  const [first] = commands;
  const last = new Map(commands.map((command) => [command.form, command]));
  return commands
    .filter(
      (command) =>
        detail === "verbose" ||
        // Of an old Windows the form that it is best told by.
        command === first ||
        (command === last.get(command.form) && (command.form !== "now" || detail === "normal")),
    )
    .map(({ text, form, from, to, lacks }) => {
      const windows = to === null ? `${from} and later` : to === from ? from : `${from} to ${to}`;
      const now = form === "now" ? ", without a restart" : "";
      const without = lacks.length === 0 ? "" : `; it cannot turn on ${lacks.join(", ")}`;
      return { text, note: `${windows}${now}${without}` };
    });
}

function commandLines(command: string, { colors, width }: VerifierTextOptions, note = ""): readonly string[] {
  // A command is copied: it stays on one line.
  return [
    `  ${colors.code(harmless(command))}`,
    ...(note === "" ? [] : wrap(harmless(note), width, "      ", "      ").map(colors.dim)),
  ];
}

function checkLines(check: CheckReport, options: VerifierTextOptions): readonly string[] {
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

function findsText({ finds, bugChecks }: CheckReport): string {
  const codes = [
    ...new Set(bugChecks.map(({ code, parameter }) => (parameter === null ? code : `${code} (${parameter})`))),
  ];
  return codes.length === 0 ? finds : `${finds}. Bug check ${codes.join(", ")}`;
}

/** Names that are told of a reason; places beside them. */
const shownNames = 4;
const shownRules = 6;

function reasonText({ text, count, names, rules, places }: ReasonReport, { detail }: VerifierTextOptions): string {
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

function settingLines({ check, command, undo }: SettingReport, options: VerifierTextOptions): readonly string[] {
  const { colors, detail } = options;
  return [
    "",
    colors.strong(`In the registry: ${check.title}`),
    ...commandLines(command, options),
    ...(detail === "quiet"
      ? []
      : [
          ...check.reasons.flatMap((reason) => labelled("because", reasonText(reason, options), options)),
          ...labelled("finds", findsText(check), options),
          ...labelled("costs", check.costs, options),
          ...labelled("undo", undo, options),
        ]),
  ];
}

function linuxLines(kernels: readonly (readonly OptionReport[])[], options: VerifierTextOptions): readonly string[] {
  const { colors, detail } = options;
  return [
    ...paragraph(
      "Driver Verifier is of Windows. The Linux kernel watches a module with options that it is built with:",
      options,
    ),
    ...kernels.flatMap((kernel, index) => [
      "",
      colors.strong(index === 0 ? "A kernel for tests" : "A kernel of its own, as these options exclude others"),
      ...[...new Set(kernel.flatMap(({ name, needs }) => [...needs, name]))].map(
        (name) => `  ${colors.code(`${name}=y`)}`,
      ),
      ...(detail === "quiet" ? [] : kernel.flatMap((option) => ["", ...optionLines(option, options)])),
    ]),
  ];
}

function optionLines(option: OptionReport, options: VerifierTextOptions): readonly string[] {
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

function howLines(options: VerifierTextOptions): readonly string[] {
  const { colors } = options;
  const line = (command: string, text: string): readonly string[] =>
    wrap(text, options.width, `  ${command.padEnd(30)} `, " ".repeat(33)).map((each) =>
      each.replace(command, colors.code(command)),
    );
  return [
    colors.strong("How to run it"),
    ...paragraph(
      "On a machine for tests, as administrator, with a kernel debugger attached: what is found stops the machine with a bug check. Never on the machine that you work at. /flags and /ruleclasses take effect at the next start.",
      options,
    ),
    ...line("verifier /querysettings", "what will be on after the next start"),
    ...line("verifier /query", "what is on, with its counters"),
    ...line(
      "verifier /bootmode oneboot",
      "turn it off again after one start; before a driver that starts with the system",
    ),
    ...line(
      "verifier /reset",
      "turn all of it off at the next start; in safe mode too, where the machine no longer starts",
    ),
    ...line("!analyze -v, !verifier 3", "in the debugger: the bug check, and what the verifier knows of the driver"),
  ];
}

const labelled = (label: string, text: string, { colors, width }: VerifierTextOptions): readonly string[] =>
  wrap(harmless(text), width, `    ${label.padEnd(8)} `, " ".repeat(13)).map((line) =>
    line.replace(label, colors.dim(label)),
  );

const paragraph = (text: string, { width }: VerifierTextOptions): readonly string[] =>
  wrap(harmless(text), width, "  ", "  ");
