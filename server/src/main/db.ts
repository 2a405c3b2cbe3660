/** `driverlens db` on Node: finds the databases of a file, asks a thread about them, prints or writes what it says. */
import { readFileSync } from "node:fs";
import { harmless } from "../cli/cells.ts";
import { jsonList, jsonPart } from "../cli/db-json.ts";
import type { DbOptions } from "../cli/db-options.ts";
import { choice, type FoundDatabase, listText, selected, titled } from "../cli/db-parts.ts";
import { type Ask, type DbReport, dbReport, type TellingAction } from "../cli/db-report.ts";
import type { DbTextOptions } from "../cli/db-text.ts";
import { fileJson } from "../cli/file-json.ts";
import { findDatabases } from "../database/find/find-databases.ts";
import type { DatabasePart } from "../database/find/part.ts";
import { type DatabaseLanes, databaseLanes } from "../database/lanes.ts";
import type { ExportFormat } from "../database/protocol.ts";
import type { OpenParams } from "../database/worker-protocol.ts";
import { magic } from "../embed/sqlite-header.ts";
import { LaneError } from "../lanes/failure.ts";
import type { LaneHost } from "../lanes/lanes.ts";
import { compact, embedPart, extract, type WritingHost, writeRows } from "./db-files.ts";
import { openFile, statOf, trying } from "./file-source.ts";
import { Mistake, refused } from "./mistake.ts";
import { progressBar } from "./progress-bar.ts";
import { version } from "./version.ts";

/** What a shell says of a program that Ctrl+C ended. */
const interrupted = 130;

interface DbHost extends DbTextOptions {
  readonly threads: LaneHost;
}

/** Runs it; gives the exit code. */
export async function db(given: DbOptions, host: DbHost): Promise<0 | 1 | 2> {
  try {
    const options = withStandardInput(given);
    const { path, length, parts, wanted } = databasesOf(options.target);
    if (options.action.kind === "list") {
      const isJson = options.format === "json";
      process.stdout.write(
        isJson ? fileJson({ version, file: path }, { databases: jsonList(length, parts) }) : told(path, parts),
      );
      return 0;
    }
    return await asked(options, path, wanted, host);
  } catch (error) {
    return refused(error);
  }
}

/** The file and the databases in it that are meant; `parts` is undefined where the file itself is one. */
interface Target {
  readonly path: string;
  readonly length: number;
  readonly parts: readonly DatabasePart[] | undefined;
  readonly wanted: readonly FoundDatabase[];
}

/** @throws Mistake, SourceError */
function databasesOf(target: string): Target {
  const { path, name } = splitTarget(target);
  const stat = statOf(path);
  if (stat === undefined) throw new Mistake(`${path} is not there`);
  if (!stat.isFile()) throw new Mistake(`${path} is no file`);
  const source = openFile(path);
  const { length } = source;
  // Of an empty file SQLite makes an empty database.
  const beginning = source.read(0, Math.min(length, magic.length));
  if (beginning.every((byte, index) => byte === magic[index])) {
    if (name !== undefined) throw new Mistake(`${path} is a database itself, and has no part "${name}"`);
    return { path, length, parts: undefined, wanted: [{ part: undefined, title: path }] };
  }
  const bar = progressBar();
  const parts = findDatabases(source, (fraction) => bar.update(fraction, `looking through ${path}`));
  bar.finish();
  if (parts.length === 0) throw new Mistake(`${path} is no database, and none was found in it`);
  if (name === undefined) return { path, length, parts, wanted: titled(path, parts) };
  const one = selected(path, parts, name);
  if (typeof one === "string") throw new Mistake(one);
  return { path, length, parts, wanted: [one] };
}

/** A file may have a colon in its name, as every path of Windows has: what is there is taken whole. */
function splitTarget(target: string): { readonly path: string; readonly name: string | undefined } {
  if (statOf(target) !== undefined) return { path: target, name: undefined };
  const colons = [...target.matchAll(/:/g)].map(({ index }) => index).filter((index) => index > 0);
  const colon = colons.find((index) => statOf(target.slice(0, index))?.isFile() === true);
  if (colon === undefined) return { path: target, name: undefined };
  return { path: target.slice(0, colon), name: target.slice(colon + 1) };
}

function told(path: string, parts: readonly DatabasePart[] | undefined): string {
  return parts === undefined ? `${harmless(path)}: the file is a database\n` : listText(path, parts);
}

