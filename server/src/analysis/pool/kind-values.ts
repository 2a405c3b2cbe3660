/** What an integer means as POOL_FLAGS and as POOL_TYPE: for the messages about one taken for the other. */
import type { Facts } from "../../facts/index.ts";

/** The flags of which exactly one says what memory is wanted. */
const memoryFlags = ["POOL_FLAG_NON_PAGED", "POOL_FLAG_NON_PAGED_EXECUTE", "POOL_FLAG_PAGED"];

/** Whether a POOL_FLAGS value says what memory is wanted; without that ExAllocatePool2 fails. */
export function namesMemory(value: number, facts: Facts): boolean {
  return memoryFlags.some((name) => hasBit(value, facts.poolConstant(name)?.value ?? 0n));
}

/** The POOL_FLAG_ names whose bits a value has, joined as code; undefined where it has none or bits without a name. */
export function asFlags(value: number, facts: Facts): string | undefined {
  return joined(value, [...facts.poolConstants("pool-flag")]);
}

/**
 * A value as POOL_TYPE: its low byte an enumerator, the rest modifier bits. Undefined where it has bits that mean
 * nothing there.
 */
export function asPoolType(value: number, facts: Facts): string | undefined {
  const bits = facts.poolConstants("pool-type-bit");
  const modifiers = bits.reduce((sum, { value: bit }) => sum | (BigInt(value) & bit), 0n);
  const rest = BigInt(value) & ~modifiers;
  const exact = facts.poolConstants("pool-type").find((type) => type.value === rest && preferred(type.name));
  if (exact === undefined) {
    return undefined;
  }
  return [exact.name, ...bits.filter(({ value: bit }) => (modifiers & bit) === bit).map(({ name }) => name)].join(
    " | ",
  );
}

/** Several enumerators share a value; these are the ones that people know. */
const preferred = (name: string): boolean => !/Base|MustS|Execute|DontUse/.test(name);

function joined(
  value: number,
  constants: readonly { readonly name: string; readonly value: bigint }[],
): string | undefined {
  const named = constants.filter(({ value: bit }) => hasBit(value, bit));
  const sum = named.reduce((bits, { value: bit }) => bits | bit, 0n);
  return named.length > 0 && sum === BigInt(value) ? named.map(({ name }) => name).join(" | ") : undefined;
}

const hasBit = (value: number, bit: bigint): boolean => bit !== 0n && (BigInt(value) & bit) === bit;

/** A number as C people write it: 0, 1, then hexadecimal. */
export const hex = (value: number): string => (value < 10 ? String(value) : `0x${value.toString(16).toUpperCase()}`);
