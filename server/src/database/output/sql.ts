/** Values and rows as SQL that SQLite reads the same values from, bit for bit. */
import type { RowFormat, Shape } from "./formats.ts";
import { hexOf, type Value } from "./value.ts";

/** INSERTs of one transaction, a line each. */
export function sqlFormat(shape: Shape): RowFormat {
  const into = `INSERT INTO ${quotedName(shape.name)} (${shape.columns.map(quotedName).join(", ")}) VALUES (`;
  return {
    begin: "BEGIN;\n",
    row: (values) => `${into}${values.map(sqlLiteral).join(", ")});`,
    between: "\n",
    end: "\nCOMMIT;\n",
    endOfNone: "COMMIT;\n",
  };
}

/** An expression; texts that are no UTF-8 are told by their bytes, which are those of a UTF-8 database. */
export function sqlLiteral(value: Value): string {
  if (value === null) return "NULL";
  switch (value.type) {
    case "integer":
      return value.text;
    case "real":
      return value.text.replace("Inf", "9e999");
    case "text":
      return value.bytes === undefined ? sqlText(value.text) : `CAST(x'${hexOf(value.bytes)}' AS TEXT)`;
    case "blob":
      return `x'${hexOf(value.bytes)}'`;
  }
}

/** SQL ends at a NUL character, so that one is made by a function. */
export function sqlText(text: string): string {
  const pieces = text.split("\0").map((piece) => `'${piece.replaceAll("'", "''")}'`);
  return pieces.length === 1 ? pieces[0]! : `(${pieces.join("||char(0)||")})`;
}

/** A name as SQL takes any that has no NUL character. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
