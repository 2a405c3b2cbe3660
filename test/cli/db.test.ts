/** `driverlens db`: what it says of databases wherever they live, what it writes, what it ends with. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { colors } from "../../server/src/cli/colors.ts";
import { type ParseArgs, parseCommandLine } from "../../server/src/cli/command-line.ts";
import { helpText } from "../../server/src/cli/help.ts";
import { DB } from "../../server/src/cli/options.ts";
import { arrayText } from "../../server/src/embed/c-source.ts";
import { objectFile } from "../../server/src/embed/coff.ts";
import { framesOf, makeLog } from "../database/format/support/log.ts";
import { embeddingOf } from "../embed/sample.ts";
import { makeDatabase } from "../media/database/support/sample.ts";
import { driverlensDb } from "../support/db-in-process.ts";
import { driverlens, folder, program } from "../support/program.ts";

const script = `CREATE TABLE vendors (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE devices (id INTEGER PRIMARY KEY, vendor INTEGER REFERENCES vendors (id), name, serial INTEGER, firmware BLOB);
CREATE VIEW names AS SELECT name FROM devices;
INSERT INTO vendors VALUES (1, 'Acme'), (2, 'Umbrella');
INSERT INTO devices VALUES (1, 1, 'One', 9007199254740993, x'00ff'), (2, 2, NULL, -1, NULL)`;
const hostile = `CREATE TABLE "evil\u001b[2J\u202egnp" ("\u0007" TEXT);
INSERT INTO "evil\u001b[2J\u202egnp" VALUES (char(27) || ']0;title' || char(7) || char(0x9b) || '31m' || char(0x202e) || char(10) || 'x')`;

let database: Uint8Array;
let evil: Uint8Array;
beforeAll(async () => {
  database = await makeDatabase(script);
  evil = await makeDatabase(hostile);
});

/** The same database three times. */
const files = () => ({
  "quirks.db": database,
  "quirks.c": `#include "quirks.h"\n${arrayText(embeddingOf(database), "quirks.h")}`,
  "quirks.obj": objectFile(embeddingOf(database), "x64"),
});

