/** Databases of all kinds, small, to be broken. */
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import { makeDatabase } from "../../support/sqlite.ts";
import { counted, variety } from "../format/support/databases.ts";
import type { Base } from "./mutations.ts";

export function basesOf(sqlite: SqlJsStatic): readonly Base[] {
  const base = (name: string, pageSize: number, ...statements: string[]): Base => ({
    ...{ name, pageSize },
    bytes: makeDatabase(sqlite, [`PRAGMA page_size=${pageSize}`, ...statements]),
  });
  return [
    ...[512, 1024, 4096, 8192, 65536].map((size) => base(`pages of ${size}`, size, ...variety(60))),
    base("auto_vacuum", 512, "PRAGMA auto_vacuum=1", ...variety(60)),
    base("incremental vacuum", 1024, "PRAGMA auto_vacuum=2", ...variety(60)),
    base("UTF-16le", 1024, "PRAGMA encoding='UTF-16le'", ...variety(40)),
    base("UTF-16be", 512, "PRAGMA encoding='UTF-16be'", ...variety(40)),
    base(
      "a deep tree",
      512,
      "CREATE TABLE deep (x TEXT PRIMARY KEY)",
      `${counted(700)} INSERT INTO deep SELECT printf('%s row %d', hex(i * 7919 % 700), i) FROM n`,
    ),
    base(
      "full text",
      1024,
      "CREATE VIRTUAL TABLE f USING fts4(title, body)",
      `${counted(30)} INSERT INTO f SELECT 'title ' || i, 'some words of row ' || (i * 7) FROM n`,
    ),
    base("a schema of everything", 1024, ...everything),
  ];
}

const everything = [
  "CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE UNIQUE, upper_name AS (upper(name)), n INT CHECK (n > 0) DEFAULT (1 + 1))",
  "CREATE TABLE c (p INTEGER REFERENCES p (id) ON DELETE CASCADE, k INT, v BLOB, PRIMARY KEY (p, k)) WITHOUT ROWID",
  "CREATE TABLE s (i INT, t TEXT, r REAL, b BLOB, a ANY) STRICT",
  "CREATE INDEX p_n ON p (n DESC, lower(name)) WHERE n > 1",
  "CREATE VIEW joined AS SELECT p.name, c.k FROM p JOIN c ON c.p = p.id WHERE p.n IN (SELECT n FROM p)",
  "CREATE VIEW counting AS WITH RECURSIVE x(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM x WHERE i < 50) SELECT i FROM x",
  "CREATE TRIGGER t AFTER INSERT ON p BEGIN INSERT INTO c VALUES (new.id, 1, new.name); END",
  `${counted(40)} INSERT INTO p (name, n) SELECT 'name ' || i, 1 + i % 5 FROM n`,
  "INSERT INTO s VALUES (1, 'one', 1.5, x'01', NULL), (-9223372036854775808, '', -0.0, zeroblob(3000), 'any')",
  "ANALYZE",
];
