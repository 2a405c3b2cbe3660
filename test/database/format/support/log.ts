/** A write-ahead log, written as "WAL File Format" has it: sql.js cannot make one. */

export interface Frame {
  readonly page: number;
  readonly bytes: Uint8Array;
  /** Pages of the database where the frame is a transaction's last; 0 elsewhere. */
  readonly commit: number;
}

export interface LogOptions {
  readonly isLittle?: boolean;
  readonly salts?: readonly [number, number];
}

export function makeLog(pageSize: number, frames: readonly Frame[], options: LogOptions = {}): Uint8Array {
  const { isLittle = true, salts = [0x1234_5678, 0x9abc_def0] } = options;
  const bytes = new Uint8Array(32 + frames.length * (24 + pageSize));
  const view = new DataView(bytes.buffer);
  const header = [isLittle ? 0x377f_0682 : 0x377f_0683, 3_007_000, pageSize, 0, ...salts];
  for (const [index, word] of header.entries()) view.setUint32(4 * index, word);
  let sum = summed([0, 0], view, 0, 24, isLittle);
  view.setUint32(24, sum[0]);
  view.setUint32(28, sum[1]);
  frames.forEach((frame, index) => {
    const at = 32 + index * (24 + pageSize);
    for (const [place, word] of [frame.page, frame.commit, ...salts].entries()) view.setUint32(at + 4 * place, word);
    bytes.set(frame.bytes, at + 24);
    sum = summed(sum, view, at, at + 8, isLittle);
    sum = summed(sum, view, at + 24, at + 24 + pageSize, isLittle);
    view.setUint32(at + 16, sum[0]);
    view.setUint32(at + 20, sum[1]);
  });
  return bytes;
}

type Sum = readonly [number, number];

function summed([a, b]: Sum, view: DataView, from: number, to: number, isLittle: boolean): Sum {
  let [s0, s1] = [BigInt(a), BigInt(b)];
  for (let at = from; at < to; at += 8) {
    s0 = BigInt.asUintN(32, s0 + BigInt(view.getUint32(at, isLittle)) + s1);
    s1 = BigInt.asUintN(32, s1 + BigInt(view.getUint32(at + 4, isLittle)) + s0);
  }
  return [Number(s0), Number(s1)];
}

/** All pages of a database as frames of one transaction, in an order of their own. */
export function framesOf(database: Uint8Array, pageSize: number): readonly Frame[] {
  const pages = database.length / pageSize;
  const numbers = Array.from({ length: pages }, (_, index) => pages - index);
  return numbers.map((page) => ({
    page,
    bytes: database.slice((page - 1) * pageSize, page * pageSize),
    commit: page === 1 ? pages : 0,
  }));
}
