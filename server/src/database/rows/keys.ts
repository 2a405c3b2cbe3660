/**
 * What names a row: its rowid or primary key, as text that goes to a page and comes back. A part is `i5`, `r1.5`, `t6162` or
 * `b00`: text by the bytes that the database holds, whatever they are. What comes back is read by this grammar alone.
 */
import { Refusal } from "../engine/failures.ts";
import type { SqlValue } from "../engine/sqlite.ts";
import type { Value } from "../output/value.ts";
import type { KeyPart, Relation } from "./relation.ts";

/** A row's key as one of SQL's result columns for each part. */
export function keyColumns(parts: readonly KeyPart[]): string {
  return parts
    .map(
      ({ sql }) =>
        `CASE typeof(${sql}) WHEN 'text' THEN 't' || hex(CAST(${sql} AS BLOB)) WHEN 'blob' THEN 'b' || hex(${sql}) ELSE ${sql} END`,
    )
    .join(", ");
}

/** @param values of `keyColumns` */
export const keyOf = (values: readonly SqlValue[]): string => values.map(partText).join(",");

/** The same, of values as they are shown. */
export const keyOfShown = (values: readonly Value[]): string => values.map(shownPartText).join(",");

function shownPartText(value: Value): string {
  if (value?.type === "integer") return `i${value.text}`;
  if (value?.type === "real") return `r${Number(value.text.replace("Inf", "Infinity"))}`;
  return value?.type === "text" ? value.text : "";
}

function partText(value: SqlValue): string {
  if (typeof value === "bigint") return `i${value}`;
  return typeof value === "number" ? `r${value}` : String(value);
}

/** Expressions with the key's values. @throws Refusal where it is none of this relation's */
export function keyLiterals(parts: readonly KeyPart[], key: string): string[] {
  const literals = key.split(",").map(literalOf);
  if (literals.length !== parts.length || literals.includes(undefined))
    throw new Refusal("That names no row of this table.");
  return literals as string[];
}

function literalOf(part: string): string | undefined {
  const [, kind, text = ""] = /^([irtb])(.*)$/s.exec(part) ?? [];
  if (kind === "i") return /^-?\d+$/.test(text) ? text : undefined;
  if (kind === "r") return realPart.test(text) ? text.replace("Infinity", "9e999") : undefined;
  if (!/^(?:[0-9A-F]{2})*$/.test(text)) return undefined;
  return kind === "t" ? `CAST(x'${text}' AS TEXT)` : `x'${text}'`;
}

const realPart = /^-?(?:Infinity|\d+(?:\.\d+)?(?:e[+-]\d+)?)$/;

/** A condition for the row of this key. @throws Refusal */
export function isKey(parts: readonly KeyPart[], key: string): string {
  const literals = keyLiterals(parts, key);
  return parts.map(({ sql }, index) => `${sql} = ${literals[index]}`).join(" AND ");
}

/** A condition for the rows of these keys, of which there is one at least. @throws Refusal */
export function isOneOf(parts: readonly KeyPart[], keys: readonly string[]): string {
  const rows = keys.map((key) => keyLiterals(parts, key).join(", "));
  if (parts.length === 1) return `${parts[0]!.sql} IN (${rows.join(", ")})`;
  return `(${parts.map(({ sql }) => sql).join(", ")}) IN (VALUES ${rows.map((row) => `(${row})`).join(", ")})`;
}

/** Parts of a relation's key; none where only the number of rows before tells them apart. */
export const keyPartsOf = ({ key }: Relation): readonly KeyPart[] => (key.kind === "ordinal" ? [] : key.parts);
