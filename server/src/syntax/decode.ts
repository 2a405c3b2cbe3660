/**
 * Bytes of a source or project file to text: the encodings that driver sources come in, without a host's help.
 * `TextDecoder` is the one global that every host has and the ECMAScript library does not declare; it is declared here only.
 */

interface Decoder {
  decode(bytes: Uint8Array): string;
}
declare const TextDecoder: new (label: string, options?: { fatal?: boolean; ignoreBOM?: boolean }) => Decoder;

export type SourceEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export interface DecodedText {
  /** Without a byte order mark; line ends as in the file. */
  readonly text: string;
  readonly encoding: SourceEncoding;
  /** Whether the file began with a byte order mark, so that an edit can be written back alike. */
  readonly bom: boolean;
}

/** How many bytes are looked at for NULs: text that has none in its first 8 KiB is not binary. */
const PROBE_BYTES = 8192;

/**
 * Decodes UTF-8 and UTF-16 with or without a byte order mark; what is not valid UTF-8 is Windows-1252, in which every
 * byte means something. Returns undefined for a binary file. Never throws.
 */
export function decodeSource(bytes: Uint8Array): DecodedText | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeUtf8(bytes.subarray(3), true);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes.subarray(2), "utf-16le", true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes.subarray(2), "utf-16be", true);
  const probe = probeNuls(bytes);
  if (probe === "binary") return undefined;
  if (probe !== "none") return decodeUtf16(bytes, probe, false);
  return decodeUtf8(bytes, false);
}

function decodeUtf8(bytes: Uint8Array, bom: boolean): DecodedText {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, encoding: "utf-8", bom };
  } catch {
    // A file with a mark said that it is UTF-8: its broken bytes become replacement characters, the rest stays right.
    if (bom) return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), encoding: "utf-8", bom };
    return { text: decodeWindows1252(bytes), encoding: "windows-1252", bom: false };
  }
}

/** What Windows-1252 has at 0x80 to 0x9F; five places are not assigned and stay control characters. */
export const HIGH =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

/** Some hosts decode this label as Latin-1: the places that differ are mapped here. */
function decodeWindows1252(bytes: Uint8Array): string {
  const text = new TextDecoder("windows-1252").decode(bytes);
  return text.replace(/[\u0080-\u009f]/g, (char) => HIGH[char.charCodeAt(0) - 0x80] ?? char);
}

function decodeUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be", bom: boolean): DecodedText {
  return { text: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes), encoding, bom };
}

/** Text in UTF-16 that is mostly ASCII has its NULs in every second byte, all on one side. */
function probeNuls(bytes: Uint8Array): "none" | "utf-16le" | "utf-16be" | "binary" {
  const end = Math.min(bytes.length, PROBE_BYTES);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < end; at += 1) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  if (even === 0 && odd === 0) return "none";
  const pairs = end / 2;
  if (odd > pairs * 0.7 && even < pairs * 0.02) return "utf-16le";
  if (even > pairs * 0.7 && odd < pairs * 0.02) return "utf-16be";
  return "binary";
}
