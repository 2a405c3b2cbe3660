/** What is said of databases that a driver is to have in its image, one by one for what is wrong with them. */
import { beforeAll, describe, expect, test } from "vitest";
import type { ByteSource } from "../../../server/src/binary/source.ts";
import { createSession } from "../../../server/src/database/engine/session.ts";
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import type { FitnessCheck } from "../../../server/src/database/protocol.ts";
import type { OpenParams } from "../../../server/src/database/worker-protocol.ts";
import { loadSqlite, makeDatabase } from "../../support/sqlite.ts";
import { counted, openSession, silent, variety } from "../format/support/databases.ts";
import { framesOf, makeLog } from "../format/support/log.ts";

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

type Rest = Omit<OpenParams, "file">;

function fitness(bytes: Uint8Array, rest: Rest = {}) {
  const { checks, imageBytes } = openSession(sqlite, { file: { bytes }, ...rest }).fitness({}, silent);
  const byId = new Map(checks.map((check) => [check.id, check]));
  expect(byId.size).toBe(checks.length);
  return { checks, imageBytes, check: (id: string): FitnessCheck => byId.get(id)! };
}

const made = (...statements: string[]): Uint8Array => makeDatabase(sqlite, statements);
const good = (): Uint8Array =>
  made(
    "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)",
    `${counted(500)} INSERT INTO t SELECT i, 'name ' || i FROM n`,
  );

/** Those that are not as they should be. */
const bad = (checks: readonly FitnessCheck[]) =>
  checks.filter(({ state }) => state === "fail" || state === "warning").map(({ id, state }) => `${id} ${state}`);

test("one that is fit passes all, and costs its bytes", () => {
  const { checks, imageBytes } = fitness(good());
  expect(bad(checks)).toEqual([]);
  expect(imageBytes).toBe(good().length);
  for (const { title, reason } of checks) {
    expect(title).toMatch(/^[A-Z]/);
    expect(reason).toMatch(/[.!)]$/);
  }
});

test("whoever is told that something is wrong is told what to do", () => {
  const { checks } = fitness(
    made("PRAGMA page_size=32768", "PRAGMA auto_vacuum=2", "PRAGMA encoding='UTF-16be'", ...variety()),
  );
  const wrong = checks.filter(({ state }) => state === "warning" || state === "fail");
  expect(wrong.map(({ id }) => id)).toEqual(["free-pages", "auto-vacuum", "page-size", "encoding"]);
  for (const { remedy, command } of wrong) expect([remedy, command]).not.toContain(undefined);
});

