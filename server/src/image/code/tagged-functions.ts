/** Which entries of an image's import address table are functions that take a pool tag. */
import type { PeImage } from "../../binary/pe.ts";
import { peImports } from "../../binary/pe-imports.ts";
import type { ImageReader } from "../../binary/record.ts";
import type { Facts } from "../../facts/index.ts";
import type { PoolFunction } from "../../facts/pool.ts";
import type { TaggedFunction } from "./walk.ts";

/** By the addresses of the entries. */
export function taggedSlots(reader: ImageReader, image: PeImage, facts: Facts): ReadonlyMap<number, TaggedFunction> {
  const slots = new Map<number, TaggedFunction>();
  for (const { functions } of peImports(reader, image)) {
    for (const { name, slot } of functions) {
      const plain = name === undefined ? undefined : plainName(name);
      const known = plain === undefined ? undefined : facts.poolFunction(plain);
      if (known?.tagParameter !== undefined) slots.set(slot, { name: known.name, tagParameter: placeOf(known, image) });
    }
  }
  return slots;
}

/** POOL_FLAGS have 64 bits: two places on the stack of x86. All other parameters before a tag have one. */
function placeOf({ tagParameter = 0, scheme, flagsParameter }: PoolFunction, { is64 }: PeImage): number {
  const isBehindFlags = scheme === "pool-flags" && flagsParameter !== undefined && flagsParameter < tagParameter;
  return isBehindFlags && !is64 ? tagParameter + 1 : tagParameter;
}

/** Some linkers of 32 bits leave the decoration in: "_ExFreePoolWithTag@8". */
const plainName = (name: string): string => /^_?(\w+?)(?:@\d+)?$/.exec(name)?.[1] ?? name;
