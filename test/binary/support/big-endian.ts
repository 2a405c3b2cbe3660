/** An object or a kernel module with its highest bytes first, as S/390 and PowerPC have them: what is of numbers is turned round. */

/** Sizes in bytes of what lies behind one another; of names and single bytes each is a number of its own. */
type Layout = readonly number[];

interface Layouts {
  readonly header: Layout;
  readonly section: Layout;
  readonly symbol: Layout;
  readonly version: Layout;
  readonly machine: number;
}

const layouts64: Layouts = {
  header: [2, 2, 4, 8, 8, 8, 4, 2, 2, 2, 2, 2, 2],
  section: [4, 4, 8, 8, 8, 8, 4, 4, 8, 8],
  symbol: [4, 1, 1, 2, 8, 8],
  version: [8, ...Array<number>(56).fill(1)],
  machine: 22,
};
const layouts32: Layouts = {
  header: [2, 2, 4, 4, 4, 4, 4, 2, 2, 2, 2, 2, 2],
  section: [4, 4, 4, 4, 4, 4, 4, 4, 4, 4],
  symbol: [4, 4, 4, 1, 1, 2],
  version: [4, ...Array<number>(60).fill(1)],
  machine: 20,
};

/** @param little a file with sections and without segments, whose lowest bytes come first */
export function bigEndian(little: Uint8Array): Uint8Array {
  // A Buffer of Node has others in its memory, and its slice is no copy.
  const bytes = new Uint8Array(little);
  const view = new DataView(bytes.buffer);
  const is64 = bytes[4] === 2;
  const layouts = is64 ? layouts64 : layouts32;
  const word = (at: number): number => (is64 ? Number(view.getBigUint64(at, true)) : view.getUint32(at, true));
  const sections = sectionsOf(view, is64, word);
  const turn = (at: number, layout: Layout): number => {
    let place = at;
    for (const size of layout) {
      bytes.subarray(place, place + size).reverse();
      place += size;
    }
    return place;
  };
  const turnAll = (start: number, size: number, layout: Layout) => {
    const each = layout.reduce((sum, one) => sum + one, 0);
    for (let at = start; at + each <= start + size; at += each) turn(at, layout);
  };
  for (const { name, type, offset, size } of sections) {
    if (type === 2 || type === 11) turnAll(offset, size, layouts.symbol);
    else if (type === 18 || name === "__kcrctab" || name === "__kcrctab_gpl" || name === "__version_ext_crcs")
      turnAll(offset, size, [4]);
    else if (name === "__versions") turnAll(offset, size, layouts.version);
    else if (type === 7) {
      for (let at = offset; at + 12 <= offset + size; ) {
        const padded = (at: number) => Math.ceil(at / 4) * 4;
        const next = at + 12 + padded(view.getUint32(at, true)) + padded(view.getUint32(at + 4, true));
        turn(at, [4, 4, 4]);
        at = next;
      }
    }
  }
  const table = word(is64 ? 40 : 32);
  turnAll(table, sections.length * (is64 ? 64 : 40), layouts.section);
  view.setUint16(18, layouts.machine, true);
  turn(16, layouts.header);
  bytes[5] = 2;
  return bytes;
}

function sectionsOf(view: DataView, is64: boolean, word: (at: number) => number) {
  const [table, size] = is64 ? [word(40), 64] : [word(32), 40];
  const [count, names] = is64
    ? [view.getUint16(60, true), view.getUint16(62, true)]
    : [view.getUint16(48, true), view.getUint16(50, true)];
  const place = (index: number) => ({
    name: view.getUint32(table + index * size, true),
    type: view.getUint32(table + index * size + 4, true),
    offset: word(table + index * size + (is64 ? 24 : 16)),
    size: word(table + index * size + (is64 ? 32 : 20)),
  });
  const strings = place(names).offset;
  return Array.from({ length: count }, (_, index) => {
    const { name, ...rest } = place(index);
    let text = "";
    for (let at = strings + name; view.getUint8(at) !== 0; at++) text += String.fromCharCode(view.getUint8(at));
    return { name: text, ...rest };
  });
}
