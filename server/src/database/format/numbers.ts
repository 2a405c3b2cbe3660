/** Integers as a database's pages hold them: big-endian, or in up to nine bytes of seven bits. Nothing is read beyond the end. */

export const u16 = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;

export const u32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;

/**
 * How many bytes the variable-length integer at a place takes, 1 to 9 ("Database File Format", section 1.6); more than are
 * there where it is cut off.
 */
export function varintLength(bytes: Uint8Array, at: number): number {
  for (let length = 1; length < 9; length++) {
    const byte = bytes[at + length - 1];
    if (byte === undefined) return bytes.length - at + 1;
    if (byte < 0x80) return length;
  }
  return at + 9 <= bytes.length ? 9 : bytes.length - at + 1;
}

/** Its value, for lengths and types: what has more than 53 bits, or is negative, is Infinity, and so is what is cut off. */
export function varint(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let index = 0; index < 8; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return Number.POSITIVE_INFINITY;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return value <= Number.MAX_SAFE_INTEGER ? value : Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}

/** Its value as it is, for rowids; it is whole. */
export function varint64(bytes: Uint8Array, at: number): bigint {
  let value = 0n;
  for (let index = 0; index < 8; index++) {
    const byte = BigInt(bytes[at + index]!);
    value = (value << 7n) | (byte & 0x7fn);
    if (byte < 0x80n) return value;
  }
  return BigInt.asIntN(64, (value << 8n) | BigInt(bytes[at + 8]!));
}
