/** Paragraphs broken into lines of a terminal. */
import { widthOf } from "./cells.ts";

/** Breaks at blanks; a word longer than the line stays whole. `first` and `next` are the lines' beginnings. */
export function wrap(text: string, width: number, first: string, next: string): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (!empty && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = next;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return empty ? lines : [...lines, line];
}
