/** Tables on a terminal, whose texts may have colours. */
import { widthOf } from "./cells.ts";

/** A cell of a table; its text may be coloured. */
export interface Field {
  readonly text: string;
  readonly isNumber?: boolean;
}

/** Rows as aligned columns, two blanks apart. */
export function columns(rows: readonly (readonly Field[])[], indent: string): string[] {
  const widths: number[] = [];
  const sizes = rows.map((row) =>
    row.map(({ text }, index) => {
      const size = widthOf(text.replaceAll(colour, ""));
      widths[index] = Math.max(widths[index] ?? 0, size);
      return size;
    }),
  );
  return rows.map((row, line) => {
    const fields = row.map(({ text, isNumber }, index) => {
      const padding = " ".repeat(widths[index]! - sizes[line]![index]!);
      return isNumber === true ? padding + text : text + padding;
    });
    return (indent + fields.join("  ")).trimEnd();
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what colours begin with
const colour = /\u001b\[\d+m/g;
