/**
 * `npm run bench [-- --json] [-- --folder <drivers>]`: what a check and a keystroke cost, how that grows when the input
 * doubles, and where the time goes. Compare ratios of one run; machines are noisy.
 */
import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { type EngineParts, UnitSession } from "../src/engine/unit-session.ts";
import { loadFacts } from "../src/facts/index.ts";
import { loadParts } from "../src/main/parts.ts";
import type { DriverUnit } from "../src/model/unit/types.ts";
import { driverText } from "./bench/driver-text.ts";

const { values: options } = parseArgs({ options: { json: { type: "boolean" }, folder: { type: "string" } } });
const dist = new URL("../", import.meta.url);

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
const startedFacts = performance.now();
touchEveryTable();
say(
  "facts_ms",
  round(performance.now() - startedFacts),
  `facts, every table unpacked: ${round(performance.now() - startedFacts)} ms`,
);

const keystrokes: Record<string, { p50: number; p95: number; fresh_ms: number }> = {};
for (const size of [500, 1000, 3000, 6000, 16_000, 32_000]) {
  keystrokes[size] = measureKeystrokes(size);
  const { p50, p95, fresh_ms: fresh } = keystrokes[size];
  say(
    `keystroke_${size}`,
    keystrokes[size],
    `${size} lines: keystroke to findings p50 ${p50} ms, p95 ${p95} ms; fresh ${fresh} ms`,
  );
}
for (const [small, large] of [
  [500, 1000],
  [3000, 6000],
  [16_000, 32_000],
] as const) {
  const ratio = round((keystrokes[large]?.p50 ?? 0) / (keystrokes[small]?.p50 ?? 1));
  say(`keystroke_growth_${small}`, ratio, `keystroke ${small} -> ${large} lines: x${ratio}`);
}
const phases = measurePhases(16_000);
say(
  "phases_16000",
  phases,
  `fresh 16,000 lines by phase: ${Object.entries(phases)
    .map(([name, ms]) => `${name} ${ms} ms`)
    .join(", ")}`,
);

if (options.folder !== undefined) {
  const cold = coldCheck(options.folder);
  say("cold", cold, `cold check of the folder: ${cold.seconds} s, peak ${cold.peakMegabytes} MB`);
  const cppcheck = spawnSync("cppcheck", ["--version"], { encoding: "utf8" });
  if (cppcheck.status === 0) {
    const started = performance.now();
    spawnSync("cppcheck", ["-q", "-j2", "--file-filter=*.c", options.folder], { stdio: "ignore" });
    const seconds = round((performance.now() - started) / 1000);
    say(
      "cppcheck",
      { seconds, ratio: round(seconds / cold.seconds) },
      `${cppcheck.stdout.trim()} on its .c files: ${seconds} s, ${round(seconds / cold.seconds)} times as long`,
    );
  }
}
if (options.json) {
  console.log(JSON.stringify(results, null, 2));
}

/** Types and removes characters inside functions all over a file, with the check after each. */
function measureKeystrokes(size: number): { p50: number; p95: number; fresh_ms: number } {
  const text = driverText(size);
  const started = performance.now();
  const session = sessionOver(text, parts);
  session.check("bench.c", () => {});
  const fresh = performance.now() - started;
  const times: number[] = [];
  let at = 0;
  for (let index = 0; index < 200; index++) {
    at = text.indexOf("count", (at + Math.floor(text.length / 97)) % (text.length - 2000)) + 2;
    for (const edit of [
      { start: at, oldEnd: at, text: "x" },
      { start: at, oldEnd: at + 1, text: "" },
    ]) {
      const before = performance.now();
      session.edit("bench.c", edit);
      session.check("bench.c", () => {});
      times.push(performance.now() - before);
    }
  }
  times.sort((a, b) => a - b);
  return {
    p50: round(times[times.length >> 1] ?? 0),
    p95: round(times[Math.floor(times.length * 0.95)] ?? 0),
    fresh_ms: round(fresh),
  };
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

function coldCheck(folder: string): { seconds: number; peakMegabytes: number } {
  const cli = new URL("driverlens.js", dist).pathname;
  const started = performance.now();
  const run = spawnSync(
    "/usr/bin/env",
    ["time", "-v", process.execPath, cli, "check", folder, "--format", "json", "--output", "/dev/null", "--exit-zero"],
    {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    },
  );
  const seconds = round((performance.now() - started) / 1000);
  const peak = /Maximum resident set size \(kbytes\): (\d+)/.exec(run.stderr ?? "")?.[1];
  return { seconds, peakMegabytes: Math.round(Number(peak ?? 0) / 1024) };
}

function sessionOver(text: string, engine: EngineParts): UnitSession {
  return new UnitSession({ driver, files: [{ path: "bench.c", text }], targetWindows: undefined }, engine);
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
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
