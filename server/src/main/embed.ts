/** `driverlens embed` on Node: reads the database, writes the source or object and its header. */
import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { SourceError } from "../binary/source.ts";
import { harmless } from "../cli/cells.ts";
import { visibleLines } from "../cli/db-text.ts";
import { type EmbedFile, type EmbedOptions, embed as embedded } from "../cli/embed.ts";
import { maximumBytes } from "../embed/coff.ts";
import { isGenerated, lookedAt } from "../embed/generated.ts";
import { statOf, trying } from "./file-source.ts";
import { isSameFile, isThere, writeFiles } from "./written-files.ts";

/**
 * Runs it; gives the exit code.
 *
 * @param part the bytes of a database within the file, which is none itself
 */
export function embed(options: EmbedOptions, part?: Uint8Array): 0 | 2 {
  try {
    return embedFile(options, part);
  } catch (error) {
    if (error instanceof SourceError) return refuse(error.message);
    throw error;
  }
}

/** @throws SourceError where the database cannot be read */
function embedFile(options: EmbedOptions, part: Uint8Array | undefined): 0 | 2 {
  const { database } = options;
  const stat = statOf(database);
  if (stat === undefined) return refuse(`${database} is not there`);
  if (!stat.isFile()) return refuse(`${database} is no file`);
  // Beyond this Node reads no file in one piece, and none would fit into a driver.
  if ((part?.length ?? stat.size) > maximumBytes) return refuse(`${database} is too large for an image`);
  const bytes = part ?? trying(`${database} cannot be read`, () => readFileSync(database));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const journal = [`${database}-wal`, `${database}-journal`].find((path) => (statOf(path)?.size ?? 0) > 0);
  const pathFrom = (output: string): string =>
    relative(dirname(resolve(output)), resolve(database)).replaceAll("\\", "/");
  const result = embedded({ bytes, sha256, journal, pathFrom }, options);
  if (typeof result === "string") return refuse(result);

  const changed = result.files.filter((file) => !isWritten(file));
  const foreign = changed.find(({ path }) => isThere(path) && !(options.force || isGenerated(beginning(path))));
  if (result.files.some(({ path }) => isSameFile(path, database))) {
    return refuse(`${database} would be overwritten with itself`);
  }
  if (foreign !== undefined)
    return refuse(`${foreign.path} is there, and was not written by driverlens embed; --force overwrites it`);
  const { failure } = writeFiles(changed, "replace");
  if (failure !== undefined) return refuse(`${failure.path} cannot be written: ${failure.reason}`);
  process.stdout.write(visibleLines(result.text));
  return 0;
}

/** A file that is as it is to be keeps its date, and a build that hangs on it has nothing to do. */
function isWritten({ path, content }: EmbedFile): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  return Buffer.compare(readFileSync(path), Buffer.from(content)) === 0;
}

function beginning(path: string): Uint8Array {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return new Uint8Array();
  const buffer = new Uint8Array(lookedAt);
  const handle = openSync(path, "r");
  try {
    return buffer.subarray(0, readSync(handle, buffer));
  } finally {
    closeSync(handle);
  }
}

function refuse(message: string): 2 {
  process.stderr.write(`driverlens: ${harmless(message)}\n`);
  return 2;
}
