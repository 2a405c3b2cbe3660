/** A whole value of a database, as it is copied and written out. */
import type { Cell } from "../protocol.ts";

/** A `Cell` that is whole is one. Integers and reals are the text that SQLite reads the same value from; Inf, -Inf apart. */
export type Value =
  | { readonly type: "integer" | "real"; readonly text: string }
  /** `bytes` are there where the stored text is no UTF-8: `text` has replacement characters then. */
  | { readonly type: "text"; readonly text: string; readonly bytes?: Uint8Array }
  | { readonly type: "blob"; readonly bytes: Uint8Array }
  | null;

// Every host has them, and the ECMAScript library does not declare them.
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal?: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Whether the cell holds all of its value; of one that does not, `cell` is to be asked for the rest. */
export function isWhole(cell: Cell): boolean {
  if (cell === null) return true;
  if (cell.type === "text") return cell.isWhole;
  return cell.type !== "blob" || cell.bytes.length === cell.length;
}

/** What the answers of `cell` were put together to. @param bytes all of the value's: of numbers, their text */
export function wholeValue(type: "null" | "integer" | "real" | "text" | "blob", bytes: Uint8Array): Value {
  if (type === "null") return null;
  if (type === "blob") return { type, bytes };
  const { text, isUtf8 } = decoded(bytes);
  return type === "text" && !isUtf8 ? { type, text, bytes } : { type, text };
}

/** Byte order marks stay, and replacement characters stand for what is no UTF-8. */
export function decoded(bytes: Uint8Array): { readonly text: string; readonly isUtf8: boolean } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), isUtf8: true };
  } catch {
    return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), isUtf8: false };
  }
}

/** Two lower-case digits a byte, nothing between them. */
export function hexOf(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += pieceLength) {
    let piece = "";
    for (const byte of bytes.subarray(start, start + pieceLength)) piece += hexDigits[byte];
    pieces.push(piece);
  }
  return pieces.join("");
}

const pieceLength = 8192;
const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** As UTF-8. */
export const utf8Of = (text: string): Uint8Array => new TextEncoder().encode(text);
