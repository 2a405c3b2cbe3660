/** The thread that reads a database, as the extension and the command line start it. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startThread } from "../../../client/src/node/thread.ts";
import { type DatabaseLanes, databaseLanes } from "../../../server/src/database/lanes.ts";
import type { LaneError } from "../../../server/src/lanes/failure.ts";
import { loadSqlite, makeDatabase } from "../../support/sqlite.ts";
import { counted } from "../format/support/databases.ts";

let folder: string;
let path: string;
let lanes: DatabaseLanes;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "driverlens-lanes-"));
  path = join(folder, "rows.db");
  writeFileSync(
    path,
    makeDatabase(await loadSqlite(), [
      "CREATE TABLE t (a, b)",
      `${counted(20_000)} INSERT INTO t SELECT i, hex(zeroblob(50)) FROM n`,
    ]),
  );
  const program = join(import.meta.dirname, "../../../dist/server-database.js");
  lanes = databaseLanes(
    {
      startWorker: async (onMessage, onEnd) => startThread(program, onMessage, onEnd),
      after(milliseconds, run) {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    { file: { path } },
  );
});
afterAll(() => {
  lanes?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (sql: string) => lanes.ask("query", { sql, limit: 10, isPlan: false });
const endless = `${counted(1e12)} SELECT count(*) FROM n`;

test("a query without end is cancelled at once, and the next one is answered", async () => {
  const warm = await ask("SELECT count(*) FROM t").result;
  expect(warm.statements[0]!.rows).toEqual([[{ type: "integer", text: "20000" }]]);
  const runaway = ask(endless);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const ended = runaway.result.catch((error: LaneError) => error.failure.code);
  runaway.cancel();
  // Nothing that takes any time is waited for.
  expect(await Promise.race([ended, new Promise((resolve) => setImmediate(resolve, "still running"))])).toBe(
    "cancelled",
  );
  const next = await ask("SELECT max(a) FROM t").result;
  expect(next.statements[0]!.rows).toEqual([[{ type: "integer", text: "20000" }]]);
});

test("rows come while a query runs without end", async () => {
  const runaway = ask(endless);
  const catalog = await lanes.ask("catalog", {}).result;
  expect(catalog.map(({ name }) => name)).toEqual(["sqlite_schema", "t"]);
  const ended = expect(runaway.result).rejects.toMatchObject({ failure: { code: "cancelled" } });
  runaway.cancel();
  await ended;
});

test("a query that takes too much memory ends, and the next one is answered", async () => {
  await expect(ask("SELECT length(hex(randomblob(900000000)))").result).rejects.toMatchObject({
    failure: { code: "memory" },
  });
  expect((await ask("SELECT 1").result).statements[0]!.error).toBeUndefined();
});

test("a file that is not there, and one that becomes shorter, are told of", async () => {
  lanes.reopen({ file: { path: join(folder, "absent.db") } });
  await expect(lanes.ask("overview", {}).result).rejects.toMatchObject({ failure: { code: "file" } });
  lanes.reopen({ file: { path } });
  expect((await lanes.ask("overview", {}).result).reading).toBe("lazy");
  truncateSync(path, 100_000);
  const { statements } = await ask("SELECT sum(length(b)) FROM t").result;
  expect(statements[0]!.error).toMatch(/malformed/);
  await expect(lanes.ask("bytes", { start: 0, end: 200_000 }).result).rejects.toMatchObject({
    failure: { code: "file" },
  });
});
