/** A small database with one of each, made by the same SQLite that the inspector has. */
import { loadSqlite, makeDatabase as made } from "../../../support/sqlite.ts";

/** @param script SQL that makes it; `sampleSql` where it is left out */
export async function makeDatabase(script = sampleSql): Promise<Uint8Array> {
  return made(await loadSqlite(), script.split(/;\n/));
}

export const sampleSql = `CREATE TABLE vendors (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE devices (
  id INTEGER PRIMARY KEY,
  vendor INTEGER NOT NULL REFERENCES vendors (id) ON DELETE CASCADE,
  name TEXT,
  firmware BLOB,
  serial INTEGER,
  watts REAL
);
CREATE INDEX devices_by_vendor ON devices (vendor, name DESC);
CREATE VIEW device_names AS SELECT vendors.name AS vendor, devices.name FROM devices JOIN vendors ON vendors.id = devices.vendor;
CREATE TABLE settings (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TRIGGER no_blank BEFORE INSERT ON devices WHEN new.name = '' BEGIN SELECT raise(ABORT, 'blank'); END;
WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 20) INSERT INTO vendors SELECT i, 'Vendor ' || i FROM n;
WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO devices SELECT i, 1 + i % 20, CASE WHEN i % 7 = 0 THEN NULL ELSE 'Device ' || i END, CASE WHEN i % 3 = 0 THEN randomblob(i % 40) END, 9007199254740993 + i, i / 4.0 FROM n;
INSERT INTO settings VALUES ('{"a":', 1), ('json', '{"retries": 3, "hosts": ["a", "b"]}'), ('html', '<img src=x onerror=alert(1)>')`;
