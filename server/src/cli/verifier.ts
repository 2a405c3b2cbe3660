/** `driverlens verifier`: what a verifier is told for each driver, at a terminal or as JSON. */

import type { OptionReport, RunReport, SettingReport, UnitAdviceReport } from "../engine/verifier/report.ts";
import {
  causesOf,
  chosenCommands,
  configurationOf,
  findsText,
  kernelTitle,
  linuxIntroduction,
  noteText,
  runTitles,
} from "../engine/verifier/words.ts";
import { harmless } from "./cells.ts";
import {
  checkLines,
  commandLines,
  labelled,
  optionLines,
  paragraph,
  type VerifierTextOptions,
} from "./verifier-lines.ts";
import { wrap } from "./wrap.ts";

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
    ...chosenCommands(run.commands, detail).flatMap((command) =>
      commandLines(command.text, options, noteText(command)),
    ),
    ...others,
    ...limits,
    ...(isQuiet ? [] : run.checks.flatMap((check) => ["", ...checkLines(check, options)])),
  ];
}

/** Tags that a command names at most. */
const shownTags = 8;

const othersText = (run: RunReport): string =>
  run.with.length > 3 ? `the ${run.with.length} checks of the first run that go with it` : run.with.join(", ");

function settingLines({ check, command, undo }: SettingReport, options: VerifierTextOptions): readonly string[] {
  const { colors, detail } = options;
  return [
    "",
    colors.strong(`In the registry: ${check.title}`),
    ...commandLines(command, options),
    ...(detail === "quiet"
      ? []
      : [
          ...causesOf(check, detail).flatMap((cause) => labelled("because", cause, options)),
          ...labelled("finds", findsText(check), options),
          ...labelled("costs", check.costs, options),
          ...labelled("undo", undo, options),
        ]),
  ];
}

function linuxLines(kernels: readonly (readonly OptionReport[])[], options: VerifierTextOptions): readonly string[] {
  const { colors, detail } = options;
  return [
    ...paragraph(linuxIntroduction, options),
    ...kernels.flatMap((kernel, index) => [
      "",
      colors.strong(kernelTitle(index)),
      ...configurationOf(kernel).map((name) => `  ${colors.code(`${name}=y`)}`),
      ...(detail === "quiet" ? [] : kernel.flatMap((option) => ["", ...optionLines(option, options)])),
    ]),
  ];
}

/** Columns in which a sentence can stand beside its command. */
const narrowest = 70;

function howLines(options: VerifierTextOptions): readonly string[] {
  const { colors, width } = options;
  const isNarrow = width < narrowest;
  const line = (command: string, text: string): readonly string[] =>
    isNarrow
      ? commandLines(command, options, text)
      : wrap(text, width, `  ${command.padEnd(34)} `, " ".repeat(37)).map((each) =>
          each.replace(command, colors.code(command)),
        );
  return [
    colors.strong("How to run it"),
    ...paragraph(
      "On a machine for tests, as administrator, with a kernel debugger attached: what is found stops the machine with a bug check. Never on the machine that you work at. /flags and /ruleclasses take effect at the next start; /dif /now works where no rule classes are on yet.",
      options,
    ),
    ...line("verifier /querysettings", "what will be on after the next start"),
    ...line("verifier /query", "what is on, with its counters"),
    ...line(
      "verifier /bootmode oneboot",
      "turn it off again after one start; before a driver that starts with the system",
    ),
    ...line(
      "verifier /bootmode resetonbootfail",
      "have Windows turn it off where the machine does not start (Windows 8.1: disableafterfail)",
    ),
    ...line("verifier /stop", "end at once what /dif /now has begun"),
    ...line(
      "verifier /reset",
      "turn all of it off at the next start; where the machine no longer starts, in safe mode",
    ),
    ...line("!analyze -v, !verifier 3", "in the debugger: the bug check, and what the verifier knows of the driver"),
  ];
}