describe("the bytes themselves", () => {
  test("WAL mode", () => {
    const bytes = good();
    bytes.set([2, 2], 18);
    const { checks, check } = fitness(bytes);
    expect(bad(checks)).toEqual(["journal-mode fail"]);
    expect(check("journal-mode").command).toBe("PRAGMA journal_mode=DELETE;");
  });

  test("a log beside it that has more than the file, and one that has not", () => {
    const bytes = good();
    bytes.set([2, 2], 18);
    const after = made(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)",
      `${counted(900)} INSERT INTO t SELECT i, 'name ' || i FROM n`,
    );
    const log = (database: Uint8Array) => ({ wal: { bytes: makeLog(4096, framesOf(database, 4096)) } });
    const { checks, check } = fitness(bytes, log(after));
    expect(bad(checks)).toEqual(["journal-mode fail", "beside fail"]);
    expect(check("beside").reason).toMatch(/has \d+ committed pages that the file does not have yet/);
    expect(bad(fitness(bytes, log(bytes)).checks)).toEqual(["journal-mode fail"]);
  });

  test("a journal beside it", () => {
    expect(bad(fitness(good(), { hasJournal: true }).checks)).toEqual(["beside fail"]);
  });

  test("cut off", () => {
    const bytes = good();
    const { checks, check } = fitness(bytes.subarray(0, bytes.length - 4096));
    expect(bad(checks)).toEqual(["length fail", "integrity fail"]);
    expect(check("length").reason).toContain(`It has ${(bytes.length - 4096).toLocaleString("en")} bytes`);
  });

  test("something behind it", () => {
    const bytes = good();
    const longer = new Uint8Array(bytes.length + 100);
    longer.set(bytes);
    const { checks, imageBytes } = fitness(longer);
    expect(bad(checks)).toEqual(["length fail"]);
    expect(imageBytes).toBe(bytes.length + 112);
  });

  test("no database, an encrypted one, none at all", () => {
    for (const bytes of [new Uint8Array(5000).fill(7), new Uint8Array()]) {
      const { checks, check } = fitness(bytes);
      expect(bad(checks)).toEqual(["format fail"]);
      expect(check("format").reason).toContain("it is no database, or an encrypted one");
    }
  });

  test("a format of the future", () => {
    const bytes = good();
    bytes.set([3, 3], 18);
    expect(fitness(bytes).check("format").state).toBe("fail");
  });

  test("larger than an image can be: told at once, without reading all of it", () => {
    const small = good();
    const length = 3 * 1024 ** 3;
    new DataView(small.buffer).setUint32(28, length / 4096);
    let read = 0;
    const sparse: ByteSource = {
      length,
      read(start, end) {
        read += end - start;
        const bytes = new Uint8Array(end - start);
        if (start < small.length) bytes.set(small.subarray(start, end));
        return bytes;
      },
    };
    const session = createSession({ sqlite, openFile: () => sparse, now: () => 0 });
    session.open({ file: { path: "large.db" } }, silent);
    const { checks, imageBytes } = session.fitness({}, silent);
    expect(bad(checks)).toEqual(["size fail"]);
    expect(imageBytes).toBe(length);
    expect(read).toBeLessThan(1024 * 1024);
  });

  test("damage in a tree", () => {
    const bytes = good();
    const root = Number(made("CREATE TABLE t (x)").length / 4096);
    bytes.fill(0x55, (root - 1) * 4096 + 8, (root - 1) * 4096 + 400);
    const integrity = fitness(bytes).check("integrity");
    expect(integrity.state).toBe("fail");
    expect(integrity.command).toBe(".recover");
  });

  test("damage that SQLite alone finds: an index without an entry", () => {
    const bytes = made("CREATE TABLE t (x)", "CREATE INDEX i ON t (x)", "INSERT INTO t VALUES (5), (6), (7)");
    // The last of three index entries (5, 6, 7 at the page's end, in that order from there) is another number.
    const at = bytes.lastIndexOf(7);
    expect(at).toBeGreaterThan(2 * 4096);
    bytes[at] = 9;
    const integrity = fitness(bytes).check("integrity");
    expect(integrity.state).toBe("fail");
    expect(integrity.reason).toMatch(/missing from index i/);
  });

  test("free pages, and how much they take", () => {
    const { check } = fitness(made("PRAGMA page_size=1024", ...variety()));
    expect(check("free-pages").state).toBe("warning");
    expect(check("free-pages").reason).toMatch(/^[\d,]+ pages hold nothing: [\d,]+ bytes of the image/);
  });

  test("reserved bytes", () => {
    const bytes = good();
    // No cell of the first page reaches so far up that it matters to the header.
    bytes[20] = 12;
    expect(fitness(bytes).check("reserved-bytes").state).toBe("warning");
  });

  test("who it is", () => {
    const { check } = fitness(made("PRAGMA application_id=1363497299", "PRAGMA user_version=7", "CREATE TABLE t (x)"));
    expect(check("identity").reason).toContain('0x51455153 ("QEQS"); user_version is 7');
  });
});

