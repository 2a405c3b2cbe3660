/** A row or an index entry as it is stored: a header with the type of each value, then the values (section 2.1). */
import { cellOf } from "../engine/cells.ts";
import type { Cell } from "../protocol.ts";
import type { Layout } from "./layout.ts";
import { varint, varintLength } from "./numbers.ts";
import { decodeText } from "./text.ts";

export interface DecodedRecord {
  readonly values: readonly Cell[];
  /** What is wrong with it, or was left out; a sentence. */
  readonly problem?: string;
}

/**
 * @param bytes the record's beginning, or all of it
 * @param length of the whole record, in bytes
 * @param most how many values are wanted
 */
export function decodeRecord(
  bytes: Uint8Array,
  length: number,
  encoding: Layout["encoding"],
  most: number,
): DecodedRecord {
  const headerLength = varint(bytes, 0);
  if (headerLength > length || headerLength < 1) {
    return { values: [], problem: "The header of its record is longer than the record." };
  }
  const values: Cell[] = [];
  const headerEnd = Math.min(headerLength, bytes.length);
  let body = headerLength;
  for (let at = varintLength(bytes, 0); at < headerLength; ) {
    const typeLength = varintLength(bytes, at);
    if (at + typeLength > headerEnd) {
      const isCut = headerLength > bytes.length;
      return { values, problem: isCut ? "It has more values." : "A type in the header of its record is cut off." };
    }
    if (values.length >= most) return { values, problem: "It has more values." };
    const type = varint(bytes, at);
    at += typeLength;
    const size = sizeOf(type);
    if (size === undefined) return { values, problem: `Value ${values.length + 1} has a type that is not known.` };
    if (body + size > length) return { values, problem: `Value ${values.length + 1} ends behind its record.` };
    // What lies behind the bytes that were read is long, and known to be cut off by its length.
    values.push(cellAt(type, size, bytes.subarray(Math.min(body, bytes.length), body + size), encoding));
    body += size;
  }
  return { values };
}

/** How many bytes a value takes; undefined for types that are SQLite's own. */
function sizeOf(type: number): number | undefined {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0][type];
}

/** As much of a blob as the grid is given, too. */
const shownBytes = 64;

function cellAt(type: number, size: number, bytes: Uint8Array, encoding: Layout["encoding"]): Cell {
  if (type === 0) return null;
  if (type === 8 || type === 9) return { type: "integer", text: String(type - 8) };
  if (type < 8) return bytes.length < size ? null : numberOf(type, bytes);
  if (type % 2 === 0) return { type: "blob", bytes: bytes.slice(0, shownBytes), length: size };
  const { text, isValid } = decodeText(bytes, encoding, bytes.length === size);
  const cell = cellOf(isValid || encoding !== "utf-8" ? { type: "text", text } : { type: "text", text, bytes });
  if (bytes.length === size || cell?.type !== "text") return cell;
  // Of what was not read nobody knows how many characters it has; as many as bytes at most.
  const unread = Math.ceil((size - bytes.length) / (encoding === "utf-8" ? 1 : 2));
  return { ...cell, length: cell.length + unread, isWhole: false };
}

function numberOf(type: number, bytes: Uint8Array): Cell {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 7) return realCell(view.getFloat64(0));
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return { type: "integer", text: String(BigInt.asIntN(8 * bytes.length, value)) };
}

/** A real number is never taken for an integer, and a NaN is NULL to SQLite. */
function realCell(value: number): Cell {
  if (Number.isNaN(value)) return null;
  if (!Number.isFinite(value)) return { type: "real", text: value > 0 ? "Inf" : "-Inf" };
  const text = String(value);
  return { type: "real", text: /^-?\d+$/.test(text) ? `${text}.0` : text };
}
