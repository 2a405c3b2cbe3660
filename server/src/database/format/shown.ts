/**
 * A database as SQLite is shown it: with what is committed in the log beside it, and as one that needs no log. SQLite in
 * WebAssembly has no shared memory, without which it opens no database in WAL mode.
 */
import type { ByteSource } from "../../binary/source.ts";
import { layoutOf } from "./layout.ts";
import { type LoggedPages, pendingPages, readWal, withLog } from "./wal.ts";

export interface ShownDatabase {
  readonly source: ByteSource;
  /** Committed frames that are part of it. */
  readonly walFrames: number;
  /** Pages that the log has and the database's own file does not have yet; read when it is called. */
  pendingPages(): number;
  /** What somebody who looks at the rows should know first: sentences. */
  readonly notes: readonly string[];
}

/** @param wal the file beside the database; undefined where there is none */
export function showDatabase(original: ByteSource, wal: ByteSource | undefined, hasJournal: boolean): ShownDatabase {
  const notes: string[] = [];
  const logged = wal === undefined ? undefined : overlaid(original, wal, notes);
  const source = withoutWalMode(logged?.source ?? original);
  notes.push(...notesOf(source, original, logged !== undefined));
  if (hasJournal) {
    notes.push(
      "A rollback journal lies beside it: somebody is writing to the database, or was interrupted. Rows may be half of what they were and half of what they were to be. Opening it with sqlite3 brings it in order.",
    );
  }
  return { source, walFrames: logged?.frames ?? 0, pendingPages: () => logged?.pendingPages() ?? 0, notes };
}

function overlaid(
  original: ByteSource,
  wal: ByteSource,
  notes: string[],
): { readonly source: ByteSource; readonly frames: number; pendingPages(): number } | undefined {
  const log = readWal(wal);
  if (log === undefined) return undefined;
  const mistake = "mistake" in log ? log.mistake : mismatch(original, log);
  if ("mistake" in log || mistake !== undefined) {
    notes.push(`${mistake} Shown is what the database's own file has.`);
    return undefined;
  }
  const { frames, uncommitted } = log;
  const rest = uncommitted > 0 ? ` ${uncommitted} more belong to a transaction that was not finished.` : "";
  const what =
    frames === 1
      ? "1 frame of the write-ahead log beside it is"
      : `${frames} frames of the write-ahead log beside it are`;
  notes.push(`${what} shown as part of it.${rest}`);
  return {
    source: withLog(original, wal, log),
    frames,
    pendingPages: () => pendingPages(original, wal, log),
  };
}

/** A log does not say which database it belongs to; SQLite takes the one that lies beside it. */
function mismatch(original: ByteSource, log: LoggedPages): string | undefined {
  // What SQLite does with a log beside an empty file is to delete it.
  if (original.length === 0) return "The database is empty, and the write-ahead log beside it belongs to another one.";
  // Pages that are free and were never written are nowhere: as many as somebody's cache holds.
  if (log.pageCount > original.length / log.pageSize + log.frames + mostUnwritten) {
    return `The write-ahead log beside it is damaged: it says that there are ${log.pageCount} pages, which are nowhere.`;
  }
  const layout = layoutOf(original);
  if ("mistake" in layout || layout.pageSize === log.pageSize) return undefined;
  return `The write-ahead log beside it belongs to another database: it has pages of ${log.pageSize} bytes, and this one of ${layout.pageSize}.`;
}

const mostUnwritten = 1024 * 1024;

/** Bytes 18 and 19 say 1 where they say 2 ("Database File Format", section 1.3.3). */
export function withoutWalMode(source: ByteSource): ByteSource {
  return {
    length: source.length,
    read(start, end) {
      const bytes = source.read(start, end);
      if (start > 19 || end <= 18) return bytes;
      let changed = bytes;
      for (const at of [18 - start, 19 - start]) {
        if (bytes[at] !== 2) continue;
        if (changed === bytes) changed = bytes.slice();
        changed[at] = 1;
      }
      return changed;
    },
  };
}

function notesOf(shown: ByteSource, original: ByteSource, isLogged: boolean): readonly string[] {
  const layout = layoutOf(shown);
  if ("mistake" in layout || isLogged) return [];
  const { pageSize, header } = layout;
  const expected = (header.pageCount ?? Math.ceil(original.length / pageSize)) * pageSize;
  const difference = original.length - expected;
  if (difference === 0) return [];
  const size = `${original.length} bytes, and its header says ${expected}`;
  if (difference < 0) return [`The file is cut off: it has ${size}. What lay behind its end is missing.`];
  return [`The file has ${size}. What is behind them is no part of the database.`];
}