describe("a database", () => {
  test.each(["quirks.db", "quirks.c", "quirks.c:Quirks", "quirks.obj", "quirks.obj:.rdata"])(
    "is told of: %s",
    async (target) => {
      const cwd = folder(files());
      const { code, stdout, stderr } = await driverlensDb([target], cwd);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const [head, ...objects] = stdout.trimEnd().split("\n");
      const title = target.endsWith(".db") || target.includes(":") ? target : `${target}:Quirks`;
      expect(head).toBe(`${title}: 16,384 bytes, 4 pages of 4,096 bytes, UTF-8`);
      expect(objects.map((line) => line.trim().replace(/ +/g, " "))).toEqual([
        "table devices 5 columns, about 2 rows",
        "view names 1 column",
        "table vendors 2 columns, about 2 rows",
      ]);
      expect(readFileSync(join(cwd, "quirks.db")).equals(database)).toBe(true);
      expect(readdirSync(cwd).sort()).toEqual(["quirks.c", "quirks.db", "quirks.obj"]);
    },
  );

  test("is one of several, which are listed, and named by name, line, section and place", async () => {
    const twice = `${arrayText(embeddingOf(database, { symbol: "First" }), "a.h")}\nchar Second[] = {${Array.from(evil)}};\n`;
    const cwd = folder({ "a.c": twice, "a.bin": Buffer.concat([Buffer.alloc(256, 1), database, evil]) });
    const list = await driverlensDb(["a.c", "--list"], cwd);
    expect(list.stdout).toMatch(/^a\.c:\d+: First, 16,384 bytes\na\.c:\d+: Second, 8,192 bytes\n$/);
    const second = /:(\d+): Second/.exec(list.stdout)?.[1];
    const { start } = JSON.parse((await driverlensDb(["a.c", "-l", "-f", "json"], cwd)).stdout).databases[1];
    for (const name of ["Second", second, `0x${start.toString(16)}`]) {
      expect((await driverlensDb([`a.c:${name}`, "--schema"], cwd)).stdout).toContain("CREATE TABLE");
    }
    expect(await driverlensDb(["a.c", "--schema"], cwd)).toMatchObject({
      code: 2,
      stderr: "driverlens: a.c has 2 databases; say which: a.c:First, a.c:Second\n",
    });
    expect((await driverlensDb(["a.c:Third"], cwd)).stderr).toBe(
      'driverlens: a.c has no database called "Third": a.c:First, a.c:Second\n',
    );
    expect((await driverlensDb(["a.bin:0x4100", "--schema"], cwd)).stdout).toContain("evil");
    const json = JSON.parse((await driverlensDb(["a.bin", "--list", "--format", "json"], cwd)).stdout);
    expect(json).toMatchObject({
      version: 1,
      file: "a.bin",
      databases: [
        { kind: "window", name: null, where: null, start: 256, bytes: 16_384 },
        { start: 256 + 16_384, bytes: 8192 },
      ],
    });
  });

  test("is all of a file, which is listed as such", async () => {
    const cwd = folder(files());
    expect((await driverlensDb(["quirks.db", "--list"], cwd)).stdout).toBe("quirks.db: the file is a database\n");
    const { databases } = JSON.parse((await driverlensDb(["quirks.db", "-l", "-f", "json"], cwd)).stdout);
    expect(databases).toEqual([{ kind: "file", name: null, where: null, start: 0, bytes: database.length }]);
  });

  test("is refused where there is none", async () => {
    const cwd = folder({ "a.c": "int x;\n", "a.db": database.subarray(0, 50), "b:c.db": database });
    symlinkSync("loop", join(cwd, "loop"));
    for (const [target, message] of [
      ["a.c", "a.c is no database, and none was found in it"],
      ["a.db", "cannot be read as a database"],
      ["nowhere.db", "nowhere.db is not there"],
      ["nowhere.db:x", "nowhere.db:x is not there"],
      [".", ". is no file"],
      ["a.db/b", "a.db/b is not there"],
      ["loop", "loop cannot be read: ELOOP"],
      ["b:c.db:Name", 'b:c.db is a database itself, and has no part "Name"'],
    ] as const) {
      const { code, stdout, stderr } = await driverlensDb([target], cwd);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(message);
    }
    expect((await driverlensDb(["b:c.db"], cwd)).code).toBe(0);
  });
});

test("as a process: what it prints, and what it ends with", () => {
  const cwd = folder({ ...files(), "a.c": "int x;", "quirks.db-journal": "a transaction" });
  const run = (...args: string[]) => driverlens(["db", ...args], { cwd });
  expect(run("quirks.c", "--schema")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("CREATE TABLE vendors"),
  });
  expect(run("quirks.db", "--check").code).toBe(1);
  expect(run("a.c")).toEqual({
    code: 2,
    stdout: "",
    stderr: "driverlens: a.c is no database, and none was found in it\n",
  });
});

describe("--check", () => {
  test("ends with 0 where a driver can embed it, and with 1 where it cannot", async () => {
    const wal = Uint8Array.from(database);
    wal[18] = 2;
    wal[19] = 2;
    const cwd = folder({ ...files(), "wal.db": wal, "both.bin": Buffer.concat([Buffer.alloc(3), database, wal]) });
    expect(await driverlensDb(["quirks.c", "--check"], cwd)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^quirks\.c:Quirks: fit for a driver, 16,384 bytes of its image\n/),
    });
    const failed = await driverlensDb(["wal.db", "--check"], cwd);
    expect(failed.code).toBe(1);
    expect(failed.stdout).toMatch(/^wal\.db: 1 failed/);
    expect(failed.stdout).toContain("PRAGMA journal_mode=DELETE;");
    expect((await driverlensDb(["wal.db", "--check", "--fail-on", "never"], cwd)).code).toBe(0);
    const both = await driverlensDb(["both.bin", "--check", "-f", "json"], cwd);
    expect(both.code).toBe(1);
    const { databases } = JSON.parse(both.stdout);
    expect(databases.map((one: { isFit: boolean; part: { start: number } }) => [one.isFit, one.part.start])).toEqual([
      [true, 3],
      [false, 3 + database.length],
    ]);
  });

  test("ends with 2 where there is nothing to check", async () => {
    expect((await driverlensDb(["a.c", "--check"], folder({ "a.c": "int x;" }))).code).toBe(2);
  });

  test("warnings fail where that is asked for", async () => {
    const vacuum = await makeDatabase("PRAGMA auto_vacuum=FULL;\nCREATE TABLE t(a)");
    const cwd = folder({ "a.db": vacuum });
    expect((await driverlensDb(["a.db", "--check"], cwd)).code).toBe(0);
    expect((await driverlensDb(["a.db", "--check", "--fail-on", "warning"], cwd)).code).toBe(1);
  });
});

