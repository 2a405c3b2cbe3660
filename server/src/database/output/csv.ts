/**
 * Rows as CSV (RFC 4180: CRLF, a line of names first). NULL is an empty field and an empty text `""`. Blobs, and texts that
 * are no UTF-8, are SQL's `x'0a0b'`. Text that a spreadsheet would take for a formula gets an apostrophe before it, as
 * https://owasp.org/www-community/attacks/CSV_Injection advises: a database may come from anybody.
 */
import type { RowFormat, Shape } from "./formats.ts";
import { hexOf, type Value } from "./value.ts";

export function csvFormat(shape: Shape): RowFormat {
  return {
    begin: `${shape.columns.map(textField).join(",")}\r\n`,
    row: (values) => values.map(csvField).join(","),
    between: "\r\n",
    end: "\r\n",
    endOfNone: "",
  };
}

export function csvField(value: Value): string {
  if (value === null) return "";
  switch (value.type) {
    case "integer":
    case "real":
      return value.text;
    case "text":
      return value.bytes === undefined ? textField(value.text) : `x'${hexOf(value.bytes)}'`;
    case "blob":
      return `x'${hexOf(value.bytes)}'`;
  }
}

function textField(text: string): string {
  const defused = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return needsQuotes.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}

/** What spreadsheets begin a formula with, the wide forms of East Asian ones too. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** Tabs and semicolons too: programs that take them for separators would begin a field within the text. */
const needsQuotes = /[",;\t\r\n]|^\s|\s$|^$/;
