/**
 * `npm run bench [-- --json --only call-graphs|reading|rust|databases --gigabytes <number> --folder <drivers> --file <source>]`: what a check and a keystroke cost in
 * the engine and over the protocol, what the inspector of databases takes, clangd beside it where it is installed, how that grows when the input or the call
 * graph doubles, and where the time goes. Compare ratios of one run; machines are noisy.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { finish } from "../src/engine/steps.ts";
import { type EngineParts, UnitSession } from "../src/engine/unit-session.ts";
import { loadFacts } from "../src/facts/index.ts";
import { loadParts } from "../src/main/parts.ts";
import type { DriverUnit } from "../src/model/unit/types.ts";
import { graphCost, openingTime, shapes } from "./bench/call-graphs.ts";
import { databaseCost, headerCost } from "./bench/databases.ts";
import { driverText } from "./bench/driver-text.ts";
import {
  type EditorLatency,
  editorLatency,
  percentile,
  placeIn,
  round,
  type ServerCommand,
  type SourceFile,
  typed,
} from "./bench/editor-latency.ts";
import { readingCost } from "./bench/reading.ts";
import { crateCost } from "./bench/rust.ts";
import { workspaceViewCost } from "./bench/workspace-view.ts";

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean" },
    only: { type: "string" },
    folder: { type: "string" },
    file: { type: "string" },
    gigabytes: { type: "string" },
  },
});
const dist = new URL("../", import.meta.url);
const ownServer: ServerCommand = {
  command: process.execPath,
  args: [new URL("driverlens.js", dist).pathname, "server", "--stdio"],
};

const driver: DriverUnit = {
  id: "bench",
  name: "bench",
  root: "",
  origin: "folder",
  projectFile: undefined,
  kind: "windows-kernel",
  reason: "the benchmark says so",
  sources: ["bench.c"],
  headers: [],
  unlisted: [],
  includeDirectories: [],
  defines: new Map(),
  targetWindows: undefined,
  frameworks: ["wdm"],
};

const results: Record<string, unknown> = {};
const lines: string[] = [];
function say(key: string, value: unknown, text: string): void {
  results[key] = value;
  lines.push(text);
  if (!options.json) {
    console.log(text);
  }
}

const startedParts = performance.now();
const parts = await loadParts(dist);
say(
  "startup_ms",
  round(performance.now() - startedParts),
  `start-up (wasm, grammars, facts): ${round(performance.now() - startedParts)} ms`,
);
if (options.only === "databases") {
  await measureDatabases();
} else if (options.only === "rust") {
  await measureCrates();
} else if (options.only === "reading") {
  await withFiles(async (files) => {
    for (const file of files) {
      await measureReading(file);
    }
  });
  await measureWorkspaceView();
} else if (options.only !== "call-graphs") {
  await measureTexts();
  await measureCrates();
  await measureDatabases();
}
if (options.only === undefined || options.only === "call-graphs") {
  measureCallGraphs();
}
if (options.json) {
  console.log(JSON.stringify(results, null, 2));
}

async function measureTexts(): Promise<void> {
  const startedFacts = performance.now();
  touchEveryTable();
  say(
    "facts_ms",
    round(performance.now() - startedFacts),
    `facts, every table unpacked: ${round(performance.now() - startedFacts)} ms`,
  );

  await measureEditor();

  const keystrokes: Record<string, Keystrokes> = {};
  for (const size of [500, 1000, 3000, 6000, 16_000, 32_000]) {
    const figures = measureKeystrokes(size);
    keystrokes[size] = figures;
    say(
      `keystroke_${size}`,
      figures,
      `${size} lines: keystroke to findings p50 ${figures.p50} ms, p95 ${figures.p95} ms; to what it means for all other functions p50 ${figures.settled_p50} ms, p95 ${figures.settled_p95} ms; fresh ${figures.fresh_ms} ms`,
    );
  }
  for (const [small, large] of [
    [500, 1000],
    [3000, 6000],
    [16_000, 32_000],
  ] as const) {
    const growth = (of: (figures: Keystrokes) => number): number =>
      round(of(keystrokes[large] as Keystrokes) / of(keystrokes[small] as Keystrokes));
    const ratios = {
      p50: growth(({ p50 }) => p50),
      p95: growth(({ p95 }) => p95),
      fresh: growth((figures) => figures.fresh_ms),
    };
    say(
      `growth_${small}`,
      ratios,
      `${small} -> ${large} lines: keystroke p50 x${ratios.p50}, p95 x${ratios.p95}, fresh x${ratios.fresh}`,
    );
  }
  const phases = measurePhases(16_000);
  say(
    "phases_16000",
    phases,
    `fresh 16,000 lines by phase: ${Object.entries(phases)
      .map(([name, ms]) => `${name} ${ms} ms`)
      .join(", ")}`,
  );

  const folder = options.folder ?? "examples";
  const cold = coldCheck(folder);
  say("cold", cold, `cold check of ${folder}: ${cold.seconds} s, peak ${cold.peakMegabytes} MB`);
  if (options.folder === undefined) {
    console.error("for the figures of real drivers: npm run bench -- --folder <their folder>");
  } else {
    const cppcheck = spawnSync("cppcheck", ["--version"], { encoding: "utf8" });
    if (cppcheck.status === 0) {
      const started = performance.now();
      spawnSync("cppcheck", ["-q", "-j2", "--file-filter=*.c", folder], { stdio: "ignore" });
      const seconds = round((performance.now() - started) / 1000);
      say(
        "cppcheck",
        { seconds, ratio: round(seconds / cold.seconds) },
        `${cppcheck.stdout.trim()} on its .c files: ${seconds} s, ${round(seconds / cold.seconds)} times as long`,
      );
    }
  }
}

/** Keystrokes in crates of growing length. */
async function measureCrates(): Promise<void> {
  for (const size of [500, 1000, 3000, 6000]) {
    const cost = await crateCost(size, driver, parts);
    say(
      `rust_${size}`,
      cost,
      `Rust, ${size} lines: keystroke to findings p50 ${cost.p50} ms, p95 ${cost.p95} ms, worst ${cost.worst} ms; fresh ${cost.fresh_ms} ms; grammar loaded in ${cost.grammar_ms} ms`,
    );
  }
}

