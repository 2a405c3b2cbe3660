/** The checklist of SQLite in a driver for a reader at a terminal, and in the shape that scripts get. */
import type { Step, StepState } from "../engine/reading/sqlite-profile/step.ts";
import type { TextRange } from "../engine/report.ts";
import { harmless } from "./cells.ts";
import type { Colors } from "./colors.ts";
import { type LocatedRange, type LocateOptions, locateRanges } from "./located.ts";
import { relativePath } from "./paths.ts";
import { wrap } from "./wrap.ts";

export interface LocatedStep extends Pick<Step, "id" | "title" | "state" | "sentence" | "details" | "part"> {
  readonly at: LocatedRange | undefined;
  readonly evidence: readonly { readonly text: string; readonly at: LocatedRange | undefined }[];
  readonly findings: readonly LocatedStepFinding[];
}

interface LocatedStepFinding extends LocatedRange {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
}

/** The checklist of one driver. */
export interface LocatedProfile {
  /** See `DriverUnit`. */
  readonly unit: string;
  /** The project file, or the folder where there is none, as paths are shown. */
  readonly project: string;
  readonly steps: readonly LocatedStep[];
}

export function locateSteps(steps: readonly Step[], options: LocateOptions): readonly LocatedStep[] {
  const ranges = steps.flatMap(({ at, evidence, findings }): readonly TextRange[] => [
    ...(at === undefined ? [] : [at]),
    ...evidence.flatMap((one) => one.at ?? []),
    ...findings,
  ]);
  const located = new Map(locateRanges(ranges, options).map((range, index) => [ranges[index], range]));
  const placeOf = (at: TextRange | undefined): LocatedRange | undefined => at && located.get(at);
  return steps.map(({ id, title, state, sentence, details, part, at, evidence, findings }) => ({
    ...{ id, title, state, sentence, details, part },
    at: placeOf(at),
    evidence: evidence.map((one) => ({ text: one.text, at: placeOf(one.at) })),
    findings: findings.flatMap((finding): LocatedStepFinding | [] => {
      const range = placeOf(finding);
      const { rule, severity, message } = finding;
      return range === undefined ? [] : { ...range, rule, severity, message };
    }),
  }));
}

export function locatedProfile(
  {
    name,
    projectFile,
    root,
  }: { readonly name: string; readonly projectFile: string | undefined; readonly root: string },
  steps: readonly LocatedStep[],
  shownFrom: string,
): LocatedProfile {
  return { unit: name, project: relativePath(shownFrom, projectFile ?? root), steps };
}

interface ProfileTextOptions {
  readonly colors: Colors;
  readonly width: number;
  /** "quiet": a line a step and what is said of it; "verbose": what each was ticked from too. */
  readonly detail: "quiet" | "normal" | "verbose";
}

/** What stands before a step, for who reads on paper or hears it: the state is a word besides. */
const ticks: Readonly<Record<StepState, string>> = { done: "[x]", wrong: "[!]", missing: "[ ]", unknown: "[?]" };

const stateWidth = "missing".length;

/** All checklists, in pieces that each end with a newline. */
export function* formatProfiles(profiles: readonly LocatedProfile[], options: ProfileTextOptions): Generator<string> {
  if (profiles.length === 0) {
    yield "\nNo driver here has SQLite inside.\n";
  }
  for (const profile of profiles) {
    yield formatProfile(profile, options);
  }
}

function formatProfile({ unit, project, steps }: LocatedProfile, options: ProfileTextOptions): string {
  const { colors, width } = options;
  const titleWidth = Math.max(...steps.map(({ title }) => title.length));
  const done = steps.filter(({ state }) => state === "done").length;
  const head = `SQLite in ${harmless(unit)}: ${done} of ${steps.length} steps done`;
  const lines = ["", ...wrap(`${head} (${harmless(project)})`, width, "", "  ").map((line) => colors.strong(line)), ""];
  for (const step of steps) {
    const { state, title } = step;
    const column = 2 + 4 + stateWidth + 2 + titleWidth + 2;
    const tick = `${ticks[state]} ${state.padEnd(stateWidth)}`;
    const first = `  ${tick}  ${title.padEnd(titleWidth)}  `;
    const isNarrow = width - column < narrowest;
    const indent = " ".repeat(isNarrow ? 6 : column);
    const [told = "", ...more] = wrap(harmless(step.sentence), width, isNarrow ? indent : first, indent);
    const body = [
      ...(isNarrow ? [first.trimEnd(), told] : [told]),
      ...more,
      ...detailLines(step, width, indent, options),
    ];
    lines.push(...body.map((line, index) => (index === 0 ? line.replace(tick, colors.state[state](tick)) : line)));
  }
  return `${lines.join("\n")}\n`;
}

/** Columns that a sentence needs to be read beside its step. */
const narrowest = 32;

function detailLines(
  { state, details, at, evidence, part }: LocatedStep,
  width: number,
  indent: string,
  { colors, detail }: ProfileTextOptions,
): readonly string[] {
  const place = at === undefined ? [] : [`${indent}${colors.dim(placeText(at))}`];
  if (detail === "quiet") {
    return place;
  }
  const isTold = detail === "verbose" || state !== "done";
  const said = isTold ? details.flatMap((text) => wrap(harmless(text), width, indent, indent)) : [];
  const insert = part === undefined ? [] : wrap(`insert one: driverlens new ${part} <folder>`, width, indent, indent);
  const from = evidence.flatMap((one) => {
    const where = one.at === undefined ? "" : ` ${placeText(one.at)}`;
    return wrap(`from: ${harmless(one.text)}${where}`, width, indent, `${indent}      `);
  });
  return [...place, ...said, ...insert, ...(detail === "verbose" ? from : [])];
}

const placeText = ({ path, startLine }: LocatedRange): string => `${harmless(path)}:${startLine}`;