describe("rows", () => {
  test("of queries, as text", async () => {
    const cwd = folder(files());
    const sql = "SELECT name, serial, firmware FROM devices; SELECT count(*) FROM vendors";
    const { code, stdout } = await driverlensDb(["quirks.c", "-q", sql], cwd);
    expect(code).toBe(0);
    expect(stdout).toBe(
      "name  serial            firmware\n" +
        "One   9007199254740993  x'00ff'\n" +
        "NULL                -1  NULL\n" +
        "2 rows\n\n" +
        "count(*)\n       2\n1 row\n",
    );
    expect((await driverlensDb(["quirks.db", "-q", "SELECT id FROM devices", "--limit", "1"], cwd)).stdout).toBe(
      "id\n 1\n1 row, and there are more: --limit\n",
    );
  });

  test("of queries and tables, as CSV, JSON and SQL, into pipes and files", async () => {
    const cwd = folder(files());
    const query = ["quirks.obj", "-q", "SELECT id, name, serial FROM devices"];
    expect((await driverlensDb([...query, "-f", "csv"], cwd)).stdout).toBe(
      "id,name,serial\r\n1,One,9007199254740993\r\n2,,-1\r\n",
    );
    expect((await driverlensDb([...query, "-f", "json"], cwd)).stdout).toBe(
      '[\n{"id":1,"name":"One","serial":9007199254740993},\n{"id":2,"name":null,"serial":-1}\n]\n',
    );
    const exported = await driverlensDb(["quirks.db", "--export", "vendors", "-f", "sql", "-o", "out.sql"], cwd);
    expect(exported).toMatchObject({ code: 0, stdout: "out.sql: 2 rows\n" });
    expect(readFileSync(join(cwd, "out.sql"), "utf8")).toContain("'Umbrella'");
    expect(readdirSync(cwd).sort()).toEqual(["out.sql", "quirks.c", "quirks.db", "quirks.obj"]);
  });

  test("come in full where there are many, and stop with who reads them", async () => {
    const cwd = folder(files());
    const sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT i FROM n";
    const { stdout } = driverlens(["db", "quirks.db", "-q", sql, "-f", "csv"], { cwd });
    expect(stdout.length).toBe("i\r\n".length + 1_988_895 + 300_000);
    const child = spawn(
      "sh",
      ["-c", `"$0" "$@" | head -n 1`, process.execPath, program, "db", "quirks.db", "-q", sql, "-f", "csv"],
      { cwd },
    );
    let errors = "";
    child.stderr.on("data", (data) => {
      errors += data;
    });
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
    expect(errors).toBe("");
  });

  test("a plan is a tree", async () => {
    const sql = "SELECT * FROM devices JOIN vendors ON vendors.id = vendor";
    const { stdout } = await driverlensDb(["quirks.db", "-q", sql, "--plan"], folder(files()));
    expect(stdout).toBe("SCAN devices\nSEARCH vendors USING INTEGER PRIMARY KEY (rowid=?)\n");
  });

  test.each([
    ["DELETE FROM vendors", "never writes"],
    ["ATTACH 'x.db' AS x", "ATTACH"],
    ["SELEC", "syntax error"],
    ["SELECT * FROM nowhere", "no such table: nowhere"],
    ["SELECT * FROM EPIPE", "no such table: EPIPE"],
  ])("%s is refused with 2", async (sql, message) => {
    const cwd = folder(files());
    const format = sql.startsWith("SELECT") ? "csv" : "text";
    const { code, stdout, stderr } = await driverlensDb(["quirks.db", "-q", sql, "-f", format], cwd);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(readFileSync(join(cwd, "quirks.db")).equals(database)).toBe(true);
    expect(readdirSync(cwd)).toHaveLength(3);
  });
});

