/** Databases that somebody has broken, a little or on purpose: the same for the same seed. */
import { makeLog } from "../format/support/log.ts";

/** 0 up to `below`, by mulberry32. */
export type Random = (below: number) => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export interface Base {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly pageSize: number;
}

export interface Broken {
  /** Which base and what was done to it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly wal?: Uint8Array;
}

export function broken({ name, bytes: whole, pageSize }: Base, random: Random): Broken {
  const bytes = whole.slice();
  const mutation = mutations[random(mutations.length)]!;
  const page = (): Uint8Array => {
    const start = random(bytes.length / pageSize) * pageSize;
    return bytes.subarray(start, start + pageSize);
  };
  const changed = mutation.run({ bytes, page, random, pageCount: bytes.length / pageSize }) ?? bytes;
  return random(4) > 0
    ? { name: `${name}: ${mutation.name}`, bytes: changed }
    : logged(name, mutation.name, whole, changed, pageSize, random);
}

/** The broken pages come from a log that is right itself, or nearly. */
function logged(
  name: string,
  mutation: string,
  whole: Uint8Array,
  bytes: Uint8Array,
  pageSize: number,
  random: Random,
): Broken {
  const pageCount = Math.ceil(bytes.length / pageSize);
  const frames = Array.from({ length: pageCount }, (_, index) => {
    const content = new Uint8Array(pageSize);
    content.set(bytes.subarray(index * pageSize, (index + 1) * pageSize));
    return { page: index + 1, bytes: content, commit: random(3) === 0 || index === pageCount - 1 ? pageCount : 0 };
  });
  const wal = makeLog(pageSize, frames, { isLittle: random(2) === 0 });
  const twist = random(4);
  if (twist === 1) wal[random(wal.length)]! ^= 1 << random(8);
  const original = whole.slice();
  original.set([2, 2], 18);
  return {
    name: `${name}: ${mutation}, in a log${twist === 1 ? " that is broken" : twist === 2 ? " that is cut off" : ""}`,
    bytes: original,
    wal: twist === 2 ? wal.subarray(0, random(wal.length)) : wal,
  };
}

interface Place {
  readonly bytes: Uint8Array;
  readonly pageCount: number;
  /** Any page. */
  page(): Uint8Array;
  readonly random: Random;
}

interface Mutation {
  readonly name: string;
  /** Changes the bytes, or gives others. */
  run: ((place: Place) => Uint8Array) | ((place: Place) => void);
}

const put = (bytes: Uint8Array, at: number, size: number, value: number): void => {
  for (let index = 0; index < size; index++)
    bytes[at + index] = Math.floor(value / 2 ** (8 * (size - 1 - index))) & 255;
};

/** Where a page's b-tree header begins. */
const treeStart = (page: Uint8Array): number => (page[0] === 0x53 && page[1] === 0x51 ? 100 : 0);

/** Numbers at which something ends. */
const edges = [
  0, 1, 2, 3, 5, 100, 127, 128, 255, 256, 511, 512, 4095, 4096, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x7fff_ffff,
  0x8000_0000, 0xffff_ffff,
];
const edge = (random: Random): number => edges[random(edges.length)]!;

const mutations: readonly Mutation[] = [
  {
    name: "single bytes",
    run({ bytes, random }) {
      for (let left = 1 + random(20); left > 0; left--) bytes[random(bytes.length)] = random(256);
    },
  },
  {
    name: "bits of one page",
    run({ page, random }) {
      const bytes = page();
      for (let left = 1 + random(30); left > 0; left--) bytes[random(bytes.length)]! ^= 1 << random(8);
    },
  },
  {
    name: "a number of the header",
    run({ bytes, random }) {
      const fields = [
        [16, 2],
        [18, 1],
        [19, 1],
        [20, 1],
        [21, 1],
        [24, 4],
        [28, 4],
        [32, 4],
        [36, 4],
        [40, 4],
        [44, 4],
        [52, 4],
        [56, 4],
        [64, 4],
        [92, 4],
      ] as const;
      const [at, size] = fields[random(fields.length)]!;
      put(bytes, at, size, edge(random));
    },
  },
  {
    name: "the header of a tree's page",
    run({ page, random }) {
      const bytes = page();
      const fields = [
        [0, 1],
        [1, 2],
        [3, 2],
        [5, 2],
        [7, 1],
        [8, 4],
      ] as const;
      const [at, size] = fields[random(fields.length)]!;
      put(bytes, treeStart(bytes) + at, size, random(2) === 0 ? edge(random) : [2, 5, 10, 13][random(4)]!);
    },
  },
  {
    name: "places of cells",
    run({ page, random }) {
      const bytes = page();
      const start = treeStart(bytes);
      for (let left = 1 + random(4); left > 0; left--)
        put(bytes, start + 8 + 2 * random(12), 2, random(2) === 0 ? edge(random) : random(bytes.length));
    },
  },
  {
    name: "all cells in one place",
    run({ page }) {
      const bytes = page();
      const start = treeStart(bytes);
      const pointers = start + (bytes[start]! < 10 ? 12 : 8);
      const count = (bytes[start + 3]! << 8) | bytes[start + 4]!;
      for (let index = 1; index < count && pointers + 2 * index + 2 <= bytes.length; index++)
        bytes.copyWithin(pointers + 2 * index, pointers, pointers + 2);
    },
  },
  {
    name: "a page number",
    run({ bytes, page, random, pageCount }) {
      // Of a child, an overflow page or a trunk: wherever one may stand, another page of the file, or none of it.
      const where = page();
      const at = [0, 8, 12, treeStart(where) + 8, where.length - 4, random(where.length - 4)][random(6)]!;
      put(where, at, 4, random(4) === 0 ? edge(random) : 1 + random(pageCount));
      if (random(8) === 0) put(bytes, 32, 4, 1 + random(pageCount));
    },
  },
  {
    name: "long lengths",
    run({ page, random }) {
      const bytes = page();
      const at = random(bytes.length - 9);
      bytes.fill(0xff, at, at + 1 + random(9));
    },
  },
  { name: "a page over another", run: ({ page }) => page().set(page()) },
  { name: "an empty page", run: ({ page, random }) => void page().fill([0, 0xff, 13][random(3)]!) },
  {
    name: "noise",
    run({ page, random }) {
      const bytes = page();
      const start = random(bytes.length);
      for (let at = start; at < Math.min(start + 200, bytes.length); at++) bytes[at] = random(256);
    },
  },
  { name: "cut off", run: ({ bytes, random }) => bytes.slice(0, random(bytes.length)) },
  {
    name: "something behind it",
    run({ bytes, random }) {
      const longer = new Uint8Array(bytes.length + 1 + random(5000));
      longer.set(bytes);
      return longer;
    },
  },
  {
    name: "words of the schema",
    run({ bytes, random, pageCount }) {
      const text = Buffer.from(
        bytes.buffer,
        bytes.byteOffset,
        Math.min(bytes.length, Math.ceil(bytes.length / pageCount) * 2),
      ).toString("latin1");
      const words = [
        ...text.matchAll(
          /TABLE|INDEX|VIEW|CREATE|PRIMARY|SELECT|INTEGER|TEXT|WITHOUT|ROWID|fts4|FROM|table|index|view|sqlite_|[(),']/g,
        ),
      ];
      const others = [
        "VIEW",
        "TABLE",
        "(((((",
        "SELECT",
        "sqlit",
        "\0\0",
        "'",
        '"',
        "x)--",
        "*",
        "rowid",
        "\u00ff\u00fe",
        "INDEX",
        "AS",
        ");",
      ];
      for (let left = 1 + random(2); left > 0 && words.length > 0; left--) {
        const { index, 0: word } = words[random(words.length)]!;
        const other = others[random(others.length)]!.slice(0, word.length).padEnd(word.length);
        bytes.set(Buffer.from(other, "latin1"), index);
      }
    },
  },
  {
    name: "types of values",
    run({ page, random }) {
      // Near the end of a page stand the headers of its first records.
      const bytes = page();
      for (let left = 1 + random(6); left > 0; left--)
        bytes[bytes.length - 1 - random(Math.min(200, bytes.length))] = [0, 7, 10, 11, 12, 13, 0x80, 0xff, 0x7f][
          random(9)
        ]!;
    },
  },
];
