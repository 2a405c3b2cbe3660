/** Whether bytes begin as a picture that browsers draw without running anything, and how large it says it is. */

export interface ImageKind {
  readonly type: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
  /** In pixels, as the header says; undefined where it does not lie in the beginning. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** In bytes, and in pixels: more is no preview. */
export const mostImageBytes = 16 * 1024 * 1024;
export const mostPixels = 64_000_000;

/** @param start the first bytes; a few hundred tell the kind, a few thousand mostly the size of a JPEG */
export function imageKind(start: Uint8Array): ImageKind | undefined {
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  if (begins(start, "\x89PNG\r\n\x1a\n")) {
    const size = start.length >= 24 ? { width: view.getUint32(16), height: view.getUint32(20) } : undefined;
    return { type: "image/png", size };
  }
  if (begins(start, "GIF87a") || begins(start, "GIF89a")) {
    const size = start.length >= 10 ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : undefined;
    return { type: "image/gif", size };
  }
  if (begins(start, "RIFF") && begins(start.subarray(8), "WEBP")) return { type: "image/webp", size: webpSize(view) };
  if (begins(start, "\xff\xd8\xff")) return { type: "image/jpeg", size: jpegSize(view) };
  return undefined;
}

const begins = (bytes: Uint8Array, magic: string): boolean =>
  bytes.length >= magic.length && [...magic].every((character, index) => bytes[index] === character.charCodeAt(0));

/** https://developers.google.com/speed/webp/docs/riff_container, RFC 6386 section 9.1 */
function webpSize(view: DataView): ImageKind["size"] {
  if (view.byteLength < 30) return undefined;
  const kind = view.getUint32(12);
  if (kind === 0x56503858) {
    const three = (at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
    return { width: three(24) + 1, height: three(27) + 1 };
  }
  if (kind === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** ITU T.81: the frame header after any other segments. */
function jpegSize(view: DataView): ImageKind["size"] {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}
