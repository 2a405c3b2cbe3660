/**
 * The values in running text: what a debugger, an event log or a driver's trace prints. Only what the words around it
 * name, or what has a name of its own, is taken: a log is full of numbers that mean nothing.
 */
import type { Facts } from "../../facts/index.ts";
import { type DecodeOptions, decodeValue, type Weighed } from "./decode.ts";
import type { DecodingKind } from "./decoding.ts";
import { certain } from "./likelihood.ts";

/** A value of a text, as it stands there, with what it may be, best first. */
export interface FoundValue {
  readonly text: string;
  readonly decodings: readonly [Weighed, ...Weighed[]];
}

/** UTF-16 units: longer input is cut. No log of one crash is longer. */
export const maximumText = 1_000_000;
const maximumLine = 2000;
const maximumFound = 200;
const maximumTried = 20_000;

/**
 * What a text says: the value that it is, or the values that stand in it, each once, in their order.
 * @param as the kind of a text that is a single value; in running text values of other kinds are left out
 */
export function decodeText(text: string, facts: Facts, as?: DecodingKind): readonly FoundValue[] {
  const trimmed = text.trim();
  const isOne =
    !/\s/.test(trimmed) || /^(?:"[^"]*"|'[^']*'|\w+\s*\([^()]*\))$/.test(trimmed) || /^[ -~]{4}$/.test(text);
  const [best, ...others] = isOne && text.length < 400 ? decodeValue(text, facts, { as }) : [];
  if (best !== undefined) {
    return [{ text: trimmed, decodings: [best, ...others] }];
  }
  return valuesIn(text, facts).filter(({ decodings: [{ kind }] }) => as === undefined || as === kind);
}

function valuesIn(text: string, facts: Facts): readonly FoundValue[] {
  const lines = text
    .slice(0, maximumText)
    .split(/\r?\n/)
    .map((line) => line.slice(0, maximumLine));
  const found = new Map<string, FoundValue>();
  const args = debuggerArguments(lines);
  const take = (written: string, decodings: readonly Weighed[]): void => {
    const [best, ...others] = decodings;
    if (best === undefined || found.size >= maximumFound) {
      return;
    }
    const key = `${best.kind} ${best.value}`;
    const known = found.get(key);
    // The same bug check may stand there with its parameters and without them.
    if (known === undefined || (isBare(known) && !isBare({ decodings: [best] }))) {
      found.set(key, { text: known?.text ?? written, decodings: [best, ...others] });
    }
  };
  // Logs say the same again and again.
  const tried = new Set<string>();
  const isNew = (written: string, { as, args: parameters = [] }: DecodeOptions = {}): boolean =>
    tried.size < maximumTried && tried.size < tried.add([written, as, ...parameters].join(" ")).size;
  // The parameters that a debugger lists are those of the bug check above them, not of others in the text.
  let debugged: number | undefined;
  const argumentsOf = (line: string): readonly bigint[] => {
    const code = bugCheckIn(line, [])?.written;
    debugged ??= code === undefined ? undefined : Number(code);
    return code === undefined || Number(code) === debugged ? args : [];
  };
  for (const line of lines) {
    for (const { written, options } of labelled(line, argumentsOf(line))) {
      if (isNew(written, options)) {
        take(written, decodeValue(options.as === "tag" ? `"${written}"` : written, facts, options));
      }
    }
    for (const [written] of line.matchAll(meaningful)) {
      if (!isNew(written)) {
        continue;
      }
      const decodings = decodeValue(written, facts);
      const [best] = decodings;
      // Small numbers are counts and sizes, however long they are written.
      if (best !== undefined && best.weight >= certain && (best.value >= 0x10000 || !/^\d/.test(written))) {
        take(written, decodings);
      }
    }
  }
  return [...found.values()];
}

