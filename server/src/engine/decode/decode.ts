/** What a value may be, best first: the one decoder behind hovers, the command line and the editor's command. */
import type { Facts, NamedConstant } from "../../facts/index.ts";
import { decodeBugCheck } from "./bug-check.ts";
import { decodeControlCode } from "./control-code.ts";
import { type Decoding, type DecodingKind, decodingKinds, type Known } from "./decoding.ts";
import { decodeErrno, decodeWin32Error } from "./error-numbers.ts";
import { decodeHresult } from "./hresult.ts";
import { type Reading, readings } from "./input.ts";
import { likely, type NumberForm, weightOf } from "./likelihood.ts";
import { decodeNtStatus } from "./nt-status.ts";
import { decodePoolTag } from "./pool-tag.ts";

/** A meaning with the weight that it has among others; see likelihood.ts. */
export interface Weighed extends Decoding {
  readonly weight: number;
  readonly likelihood: "likely" | "possible";
}

export interface DecodeOptions {
  /** The kind that the value is known to be of. */
  readonly as?: DecodingKind | undefined;
  /** The parameters of a bug check, where they are known: up to four of up to 64 bits. */
  readonly args?: readonly bigint[];
}

/**
 * All that one value may be, best first; empty where nothing is known of it.
 * @param text a number, a name, a pool tag, or a call of CTL_CODE, HRESULT_FROM_NT or HRESULT_FROM_WIN32
 */
export function decodeValue(text: string, facts: Facts, { as, args = [] }: DecodeOptions = {}): readonly Weighed[] {
  const found = readings(text, facts).flatMap((reading) => decodings(reading, as, args, facts));
  const best = new Map<string, Weighed>();
  for (const decoding of found.toSorted((a, b) => b.weight - a.weight)) {
    const key = `${decoding.kind} ${decoding.value}`;
    best.set(key, best.get(key) ?? decoding);
  }
  const [first] = best.values();
  return [...best.values()].filter(({ weight }) => weight >= (first?.weight ?? 0) - maximumGap);
}

/** What is so much less likely than the best is not worth a line. */
const maximumGap = 70;

function decodings(
  reading: Reading,
  as: DecodingKind | undefined,
  args: readonly bigint[],
  facts: Facts,
): readonly Weighed[] {
  const weighed = (kind: DecodingKind, value: number, weight: number, name?: string): Weighed => ({
    ...decoders[kind](value, facts, { args, name }),
    weight,
    likelihood: weight >= likely ? "likely" : "possible",
  });
  switch (reading.form) {
    case "name":
      return named(reading.name, facts).flatMap(({ kind, value, name }) =>
        as === undefined || as === kind ? [weighed(kind, value, 100, name)] : [],
      );
    case "call":
      return as === undefined || as === reading.kind ? [weighed(reading.kind, reading.value, 100)] : [];
    default: {
      const { value, form } = reading;
      const kinds = as === undefined ? decodingKinds : [as];
      return kinds.flatMap((kind) => {
        const weight = weightOf[kind](value, form, facts);
        // What people say it is, it is; characters are numbers only where nobody says otherwise.
        const isAsked = as !== undefined && canBe(kind, value, form);
        const isOnlyTag = (form === "characters" || form === "literal") && kind !== "tag";
        return !isOnlyTag && (weight > 0 || isAsked)
          ? [weighed(kind, kind === "errno" ? errnoOf(value) : value, isAsked ? askedWeight(weight, form) : weight)]
          : [];
      });
    }
  }
}

const decoders: Readonly<Record<DecodingKind, (value: number, facts: Facts, asked: Known) => Decoding>> = {
  ntstatus: decodeNtStatus,
  ioctl: decodeControlCode,
  bugcheck: decodeBugCheck,
  tag: decodePoolTag,
  hresult: decodeHresult,
  win32: decodeWin32Error,
  errno: decodeErrno,
};

/** Digits that are decimal or hexadecimal are hexadecimal where the kind is always written so. */
function canBe(kind: DecodingKind, value: number, form: NumberForm): boolean {
  switch (kind) {
    case "tag":
      return form !== "asHex";
    case "errno":
      return (form === "decimal" || form === "hex" || form === "negative") && errnoOf(value) < 4096;
    case "win32":
      return form !== "asHex" && (value < 0x10000 || value >>> 16 === 0xe000);
    default:
      return true;
  }
}

/** Codes that are always written in hexadecimal are so in a debugger's output, without the 0x. */
const askedWeight = (weight: number, form: NumberForm): number =>
  Math.max(weight, form === "asHex" ? likely + 1 : likely);

/** Without its sign. */
const errnoOf = (value: number): number => (value >= 0x80000000 ? 0x100000000 - value : value);

/** The constants of a name, in capitals or as it is; Linux errors also with the sign that kernel code writes. */
function named(text: string, facts: Facts): readonly { kind: DecodingKind; value: number; name: string }[] {
  const of = (kind: DecodingKind, find: (name: string) => NamedConstant | undefined) => {
    const known = find(text) ?? find(text.toUpperCase());
    return known === undefined ? [] : [{ kind, value: known.value, name: known.name }];
  };
  const { ntStatus, bugCheck, controlCode, hresult, win32Error, linuxErrno } = facts;
  const errno = of("errno", (name) => linuxErrno.byName(name.replace(/^-/, "")));
  return text.startsWith("-")
    ? errno
    : [
        ...of("ntstatus", ntStatus.byName),
        // Small dumps have their codes with another number and `_M` at the name's end.
        ...of("bugcheck", (name) => bugCheck.byName(name) ?? bugCheck.byName(name.replace(/_M$/, ""))),
        ...of("ioctl", (name) => {
          const known = controlCode.byName(name);
          return known?.kind === "code" ? known : undefined;
        }),
        ...of("hresult", hresult.byName),
        ...of("win32", win32Error.byName),
        ...errno,
      ];
}
