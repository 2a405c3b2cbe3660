/** Databases of all kinds, made by the SQLite that the inspector has, and a session that has one open. */
import type { ByteSource } from "../../../../server/src/binary/source.ts";
import { SourceError } from "../../../../server/src/binary/source.ts";
import { createSession, type Handlers } from "../../../../server/src/database/engine/session.ts";
import type { SqlJsStatic } from "../../../../server/src/database/engine/sqlite.ts";
import type { OpenParams } from "../../../../server/src/database/worker-protocol.ts";

/** Rows as a table-valued SELECT: `i` counts from 1 to n. */
export const counted = (n: number): string =>
  `WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < ${n})`;

/** Tables of every kind with rows of every length, an index, WITHOUT ROWID, overflow pages and a freelist. */
export const variety = (rows = 400): readonly string[] => [
  "CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT, b BLOB, r REAL)",
  "CREATE INDEX a_t ON a (t, r DESC)",
  "CREATE TABLE w (k TEXT PRIMARY KEY, v) WITHOUT ROWID",
  "CREATE TABLE gone (x)",
  `${counted(rows)} INSERT INTO a SELECT i * 3, replace(hex(zeroblob(i % 40)), '00', 'é€'), CASE WHEN i % 50 = 0 THEN randomblob(9000) WHEN i % 3 = 0 THEN randomblob(i % 700) END, i / 7.0 FROM n`,
  `${counted(rows)} INSERT INTO w SELECT 'key ' || (i * 7919 % 10007), CASE WHEN i % 60 = 0 THEN hex(randomblob(3000)) ELSE i END FROM n`,
  `${counted(rows)} INSERT INTO gone SELECT randomblob(300) FROM n`,
  "DELETE FROM gone WHERE rowid % 5 <> 0",
  "DELETE FROM a WHERE id % 11 = 0",
];

export function openSession(sqlite: SqlJsStatic, params: OpenParams): Handlers {
  const openFile = (): ByteSource => {
    throw new SourceError("There are no files here.");
  };
  const session = createSession({ sqlite, openFile, now: () => performance.now() });
  session.open(params, silent);
  return session;
}

export const silent = { progress: () => undefined, piece: () => undefined };
