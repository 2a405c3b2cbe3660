/** How pages come to SQLite, and what happens where they do not. */
import { beforeAll, expect, test } from "vitest";
import { type ByteSource, bytesSource, SourceError } from "../../../server/src/binary/source.ts";
import { connect, readsLazily } from "../../../server/src/database/engine/connection.ts";
import { failureOf } from "../../../server/src/database/engine/failures.ts";
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import { loadSqlite, makeDatabase } from "../../support/sqlite.ts";
import { counted } from "../format/support/databases.ts";

let sqlite: SqlJsStatic;
let bytes: Uint8Array;
beforeAll(async () => {
  sqlite = await loadSqlite();
  bytes = makeDatabase(sqlite, [
    "CREATE TABLE t (x, y)",
    `${counted(20_000)} INSERT INTO t SELECT i, hex(zeroblob(50)) FROM n`,
  ]);
});

test("of a large file a few pages are read", () => {
  let read = 0;
  const file: ByteSource = {
    length: bytes.length,
    read(start, end) {
      read += end - start;
      return bytes.subarray(start, end);
    },
  };
  const connection = connect(sqlite, file, true);
  expect(connection.all("SELECT x FROM t WHERE rowid = 10000")).toEqual([[10_000n]]);
  expect(connection.reading).toBe("lazy");
  expect(read).toBeLessThan(bytes.length / 20);
  connection.close();
});

test("an sql.js that reads in another way is found out, and is given the whole file", () => {
  class Copying extends sqlite.Database {
    constructor(data?: unknown) {
      super(data === undefined ? undefined : new Uint8Array((data as { readonly length: number }).length));
    }
  }
  expect(readsLazily(sqlite)).toBe(true);
  expect(readsLazily({ Database: Copying as unknown as SqlJsStatic["Database"] })).toBe(false);
  const connection = connect(sqlite, bytesSource(bytes), false);
  expect(connection.reading).toBe("whole");
  expect(connection.all("SELECT count(*) FROM t")).toEqual([[20_000n]]);
  connection.close();
  const huge: ByteSource = { length: 5e9, read: () => expect.unreachable() };
  expect(() => connect(sqlite, huge, false)).toThrow(SourceError);
});

// Each time in memory that nothing has been in yet, and in one that has what others left.
test.each([1, 2, 3, 4])(
  "a file that cannot be read says so itself, and is read on when it can, attempt %i",
  async (attempt) => {
    let isGone = false;
    const file: ByteSource = {
      length: bytes.length,
      read(start, end) {
        if (isGone) throw new SourceError("quirks.db has become shorter.");
        return bytes.subarray(start, end);
      },
    };
    const connection = connect(attempt % 2 === 0 ? sqlite : await loadSqlite(), file, true);
    isGone = true;
    expect(() => connection.all("SELECT count(*) FROM t")).toThrow(new SourceError("quirks.db has become shorter."));
    isGone = false;
    expect(connection.all("SELECT count(*) FROM t")).toEqual([[20_000n]]);
    connection.close();
  },
);

test("a file whose header cannot be read says so itself", () => {
  const read = (): never => {
    throw new SourceError("quirks.db is gone.");
  };
  expect(() => connect(sqlite, { length: bytes.length, read }, true)).toThrow(new SourceError("quirks.db is gone."));
});

test("an sql.js that takes a read that failed for one that was done is found out", () => {
  class Heedless extends sqlite.Database {
    constructor(data?: unknown) {
      const file = data as { readonly length: number; subarray(start: number, end: number): Uint8Array };
      super(
        file && {
          length: file.length,
          slice() {
            return this;
          },
          subarray(start: number, end: number) {
            try {
              return file.subarray(start, end);
            } catch {
              return new Uint8Array(end - start);
            }
          },
        },
      );
    }
  }
  expect(readsLazily(sqlite)).toBe(true);
  expect(readsLazily({ Database: Heedless as unknown as SqlJsStatic["Database"] })).toBe(false);
});

test("nothing is written, and no memory is taken without end", () => {
  const connection = connect(sqlite, bytesSource(bytes), true);
  const before = bytes.slice();
  for (const sql of [
    "DELETE FROM t",
    "CREATE TABLE u (x)",
    "PRAGMA user_version = 3",
    "UPDATE t SET x = 1",
    "VACUUM",
  ]) {
    expect(() => connection.all(sql)).toThrow("attempt to write a readonly database");
  }
  expect(Buffer.compare(bytes, before)).toBe(0);
  let failure: unknown;
  try {
    connection.all("SELECT length(hex(randomblob(900000000)))");
  } catch (error) {
    failure = error;
  }
  expect(failureOf(failure).code).toBe("memory");
  connection.close();
});

test("what is no database has a connection on which everything fails", () => {
  const connection = connect(sqlite, bytesSource(new Uint8Array(5000).fill(7)), true);
  expect(() => connection.all("SELECT * FROM sqlite_schema")).toThrow("file is not a database");
  connection.close();
});

test("a file that is cut off, or has a damaged entry in its schema, is read as far as it goes", () => {
  const damaged = makeDatabase(sqlite, [
    ...["CREATE TABLE good (x)", "INSERT INTO good VALUES (1)", "CREATE TABLE bad (x)", "CREATE TABLE last (x)"],
    ...["PRAGMA writable_schema = 1", "UPDATE sqlite_schema SET sql = 'CREATE TABL bad' WHERE name = 'bad'"],
  ]);
  const connection = connect(sqlite, bytesSource(damaged), true);
  expect(connection.damage).toMatch(/^malformed database schema \(bad\)/);
  expect(connection.all("SELECT * FROM good")).toEqual([[1n]]);
  expect(() => connection.all("DELETE FROM good")).toThrow("readonly");
  connection.close();

  // Small enough that all its leaves hang on its root.
  const low = makeDatabase(sqlite, [
    "CREATE TABLE t (x, y)",
    `${counted(5000)} INSERT INTO t SELECT i, hex(zeroblob(50)) FROM n`,
  ]);
  const cut = connect(sqlite, bytesSource(low.subarray(0, low.length >> 1)), true);
  expect(cut.damage).toBe("database disk image is malformed");
  expect(cut.all("SELECT x FROM t LIMIT 2")).toEqual([[1n], [2n]]);
  cut.close();
});