/** A database of 1 GB, or of as many as are wanted, and one in a header of 60 MB. */
async function measureDatabases(): Promise<void> {
  // First, as what a thread has given back is not counted when the next one takes it.
  await measureLargeDatabase();
  const header = await headerCost(dist);
  say("database_header", header, `database in a header of ${header.mb} MB: found and opened in ${header.ms} ms`);
}

async function measureLargeDatabase(): Promise<void> {
  const cost = await databaseCost(dist, Number(options.gigabytes ?? 1) * 2 ** 30, console.error);
  if (cost === undefined) return;
  say(
    "database",
    cost,
    `database of ${round(cost.bytes / 2 ** 30)} GB: first rows ${cost.first_rows_ms} ms after the start, last page ${cost.last_page_ms} ms, middle ${cost.middle_page_ms} ms, ${cost.browsing_mb} MB; page map ${cost.page_map_ms} ms, ${cost.page_map_mb} MB more`,
  );
  for (const { sql, ms, native_ms, ratio } of cost.queries) {
    if (!options.json) console.log(`  ${ms} ms, native ${native_ms} ms (x${ratio}): ${sql}`);
  }
}

/** Milliseconds for graphs of growing size, and how much more for each that is twice as large. */
function measureCallGraphs(): void {
  const sizes = [100, 200, 1000, 2000, 10_000, 20_000, 50_000, 100_000];
  for (const [name, shape] of Object.entries(shapes)) {
    const costs = sizes.map((size) => graphCost(shape, size, driver, parts));
    for (const [index, cost] of costs.entries()) {
      const size = sizes[index] ?? 0;
      const before = sizes[index - 1] === size / 2 ? costs[index - 1] : undefined;
      const growth = before === undefined ? "" : ` (x${round(cost.settle / before.settle)})`;
      say(
        `graph_${name}_${size}`,
        cost,
        `${name} of ${size} functions: read ${cost.read} ms, summaries ${cost.settle} ms${growth}; an edit that nobody can tell ${cost.quietEdit} ms, one that callers can ${cost.loudEdit} ms`,
      );
    }
    const [small, large] = [10_000, 20_000].map((size) => openingTime(shape, size, driver, parts));
    const ratio = round((large ?? 0) / (small ?? 1));
    say(
      `graph_rules_${name}`,
      { small, large, ratio },
      `${name} with all rules, 10000 -> 20000 functions: opened in ${small} -> ${large} ms (x${ratio})`,
    );
  }
}

