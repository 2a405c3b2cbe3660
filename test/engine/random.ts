/** Random numbers that come again with their seed. */

export interface Random {
  /** A whole number from 0 to `most`, both included. */
  upTo(most: number): number;
  pick<T>(list: readonly T[]): T;
}

/** The mulberry32 generator. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (most: number): number => Math.floor(next() * (most + 1));
  return {
    upTo,
    pick(list) {
      if (list.length === 0) {
        throw new Error("nothing to pick from");
      }
      return list[upTo(list.length - 1)] as (typeof list)[number];
    },
  };
}
