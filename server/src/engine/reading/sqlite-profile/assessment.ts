/** What a step makes of the sources alone, and how that and what rules found become the step that people see. */
import type { ReportedFinding } from "../../report.ts";
import { counted } from "../unit-view/row.ts";
import type { Evidence, PartId, Step, StepState } from "./step.ts";

export interface Assessment {
  readonly state: StepState;
  /** With a full stop. */
  readonly sentence: string;
  readonly details?: readonly string[];
  /** Whether a finding says the sentence already. */
  readonly isTold?: boolean;
  /** The first is where to go. */
  readonly evidence?: readonly Evidence[];
}

export interface StepHead {
  readonly id: Step["id"];
  readonly title: string;
  /** What could be put in where something is missing or wrong. */
  readonly part: PartId | undefined;
}

/** Rules that speak about what the steps ask for; other rules' warnings are of code that happens to be there. */
const speaksOfSteps = /^(?:sqlite-.*|large-stack-frame|unbounded-recursion)$/;

/** What makes a step wrong: an error in what belongs to it, or a warning about what it asks for. */
export const isGrave = ({ severity, rule }: ReportedFinding): boolean =>
  severity === "error" || (severity === "warning" && speaksOfSteps.test(rule));

/** What is found wrong makes a step wrong, whatever else is seen: the list and the findings never contradict each other. */
export function stepOf(head: StepHead, assessment: Assessment, findings: readonly ReportedFinding[]): Step {
  const { state, sentence, details = [], evidence = [], isTold = state === "done" } = assessment;
  const ranked = findings.toSorted((a, b) => rank(a) - rank(b));
  const [first, ...others] = ranked.filter(isGrave);
  const known = { id: head.id, title: head.title, evidence, findings: ranked };
  if (first === undefined) {
    const part = state === "missing" || state === "wrong" ? head.part : undefined;
    return { ...known, state, sentence, details, at: evidence.find(({ at }) => at !== undefined)?.at, part };
  }
  const more = others.length > 0 ? `, and ${counted(others.length, "more finding")}` : "";
  return {
    ...known,
    state: "wrong",
    sentence: `${first.message}${more}.`,
    // What is missing beside is still to be said; that it would be done is not.
    details: [...(isTold ? [] : [sentence]), ...details],
    at: { path: first.path, start: first.start, end: first.end },
    part: head.part,
  };
}

/** Errors first, hints last; of the same severity what is about SQLite. */
const rank = ({ severity, rule }: ReportedFinding): number =>
  2 * ["error", "warning", "hint"].indexOf(severity) + (speaksOfSteps.test(rule) ? 0 : 1);

/** "a", "a and b", "a, b and 3 more". */
export function listed(names: readonly string[]): string {
  const all = [...new Set(names)];
  if (all.length <= 1) {
    return all[0] ?? "";
  }
  const shown = all.length > 3 ? [...all.slice(0, 2), `${all.length - 2} more`] : all;
  return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
