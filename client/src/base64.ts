/** Bytes as base64 text, with what both hosts have: `btoa` takes a string of bytes. */

/** A call takes so many arguments at most. */
const CHUNK = 32_768;

export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  }
  return btoa(parts.join(""));
}
