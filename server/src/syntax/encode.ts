/** Text back to the bytes that `decode.ts` reads it from, for whoever writes a source file that is to stay as it was. */
import { type DecodedText, HIGH } from "./decode.ts";

/**
 * The bytes that decode to just this text, encoding and mark. Undefined where there are none: a lone surrogate, or a
 * character that Windows-1252 does not have.
 */
export function encodeSource({ text, encoding, bom }: DecodedText): Uint8Array | undefined {
  switch (encoding) {
    case "utf-8":
      return encodeUtf8(bom ? `\ufeff${text}` : text);
    case "windows-1252":
      return encodeWindows1252(text);
    default:
      return encodeUtf16(bom ? `\ufeff${text}` : text, encoding);
  }
}

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

function encodeUtf8(text: string): Uint8Array | undefined {
  return /\p{Surrogate}/u.test(text) ? undefined : new TextEncoder().encode(text);
}

function encodeUtf16(text: string, encoding: "utf-16le" | "utf-16be"): Uint8Array | undefined {
  if (/\p{Surrogate}/u.test(text)) {
    return undefined;
  }
  const bytes = new Uint8Array(text.length * 2);
  const low = encoding === "utf-16le" ? 0 : 1;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    bytes[2 * at + low] = unit & 0xff;
    bytes[2 * at + 1 - low] = unit >> 8;
  }
  return bytes;
}

function encodeWindows1252(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const high = HIGH.indexOf(text.charAt(at));
    if (high < 0 && (unit > 0xff || (unit >= 0x80 && unit < 0xa0))) {
      return undefined;
    }
    bytes[at] = high < 0 ? unit : 0x80 + high;
  }
  return bytes;
}
