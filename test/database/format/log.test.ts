/** A write-ahead log beside a database: what of it counts, and what is shown. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { bytesSource } from "../../../server/src/binary/source.ts";
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import { showDatabase } from "../../../server/src/database/format/shown.ts";
import { loadSqlite, makeDatabase } from "../../support/sqlite.ts";
import { openSession, silent } from "./support/databases.ts";
import { type Frame, framesOf, makeLog } from "./support/log.ts";

let sqlite: SqlJsStatic;
let before: Uint8Array;
let after: Uint8Array;
const pageSize = 1024;
beforeAll(async () => {
  sqlite = await loadSqlite();
  const rows = (last: number) => [
    "PRAGMA page_size=1024",
    "CREATE TABLE t (x)",
    `WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < ${last}) INSERT INTO t SELECT i FROM n`,
  ];
  before = makeDatabase(sqlite, rows(300));
  after = makeDatabase(sqlite, rows(1000));
  // As a file in WAL mode is.
  before.set([2, 2], 18);
  after.set([2, 2], 18);
});

function shownWith(log: Uint8Array, database = before) {
  const { source, walFrames, notes, pendingPages } = showDatabase(bytesSource(database), bytesSource(log), false);
  return { bytes: hex(source.read(0, source.length)), walFrames, notes, pending: pendingPages() };
}

const plain = (bytes: Uint8Array): string => {
  const copy = bytes.slice();
  copy.set([1, 1], 18);
  return hex(copy);
};

/** A text is compared in no time. */
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe.each([true, false])("checksums of little-endian machines: %s", (isLittle) => {
  test("committed frames are shown, in a header of a database without a log", () => {
    const frames = framesOf(after, pageSize);
    const shown = shownWith(makeLog(pageSize, frames, { isLittle }));
    expect(shown.walFrames).toBe(frames.length);
    expect(shown.bytes).toEqual(plain(after));
    const isThere = ({ page, bytes }: Frame): boolean =>
      hex(bytes) === hex(before.subarray((page - 1) * pageSize, page * pageSize));
    expect(shown.pending).toBe(frames.filter((frame) => !isThere(frame)).length);
  });

  test("frames behind the last commit do not count", () => {
    const uncommitted: Frame[] = framesOf(before, pageSize).map((frame) => ({ ...frame, commit: 0 }));
    const shown = shownWith(makeLog(pageSize, [...framesOf(after, pageSize), ...uncommitted], { isLittle }));
    expect(shown.bytes).toEqual(plain(after));
    expect(shown.notes.join()).toContain(`${uncommitted.length} more belong to a transaction that was not finished`);
  });

  test("nothing counts from the first byte on that is another one", () => {
    const frames = framesOf(after, pageSize);
    const log = makeLog(pageSize, [...frames, ...framesOf(before, pageSize)], { isLittle });
    for (const place of [0, 8, 16, 24, 24 + pageSize - 1]) {
      const broken = log.slice();
      broken[32 + frames.length * (24 + pageSize) + place]! ^= 1;
      expect(shownWith(broken).bytes).toEqual(plain(after));
    }
    const first = log.slice();
    first[32 + 100]! ^= 1;
    expect(shownWith(first)).toMatchObject({ walFrames: 0, bytes: plain(before) });
  });
});

test("a log that was begun anew keeps old frames behind the new ones: their salts are others", () => {
  const old = makeLog(pageSize, framesOf(after, pageSize));
  const page: Frame = { page: 2, bytes: before.slice(pageSize, 2 * pageSize), commit: before.length / pageSize };
  const begun = makeLog(pageSize, [page], { salts: [7, 8] });
  const log = old.slice();
  log.set(begun);
  const shown = shownWith(log);
  expect(shown).toMatchObject({ walFrames: 1, bytes: plain(before), pending: 0 });
});

test("the last commit says how many pages there are", () => {
  const log = makeLog(pageSize, [...framesOf(after, pageSize), ...framesOf(before, pageSize)]);
  expect(shownWith(log).bytes).toEqual(plain(before));
});

test("what is no log of this database is told of, and not shown", () => {
  const cases = [
    [makeLog(512, framesOf(before, 512)), "belongs to another database: it has pages of 512 bytes"],
    [new Uint8Array(5000), "begins differently"],
    [makeLog(pageSize, framesOf(after, pageSize)).fill(9, 12, 16), "its header does not add up"],
  ] as const;
  for (const [log, note] of cases) {
    const shown = shownWith(log);
    expect(shown).toMatchObject({ walFrames: 0, bytes: plain(before) });
    expect(shown.notes.join()).toContain(note);
  }
  // After a checkpoint that truncated it, and before its first frame.
  for (const length of [0, 31, 32, 40])
    expect(shownWith(new Uint8Array(length))).toMatchObject({ walFrames: 0, notes: [] });
});

test("a log that says there are pages that nobody has is not believed", () => {
  const frames = framesOf(after, pageSize).map((frame) => ({ ...frame, commit: frame.commit === 0 ? 0 : 0xffff_ffff }));
  const shown = shownWith(makeLog(pageSize, frames));
  expect(shown).toMatchObject({ walFrames: 0, bytes: plain(before) });
  expect(shown.notes.join()).toContain("it says that there are 4294967295 pages, which are nowhere");
});

test("ranges within, across and beside logged pages are one with the whole", () => {
  const changed: Frame = { page: 3, bytes: new Uint8Array(pageSize).fill(0x5a), commit: before.length / pageSize };
  const { source } = showDatabase(bytesSource(before), bytesSource(makeLog(pageSize, [changed])), false);
  const whole = source.read(0, source.length).slice();
  expect(hex(whole.subarray(2 * pageSize, 3 * pageSize))).toBe(hex(changed.bytes));
  for (const [start, end] of [
    [0, 100],
    [18, 19],
    [19, 20],
    [2040, 2060],
    [2048, 3072],
    [2050, 2051],
    [3000, 3100],
    [16, 3200],
  ] as const) {
    expect(hex(source.read(start, end))).toBe(hex(whole.subarray(start, end)));
  }
  expect(before.subarray(18, 20)).toEqual(Uint8Array.of(2, 2));
});

// Made by SQLite 3.40.1: 20 rows, a checkpoint that begins the log anew, 5 rows more, an update of 2, and a copy of both files
// while the connection was open.
test("a log that SQLite wrote", () => {
  const file = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, "support", name));
  const session = openSession(sqlite, { file: { bytes: file("live.db") }, wal: { bytes: file("live.db-wal") } });
  const answer = session.rows(
    { view: { table: "t", sort: [], filters: [], search: "" }, from: { kind: "start" }, limit: 100 },
    silent,
  );
  expect(answer.rows.map(({ cells }) => cells.map((cell) => (cell?.type === "text" ? cell.text : undefined)))).toEqual(
    Array.from({ length: 25 }, (_, index) => [index < 2 ? "changed" : `row ${index + 1}`]),
  );
});
