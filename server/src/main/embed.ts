/** `driverlens embed` on Node: reads the database, writes the source or object and its header. */
import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type EmbedFile, type EmbedOptions, embed as embedded, isGenerated } from "../cli/embed.ts";
import { maximumBytes } from "../embed/coff.ts";
import { isThere, writeFiles } from "./written-files.ts";

/** Runs it; gives the exit code. */
export function embed(options: EmbedOptions): 0 | 2 {
  const { database } = options;
  const stat = statSync(database, { throwIfNoEntry: false });
  if (stat === undefined) return refuse(`${database} is not there`);
  if (!stat.isFile()) return refuse(`${database} is no file`);
  // Beyond this Node reads no file in one piece, and none would fit into a driver.
  if (stat.size > maximumBytes) return refuse(`${database} is too large for an image`);
  const bytes = readFileSync(database);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const journal = [`${database}-wal`, `${database}-journal`].find(
    (path) => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0,
  );
  const result = embedded({ bytes, sha256, journal }, options);
  if (typeof result === "string") return refuse(result);

  const changed = result.files.filter((file) => !isWritten(file));
  const foreign = changed.find(({ path }) => isThere(path) && !(options.force || isGenerated(path, beginning(path))));
  if (result.files.some(({ path }) => resolve(path) === resolve(database))) {
    return refuse(`${database} would be overwritten with itself`);
  }
  if (foreign !== undefined)
    return refuse(`${foreign.path} is there, and was not written by driverlens embed; --force overwrites it`);
  const { failure } = writeFiles(changed, "replace");
  if (failure !== undefined) return refuse(`${failure.path} cannot be written: ${failure.reason}`);
  process.stdout.write(result.text);
  return 0;
}

/** A file that is as it is to be keeps its date, and a build that hangs on it has nothing to do. */
function isWritten({ path, content }: EmbedFile): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  return Buffer.compare(readFileSync(path), Buffer.from(content)) === 0;
}

function beginning(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return "";
  const buffer = Buffer.alloc(200);
  const handle = openSync(path, "r");
  try {
    return buffer.toString("latin1", 0, readSync(handle, buffer));
  } finally {
    closeSync(handle);
  }
}

function refuse(message: string): 2 {
  process.stderr.write(`driverlens: ${message}\n`);
  return 2;
}
