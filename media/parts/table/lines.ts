/** What a table shows, line by line: plain data, of which any number may be there. */
import type { ComponentChildren } from "preact";

export interface TableColumn<R> {
  readonly id: string;
  readonly title: string;
  /** A track of a CSS grid: "12ch", "minmax(20ch, 2fr)". */
  readonly width: string;
  /** Numbers stand at their column's end, one under the other. */
  readonly isNumber?: boolean;
  /** Names, addresses and bytes are in the editor's font. */
  readonly isCode?: boolean;
  /** What is copied, and shown where nothing else is. */
  text(row: R): string;
  content?(row: R): ComponentChildren;
  /** Which of two comes first; a column without cannot be sorted by. */
  compare?(one: R, other: R): number;
}

export interface TableLine<R> {
  /** Among all lines. */
  readonly id: string;
  readonly row: R;
  /** Of a tree: from 1 on, and its place among those beside it, from 1 on. */
  readonly level: number;
  readonly place: number;
  readonly siblings: number;
  /** Undefined where there is nothing in it. */
  readonly isOpen: boolean | undefined;
}

/** Lines of a table that is no tree. @param idOf is not to change with the order */
export const flatLines = <R>(rows: readonly R[], idOf: (row: R) => string): readonly TableLine<R>[] =>
  rows.map((row, index) => ({
    ...{ id: idOf(row), row, level: 1, isOpen: undefined },
    ...{ place: index + 1, siblings: rows.length },
  }));

/** Where an arrow to the left leads: the line that this one is in, or itself. */
export function parentOf<R>(lines: readonly TableLine<R>[], index: number): number {
  const level = lines[index]?.level ?? 1;
  if (level === 1) return index;
  let parent = index;
  while (parent > 0 && lines[parent]!.level >= level) parent--;
  return parent;
}

/** The next line after this one whose first column begins with what was typed, around the end. */
export function nextStarting<R>(
  lines: readonly TableLine<R>[],
  { text }: TableColumn<R>,
  index: number,
  typed: string,
): number | undefined {
  const start = typed.toLowerCase();
  for (let step = 1; step <= lines.length; step++) {
    const at = (index + step) % lines.length;
    if (text(lines[at]!.row).slice(0, start.length).toLowerCase() === start) return at;
  }
  return undefined;
}

/** Lines as they are pasted: a tab between columns. What is in a cell takes no part in that. */
export const copiedText = <R>(lines: readonly TableLine<R>[], columns: readonly TableColumn<R>[]): string =>
  lines
    .map(({ row }) =>
      columns
        .map(({ text }) => text(row).replace(/[\t\r\n]+/g, " "))
        .join("\t")
        .trimEnd(),
    )
    .join("\n");
