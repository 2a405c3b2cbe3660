/** What the server decodes, as rows of a list and as text for the clipboard. */
import type { DecodedMeaning, DecodedValue } from "../../server/src/lsp/protocol.ts";

/** A line of the list. Lists sort by labels that fit what is typed: only names are labels, all else describes. */
export interface DecodedRow {
  readonly label: string;
  readonly description: string;
  /** The text of the meaning that the row belongs to. */
  readonly copies: string;
}

/** Characters that fit beside a label; what is longer goes on in the next row. */
const WIDTH = 92;
const BULLET = "\u2013";
const GOES_ON = "\u2003";

export function decodedRows(values: readonly DecodedValue[]): readonly DecodedRow[] {
  return values.flatMap(({ text, meanings }) =>
    meanings.flatMap((meaning, index) => rowsOf(meaning, values.length > 1 && index === 0 ? text : undefined)),
  );
}

/** @param text the value as it stands among others, which its name alone would not say */
function rowsOf(meaning: DecodedMeaning, text: string | undefined): readonly DecodedRow[] {
  const { title, summary, facts, isLikely } = meaning;
  const copies = meaningText(meaning);
  const named = text === undefined || text.toUpperCase() === title.toUpperCase() ? title : `${text} ${title}`;
  const label = isLikely ? named : `perhaps ${named}`;
  // Labels are set wider than what describes.
  const fits = label.length * 1.2 + summary.length < WIDTH;
  const head = { label, description: fits ? summary : "", copies };
  const details = [...(fits ? [] : [summary]), ...(isLikely ? facts : [])];
  return [
    head,
    ...details.flatMap((fact) =>
      lines(fact).map((line, index) => ({ label: index === 0 ? BULLET : GOES_ON, description: line, copies })),
    ),
  ];
}

export function decodedText(values: readonly DecodedValue[]): string {
  return values.flatMap(({ meanings }) => meanings.map(meaningText)).join("\n");
}

const meaningText = ({ title, summary, facts }: DecodedMeaning): string =>
  [title, `  ${summary}`, ...facts.map((fact) => `  - ${fact}`), ""].join("\n");

/** Broken at blanks; a word longer than a line stays whole. */
function lines(text: string): readonly string[] {
  const broken: string[] = [];
  for (const word of text.split(" ")) {
    const last = broken.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) broken[broken.length - 1] = `${last} ${word}`;
    else broken.push(word);
  }
  return broken;
}
