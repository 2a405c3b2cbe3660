/** 32-bit codes in sources, whatever they are codes of: the project's own macros, numbers, and what stands before these. */
import { certainMacro } from "../../../analysis/names/macro-names.ts";
import { integerValue } from "../../../analysis/values/integers.ts";
import { integerLiteral } from "../../../syntax/integer-literal.ts";
import type { Question } from "./question.ts";
import type { Word } from "./word.ts";

/**
 * The macro of the project that the word is, where its name and its body are as said and it is a number of 32 bits:
 * `#define STATUS_BAD_SETTING ((NTSTATUS)0xE0010001L)`.
 */
export function ownCode(
  { plainName, context }: Question,
  names: RegExp,
  bodies: RegExp,
): { readonly name: string; readonly value: number } | undefined {
  const macro = plainName !== undefined && names.test(plainName) ? certainMacro(plainName, context)?.macro : undefined;
  if (macro?.expression === undefined || !bodies.test(macro.body)) {
    return undefined;
  }
  const value = integerValue(macro.expression, undefined, context.unit, () => undefined);
  return value === undefined || value < 0 || value > 0xffffffff ? undefined : { name: macro.name, value };
}

/** The value of a number that is written with all of its eight hexadecimal digits. */
export const writtenCode = ({ text }: Word): number | undefined =>
  /^0[xX][\da-fA-F]{8}(?!\d)/.test(text) ? integerLiteral(text) : undefined;

/** The name of the type that the word is cast to; empty where it stands behind another parenthesis. */
export function castTo({ near }: Word): string | undefined {
  if (near(-1) !== ")") {
    return undefined;
  }
  return near(-3) === "(" ? near(-2) : "";
}

/** The last word of what the word is assigned to or compared with. */
export function comparedWith({ near }: Word): string | undefined {
  if (near(-1) !== "=") {
    return undefined;
  }
  return near(near(-2) === "=" || near(-2) === "!" ? -3 : -2);
}
