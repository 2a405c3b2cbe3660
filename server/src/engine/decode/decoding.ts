/** What a value may be: one reading of it, taken apart, in words and as fields. */
import type { NamedConstant } from "../../facts/index.ts";
import type { Card, Text } from "../reading/hover/card.ts";

/** What numbers, names and characters are decoded as. */
export const decodingKinds = ["ntstatus", "ioctl", "bugcheck", "tag", "hresult", "win32", "errno"] as const;
export type DecodingKind = (typeof decodingKinds)[number];

/** The parts of a value for programs; which there are hangs on the kind. */
export type Fields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface Decoding {
  readonly kind: DecodingKind;
  /** Not negative: 32 bits unsigned; of an error number of Linux the number without its sign. */
  readonly value: number;
  /** Undefined where the value has no name, or several bear none that is known. */
  readonly name: string | undefined;
  readonly card: Card;
  readonly fields: Fields;
}

/** What is known beside the value. */
export interface Known {
  /** The name that was asked for, where the value has several. */
  readonly name?: string | undefined;
  /** The parameters of a bug check, of up to 64 bits. */
  readonly args?: readonly bigint[] | undefined;
}

/** The names of a value, the one that was asked for first. */
export const namesOf = <T extends NamedConstant>(names: readonly T[], { name }: Known): readonly T[] =>
  names.toSorted((a, b) => Number(b.name === name) - Number(a.name === name));

/** A meaning as a fact of its own; none where nothing is known. */
export const phrase = (meaning: string | undefined): readonly Text[] => (meaning === undefined ? [] : [[meaning]]);

/** The bits `[low, low + count)` of a value of 32 bits. */
export const bits = (value: number, low: number, count: number): number => (value >>> low) & (2 ** count - 1);
