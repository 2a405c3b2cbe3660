/** The bytes of one value, a range at a time. */
import type { Connection } from "../engine/connection.ts";
import { utf8Of, type Value } from "../output/value.ts";
import type { Params, Result } from "../protocol.ts";
import { numberOf } from "./cells.ts";
import type { OpenView } from "./open-view.ts";
import { columnNamed, columnSql } from "./relation.ts";
import { valuesAt } from "./selection.ts";
import { ordinalValues } from "./unkeyed.ts";

export type RangeReader = (open: OpenView, params: Params<"cell">) => Result<"cell">;

/**
 * Numbers have the bytes of their text, and text those of UTF-8. Where the database has another encoding, a text is brought
 * to it as a whole: the last one is kept for the ranges that follow.
 *
 * @returns what throws Refusal where the row or the column is not there
 */
export function rangeReader(connection: Connection): RangeReader {
  const isUtf8 = connection.all("PRAGMA encoding")[0]?.[0] === "UTF-8";
  let last: { readonly of: string; readonly bytes: Uint8Array } | undefined;
  return ({ selection }, params) => {
    const { relation } = selection;
    const { key } = params;
    const sql = columnSql(columnNamed(relation, params.column).name);
    const start = Math.max(Math.floor(params.start), 0);
    const length = Math.max(Math.floor(params.length), 0);
    const read = (...expressions: string[]): readonly Value[] =>
      relation.key.kind === "ordinal"
        ? ordinalValues(connection, selection, key, expressions)
        : valuesAt(connection, selection, [key], expressions)[0]!;

    const [type, octets] = read(`typeof(${sql})`, `octet_length(${sql})`);
    const kind = (type as { readonly text: Result<"cell">["type"] }).text;
    if (kind === "blob" || (kind === "text" && isUtf8)) {
      const [part] = read(`substr(CAST(${sql} AS BLOB), ${start + 1}, ${length})`);
      return { type: kind, bytes: new Uint8Array(bytesOf(part)), length: numberOf(octets) };
    }
    const of = JSON.stringify([params.view, key, params.column]);
    if (last?.of !== of) last = { of, bytes: bytesOf(read(sql)[0]) };
    const { bytes } = last;
    return { type: kind, bytes: new Uint8Array(bytes.subarray(start, start + length)), length: bytes.length };
  };
}

function bytesOf(value: Value | undefined): Uint8Array {
  if (value === null || value === undefined) return new Uint8Array();
  return value.type === "blob" ? value.bytes : ("bytes" in value && value.bytes) || utf8Of(value.text);
}
