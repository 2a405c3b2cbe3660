/** Images, objects and libraries that somebody has broken, a little or on purpose: the same for the same seed. */
import type { Random } from "../../engine/random.ts";

export interface Broken {
  /** What was done to it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function broken(whole: Uint8Array, random: Random): Broken {
  const bytes = whole.slice();
  const mutation = random.pick(mutations);
  const place: Place = { bytes, view: new DataView(bytes.buffer), random, layout: layoutOf(whole) };
  const changed = mutation.run(place) ?? bytes;
  // What is broken twice meets what is broken once.
  if (random.upTo(3) > 0 || changed.length < 600) return { name: mutation.name, bytes: changed };
  const again = random.pick(mutations);
  const next = { bytes: changed, view: new DataView(changed.buffer), random, layout: layoutOf(changed) };
  return { name: `${mutation.name}, ${again.name}`, bytes: again.run(next) ?? changed };
}

interface Layout {
  /** Of IMAGE_FILE_HEADER; in objects 0. */
  readonly header: number;
  /** Of the first IMAGE_DATA_DIRECTORY; undefined in objects. */
  readonly directories: number | undefined;
  readonly sections: number;
  readonly sectionCount: number;
}

interface Place {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView;
  readonly random: Random;
  readonly layout: Layout;
}

/** As the file says; in libraries something else is there, which is broken as well. */
function layoutOf(bytes: Uint8Array): Layout {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isImage = bytes.length > 600 && view.getUint16(0, true) === 0x5a4d;
  const header = isImage ? Math.min(view.getUint32(60, true) + 4, bytes.length - 400) : 0;
  const is64 = isImage && view.getUint16(header + 20, true) === 0x20b;
  const sections = header + 20 + (isImage ? view.getUint16(header + 16, true) : 0);
  const sectionCount = Math.min(view.getUint16(header + 2, true), 40);
  return { header, directories: isImage ? header + 20 + (is64 ? 112 : 96) : undefined, sections, sectionCount };
}

/** Numbers at which something ends. */
const edges = [
  0, 1, 2, 3, 4, 7, 8, 16, 20, 40, 127, 255, 256, 511, 512, 0xfff, 0x1000, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0xff_ffff,
  0x7fff_fff0, 0x7fff_ffff, 0x8000_0000, 0xffff_fff8, 0xffff_ffff,
];

/** An edge, a place in the file, or anything. */
const anyNumber = ({ bytes, random }: Place): number =>
  random.pick([random.pick(edges), random.upTo(bytes.length), random.upTo(0x2_0000), random.upTo(0xffff_ffff)]);

function put({ view, bytes }: Place, at: number, size: number, value: number): void {
  if (at < 0 || at + size > bytes.length) return;
  if (size === 1) view.setUint8(at, value & 0xff);
  else if (size === 2) view.setUint16(at, value & 0xffff, true);
  else view.setUint32(at, value >>> 0, true);
}

const read32 = ({ view, bytes }: Place, at: number): number =>
  at >= 0 && at + 4 <= bytes.length ? view.getUint32(at, true) : 0;

/** Where a directory's table is in the file; the security directory's address is that already. */
function tableOf(place: Place, index: number): number | undefined {
  const { directories, sections, sectionCount } = place.layout;
  const address = directories === undefined ? 0 : read32(place, directories + index * 8);
  if (address === 0 || index === 4) return address || undefined;
  for (let number = 0; number < sectionCount; number++) {
    const at = sections + number * 40;
    const offset = address - read32(place, at + 12);
    if (offset >= 0 && offset < read32(place, at + 16)) return read32(place, at + 20) + offset;
  }
  return undefined;
}

const someTable = (place: Place): number => {
  const tables = Array.from({ length: 16 }, (_, index) => tableOf(place, index)).filter((at) => at !== undefined);
  return tables.length === 0 ? place.random.upTo(place.bytes.length - 1) : place.random.pick(tables);
};

interface Mutation {
  readonly name: string;
  /** Changes the bytes, or gives others. */
  run: ((place: Place) => Uint8Array<ArrayBuffer>) | ((place: Place) => void);
}

