/** What somebody is told of a file before he looks at its rows. */
import { beforeAll, expect, test } from "vitest";
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import type { OpenParams } from "../../../server/src/database/worker-protocol.ts";
import { loadSqlite, makeDatabase } from "../../support/sqlite.ts";
import { openSession, silent, variety } from "./support/databases.ts";

let sqlite: SqlJsStatic;
let bytes: Uint8Array;
beforeAll(async () => {
  sqlite = await loadSqlite();
  bytes = makeDatabase(sqlite, variety(50));
});

const notesOf = (params: OpenParams): readonly string[] => openSession(sqlite, params).overview({}, silent).notes;

test("of one that is well nothing", () => {
  expect(notesOf({ file: { bytes } })).toEqual([]);
  const inWalMode = bytes.slice();
  inWalMode.set([2, 2], 18);
  expect(notesOf({ file: { bytes: inWalMode } })).toEqual([]);
});

test("a rollback journal", () => {
  expect(notesOf({ file: { bytes }, hasJournal: true })).toEqual([
    expect.stringMatching(/^A rollback journal lies beside it/),
  ]);
});

test("what is missing, and what is too much", () => {
  expect(notesOf({ file: { bytes: bytes.subarray(0, bytes.length - 5000) } })[0]).toMatch(
    /^The file is cut off: it has \d+ bytes/,
  );
  const longer = new Uint8Array(bytes.length + 7);
  longer.set(bytes);
  expect(notesOf({ file: { bytes: longer } })).toEqual([
    `The file has ${longer.length} bytes, and its header says ${bytes.length}. What is behind them is no part of the database.`,
  ]);
});

test("rows of a file in WAL mode are there without its log", () => {
  const inWalMode = bytes.slice();
  inWalMode.set([2, 2], 18);
  const session = openSession(sqlite, { file: { bytes: inWalMode } });
  expect(
    session.rows({ view: { table: "w", sort: [], filters: [], search: "" }, from: { kind: "start" }, limit: 3 }, silent)
      .rows.length,
  ).toBe(3);
  // What is embedded and saved is the file as it is.
  expect([...session.bytes({ start: 18, end: 20 }, silent)]).toEqual([2, 2]);
});
