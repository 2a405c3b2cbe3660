/** Values as people read them, and rows as spreadsheets paste them: cells apart by tabs. */
import type { RowFormat, Shape } from "./formats.ts";
import { hexOf, type Value } from "./value.ts";

/** One value with nothing around it: NULL is empty, a blob is hex. */
export function plainText(value: Value): string {
  if (value === null) return "";
  return value.type === "blob" ? hexOf(value.bytes) : value.text;
}

export function plainFormat(shape: Shape): RowFormat {
  const line = (fields: readonly string[]): string => fields.map(field).join("\t");
  return {
    begin: `${line(shape.columns)}\n`,
    row: (values) => line(values.map(plainText)),
    between: "\n",
    end: "\n",
    endOfNone: "",
  };
}

/** What spreadsheets put on the clipboard themselves: quotes where a tab or a line end is part of the value. */
function field(text: string): string {
  return /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
