/**
 * A database opened by sql.js for reading alone. Pages come from a `ByteSource` as SQLite asks for them: the in-memory file
 * system of sql.js keeps what `slice` of its argument returns and reads through `subarray`, so that an object with these
 * three members stands for the whole file. That is no promise of sql.js, whose version is pinned: `readsLazily` tries it.
 */

import { type ByteSource, SourceError } from "../../binary/source.ts";
import { magic } from "../../embed/sqlite-header.ts";
import { readAhead } from "../bytes/read-ahead.ts";
import type { Value } from "../output/value.ts";
import { plainValuesOf, valuesOf } from "./cells.ts";
import type { Database, LazyBytes, SqlJsStatic, SqlValue, Statement } from "./sqlite.ts";

export interface Connection {
  /** How pages get to SQLite: as they are needed, or the whole file at once. */
  readonly reading: "lazy" | "whole";
  /** SQLite's words where the schema or the length of the file is damaged; what can be read of it is read all the same. */
  readonly damage: string | undefined;
  /** One statement; the caller frees it. @throws SQLite's message in an Error, or SourceError where the file cannot be read */
  prepare(sql: string): Statement;
  /** All rows of one statement, for our own questions, whose answers are small: integers as bigint, reals as number. */
  all(sql: string, params?: readonly SqlValue[]): readonly (readonly SqlValue[])[];
  /** All rows of one statement as somebody is shown them. */
  values(sql: string, params?: readonly SqlValue[]): readonly (readonly Value[])[];
  close(): void;
}

/** What SQLite may take for its pages and results, in bytes; beyond it a statement ends with "out of memory". */
const heapLimit = 768 * 1024 * 1024;

/** What is held of a file that cannot be read lazily, in bytes. */
const wholeLimit = 1024 * 1024 * 1024;

/**
 * Nothing is asked of the file that has to succeed: one that is no database has a connection too, on which all fails.
 *
 * @param file begins with the header of a database whose journal mode is not WAL: `format/wal.ts` makes one of others
 * @param isLazy what `readsLazily` said of this sql.js
 * @throws SourceError where the file's header cannot be read, or the file is too large to be read whole and has to be
 */
export function connect(sqlite: SqlJsStatic, file: ByteSource, isLazy: boolean): Connection {
  if (!isLazy && file.length > wholeLimit) {
    throw new SourceError(
      `The database has ${file.length} bytes. Here it would have to be read whole, which is done up to ${wholeLimit} bytes.`,
    );
  }
  const standIn = isLazy ? lazily(readAhead(file)) : undefined;
  const reading = <T>(run: () => T): T => {
    // One that SQLite came by is not told of with what fails later.
    standIn?.takeFailure();
    try {
      return run();
    } catch (error) {
      // SQLite says "disk I/O error" of it, or whatever came of that.
      const failed = standIn?.takeFailure();
      if (failed !== undefined) throw failed;
      throw typeof error === "string" ? new Error(error) : error;
    }
  };
  // SQLite looks at the header first.
  const database = reading(() => new sqlite.Database(standIn?.bytes ?? file.read(0, file.length)));
  const prepare = (sql: string): Statement => reading(() => readingStatement(database.prepare(sql), reading));
  const rowsOf = <Row>(sql: string, params: readonly SqlValue[] | undefined, row: (at: Statement) => Row): Row[] => {
    const statement = prepare(sql);
    try {
      if (params !== undefined) statement.bind(params);
      const rows: Row[] = [];
      while (statement.step()) rows.push(row(statement));
      return rows;
    } finally {
      statement.free();
    }
  };
  const all: Connection["all"] = (sql, params) => rowsOf(sql, params, plainValuesOf);
  for (const setting of settings) all(setting);
  return {
    reading: isLazy ? "lazy" : "whole",
    damage: tolerateDamage(all),
    prepare,
    all,
    values: (sql, params) => rowsOf(sql, params, valuesOf),
    close: () => database.close(),
  };
}

const settings = [
  "PRAGMA query_only=1",
  // Functions and virtual tables that a schema calls do nothing outside of it.
  "PRAGMA trusted_schema=0",
  "PRAGMA cell_size_check=1",
  "PRAGMA temp_store=MEMORY",
  `PRAGMA hard_heap_limit=${heapLimit}`,
];

/**
 * Where one entry of the schema is malformed, or the file is shorter than its header says, SQLite reads nothing of it, unless
 * it is told that somebody wants to repair the schema. Writing stays forbidden.
 */
