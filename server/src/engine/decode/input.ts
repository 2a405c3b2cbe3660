/** How people and tools write values: hexadecimal in many spellings, decimal with and without sign, pool tags, names. */
import { ctlCode } from "../../analysis/values/control-codes.ts";
import type { Facts } from "../../facts/index.ts";
import type { DecodingKind } from "./decoding.ts";
import { ntBit } from "./hresult.ts";
import { tagShownAs, tagWrittenAs } from "./pool-tag.ts";

/** What a text may stand for; several where it can be read in several ways, best first. */
export type Reading =
  /** 32 bits, unsigned; `asHex` where decimal digits are read as hexadecimal ones. */
  | { readonly form: "hex" | "decimal" | "negative" | "asHex"; readonly value: number }
  /** Four characters; `literal` in ticks, as in a source. */
  | { readonly form: "literal" | "characters"; readonly value: number }
  | { readonly form: "name"; readonly name: string }
  /** A macro call that says what it is. */
  | { readonly form: "call"; readonly value: number; readonly kind: DecodingKind };

/** @param text any text; more than one value in it is none, except as the arguments of CTL_CODE and the like */
export function readings(text: string, facts: Facts): readonly Reading[] {
  const call = calls(text, facts);
  if (call !== undefined) {
    return [call];
  }
  const number = numbers(text.trim());
  const tag = tags(text);
  const [name] = /^-?[A-Za-z_]\w{0,80}$/.exec(text.trim()) ?? [];
  return [
    ...number,
    ...(tag === undefined ? [] : [tag]),
    ...(name === undefined ? [] : [{ form: "name", name } as const]),
  ];
}

/** `0xC0000005`, `c0000005`, `C0000005h`, `ffffffff'c0000005` with WinDbg's tick, `0n22`, `-22`, `22`, `5UL`. */
function numbers(text: string): readonly Reading[] {
  const plain = text.replace(/(?<=[\da-f])`(?=[\da-f]{8}$)/i, "");
  const hex =
    /^0x([\da-f]{1,16})(?:[uil]|u?l{1,2})?$/i.exec(plain)?.[1] ??
    /^(\d[\da-f]{0,15})h$/i.exec(plain)?.[1] ??
    (/[a-f]/i.test(plain) ? /^([\da-f]{1,3}|[\da-f]{5,16})$/i.exec(plain)?.[1] : undefined);
  if (hex !== undefined) {
    const value = unsigned(BigInt(`0x${hex}`));
    return value === undefined ? [] : [{ form: "hex", value }];
  }
  const [, sign, digits] = /^(?:0n)?(-?)(\d{1,20})(?:u|l|ul|ull|ll)?$/i.exec(plain) ?? [];
  if (digits === undefined) {
    // Four digits of which one is a letter may be a tag as well.
    const value = /^[\da-f]{4}$/i.test(plain) ? Number.parseInt(plain, 16) : undefined;
    return value === undefined ? [] : [{ form: "asHex", value }];
  }
  const value = unsigned(BigInt(digits) * (sign === "-" ? -1n : 1n));
  const decimal = value === undefined ? [] : [{ form: sign === "-" ? "negative" : "decimal", value } as const];
  // Debuggers leave the 0x out.
  const asHex = sign === "" && !/^0n/i.test(plain) && /^(?:[1-9]\d{0,2}|\d{8}|\d{16})$/.test(digits);
  const other = asHex ? unsigned(BigInt(`0x${digits}`)) : undefined;
  return other === undefined || other === value ? decimal : [...decimal, { form: "asHex", value: other }];
}

/** 32 bits, or 64 bits that are 32 with their sign; undefined for addresses and other large numbers. */
function unsigned(value: bigint): number | undefined {
  const isSmall = value >= -0x80000000n && value <= 0xffffffffn;
  const isExtended = value >> 31n === 0x1ffffffffn;
  return isSmall || isExtended ? Number(BigInt.asUintN(32, value)) : undefined;
}

/** `'Tag1'` as in a source, `"1gaT"` or bare as a debugger shows it. */
function tags(text: string): Reading | undefined {
  const [, literal] = /^\s*'([ -~]{1,4})'\s*$/.exec(text) ?? [];
  if (literal !== undefined) {
    return { form: "literal", value: tagWrittenAs(literal) };
  }
  const [, quoted] = /^\s*"([ -~]{1,4})"\s*$/.exec(text) ?? [];
  const isNumber = /^\s*(?:0x|-?\d+\s*$)/i.test(text);
  const bare = isNumber
    ? undefined
    : /^[ -~]{4}$/.test(text)
      ? text
      : /^[!-~]{4}$/.test(text.trim())
        ? text.trim()
        : undefined;
  const shown = quoted ?? bare;
  return shown === undefined || /^\s*$/.test(shown) ? undefined : { form: "characters", value: tagShownAs(shown) };
}

/** `CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)`, `HRESULT_FROM_WIN32(5)`. */
function calls(text: string, facts: Facts): Reading | undefined {
  const [, name, inside] =
    /^\s*(CTL_CODE|HRESULT_FROM_WIN32|HRESULT_FROM_NT)\s*\(([^()]{1,300})\)\s*$/.exec(text) ?? [];
  const args = inside?.split(",").map((argument) => constant(argument, facts));
  const [first, second, third, fourth] = args ?? [];
  if (first === undefined) {
    return undefined;
  }
  if (name === "CTL_CODE") {
    const isFour = args?.length === 4 && second !== undefined && third !== undefined && fourth !== undefined;
    return isFour && second < 0x1000 && third < 4 && fourth < 4 && first < 0x10000
      ? { form: "call", kind: "ioctl", value: ctlCode(first, second, third, fourth) }
      : undefined;
  }
  if (args?.length !== 1) {
    return undefined;
  }
  const isFailed = first >= 0x80000000 || first === 0;
  const value =
    name === "HRESULT_FROM_NT" ? (first | ntBit) >>> 0 : isFailed ? first : ((first & 0xffff) | 0x80070000) >>> 0;
  return { form: "call", kind: "hresult", value };
}

/** A number, a name of a table, or some of them or-ed. */
function constant(text: string, facts: Facts): number | undefined {
  const parts = text.split("|").map((part): number | undefined => {
    const word = part.trim();
    const [number] = numbers(word);
    return number !== undefined && "value" in number && /^-?\d/.test(word)
      ? number.value
      : (facts.controlCode.byName(word) ?? facts.ntStatus.byName(word) ?? facts.win32Error.byName(word))?.value;
  });
  return parts.reduce<number | undefined>(
    (all, part) => (all === undefined || part === undefined ? undefined : (all | part) >>> 0),
    0,
  );
}
