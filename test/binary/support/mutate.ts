/** Images and objects that somebody has broken, a little or on purpose: the same for the same seed. */
import type { Random } from "../../engine/random.ts";

/** A number of a file that leads elsewhere in it, or says how much there is. */
export interface Field {
  readonly offset: number;
  /** In bytes. */
  readonly size: 1 | 2 | 4 | 8;
}

export interface Base {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of headers and tables: what readers follow. */
  readonly fields: readonly Field[];
  readonly isLittle: boolean;
}

export interface Mutated {
  /** Which base, and what was done to it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One file in three has been broken twice, in ways that may have to do with each other. */
export function mutated(base: Base, random: Random): Mutated {
  const first = random.pick(mutations);
  // A Buffer of Node has others in its memory.
  let bytes = first.run({ ...base, bytes: new Uint8Array(base.bytes), random });
  if (random.upTo(2) > 0) return { name: `${base.name}: ${first.name}`, bytes };
  const second = random.pick(mutations);
  bytes = second.run({ ...base, bytes, random });
  return { name: `${base.name}: ${first.name}, ${second.name}`, bytes };
}

interface Place extends Base {
  readonly random: Random;
}

interface Mutation {
  readonly name: string;
  /** Changes the bytes, and gives them or others. */
  run(place: Place): Uint8Array;
}

/** Numbers at which something ends. */
const edges = [
  ...[0, 1, 2, 3, 7, 8, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xfeff, 0xff00, 0xfff1, 0xfff2, 0xffff, 0x1_0000],
  ...[0x7fff_fff0, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff, 0x1_0000_0000, 2 ** 53 - 1, 2 ** 53, 2 ** 63],
  2 ** 64 - 2048,
];

function read({ bytes, isLittle }: Place, { offset, size }: Field): bigint {
  let value = 0n;
  for (let index = 0; index < size; index++) {
    value = value * 256n + BigInt(bytes[offset + (isLittle ? size - 1 - index : index)] ?? 0);
  }
  return value;
}

function write({ bytes, isLittle }: Place, { offset, size }: Field, value: bigint): void {
  for (let index = 0; index < size; index++) {
    const at = offset + (isLittle ? index : size - 1 - index);
    if (at < bytes.length) bytes[at] = Number((value >> BigInt(8 * index)) & 255n);
  }
}

const times = (count: number, run: () => void): void => {
  for (let left = count; left > 0; left--) run();
};

const mutations: readonly Mutation[] = [
  {
    name: "single bytes",
    run({ bytes, random }) {
      times(1 + random.upTo(20), () => {
        bytes[random.upTo(bytes.length - 1)] = random.upTo(255);
      });
      return bytes;
    },
  },
  {
    name: "single bits",
    run({ bytes, random }) {
      times(1 + random.upTo(30), () => {
        bytes[random.upTo(bytes.length - 1)]! ^= 1 << random.upTo(7);
      });
      return bytes;
    },
  },
  {
    name: "numbers at an edge",
    run(place) {
      const { random, fields, bytes } = place;
      times(1 + random.upTo(3), () => write(place, random.pick(fields), BigInt(random.pick(edges))));
      return bytes;
    },
  },
  {
    name: "numbers that are a little off",
    run(place) {
      const { random, fields, bytes } = place;
      times(1 + random.upTo(4), () => {
        const field = random.pick(fields);
        write(place, field, read(place, field) + BigInt(random.upTo(64) - 32));
      });
      return bytes;
    },
  },
  {
    name: "places elsewhere in the file",
    run(place) {
      const { random, fields, bytes } = place;
      times(1 + random.upTo(4), () => write(place, random.pick(fields), BigInt(random.upTo(bytes.length + 100))));
      return bytes;
    },
  },
  {
    name: "a number in the place of another",
    run(place) {
      const { random, fields, bytes } = place;
      times(1 + random.upTo(4), () => write(place, random.pick(fields), read(place, random.pick(fields))));
      return bytes;
    },
  },
  {
    name: "many tables in one place",
    run(place) {
      const { random, fields, bytes } = place;
      const target = random.pick(fields);
      const [every, rest] = [2 + random.upTo(8), random.upTo(8)];
      for (const [index, field] of fields.entries()) {
        if (field.size === target.size && index % every === rest % every) write(place, field, read(place, target));
      }
      return bytes;
    },
  },
  {
    name: "lengths without end",
    run(place) {
      const { random, fields, bytes } = place;
      const every = 1 + random.upTo(6);
      for (const [index, field] of fields.entries()) {
        if (index % every === 0 && read(place, field) === 0n) write(place, field, BigInt(random.pick(edges)));
      }
      return bytes;
    },
  },
  {
    name: "names without an end",
    run({ bytes, random }) {
      const start = random.upTo(bytes.length - 1);
      const end = Math.min(start + 1 + random.upTo(20_000), bytes.length);
      for (let at = start; at < end; at++) bytes[at] ||= 0x41;
      return bytes;
    },
  },
  {
    name: "a piece over another",
    run({ bytes, random }) {
      const from = random.upTo(bytes.length - 1);
      bytes.copyWithin(random.upTo(bytes.length - 1), from, from + 1 + random.upTo(4000));
      return bytes;
    },
  },
  {
    name: "an empty piece",
    run({ bytes, random }) {
      const start = random.upTo(bytes.length - 1);
      return bytes.fill(random.pick([0, 0xff, 0x7f]), start, start + 1 + random.upTo(4000));
    },
  },
  {
    name: "noise",
    run({ bytes, random }) {
      const start = random.upTo(bytes.length - 1);
      for (let at = start; at < Math.min(start + 300, bytes.length); at++) bytes[at] = random.upTo(255);
      return bytes;
    },
  },
  { name: "cut off", run: ({ bytes, random }) => bytes.slice(0, random.upTo(bytes.length - 1) + 1) },
  {
    name: "cut off near a place that is spoken of",
    run(place) {
      const { random, fields, bytes } = place;
      const end = Number(read(place, random.pick(fields))) + random.upTo(128) - 64;
      return end > 0 && end < bytes.length ? bytes.slice(0, end) : bytes;
    },
  },
  {
    name: "something behind it",
    run({ bytes, random }) {
      const longer = new Uint8Array(bytes.length + 1 + random.upTo(5000));
      longer.set(bytes);
      return longer;
    },
  },
  {
    name: "something between the header and the rest",
    run({ bytes, random }) {
      const header = Math.min(64, bytes.length);
      const longer = new Uint8Array(bytes.length + 1 + random.upTo(64));
      longer.set(bytes.subarray(0, header));
      longer.set(bytes.subarray(header), header + longer.length - bytes.length);
      return longer;
    },
  },
];
