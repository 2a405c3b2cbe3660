/** Whether a file that is there was written by an embedding, and may be written anew without asking. */
import { generatedMark } from "./c-source.ts";
import { machines } from "./coff.ts";
import { sections } from "./embedding.ts";

/** As much of a file's beginning as `isGenerated` looks at, in bytes. */
export const lookedAt = 64;

/** A source begins with the mark. An object has no place for one: it is known by its one section, at its place and undated. */
export function isGenerated(beginning: Uint8Array): boolean {
  const text = Array.from(beginning.subarray(0, lookedAt), (byte) => String.fromCharCode(byte)).join("");
  return text.startsWith(generatedMark) || isOwnObject(beginning, text);
}

function isOwnObject(bytes: Uint8Array, text: string): boolean {
  if (bytes.length < lookedAt) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isUndated = view.getUint32(4, true) === 0;
  const isAlone = view.getUint16(2, true) === 1 && view.getUint16(16, true) === 0 && view.getUint32(40, true) === 60;
  const name = text.slice(20, 28).replace(/\0+$/, "");
  return (
    isUndated &&
    isAlone &&
    Object.values<number>(machines).includes(view.getUint16(0, true)) &&
    Object.values<string>(sections).includes(name)
  );
}