describe("what is written", () => {
  test("is the database, byte for byte, or a compact copy, or what a driver embeds", async () => {
    const cwd = folder(files());
    const run = (...args: string[]) => driverlensDb(args, cwd);
    expect(await run("quirks.c", "--extract", "a.db")).toMatchObject({ code: 0, stdout: "a.db: 16,384 bytes\n" });
    expect(readFileSync(join(cwd, "a.db")).equals(database)).toBe(true);
    expect((await run("quirks.obj", "--compact", "b.db")).code).toBe(0);
    expect((await run("b.db", "-q", "SELECT count(*) FROM devices")).stdout).toContain("2\n");
    expect((await run("quirks.obj", "--embed", "c.c", "--name", "Again")).stdout).toContain("c.c  Again, 16,384 bytes");
    expect((await run("c.c:Again", "--extract", "d.db")).code).toBe(0);
    expect(readFileSync(join(cwd, "d.db")).equals(database)).toBe(true);
    expect((await run("quirks.obj", "--embed", "c.S")).stderr).toContain("--extract makes one");
  });

  test("is no source of what a driver cannot open", async () => {
    const wal = Uint8Array.from(database).fill(2, 18, 20);
    const cwd = folder({ "wal.db": wal });
    const { code, stderr } = await driverlensDb(["wal.db", "--embed", "wal.c"], cwd);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^driverlens: wal\.db: it is in WAL mode, .*"PRAGMA journal_mode=DELETE"\n$/);
    expect(readdirSync(cwd)).not.toContain("wal.c");
  });

  test("is never what is read, and nothing that is there unless it is forced", async () => {
    const cwd = folder({ ...files(), "mine.db": "mine" });
    symlinkSync("quirks.db", join(cwd, "link.db"));
    const run = (...args: string[]) => driverlensDb(["quirks.db", ...args], cwd);
    for (const args of [["--extract"], ["--compact"], ["--export", "vendors", "-o"]]) {
      for (const own of args[0] === "--extract" ? ["./quirks.db", "quirks.db-wal", "link.db"] : ["quirks.db"]) {
        expect(await run(...args, own, "--force")).toMatchObject({
          code: 2,
          stderr: `driverlens: ${own} is what is read: it is never written to\n`,
        });
      }
      expect(await run(...args, "mine.db")).toMatchObject({
        code: 2,
        stderr: "driverlens: mine.db is there; --force overwrites it\n",
      });
      expect((await run(...args, "no/where.db")).stderr).toContain("no/where.db cannot be written");
    }
    expect(readFileSync(join(cwd, "mine.db"), "utf8")).toBe("mine");
    expect((await run("--extract", "mine.db", "--force")).code).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(["link.db", "mine.db", "quirks.c", "quirks.db", "quirks.obj"]);
  });
});

describe("what is printed steers no terminal", () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
  test.each([
    [[]],
    [["--schema"]],
    [["--pages"]],
    [["--check"]],
    [["--query", "SELECT * FROM sqlite_schema, (SELECT * FROM pragma_table_info('x'))"]],
    [["--query", 'SELECT *, * FROM "evil\u001b[2J\u202egnp"']],
    [["--format", "json"]],
    [["--pages", "--format", "json"]],
    [["--export", "evil\u001b[2J"]],
    [["--query", "SELECT \u001b[2J"]],
  ])("%j", async (args) => {
    const cwd = folder({ "evil.db": evil });
    const { stdout, stderr, code } = await driverlensDb(["evil.db", ...args], cwd);
    expect(code).toBe(args.some((arg) => arg.includes("SELECT \u001b") || arg === "--export") ? 2 : 0);
    expect(stdout).not.toMatch(steering);
    expect(stderr).not.toMatch(steering);
  });

  test("nor the name of what was written", async () => {
    const cwd = folder({ "evil.db": evil });
    for (const args of [
      ["--extract", "\u001b[2J.db"],
      ["--embed", "\u001b[2J.c"],
      ["--embed", "\u001b[2J.txt"],
    ]) {
      const { stdout, stderr } = await driverlensDb(["evil.db", ...args], cwd);
      expect(stdout + stderr).toContain("\u241b[2J");
      expect(stdout + stderr).not.toMatch(steering);
    }
  });

  test("JSON says the same all the same", async () => {
    const { stdout } = await driverlensDb(["evil.db", "-f", "json"], folder({ "evil.db": evil }));
    const [{ objects }] = JSON.parse(stdout).databases;
    expect(objects.map(({ name }: { name: string }) => name)).toContain("evil\u001b[2J\u202egnp");
  });
});