function tolerateDamage(all: (sql: string) => unknown): string | undefined {
  const damage = failureToRead(all);
  if (damage === undefined) return undefined;
  all("PRAGMA writable_schema=1");
  if (failureToRead(all) !== undefined) all("PRAGMA writable_schema=0");
  return damage;
}

function failureToRead(all: (sql: string) => unknown): string | undefined {
  try {
    all("SELECT 1 FROM sqlite_schema LIMIT 1");
    return undefined;
  } catch (error) {
    if (error instanceof Error && error.name === "Error") return error.message;
    throw error;
  }
}

/** A statement whose steps tell what the file had to say. */
function readingStatement(statement: Statement, reading: <T>(run: () => T) => T): Statement {
  return {
    bind: (values) => statement.bind(values),
    step: () => reading(() => statement.step()),
    get: (params, config) => statement.get(params, config),
    getBlob: (column) => statement.getBlob(column),
    getColumnNames: () => statement.getColumnNames(),
    free: () => statement.free(),
  };
}

/** Bytes for the in-memory file system, and why the last read of them failed. */
function lazily(file: ByteSource): { readonly bytes: LazyBytes; takeFailure(): SourceError | undefined } {
  let failure: SourceError | undefined;
  return {
    bytes: {
      length: file.length,
      slice() {
        return this;
      },
      subarray(start, end) {
        try {
          return file.read(start, end);
        } catch (error) {
          if (!(error instanceof SourceError)) throw error;
          failure = error;
          throw failureOfFileSystem();
        }
      },
    },
    takeFailure() {
      const taken = failure;
      failure = undefined;
      return taken;
    },
  };
}

/** EACCES as Emscripten numbers it. Of EIO SQLite would say that the database is damaged. */
const accessDenied = 2;

/**
 * What the file system of sql.js fails with: any other exception that passes through SQLite leaves it half-way. It is known by
 * its name, and its number is asked for by one that is shortened in each build (`Sa` for `errno`): every name has it. Where
 * none is found the read counts as done, and SQLite goes on with what was in its memory before.
 */
function failureOfFileSystem(): Error {
  const error = Object.assign(new Error("the file cannot be read"), { name: "ErrnoError" });
  return new Proxy(error, {
    get: (target, name) => (name in target ? Reflect.get(target, name) : accessDenied),
  });
}

/** Whether this sql.js reads through `subarray` and knows what fails there, tried on a database of one page. */
export function readsLazily(sqlite: SqlJsStatic): boolean {
  return readsOnePage(sqlite) && failsWithFile(sqlite);
}

function readsOnePage(sqlite: SqlJsStatic): boolean {
  const bytes = onePage(2906);
  let reads = 0;
  const read = (start: number, end: number): Uint8Array => {
    reads++;
    return bytes.subarray(start, end);
  };
  let database: Database | undefined;
  try {
    database = new sqlite.Database(lazily({ length: bytes.length, read }).bytes);
    const statement = database.prepare("PRAGMA user_version");
    return statement.step() && statement.get(null, { useBigInt: true })[0] === 2906n && reads > 0;
  } catch {
    return false;
  } finally {
    database?.close();
  }
}

/** Whether SQLite hears of a read that fails, rather than to take what it has for what was read. */
function failsWithFile(sqlite: SqlJsStatic): boolean {
  const bytes = onePage(0);
  let isGone = false;
  const read = (start: number, end: number): Uint8Array => {
    if (isGone) throw new SourceError("");
    return bytes.subarray(start, end);
  };
  let database: Database | undefined;
  try {
    database = new sqlite.Database(lazily({ length: bytes.length, read }).bytes);
    isGone = true;
    database.prepare("PRAGMA user_version").step();
    return false;
  } catch (error) {
    return error instanceof Error && error.message === "disk I/O error";
  } finally {
    database?.close();
  }
}

/** An empty database; its header is described at https://www.sqlite.org/fileformat2.html#the_database_header. */
function onePage(userVersion: number): Uint8Array {
  const bytes = new Uint8Array(512);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  view.setUint16(16, bytes.length);
  bytes.set([1, 1, 0, 64, 32, 32], 18);
  view.setUint32(28, 1);
  view.setUint32(44, 4);
  view.setUint32(56, 1);
  view.setUint32(60, userVersion);
  // A leaf of a table, without cells.
  bytes[100] = 13;
  view.setUint16(105, bytes.length);
  return bytes;
}
