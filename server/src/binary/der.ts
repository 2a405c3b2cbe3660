/** Values of ASN.1 in DER (X.690): just enough to walk through certificates. What goes beyond what it is in is not there. */

import { narrowText, utf16Of } from "./text.ts";

export interface DerValue {
  /** Its class, whether it is made of others, and its number, in one byte. */
  readonly tag: number;
  readonly content: Uint8Array;
}

export const derTags = {
  integer: 0x02,
  octets: 0x04,
  objectIdentifier: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalText: 0x1c,
  bmpText: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** [n], made of others. */
export const contextTag = (number: number): number => 0xa0 | number;

/** Of one value; more than any certificate has. */
const mostValues = 1000;

/** The values that lie one behind the other, up to the first that cannot be read. */
export function derValues(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; values.length < mostValues; ) {
    const tag = bytes[at];
    const first = bytes[at + 1];
    // Numbers beyond 30 and lengths that are not told are in no certificate.
    if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || first === 0x80 || first > 0x84) break;
    const lengthSize = first < 0x80 ? 0 : first - 0x80;
    let length = first < 0x80 ? first : 0;
    for (let index = 0; index < lengthSize; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0);
    const start = at + 2 + lengthSize;
    if (start + length > bytes.length) break;
    values.push({ tag, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return values;
}

/** What a sequence or a set is made of; nothing where it is something else. */
export function derParts(value: DerValue | undefined, tag: number = derTags.sequence): DerValue[] {
  return value?.tag === tag ? derValues(value.content) : [];
}

/** "1.2.840.113549.1.7.2"; undefined where it is none. */
export function objectIdentifierOf(value: DerValue | undefined): string | undefined {
  if (value?.tag !== derTags.objectIdentifier || value.content.length === 0 || value.content.length > 64)
    return undefined;
  const numbers: number[] = [];
  let number = 0;
  for (const byte of value.content) {
    number = number * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  const [first = 0, ...rest] = numbers;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join(".");
}

/** In characters; names are much shorter. */
const longestText = 1024;

/** Any of its kinds of text; of numbers and structures nothing readable comes. */
export function derText({ tag, content }: DerValue): string {
  if (tag === derTags.bmpText) return utf16Of(swapped(content.subarray(0, longestText * 2), 2));
  if (tag !== derTags.universalText) return narrowText(content.subarray(0, longestText));
  const points = content.subarray(0, longestText * 4);
  let text = "";
  for (let at = 0; at + 3 < points.length; at += 4) {
    const point = ((points[at]! * 256 + points[at + 1]!) * 256 + points[at + 2]!) * 256 + points[at + 3]!;
    text += point <= 0x10_ffff ? String.fromCodePoint(point) : "\ufffd";
  }
  return text;
}

function swapped(bytes: Uint8Array, size: number): Uint8Array {
  return bytes.map((_, index) => bytes[index - (index % size) + size - 1 - (index % size)] ?? 0);
}

/** "2024-05-01T00:00:00Z"; undefined where it is no time of certificates, which are all UTC. */
export function derTime(value: DerValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = value.content.length > 32 ? "" : narrowText(value.content);
  const isLong = value.tag === derTags.generalizedTime;
  if (!isLong && value.tag !== derTags.utcTime) return undefined;
  const digits = isLong
    ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(text)
    : /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (digits === null) return undefined;
  const [year = "", month, day, hour, minute, second] = digits.slice(1);
  // Two digits are of 1950 to 2049, says RFC 5280.
  const century = isLong ? "" : Number(year) < 50 ? "20" : "19";
  return `${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

/** "0A1B": all bytes, or as many as an identifier may have. */
export function derHex(content: Uint8Array, most = 64): string {
  return Array.from(content.subarray(0, most), (byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join("");
}
