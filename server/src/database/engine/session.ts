/** A database that was opened, and the answers to what is asked of it. One question at a time, each answered at once. */

import { type ByteSource, bytesSource, type FileInput } from "../../binary/source.ts";
import type { Answering } from "../../lanes/serve.ts";
import { findDatabases, partSource } from "../find/find-databases.ts";
import { fitnessOf } from "../fitness/fitness.ts";
import { layoutOf } from "../format/layout.ts";
import { pageOf } from "../format/page.ts";
import { pageMapOf } from "../format/page-map.ts";
import { type ShownDatabase, showDatabase, withoutWalMode } from "../format/shown.ts";
import { type RowReader, rowReader } from "../rows/reader.ts";
import type { OpenParams, WorkerCalls, WorkerMethod } from "../worker-protocol.ts";
import { catalogOf } from "./catalog.ts";
import { compactCopyOf } from "./compact.ts";
import { type Connection, connect, readsLazily } from "./connection.ts";
import { Refusal } from "./failures.ts";
import { overviewOf } from "./overview.ts";
import { pragmasOf } from "./pragmas.ts";
import { queryOf } from "./query.ts";
import type { SqlJsStatic } from "./sqlite.ts";

/** What a worker's host brings. */
export interface SessionHost {
  readonly sqlite: SqlJsStatic;
  /** @throws SourceError where it cannot be read, or where the host knows no files */
  openFile(path: string): ByteSource;
  /** Milliseconds, from any time on. */
  now(): number;
}

export type Handlers = {
  readonly [M in WorkerMethod]: (params: WorkerCalls[M]["params"], answering: Answering) => WorkerCalls[M]["result"];
};

export function createSession(host: SessionHost): Handlers {
  /** The database as it lies in its file, and as SQLite is shown it. */
  let open:
    | {
        readonly original: ByteSource;
        readonly shown: ShownDatabase;
        readonly hasJournal: boolean;
        readonly connection: Connection;
        readonly reader: RowReader;
      }
    | undefined;
  const opened = () => {
    if (open === undefined) throw new Refusal("No database is open.");
    return open;
  };
  const sourceOf = (file: FileInput): ByteSource =>
    "path" in file ? host.openFile(file.path) : bytesSource(file.bytes);
  let isLazy: boolean | undefined;
  /** Of the database as it is shown. */
  const laidOut = () => {
    const { source } = opened().shown;
    const layout = layoutOf(source);
    if ("mistake" in layout) throw new Refusal(`Its pages cannot be told: ${layout.mistake}.`);
    return { source, layout };
  };

  return {
    open(params) {
      const original = databaseOf(sourceOf(params.file), params);
      open?.connection.close();
      isLazy ??= readsLazily(host.sqlite);
      const wal = params.wal === undefined ? undefined : sourceOf(params.wal);
      const hasJournal = params.hasJournal === true;
      const shown = showDatabase(original, wal, hasJournal);
      const connection = connect(host.sqlite, shown.source, isLazy);
      open = { original, shown, hasJournal, connection, reader: rowReader(connection) };
      return { length: original.length };
    },
    catalog: () => catalogOf(opened().connection),
    rows: (params) => opened().reader.rows(params),
    // Its own memory: a view would take what it is a part of along when it is sent.
    bytes: ({ start, end }) => opened().original.read(start, end).slice(),
    overview() {
      const { original, shown, connection } = opened();
      return overviewOf(original, shown, connection);
    },
    cell: (params) => opened().reader.cell(params),
    page({ number, kind }) {
      const { source, layout } = laidOut();
      return pageOf(source, layout, number, kind);
    },
    pragmas: () => pragmasOf(opened().original, opened().connection),
    count: (params) => opened().reader.count(params),
    query: (params) => queryOf(opened().connection, params, host.now),
    pageMap(_, { progress }) {
      const { source, layout } = laidOut();
      return pageMapOf(source, layout, progress).map;
    },
    fitness(_, { progress }) {
      const { original, shown, hasJournal, connection } = opened();
      const subject = { original, walPages: shown.pendingPages(), hasJournal };
      if (shown.walFrames === 0) return fitnessOf({ ...subject, connection }, progress);
      // What is shown has the log in it, which is not embedded.
      const own = connect(host.sqlite, withoutWalMode(original), isLazy === true);
      try {
        return fitnessOf({ ...subject, connection: own }, progress);
      } finally {
        own.close();
      }
    },
    find: ({ file }, { progress }) => findDatabases(sourceOf(file), progress),
    export: (params, answering) => opened().reader.export(params, answering),
    compact: () => compactCopyOf(host.sqlite, opened().shown.source, isLazy === true),
  };
}

function databaseOf(file: ByteSource, { part }: OpenParams): ByteSource {
  if (part === undefined) return file;
  const source = partSource(file, part);
  if (source === undefined) throw new Refusal("The file was changed: the database is no longer where it was.");
  return source;
}
