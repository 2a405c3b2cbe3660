/** Writes DER (X.690), for signatures that no tool at hand makes. */

export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  return Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length & 255]), content]);
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Uint8Array => der(0x31, ...parts);
/** [n], made of others. */
export const tagged = (number: number, ...parts: readonly Uint8Array[]): Uint8Array => der(0xa0 | number, ...parts);
export const integer = (...bytes: readonly number[]): Uint8Array => der(2, Buffer.from(bytes));
export const octets = (bytes: Uint8Array): Uint8Array => der(4, bytes);
export const text = (tag: number, value: string, encoding: BufferEncoding = "latin1"): Uint8Array =>
  der(tag, Buffer.from(value, encoding));

/** "1.2.840.113549". */
export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((number) => {
    const digits = [number % 128];
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128)) {
      digits.unshift((left % 128) | 0x80);
    }
    return digits;
  });
  return der(6, Buffer.from(bytes));
}