/** Asks a thread of one database after the other. */
async function asked(
  options: DbOptions,
  path: string,
  wanted: readonly FoundDatabase[],
  { threads, ...terminal }: DbHost,
) {
  const isOfAll = options.action.kind === "check" || options.action.kind === "overview";
  if (wanted.length > 1 && !isOfAll) {
    const parts = wanted.flatMap(({ part }) => part ?? []);
    throw new Mistake(`${path} has ${wanted.length} databases; say which: ${choice(path, parts)}`);
  }
  const lanes = databaseLanes(threads, openParams(path, wanted[0]!));
  const cleanUps: (() => void)[] = [];
  const end = (): void => {
    lanes.dispose();
    for (const cleanUp of cleanUps) cleanUp();
  };
  const onInterrupt = (): void => {
    end();
    process.exit(interrupted);
  };
  process.once("SIGINT", onInterrupt);
  const host: WritingHost = { ask: asking(lanes), cleanUp: (run) => cleanUps.push(run) };
  try {
    if (!isOfAll) return await done(options, path, wanted[0]!, host, terminal);
    const reports: Readonly<Record<string, unknown>>[] = [];
    let exitCode: 0 | 1 | 2 = 0;
    for (const [index, database] of wanted.entries()) {
      if (index > 0) lanes.reopen(openParams(path, database));
      const code = await reported(options, database, host.ask, terminal, (report) => {
        if (options.format === "json") reports.push({ part: jsonPart(database.part), ...report.json });
        else process.stdout.write((index > 0 ? "\n" : "") + report.text);
      });
      if (code > exitCode) exitCode = code;
    }
    if (options.format === "json") process.stdout.write(fileJson({ version, file: path }, { databases: reports }));
    return exitCode;
  } finally {
    process.off("SIGINT", onInterrupt);
    end();
  }
}

/** Of several databases one that cannot be read does not keep the others from being told of. */
async function reported(
  { action, failOn }: DbOptions,
  { title }: FoundDatabase,
  ask: Ask,
  terminal: DbTextOptions,
  tell: (report: DbReport) => void,
): Promise<0 | 1 | 2> {
  try {
    const report = await dbReport(action as TellingAction, title, ask, { ...terminal, failOn });
    tell(report);
    return report.exitCode;
  } catch (error) {
    if (!(error instanceof LaneError)) throw error;
    process.stderr.write(`driverlens: ${harmless(title)}: ${harmless(error.message)}\n`);
    return 2;
  }
}

/** What is done with one database alone. */
async function done(
  options: DbOptions,
  path: string,
  database: FoundDatabase,
  host: WritingHost,
  terminal: DbTextOptions,
): Promise<0 | 2> {
  const { action, force, output, failOn } = options;
  const writing = { path, force };
  switch (action.kind) {
    case "list":
      return 0;
    case "extract":
      await extract(action.to, writing, host);
      return 0;
    case "compact":
      await compact(action.to, writing, host);
      return 0;
    case "embed":
      return embedPart(action, database, writing, host);
  }
  // Text is of queries alone, and cut; what other programs read is whole.
  const format = options.format as ExportFormat;
  if (action.kind === "export") {
    const view = { table: action.table, sort: [], filters: [], search: "" };
    await writeRows({ kind: "view", view }, { ...writing, format, output }, host);
    return 0;
  }
  if (action.kind === "query" && !action.isPlan && options.format !== "text") {
    await writeRows({ kind: "query", sql: action.sql }, { ...writing, format, output }, host);
    return 0;
  }
  const report = await dbReport(action, database.title, host.ask, { ...terminal, failOn });
  const json = { part: jsonPart(database.part), ...report.json };
  process.stdout.write(options.format === "json" ? fileJson({ version, file: path }, json) : report.text);
  if (report.mistake !== undefined) throw new Mistake(report.mistake);
  return 0;
}

function asking(lanes: DatabaseLanes): Ask {
  return async (method, params, onPiece) => {
    const bar = progressBar();
    const onProgress = (fraction: number): void => bar.update(fraction, method);
    try {
      return await lanes.ask(method, params, { onProgress, ...(onPiece === undefined ? {} : { onPiece }) }).result;
    } finally {
      bar.finish();
    }
  };
}

function openParams(path: string, { part }: FoundDatabase): OpenParams {
  if (part !== undefined) return { file: { path }, part };
  const isThere = (beside: string): boolean => (statOf(beside)?.size ?? 0) > 0;
  return {
    file: { path },
    ...(isThere(`${path}-wal`) ? { wal: { path: `${path}-wal` } } : {}),
    hasJournal: isThere(`${path}-journal`),
  };
}

function withStandardInput(options: DbOptions): DbOptions {
  const { action } = options;
  if (action.kind !== "query" || action.sql !== "-") return options;
  return {
    ...options,
    action: { ...action, sql: trying("standard input cannot be read", () => readFileSync(0, "utf8")) },
  };
}
