/** Tags that are everybody's: the ones of header macros and of examples, which drivers copy. */
import { characterValue } from "../values/integers.ts";

/** Who uses the tag, as the end of a sentence. */
const owners: readonly (readonly [literals: readonly string[], owner: string])[] = [
  // The tags that wdm.h and ntddk.h gave to untagged calls: warning C28147 of Code Analysis names both.
  [["' mdW'", "'Wdm '", "'mdW '", "' Wdm'"], "the default of wdm.h"],
  [["' kdD'", "'Ddk '", "'kdD '", "' Ddk'"], "the default of ntddk.h"],
  // What the kernel itself gives to blocks of ExAllocatePool.
  [["'enoN'", "'None'"], "what the kernel gives to memory without a tag"],
  [["'xxxx'", "'XXXX'"], "a placeholder"],
];

/** Why a tag tells nobody whose memory it is: "the default of wdm.h"; undefined for a tag of its own. */
export function defaultTagOwner(value: number): string | undefined {
  if (isBlank(value)) {
    return "blank";
  }
  return owners.find(([literals]) => literals.some((literal) => characterValue(literal) === value))?.[1];
}

/** One to four spaces. */
function isBlank(value: number): boolean {
  return [0x20, 0x2020, 0x202020, 0x20202020].includes(value);
}
