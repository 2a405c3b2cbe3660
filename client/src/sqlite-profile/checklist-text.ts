/** The checklist of SQLite as words: of a step, to be heard, and of all of them, to be put into a review. */
import type { FilePlace, SqliteProfileAnswer, SqliteStep } from "../../../server/src/lsp/protocol.ts";
import { placeText } from "../why/why-text.ts";

type State = SqliteStep["state"];

const ticks: Readonly<Record<State, string>> = { done: "[x]", wrong: "[!]", missing: "[ ]", unknown: "[?]" };

const stateWords: Readonly<Record<State, string>> = {
  done: "done",
  wrong: "wrong",
  missing: "missing",
  unknown: "cannot be seen from the sources",
};

/** What a screen reader says of a step: "Allocator: done. SQLite allocates through Methods." */
export const spokenStep = ({ title, state, sentence }: SqliteStep): string =>
  `${title}: ${stateWords[state]}. ${sentence}`;

/** "8 of 9 done, 1 cannot be seen". */
export function countText(steps: readonly SqliteStep[]): string {
  const count = (state: State): number => steps.filter((step) => step.state === state).length;
  const parts = [
    [count("wrong"), "wrong"],
    [count("missing"), "missing"],
    [count("unknown"), "cannot be seen"],
  ] as const;
  const open = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return [`${count("done")} of ${steps.length} done`, ...open].join(", ");
}

/** Why a step has its state, sentence by sentence, with what it was ticked from. */
export function reasonsText({ sentence, details, evidence }: SqliteStep): string {
  const from = evidence.map(({ text, at }) => `Seen: ${text}${at === undefined ? "" : ` (${placeText(at)})`}`);
  return [sentence, ...details, ...from].join("\n");
}

/** All of it, or one step; `pathOf` says how a place's file is called. */
export function checklistText(
  { unit, steps }: Pick<SqliteProfileAnswer, "unit" | "steps">,
  pathOf: (uri: string) => string,
  only?: SqliteStep,
): string {
  const place = (at: FilePlace | undefined): string =>
    at === undefined ? "" : ` (${pathOf(at.uri)}:${at.range.start.line + 1})`;
  const shown = only === undefined ? steps : [only];
  const lines = shown.flatMap((step) => [
    `${ticks[step.state]} ${step.title}: ${step.state}. ${step.sentence}${place(step.at)}`,
    ...(step.state === "done" ? [] : step.details.map((text) => `    ${text}`)),
    ...step.findings.map(({ rule, message, at }) => `    ${rule}: ${message}${place(at)}`),
  ]);
  return only === undefined
    ? [`SQLite in ${unit.name}: ${countText(steps)}`, "", ...lines].join("\n")
    : lines.join("\n");
}