const mutations: readonly Mutation[] = [
  {
    name: "bits",
    run({ bytes, random }) {
      for (let left = 1 + random.upTo(30); left > 0; left--)
        bytes[random.upTo(bytes.length - 1)]! ^= 1 << random.upTo(7);
    },
  },
  {
    name: "bytes of the headers",
    run({ bytes, random }) {
      for (let left = 1 + random.upTo(12); left > 0; left--) {
        bytes[random.upTo(Math.min(bytes.length - 1, 1023))] = random.pick([0, 1, 0x7f, 0x80, 0xff, random.upTo(255)]);
      }
    },
  },
  {
    name: "a number of the headers",
    run(place) {
      const { header } = place.layout;
      // Where headers and tables begin and end, what machine it is for, and how many directories there are.
      const words = [60, ...[8, 12, 36, 40, 48, 52, 76, 80, 84, 112, 128].map((offset) => header + offset)];
      const halves = [0, 2, 16, 20].map((offset) => header + offset);
      const size = place.random.pick([2, 4]);
      put(place, place.random.pick(size === 2 ? halves : words), size, anyNumber(place));
    },
  },
  {
    name: "a directory",
    run(place) {
      const at = (place.layout.directories ?? 0) + place.random.upTo(15) * 8;
      put(place, at + place.random.upTo(1) * 4, 4, anyNumber(place));
    },
  },
  {
    name: "a directory over another",
    run(place) {
      const start = place.layout.directories ?? 0;
      const [from, to] = [start + place.random.upTo(15) * 8, start + place.random.upTo(15) * 8];
      put(place, to, 4, read32(place, from) + place.random.upTo(64));
      put(place, to + 4, 4, place.random.pick([read32(place, from + 4), 0xffff, 0xffff_ffff]));
    },
  },
  {
    name: "a section's header",
    run(place) {
      const at = place.layout.sections + place.random.upTo(Math.max(place.layout.sectionCount - 1, 0)) * 40;
      for (let left = 1 + place.random.upTo(2); left > 0; left--) {
        put(place, at + place.random.pick([0, 4, 8, 12, 16, 20, 24, 32, 36]), 4, anyNumber(place));
      }
    },
  },
  {
    name: "sections over each other",
    run(place) {
      const { sections, sectionCount } = place.layout;
      const [from, to] = [place.random.upTo(sectionCount), place.random.upTo(sectionCount)];
      const start = sections + from * 40;
      if (start + 40 <= place.bytes.length) place.bytes.copyWithin(sections + to * 40 + 8, start + 8, start + 24);
    },
  },
  {
    name: "numbers of a table",
    run(place) {
      const table = someTable(place);
      for (let left = 1 + place.random.upTo(4); left > 0; left--) {
        put(
          place,
          table + place.random.upTo(63) * place.random.pick([2, 4]),
          place.random.pick([1, 2, 4]),
          anyNumber(place),
        );
      }
    },
  },
  {
    name: "a table that leads to itself",
    run(place) {
      const { directories } = place.layout;
      const index = place.random.upTo(15);
      const table = tableOf(place, index);
      if (directories === undefined || table === undefined) return;
      const address = read32(place, directories + index * 8);
      const self = place.random.pick([address, 0x8000_0000, address + 16, 0]);
      for (let at = table; at < Math.min(table + 4 + place.random.upTo(2000), place.bytes.length); at += 4) {
        if (place.random.upTo(2) > 0) put(place, at, 4, self + place.random.upTo(3) * 4);
      }
    },
  },
  {
    name: "ranges that are swapped",
    run({ bytes, random }) {
      const size = 1 + random.upTo(Math.min(4096, Math.floor(bytes.length / 3)));
      const [first, second] = [random.upTo(bytes.length - size), random.upTo(bytes.length - size)];
      const kept = bytes.slice(first, first + size);
      bytes.copyWithin(first, second, second + size);
      bytes.set(kept, second);
    },
  },
  {
    name: "a range of one byte",
    run({ bytes, random }) {
      const start = random.upTo(bytes.length - 1);
      bytes.fill(random.pick([0, 0xff, 0x41, 0x30]), start, start + random.upTo(8192));
    },
  },
  {
    name: "noise",
    run({ bytes, random }) {
      const start = random.upTo(bytes.length - 1);
      for (let at = start; at < Math.min(start + 1 + random.upTo(500), bytes.length); at++)
        bytes[at] = random.upTo(255);
    },
  },
  { name: "cut off", run: ({ bytes, random }) => bytes.slice(0, random.upTo(bytes.length)) },
  { name: "cut off in the headers", run: ({ bytes, random }) => bytes.slice(0, random.upTo(1200)) },
  {
    name: "something behind it, which is its signature",
    run(place) {
      const { bytes, random, layout } = place;
      const longer = new Uint8Array(bytes.length + 8 + random.upTo(5000));
      longer.set(bytes);
      for (let at = bytes.length; at < longer.length; at++) {
        longer[at] = random.pick([0x30, 0x31, 0xa0, 0x80, 0x82, 0x84, 0x06, random.upTo(255), random.upTo(8)]);
      }
      const inside = { ...place, bytes: longer, view: new DataView(longer.buffer) };
      if (layout.directories !== undefined) {
        put(inside, layout.directories + 4 * 8, 4, bytes.length);
        put(inside, layout.directories + 4 * 8 + 4, 4, longer.length - bytes.length);
      }
      put(inside, bytes.length, 4, longer.length - bytes.length);
      put(inside, bytes.length + 4, 4, 0x0002_0200);
      return longer;
    },
  },
];