interface Keystrokes {
  /** Until it is told what can be told at once. */
  readonly p50: number;
  readonly p95: number;
  /** Until all of the file is told. */
  readonly settled_p50: number;
  readonly settled_p95: number;
  readonly fresh_ms: number;
}

/** Types a character and takes it back, at places all over a file, with the check after each. */
function measureKeystrokes(size: number): Keystrokes {
  const text = driverText(size);
  const started = performance.now();
  const session = sessionOver(text, parts);
  session.check("bench.c", () => {});
  const fresh = performance.now() - started;
  const times: number[] = [];
  const settled: number[] = [];
  for (let index = 0; index < 300; index++) {
    const at = placeIn(text, index);
    for (const edit of [
      { start: at, oldEnd: at, text: typed[index % typed.length] ?? "x" },
      { start: at, oldEnd: at + 1, text: "" },
    ]) {
      const before = performance.now();
      session.edit("bench.c", edit);
      finish(session.glancing("bench.c", () => {}));
      times.push(performance.now() - before);
      session.check("bench.c", () => {});
      settled.push(performance.now() - before);
    }
  }
  return {
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    settled_p50: percentile(settled, 0.5),
    settled_p95: percentile(settled, 0.95),
    fresh_ms: round(fresh),
  };
}

/** Keystroke to diagnostics over the protocol, in files of growing length and in the one that was named. */
async function measureEditor(): Promise<void> {
  const servers: Record<string, ServerCommand> = { driverlens: ownServer };
  const version = spawnSync("clangd", ["--version"], { encoding: "utf8" });
  if (version.status === 0) {
    servers[/clangd version \d+/.exec(version.stdout)?.[0] ?? "clangd"] = { command: "clangd", args: ["--log=error"] };
  } else {
    console.error("clangd is not installed: no figures to compare with");
  }
  await withFiles(async (files) => {
    for (const [name, server] of Object.entries(servers)) {
      const measured: (EditorLatency | undefined)[] = [];
      for (const file of files) {
        measured.push(await measureFile(name, server, file));
      }
      sayGrowth(name, measured);
    }
    for (const file of files) {
      await measureReading(file);
    }
  });
  await measureWorkspaceView();
}

