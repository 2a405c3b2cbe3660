/** What `driverlens db` writes: rows, the database itself, a compact copy, what a driver embeds. Never to what it reads. */
import { appendFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { harmless } from "../cli/cells.ts";
import type { DbAction, DbOptions } from "../cli/db-options.ts";
import type { FoundDatabase } from "../cli/db-parts.ts";
import type { Ask } from "../cli/db-report.ts";
import { visibleLines } from "../cli/db-text.ts";
import { grouped, quantity } from "../cli/words.ts";
import type { ExportFormat, ExportWhat } from "../database/protocol.ts";
import { standardOutput } from "../database/worker-protocol.ts";
import { embed } from "./embed.ts";
import { Mistake } from "./mistake.ts";
import { isSameFile, isThere } from "./written-files.ts";

export interface WritingHost {
  /** @throws LaneError */
  readonly ask: Ask;
  /** Is run in the end, however that comes. */
  cleanUp(run: () => void): void;
}

/** What is read, as it was given, and whether files that are there may be overwritten. */
export interface Writing extends Pick<DbOptions, "force"> {
  readonly path: string;
}

/** Of a database that is extracted, in bytes. */
const pieceSize = 16 * 1024 * 1024;

/** To stdout where there is no output. */
export async function writeRows(
  what: ExportWhat,
  { format, output, ...writing }: Writing & { readonly format: ExportFormat; readonly output: string | undefined },
  host: WritingHost,
): Promise<void> {
  const { ask } = host;
  if (output !== undefined) {
    await writeWhole(output, writing, host, async (to) =>
      quantity((await ask("export", { what, format, to })).rows, "row"),
    );
  } else if (process.stdout.isTTY) {
    // Shown is what would steer the terminal; whoever reads a pipe wants what is there.
    await ask("export", { what, format }, (piece) => process.stdout.write(visibleLines(piece)));
  } else await ask("export", { what, format, to: standardOutput });
}

/** Byte for byte. */
export async function extract(to: string, writing: Writing, host: WritingHost): Promise<void> {
  const { length } = await host.ask("overview", {});
  await writeWhole(to, writing, host, async (temporary) => {
    for (let start = 0; start < length; start += pieceSize) {
      appendFileSync(temporary, await host.ask("bytes", { start, end: Math.min(start + pieceSize, length) }));
    }
    return `${grouped(length)} bytes`;
  });
}

export async function compact(to: string, writing: Writing, host: WritingHost): Promise<void> {
  await writeWhole(to, writing, host, async (temporary) => {
    const bytes = await host.ask("compact", {});
    appendFileSync(temporary, bytes);
    return `${grouped(bytes.length)} bytes`;
  });
}

/** As `driverlens embed` does. */
export async function embedPart(
  { to, name, machine, section }: Extract<DbAction, { readonly kind: "embed" }>,
  { part }: FoundDatabase,
  { path, force }: Writing,
  { ask }: WritingHost,
): Promise<0 | 2> {
  const how = { database: path, output: to, machine, section, format: undefined, any: undefined, force };
  if (part === undefined) return embed({ ...how, name });
  // The compiler would read the source or image in place of what is in it.
  if (/\.sx?$/i.test(to)) throw new Mistake(`${to} brings in a file that is the database alone: --extract makes one`);
  const { length } = await ask("overview", {});
  return embed({ ...how, name: name ?? part.name }, await ask("bytes", { start: 0, end: length }));
}

/** A file that is there whole in the end, or as it was before; `write` says what has been written. */
async function writeWhole(
  to: string,
  { path, force }: Writing,
  { cleanUp }: WritingHost,
  write: (temporary: string) => Promise<string>,
): Promise<void> {
  const isRead = ["", "-wal", "-journal", "-shm"].some((end) => isSameFile(to, path + end));
  if (isRead) throw new Mistake(`${to} is what is read: it is never written to`);
  if (!force && isThere(to)) throw new Mistake(`${to} is there; --force overwrites it`);
  const temporary = `${to}.${process.pid}.driverlens`;
  try {
    writeFileSync(temporary, "", { flag: "wx" });
    cleanUp(() => rmSync(temporary, { force: true }));
    const what = await write(temporary);
    renameSync(temporary, to);
    process.stdout.write(`${harmless(to)}: ${what}\n`);
  } catch (error) {
    const isOfSystem = error instanceof Error && "syscall" in error;
    throw isOfSystem ? new Mistake(`${to} cannot be written: ${error.message}`) : error;
  }
}