describe("the schema", () => {
  const schema = (...statements: string[]) => fitness(made("CREATE TABLE t (x TEXT, y)", ...statements));

  test("modules that an option brings", () => {
    const { check, checks } = schema("CREATE VIRTUAL TABLE f USING fts4(body)", "INSERT INTO f VALUES ('one two')");
    expect(bad(checks)).toEqual(["modules warning"]);
    expect(check("modules")).toMatchObject({ remedy: "Define SQLITE_ENABLE_FTS4 in sqlite-options.h." });
    expect(check("modules").reason).toMatch(/^f needs fts4\./);
  });

  /** A schema with what this SQLite does not have itself, written past it. */
  const forged = (sql: string): Uint8Array => {
    const [type, name] = /^CREATE (\w+) (\w+)/i.exec(sql)!.slice(1);
    const kind = type!.toLowerCase() === "virtual" ? "table" : type!.toLowerCase();
    const called = kind === type!.toLowerCase() ? name! : /TABLE (\w+)/.exec(sql)![1]!;
    const root = kind === "index" ? "(SELECT rootpage FROM sqlite_schema WHERE name = 'held')" : "0";
    return made(
      ...["CREATE TABLE t (x TEXT, y)", "CREATE INDEX held ON t (x)", "PRAGMA writable_schema=1"],
      kind === "index"
        ? `UPDATE sqlite_schema SET name = '${called}', sql = '${sql.replaceAll("'", "''")}' WHERE name = 'held'`
        : `INSERT INTO sqlite_schema VALUES ('${kind}', '${called}', '${called}', ${root}, '${sql.replaceAll("'", "''")}')`,
    );
  };

  test("modules that somebody has to write, and FTS5", () => {
    const { check } = fitness(forged("CREATE VIRTUAL TABLE v USING spellfix1"));
    expect(check("modules")).toMatchObject({
      state: "warning",
      remedy: "Register spellfix1 in the driver with sqlite3_create_module.",
    });
    expect(fitness(forged("CREATE VIRTUAL TABLE v USING fts5(x)")).check("modules").remedy).toContain(
      "SQLITE_ENABLE_FTS5",
    );
  });

  test("collations, also where SQLite cannot check an index without", () => {
    const { check, checks } = fitness(forged("CREATE INDEX held ON t (x COLLATE LOCALIZED)"));
    expect(bad(checks)).toEqual(["collations warning"]);
    expect(check("collations").reason).toMatch(/^held needs LOCALIZED\./);
    expect(check("integrity").reason).toContain("no such collation sequence: LOCALIZED");
    const own = schema('CREATE TABLE c (a COLLATE nocase, b COLLATE "RTRIM", c COLLATE Binary)');
    expect(own.check("collations").state).toBe("pass");
  });

  test("functions that are not there in a driver", () => {
    const { check } = fitness(forged("CREATE VIEW v AS SELECT sqrt(x), my_hash(y) FROM t WHERE y REGEXP 'a'"));
    expect(check("functions").state).toBe("warning");
    expect(check("functions").reason).toContain("v calls sqrt(); v calls my_hash(); v calls REGEXP().");
    expect(check("functions").reason).toContain("which a kernel does not have");
    expect(check("functions").remedy).toBe(
      "Define SQLITE_ENABLE_MATH_FUNCTIONS in sqlite-options.h. Register my_hash, regexp in the driver with sqlite3_create_function_v2.",
    );
  });

  test("a function that this SQLite does not let a schema call is no damage", () => {
    const { check } = fitness(forged("CREATE TABLE m (x CHECK (sqrt(x) < 9))"));
    expect(check("integrity")).toMatchObject({ state: "info" });
    expect(check("integrity").reason).toContain("unsafe use of sqrt()");
    expect(check("functions").state).toBe("warning");
  });

  test("nothing is taken for a function that is none", () => {
    const statements = [
      "CREATE TABLE u (a VARCHAR(10) DEFAULT (abs(-1)), b DECIMAL(10, 2) CHECK (length(b) < 5), c DOUBLE PRECISION(3), PRIMARY KEY (a), UNIQUE (b, c), FOREIGN KEY (a) REFERENCES t(x))",
      "CREATE TABLE g (a INT, b AS (a + 1), c TEXT GENERATED ALWAYS AS (upper(a)) STORED)",
      "CREATE INDEX ui ON u (lower(a), b) WHERE b IN (1, 2) AND (c IS NOT NULL)",
      "CREATE VIEW v1 (p, q) AS WITH one(a, b) AS (SELECT 1, 2), two (c) AS NOT MATERIALIZED (SELECT 3) SELECT CAST(a AS VARCHAR(10)), count(*) FILTER (WHERE b > (1)) OVER (PARTITION BY b ORDER BY (a)) FROM one JOIN two USING (c)",
      "CREATE VIEW v2 AS SELECT * FROM json_each('[1]') WHERE value IN (SELECT x FROM t) AND NOT EXISTS (SELECT 1) AND (x = 1 OR (y)) -- my_func(x)",
      "CREATE VIEW v3 AS SELECT row_number() OVER w, x || 'my_func(' FROM t WINDOW w AS (ORDER BY x)",
      "CREATE TRIGGER tr AFTER INSERT ON t WHEN (new.x > 1) BEGIN INSERT INTO u (a, b) VALUES (1, 2); UPDATE t SET (x, y) = (1, 2) WHERE x IN (3); SELECT raise(ABORT, 'no'); INSERT INTO t(x) VALUES (1) ON CONFLICT DO NOTHING; END",
    ];
    const { check } = schema(...statements);
    expect(check("functions").reason).toBe("All that the schema calls are SQLite's own.");
  });

  test("limits of the templates", () => {
    const { check } = schema("INSERT INTO t VALUES (zeroblob(1200000), 1)");
    expect(check("limits").reason).toContain("A row of t has 1,200,0");
    const long = schema(`CREATE VIEW v AS SELECT '${"x".repeat(120_000)}' AS x`);
    expect(long.check("limits").remedy).toContain("SQLITE_MAX_SQL_LENGTH");
  });

  test("tables without a rowid are told of, strict ones too", () => {
    const { check } = schema(
      "CREATE TABLE w1 (k PRIMARY KEY) WITHOUT ROWID",
      "CREATE TABLE w2 (k INT PRIMARY KEY) STRICT, WITHOUT ROWID /* yes */",
      "CREATE TABLE no (k CHECK (k <> 'WITHOUT ROWID'))",
    );
    expect(check("without-rowid").reason).toMatch(/^w1, w2: /);
  });

  test("statistics", () => {
    expect(schema("CREATE INDEX i ON t (x)").check("statistics").command).toBe("ANALYZE;");
    const analyzed = schema("CREATE INDEX i ON t (x)", "INSERT INTO t VALUES (1, 2)", "ANALYZE");
    expect(analyzed.check("statistics").reason).toContain("There are some");
  });
});
