/** Bug checks: what stopped the machine, what the four parameters say, and which mistakes are usually behind it. */
import type { BugCheck, BugCheckParameter, Facts } from "../../facts/index.ts";
import { say, type Text } from "../reading/hover/card.ts";
import { hex } from "../reading/hover/numbers.ts";
import type { Decoding, Known } from "./decoding.ts";

/** Set in the code where it is taken from a small dump; the name has then `_M` at its end. */
const smallDumpBit = 0x10000000;

/** A code, also as small dumps have it (0x1000007E); undefined where it is none that is known. */
export function bugCheckOf(value: number, facts: Facts): BugCheck | undefined {
  const [known] = facts.bugCheck.byValue(value);
  return known ?? (value >= smallDumpBit ? facts.bugCheck.byValue(value - smallDumpBit)[0] : undefined);
}

/**
 * What a bug check means, what its parameters are and what is usually behind it.
 * `args`: the values of the parameters, where they are known; brief: without what single values of them mean.
 */
export function bugCheckFacts(
  known: BugCheck,
  facts: Facts,
  { args = [], detail }: { readonly args?: readonly bigint[]; readonly detail: "brief" | "full" },
): readonly Text[] {
  return [
    ...(known.meaning === undefined ? [] : [[known.meaning]]),
    ...known.parameters.flatMap((parameter, index) =>
      parameter === undefined
        ? []
        : parameterLines(
            index + 1,
            detail === "brief" ? { ...parameter, values: noValues } : parameter,
            args[index],
            facts,
          ),
    ),
    ...known.causes.map((cause): Text => [`Usual mistake: ${cause}`]),
  ];
}

const noValues: ReadonlyMap<number, string> = new Map();

/** `Parameter 2 (the IRQL at that time): 0x2, DISPATCH_LEVEL`. */
function parameterLines(
  number: number,
  parameter: BugCheckParameter,
  value: bigint | undefined,
  facts: Facts,
): readonly Text[] {
  if (value !== undefined) {
    const said = valueText(parameter, value, facts);
    return [
      [`Parameter ${number} (${parameter.meaning}): `, { code: address(value) }, ...(said ? [", ", ...said] : [])],
    ];
  }
  return [
    [`Parameter ${number}: ${parameter.meaning}`],
    ...[...parameter.values].map(([key, meaning]) => say`Parameter ${[String(number)]} is ${hex(key)}: ${[meaning]}`),
  ];
}

function valueText({ holds, values }: BugCheckParameter, value: bigint, facts: Facts): Text | undefined {
  const meaning = values.get(Number(value));
  if (meaning !== undefined) {
    return [meaning];
  }
  if (holds === "irql") {
    return say`${irqlNames[Number(value)] ?? "above DISPATCH_LEVEL"}`;
  }
  // Values of 64 bits are the status with its sign.
  const [status] = holds === "status" ? facts.ntStatus.byValue(Number(BigInt.asUintN(32, value))) : [];
  return status === undefined
    ? undefined
    : status.meaning === undefined
      ? say`${status.name}`
      : say`${status.name}, ${[status.meaning]}`;
}

/** Of up to 64 bits. */
const address = (value: bigint): string => `0x${value.toString(16).toUpperCase()}`;

const irqlNames: Readonly<Record<number, string>> = { 0: "PASSIVE_LEVEL", 1: "APC_LEVEL", 2: "DISPATCH_LEVEL" };

/** A code that need not be known. */
export function decodeBugCheck(value: number, facts: Facts, { args = [] }: Known = {}): Decoding {
  const known = bugCheckOf(value, facts);
  const isSmallDump = known !== undefined && known.value !== value;
  return {
    kind: "bugcheck",
    value,
    name: known?.name,
    card: {
      title: known?.name ?? hex(value),
      summary: say`Bug check ${hex(known?.value ?? value)}${[isSmallDump ? " (with the bit that small dumps set)" : ""]}`,
      facts:
        known === undefined ? [["Not one that is known here"]] : bugCheckFacts(known, facts, { args, detail: "full" }),
    },
    fields: {
      code: known?.value ?? value,
      meaning: known?.meaning ?? null,
      parameters: (known?.parameters ?? []).map((parameter) => parameter?.meaning ?? ""),
      arguments: args.map(address),
      causes: known?.causes ?? [],
    },
  };
}
