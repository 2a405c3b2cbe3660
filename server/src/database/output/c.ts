/**
 * Values and rows as C initialisers, for tables that a driver is to have without a database. Text is UTF-8 in ASCII: other
 * bytes are octal escapes, which end after three digits whatever follows.
 */
import type { RowFormat, Shape } from "./formats.ts";
import { utf8Of, type Value } from "./value.ts";

/** Rows in braces, the columns' names in a comment before them. */
export function cFormat(shape: Shape): RowFormat {
  return {
    begin: `/* ${shape.columns.map(commentText).join(", ")} */\n`,
    row: (values) => `{ ${values.map(cInitializer).join(", ")} },`,
    between: "\n",
    end: "\n",
    endOfNone: "",
  };
}

export function cInitializer(value: Value): string {
  if (value === null) return "NULL";
  switch (value.type) {
    case "integer":
      return cInteger(BigInt(value.text));
    case "real":
      return value.text.replace("Inf", "INFINITY");
    case "text":
      return cString(value.bytes ?? utf8Of(value.text));
    case "blob":
      return cBytes(value.bytes);
  }
}

/** A type that every value has a literal of: int, or long long. */
function cInteger(value: bigint): string {
  // The digits of the smallest are a literal of no signed type, whose negative is taken after.
  if (value === -0x8000000000000000n) return "(-9223372036854775807LL - 1)";
  if (value === -0x80000000n) return "(-2147483647 - 1)";
  return value >= -0x7fffffffn && value <= 0x7fffffffn ? String(value) : `${value}LL`;
}

/** In pieces: MSVC takes no literal beyond 16,380 bytes, and puts neighbours together. */
function cString(bytes: Uint8Array): string {
  const lines: string[] = [];
  let line = "";
  for (const byte of bytes) {
    line += escapes[byte];
    if (byte === 0x0a || line.length >= lineLength) {
      lines.push(`"${line}"`);
      line = "";
    }
  }
  if (line !== "" || lines.length === 0) lines.push(`"${line}"`);
  return lines.join("\n    ");
}

const lineLength = 1000;

const named = new Map<number, string>([
  ...[[0x09, "\\t"] as const, [0x0a, "\\n"] as const, [0x0d, "\\r"] as const],
  // Two question marks may begin a trigraph.
  ...[[0x22, '\\"'] as const, [0x5c, "\\\\"] as const, [0x3f, "\\?"] as const],
]);
const escapes = Array.from({ length: 256 }, (_, byte) => {
  const isPrintable = byte >= 0x20 && byte < 0x7f;
  return named.get(byte) ?? (isPrintable ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`);
});

/** 16 bytes a line; C has no empty initialiser before C23. */
function cBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return "{ 0 }";
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += 16) {
    lines.push(
      Array.from(bytes.subarray(start, start + 16), (byte) => `0x${byte.toString(16).padStart(2, "0")}`).join(", "),
    );
  }
  return lines.length === 1 ? `{ ${lines[0]} }` : `{\n    ${lines.join(",\n    ")} }`;
}

/** A name in a comment neither ends it nor begins another line. */
const commentText = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]/gu, " ").replaceAll("*/", "* /");
