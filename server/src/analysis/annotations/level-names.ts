/** What is wrong with a level as an annotation gives it, as far as that is certain: misspelled, or out of range. */
import type { LevelTerm } from "../../model/contracts/sal-terms.ts";
import type { UnitModel } from "../../model/unit-model.ts";

export interface LevelMistake {
  readonly kind: "missing" | "misspelled" | "out-of-range";
  /** The level that is meant, where the name tells. */
  readonly meant: string | undefined;
}

/** The highest IRQL of any architecture: HIGH_LEVEL of x86. */
export const highestIrql = 31;

/**
 * @returns undefined for levels that are known, and for names that headers which are not seen may define: only a name that
 * is nearly one of the kit's is wrong for sure.
 */
export function levelMistake({ text, level }: LevelTerm, unit: UnitModel): LevelMistake | undefined {
  if (level !== undefined) {
    return undefined;
  }
  if (text === "") {
    return { kind: "missing", meant: undefined };
  }
  if (/^-?\d+$/.test(text)) {
    return Number(text) < 0 || Number(text) > highestIrql ? { kind: "out-of-range", meant: undefined } : undefined;
  }
  if (!/^[A-Za-z_]\w*$/.test(text) || names.includes(text) || unit.declares(text)) {
    return undefined;
  }
  const meant = names.find((name) => isNearly(text, name));
  return meant === undefined ? undefined : { kind: "misspelled", meant };
}

/** The levels that the kit's headers define for some architecture. */
const names: readonly string[] = [
  "PASSIVE_LEVEL",
  "LOW_LEVEL",
  "APC_LEVEL",
  "DISPATCH_LEVEL",
  "CMCI_LEVEL",
  "CLOCK_LEVEL",
  "CLOCK1_LEVEL",
  "CLOCK2_LEVEL",
  "IPI_LEVEL",
  "DRS_LEVEL",
  "POWER_LEVEL",
  "PROFILE_LEVEL",
  "SYNCH_LEVEL",
  "HIGH_LEVEL",
];

/** `DISPATCH`, `Dispatch_Level`, `DISPATCHLEVEL`, `DISPTACH_LEVEL`: nothing but another spelling of the name. */
function isNearly(text: string, name: string): boolean {
  const [written, known] = [text, name].map((word) => word.toUpperCase().replace(/_/g, "")) as [string, string];
  return (
    written === known || `${written}LEVEL` === known || (known.length > minimumLength && isOneSlip(written, known))
  );
}

/** Names as short as LOWLEVEL are too near to each other. */
const minimumLength = 10;

/** One letter more, less, or other, or two that changed places. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) {
    start++;
  }
  const rest = (from: number, to: number): boolean => a.slice(start + from) === b.slice(start + to);
  const isSwap = a[start] === b[start + 1] && a[start + 1] === b[start] && rest(2, 2);
  return rest(1, 1) || rest(1, 0) || rest(0, 1) || isSwap;
}