test("a write-ahead log beside it is read, and a journal told of", async () => {
  const later = await makeDatabase(`${script};\nINSERT INTO vendors VALUES (3, 'Later')`);
  const log = makeLog(4096, framesOf(later, 4096));
  const count = ["-q", "SELECT count(*) AS n FROM vendors"];
  const cwd = folder({ "a.db": database, "a.db-wal": log, "b.db": database, "b.db-journal": "a transaction" });
  expect((await driverlensDb(["a.db", ...count], cwd)).stdout).toBe("n\n3\n1 row\n");
  expect((await driverlensDb(["b.db", ...count], cwd)).stdout).toBe("n\n2\n1 row\n");
  expect((await driverlensDb(["b.db"], cwd)).stdout).toMatch(/journal/);
  for (const path of ["a.db", "b.db"]) expect((await driverlensDb([path, "--check"], cwd)).code).toBe(1);
  expect(readFileSync(join(cwd, "a.db")).equals(database)).toBe(true);
  expect(readFileSync(join(cwd, "a.db-wal")).equals(log)).toBe(true);
});

test("Ctrl+C ends a query that never does, and leaves nothing behind", async () => {
  const cwd = folder(files());
  const sql =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 10 OR i % 100000 = 0";
  const args = [program, "db", "quirks.db", "-q", sql, "-f", "csv", "-o", "out.csv"];
  const child = spawn(process.execPath, args, { cwd, stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  while (readdirSync(cwd).length === 3) await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(readdirSync(cwd).sort()).toEqual(["quirks.c", "quirks.db", "quirks.obj"]);
});

test("an empty file is an empty database, as SQLite has it", async () => {
  const { code, stdout } = await driverlensDb(["empty.db"], folder({ "empty.db": "" }));
  expect(code).toBe(0);
  expect(stdout).toContain("no tables");
});

describe("arguments", () => {
  const parse = (...args: string[]) => parseCommandLine(["db", ...args], parseArgs as ParseArgs);

  test.each([
    [[], "db takes one file: a database, a source or an image"],
    [["a", "b"], "db takes one file; quote a query: --query 'SELECT ...'"],
    [["a", "--check", "--schema"], "--check and --schema are two things: run it twice"],
    [["a", "--limit", "5"], "--limit goes with --query"],
    [["a", "--check", "--force"], "--force goes with --query, --export, --extract, --compact or --embed"],
    [["a", "--query", "x", "--limit", "0"], '--limit must be a number from 1 to 100000, not "0"'],
    [["a", "--schema", "-f", "csv"], "--format csv is of rows: --query or --export"],
    [["a", "--export", "t", "-f", "text"], "--export writes csv, json or sql"],
    [["a", "--query", "x", "-o", "y"], "--output is of csv, json or sql: say which with --format"],
    [["a", "--format", "xml"], '--format must be text, json, csv, sql, not "xml"'],
  ])("%j are a mistake", (args, message) => {
    expect(parse(...args)).toEqual({ kind: "mistake", message });
  });

  test("are explained", () => {
    const help = helpText(DB, colors("never"), 100);
    for (const option of DB.options) expect(help).toContain(`--${option.name}`);
    expect(help).toContain("1  with --check: a driver cannot");
  });
});
