/** A database made of SQL, and what asks for its rows. */
import { bytesSource } from "../../../../server/src/binary/source.ts";
import { type Connection, connect } from "../../../../server/src/database/engine/connection.ts";
import { type RowReader, rowReader } from "../../../../server/src/database/rows/reader.ts";
import { loadSqlite, makeDatabase } from "../../../support/sqlite.ts";

const sqlite = await loadSqlite();

export interface Opened {
  readonly connection: Connection;
  readonly reader: RowReader;
}

/** @param statements each one run by itself, before the database is opened as the inspector opens it */
export const openedWith = (...statements: readonly string[]): Opened => openedFrom(databaseOf(...statements));

export const databaseOf = (...statements: readonly string[]): Uint8Array => makeDatabase(sqlite, statements);

export function openedFrom(database: Uint8Array): Opened {
  const connection = connect(sqlite, bytesSource(database), true);
  return { connection, reader: rowReader(connection) };
}