/** Files of growing length, and the one that was named, while something is measured on them. */
async function withFiles(measure: (files: readonly SourceFile[]) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "driverlens-bench-"));
  try {
    const files: SourceFile[] = [500, 1000, 3000, 6000, 16_000, 32_000].map((size) => {
      // Each in a folder of its own: files beside each other would be one driver.
      const own = join(folder, `${size}`);
      mkdirSync(own);
      const path = join(own, `${size}-lines.c`);
      const text = driverText(size);
      writeFileSync(path, text);
      return { path, text };
    });
    if (options.file !== undefined) {
      files.push({ path: resolve(options.file), text: readFileSync(options.file, "utf8") });
    }
    await measure(files);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureFile(name: string, server: ServerCommand, file: SourceFile): Promise<EditorLatency | undefined> {
  const lineCount = file.text.split("\n").length - 1;
  const label = `${name}, ${lineCount} lines`;
  const latency = await editorLatency(server, file, 150, 60_000);
  say(
    `editor_${name}_${lineCount}`,
    latency,
    latency === undefined
      ? `${label}: no diagnostics`
      : `${label}: keystroke to diagnostics p50 ${latency.p50} ms, p95 ${latency.p95} ms, worst ${latency.worst} ms (${latency.keystrokes}); open ${latency.open} ms; ready ${latency.ready} ms`,
  );
  return latency;
}

/** What a hover costs, and what stands beside the code once the diagnostics are settled. */
async function measureReading(file: SourceFile): Promise<void> {
  const lineCount = file.text.split("\n").length - 1;
  const cost = await readingCost(ownServer, file, 200);
  const { hover, gutter, lenses, hints, gutterBytes } = cost;
  say(
    `reading_${lineCount}`,
    cost,
    `reading ${lineCount} lines: hover p50 ${hover.p50} ms, p95 ${hover.p95} ms; after the settled diagnostics: gutter ${gutter.p50} / ${gutter.p95} ms (${gutterBytes} bytes), lenses ${lenses.p50} / ${lenses.p95} ms, hints ${hints.p50} / ${hints.p95} ms`,
  );
}

async function measureWorkspaceView(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "driverlens-bench-"));
  try {
    const cost = await workspaceViewCost(ownServer, folder, 500);
    say(
      "workspace_view",
      cost,
      `${cost.drivers} drivers: a driver's view ${cost.cold} ms after the server's start, then ${cost.warm} ms; the list of drivers ${cost.list} ms; the view of one that is not open ${cost.chosen} ms`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How much longer a keystroke takes in a file of twice the length. */
function sayGrowth(name: string, measured: readonly (EditorLatency | undefined)[]): void {
  for (const [index, lineCount] of [500, 3000, 16_000].entries()) {
    const [small, large] = [measured[2 * index], measured[2 * index + 1]];
    if (small !== undefined && large !== undefined) {
      const ratios = { p50: round(large.p50 / small.p50), p95: round(large.p95 / small.p95) };
      say(
        `editor_growth_${name}_${lineCount}`,
        ratios,
        `${name}, ${lineCount} -> ${2 * lineCount} lines: p50 x${ratios.p50}, p95 x${ratios.p95}`,
      );
    }
  }
}

function measurePhases(size: number): Record<string, number> {
  const spent = { mask: 0, parse: 0 };
  const timed: EngineParts = {
    ...parts,
    reader: {
      mask: (declaration) => {
        const before = performance.now();
        const masked = parts.reader.mask(declaration);
        spent.mask += performance.now() - before;
        return masked;
      },
      parse: (masked, language) => {
        const before = performance.now();
        const syntax = parts.reader.parse(masked, language);
        spent.parse += performance.now() - before;
        return syntax;
      },
    },
  };
  const started = performance.now();
  const session = sessionOver(driverText(size), timed);
  const built = performance.now();
  session.check("bench.c", () => {});
  const checked = performance.now();
  return {
    mask: round(spent.mask),
    parse: round(spent.parse),
    "lex, cut and names": round(built - started - spent.mask - spent.parse),
    rules: round(checked - built),
  };
}

/** Runs the built program; it says itself at its end how much memory it had at most. */
function coldCheck(path: string): { seconds: number; peakMegabytes: number } {
  const tellPeak = "process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n'))";
  const program = new URL("driverlens.js", dist).pathname;
  const started = performance.now();
  const run = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${tellPeak}`, program, "check", path, "--exit-zero", "--format", "json"],
    { encoding: "utf8", maxBuffer: 1 << 30 },
  );
  const seconds = round((performance.now() - started) / 1000);
  // Each thread tells; all speak of the whole process, in KB.
  const peaks = [...run.stderr.matchAll(/peak (\d+)/g)].map((match) => Number(match[1]));
  return { seconds, peakMegabytes: Math.round(Math.max(0, ...peaks) / 1024) };
}

function sessionOver(text: string, engine: EngineParts): UnitSession {
  return UnitSession.open({ driver, files: [{ path: "bench.c", text }], targetWindows: undefined }, engine);
}

function touchEveryTable(): void {
  const facts = loadFacts();
  facts.functionContract("ZwClose");
  facts.conditionalIrql("KeSetEvent");
  facts.irqlEffect("KeAcquireSpinLock");
  facts.callback("DRIVER_DISPATCH");
  facts.interfaceMethod("IPort", "Init");
  facts.deprecation("ExAllocatePool");
  facts.userMode("HeapAlloc");
  facts.includedHeader("windows.h");
  facts.cppFacility("vector");
  facts.kernelExport("ZwClose");
  facts.poolFunction("ExAllocatePool2");
  facts.poolConstant("PagedPool");
  facts.linuxContext("mutex_lock");
  facts.linuxUserSpace("malloc");
  facts.equivalents("C28147");
  facts.sdvRules("IrqlKeSetEvent");
  facts.registrationsOf("KeInitializeDpc");
  facts.fieldRegistration("DRIVER_OBJECT", "DriverUnload");
  facts.versionCheck("RtlIsNtDdiVersionAvailable");
  facts.linuxHeader("stdio.h");
  facts.kernelHeader("ntddk.h");
}
