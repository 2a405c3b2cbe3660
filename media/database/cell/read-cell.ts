/** A value, all of it or a range of its bytes. */
import type { Params, Result } from "../../../server/src/database/protocol.ts";
import type { Channel } from "../channel.ts";

export type CellName = Pick<Params<"cell">, "view" | "key" | "column">;
export type CellType = Result<"cell">["type"];

export interface WholeCell {
  readonly type: CellType;
  readonly bytes: Uint8Array;
}

/** At once; what is longer comes in pieces. */
const pieceLength = 1024 * 1024;
/** What a copy may have of one value. */
export const mostBytes = 64 * 1024 * 1024;

/** @throws AskError, or an Error where the value is larger than `mostBytes` */
export async function readCell(channel: Channel, cell: CellName, signal: AbortSignal): Promise<WholeCell> {
  const first = await channel.ask("cell", { ...cell, start: 0, length: pieceLength }, { signal });
  const { type, length } = first;
  if (first.bytes.length >= length) return { type, bytes: first.bytes };
  if (length > mostBytes) throw new Error("A value is too large for the clipboard: save it to a file.");
  const bytes = new Uint8Array(length);
  bytes.set(first.bytes);
  let start = first.bytes.length;
  while (start < length) {
    const next = await channel.ask("cell", { ...cell, start, length: pieceLength }, { signal });
    // It is shorter now: the file has changed meanwhile.
    if (next.bytes.length === 0) return { type, bytes: bytes.slice(0, start) };
    bytes.set(next.bytes.subarray(0, length - start), start);
    start += next.bytes.length;
  }
  return { type, bytes };
}