/** Names with an underscore, Linux errors with their sign, and numbers that are long enough to be a code. */
const meaningful =
  /\b[A-Z][A-Z\d]*_[A-Z\d_]{1,80}\b|(?<![\w-])-E[A-Z\d]{2,20}\b|\b0x[\da-fA-F]{5,16}\b|\b(?:ffffffff`?)?[cC89][\da-fA-F]{7}\b/g;

const isBare = ({ decodings: [{ fields }] }: Pick<FoundValue, "decodings">): boolean =>
  Array.isArray(fields.arguments) && fields.arguments.length === 0;

interface Labelled {
  readonly written: string;
  readonly options: DecodeOptions;
}

/** Values that the words before them name. */
function labelled(line: string, args: readonly bigint[]): readonly Labelled[] {
  const stop = bugCheckIn(line, args);
  const others = labels
    .flatMap(({ as, pattern }) => [...line.matchAll(pattern)].map((match) => ({ as, match })))
    .toSorted((left, right) => left.match.index - right.match.index);
  return [
    ...(stop === undefined ? [] : [stop]),
    ...others.flatMap(({ as, match: [, written] }) => (written === undefined ? [] : [{ written, options: { as } }])),
  ];
}

const labels: readonly { readonly as: DecodingKind; readonly pattern: RegExp }[] = [
  {
    as: "ioctl",
    pattern: /\b(?:ioctl|fsctl|io_?control_?code|control code)(?: code)?\s?[:=(]?\s?(0x[\da-f]{5,8})\b/gi,
  },
  {
    as: "ntstatus",
    pattern:
      /\b(?:ntstatus|status|exceptioncode|exception_code_str)\)?(?: code)?\s{0,4}[:=]?\s{0,4}((?:0x)?[c84][\da-f]{7})\b/gi,
  },
  { as: "hresult", pattern: /\b(?:hresult|hr)\s?[:=]?\s?((?:0x)?[8d][\da-f]{7})\b/gi },
  {
    as: "win32",
    pattern:
      /\b(?:getlasterror(?:\(\))?|last error|win32 error|system error|failed with error|error code)\s?[:=]?\s?(\d{1,5})\b(?![\dx.])/gi,
  },
  { as: "errno", pattern: /\b(?:errno|error|err|ret|returned|failed(?: with)?|rc)\s?[:=(]?\s?(-\d{1,3})\b/gi },
  { as: "tag", pattern: /\bpool ?tag\b\s{0,4}[:=]?\s{0,4}['"]?([!-~]{3}[ -~])(?=['"\s,.]|$)/gi },
];

/**
 * `DRIVER_IRQL_NOT_LESS_OR_EQUAL (d1)`, `BugCheck D1, {fffff8.., 2, 0, fffff8..}`, `*** STOP: 0x000000D1 (0x.., ..)`, `The
 * bugcheck was: 0x0000009f (0x..3, ...)`, `BUGCHECK_CODE:  d1`, and a line that is but `0x0000009f (0x..3, ...)`.
 */
function bugCheckIn(line: string, debuggers: readonly bigint[]): Labelled | undefined {
  const [, name, inParentheses] = /^\s*([A-Z][A-Z\d_]{5,80}) \(([\da-f]{1,8})\)\s*$/.exec(line) ?? [];
  if (name !== undefined && inParentheses !== undefined) {
    return { written: `0x${inParentheses}`, options: { as: "bugcheck", args: debuggers } };
  }
  const [, code, list] =
    /(?:\b(?:bug ?check(?:_code| code| was)?|stop(?: code)?)\b\s{0,4}[:=]?\s{0,4}|^\s*(?=0x[\da-f]{1,8} ?\((?:[^,()]*,){3}))((?:0x)?[\da-f]{1,8})\b(?:,?\s{0,4}[({]([^)}]{0,200})[)}])?/i.exec(
      line,
    ) ?? [];
  // A word that happens to be of hexadecimal digits is none.
  if (code === undefined || !/\d/.test(code)) {
    return undefined;
  }
  const own = (list ?? "").split(",").map((argument) => hexadecimalValue(argument));
  const args = own.every((value) => value !== undefined) ? own : debuggers;
  return { written: /^0x/i.test(code) ? code : `0x${code}`, options: { as: "bugcheck", args } };
}

/** `Arg1: 0000000000000008, memory referenced` or `BUGCHECK_P1: 8`, up to the first that is missing. */
function debuggerArguments(lines: readonly string[]): readonly bigint[] {
  const args: (bigint | undefined)[] = [];
  for (const line of lines) {
    const [, index, digits] = /^\s*(?:Arg|BUGCHECK_P)([1-4]):\s+((?:0x)?[\da-f`]{1,18})\b/i.exec(line) ?? [];
    if (index !== undefined && digits !== undefined) {
      args[Number(index) - 1] ??= hexadecimalValue(digits);
    }
  }
  const missing = [0, 1, 2, 3].findIndex((index) => args[index] === undefined);
  return args.slice(0, missing < 0 ? 4 : missing).flatMap((value) => value ?? []);
}

function hexadecimalValue(text: string): bigint | undefined {
  const [, digits] = /^\s*(?:0x)?([\da-f]{1,16})\s*$/i.exec(text.replace("`", "")) ?? [];
  return digits === undefined ? undefined : BigInt(`0x${digits}`);
}
