// Run by a Node of version 22 or later: makes a database of a wanted size, or says how long queries take.
//   node peer.mjs make <path> <bytes>
//   node peer.mjs time <path> <JSON array of statements>   -> JSON array of milliseconds
import { statSync } from "node:fs";
import { performance } from "node:perf_hooks";
import Database from "better-sqlite3";

const [action, path, argument] = process.argv.slice(2);
if (action === "make") make(path, Number(argument));
else process.stdout.write(JSON.stringify(times(path, JSON.parse(argument))));

/** A log of a driver, with an index: rows of some 250 bytes, some of which need overflow pages. */
function make(file, bytes) {
  const database = new Database(file);
  database.pragma("journal_mode = OFF");
  database.pragma("synchronous = OFF");
  database.exec(
    "CREATE TABLE events (id INTEGER PRIMARY KEY, level INTEGER NOT NULL, source TEXT NOT NULL, message TEXT, data BLOB)",
  );
  const insert = database.prepare(`
    WITH RECURSIVE n(i) AS (VALUES(@from) UNION ALL SELECT i + 1 FROM n WHERE i < @to)
    INSERT INTO events SELECT i, (i * 7919) % 97, 'adapter' || (i * 31) % 1000,
      'request ' || i || ' was completed with status 0xC000000D after ' || i % 5000 || ' us, and will not be tried again',
      CASE WHEN i % 50000 = 0 THEN zeroblob(20000) WHEN i % 2 THEN randomblob(100) END FROM n`);
  for (let from = 1; statSync(file).size < bytes; from += 200_000) {
    insert.run({ from, to: from + 199_999 });
  }
  database.exec("CREATE INDEX events_by_level ON events (level, source)");
  database.exec("CREATE TABLE settings (key TEXT PRIMARY KEY, value) WITHOUT ROWID; ANALYZE");
  database.close();
}

function times(file, statements) {
  const database = new Database(file, { readonly: true });
  return statements.map((sql) => {
    const statement = database.prepare(sql);
    const started = performance.now();
    statement.all();
    return performance.now() - started;
  });
}
