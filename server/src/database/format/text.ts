/** Bytes as text, in the encodings that a database may have. */
import type { Layout } from "./layout.ts";

/** What every host has and the ECMAScript library does not declare. */
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array, options?: { readonly stream: boolean }): string };

/**
 * @param isWhole false where the text goes on behind the bytes: a character that is cut off at their end is left out
 * @returns the text, with replacement characters where the bytes are none
 */
export function decodeText(
  bytes: Uint8Array,
  encoding: Layout["encoding"],
  isWhole: boolean,
): { readonly text: string; readonly isValid: boolean } {
  const decode = (fatal: boolean): string =>
    new TextDecoder(encoding, { fatal, ignoreBOM: true }).decode(bytes, { stream: !isWhole });
  try {
    return { text: decode(true), isValid: true };
  } catch {
    return { text: decode(false), isValid: false };
  }
}
