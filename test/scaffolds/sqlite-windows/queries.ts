/** What drivers of tests are asked: an SQL text each, with parameters, in the order of the driver's table. */

/** As SQLite's types: an integer is a bigint, a real number a number. */
export type Value = bigint | number | string | Uint8Array | null;

export interface Query {
  readonly sql: string;
  readonly parameters: readonly Value[];
}

const query = (sql: string, ...parameters: readonly Value[]): Query => ({ sql, parameters });

/** With answers that hang on the database alone: every SQLite gives the same. */
export const answered: readonly Query[] = [
  // The first two are also what malformed requests are made of: a parameter, rows of all types.
  query("SELECT id, name FROM device WHERE id = ?1", 42n),
  query("SELECT id, weight, name, firmware FROM device WHERE id BETWEEN 5 AND 15"),
  query(
    "SELECT count(*), sum(id), min(value), max(value), avg(value), total(value), count(DISTINCT label) FROM sample",
  ),
  query("SELECT device, count(*), sum(taken), avg(value) FROM sample GROUP BY device ORDER BY device"),
  query(
    `SELECT d.name, count(*) AS n, max(s.value) FROM device d JOIN sample s ON s.device = d.id
     WHERE s.value > ?1 AND d.weight IS NOT NULL GROUP BY d.id ORDER BY n DESC, d.name LIMIT ?2`,
    1000.5,
    20n,
  ),
  query(
    "SELECT d.id, count(s.id) FROM device d LEFT JOIN sample s ON s.device = d.id AND s.label = ?1 GROUP BY d.id",
    "label 7",
  ),
  query("SELECT label, id, value FROM sample ORDER BY value DESC, label, id LIMIT 50"),
  query("SELECT rowid, v, typeof(v), length(v), quote(v) FROM edge"),
  query("SELECT v FROM edge ORDER BY v, rowid"),
  query(
    "SELECT ?1, typeof(?1), ?2, typeof(?2), ?3, typeof(?3), ?4, typeof(?4), ?5, typeof(?5), ?6, typeof(?6), length(?6), ?7",
    -(2n ** 63n),
    -0.1,
    "h\u00e4\u20ac\u{1f600}",
    Uint8Array.of(0, 255, 128),
    null,
    "",
    new Uint8Array(),
  ),
  query(
    "SELECT id, settings ->> '$.mode', settings -> '$.limits[1]', json_extract(settings, '$.nested.text') FROM device",
  ),
  query("SELECT d.id, j.key, j.value, j.type FROM device d, json_each(d.settings, '$.limits') j WHERE d.id < ?1", 12n),
  query("SELECT json_group_array(name), json_group_object(id, weight) FROM device WHERE id < 9"),
  query("SELECT path, type, atom FROM json_tree(?1)", '{"a":[1,{"b":[true,null,"x"]},2.5],"c":{}}'),
  query("SELECT json_patch(?1, '{\"a\":9}'), json_valid(?1), json_valid('{'), jsonb(?1)", '{"a":1,"b":[2]}'),
  query("SELECT name FROM device ORDER BY name"),
  query("SELECT name FROM device ORDER BY name COLLATE BINARY"),
  query("SELECT word, count FROM wordless WHERE word = ?1 COLLATE RTRIM ORDER BY word COLLATE NOCASE, count", "mutex"),
  query(
    "SELECT id, hex(substr(firmware, 1, 4)), length(firmware), firmware FROM device WHERE firmware IS NOT NULL LIMIT 30",
  ),
  query("SELECT id, name FROM device WHERE name LIKE ?1 AND name GLOB ?2 ORDER BY id", "device _ 4%", "[Dd]*"),
  query(
    `SELECT id, row_number() OVER w, sum(weight) OVER w, lag(name, 1, 'none') OVER w, ntile(4) OVER w FROM heavy
     WINDOW w AS (PARTITION BY id % 3 ORDER BY weight DESC)`,
  ),
  query(
    "WITH RECURSIVE f(n, a, b) AS (VALUES (0, 0, 1) UNION ALL SELECT n + 1, b, a + b FROM f WHERE n < ?1) SELECT n, a FROM f",
    90n,
  ),
  query(
    "SELECT printf('%.3f|%10.4e|%-8s|%08d|%x|%,d', 2.5 / 3, 12345.678, 'left', 42, 255, 1234567890), format('%!.17g', 0.1)",
  ),
  query(
    "SELECT upper(?1), replace(?1, 'e', 'EE'), instr(?1, 'vice'), substr(?1, -3), trim('  x '), unicode(?1)",
    "device",
  ),
  query(
    "SELECT 0.1 + 0.2, 1.0 / 3, 1e22, CAST('1e-5' AS REAL), CAST(1e18 AS INTEGER), round(2.5), round(-1.005, 2), 7 / 2, -7 % 3",
  ),
  query(
    "SELECT CAST(1.0 / 3 AS TEXT), CAST(1e100 AS TEXT), 1e15 || '', 123456789.125 || '', CAST('0x1F' AS INTEGER), '12abc' + 1",
  ),
  query(
    "SELECT date(0, 'unixepoch'), julianday('2000-01-01 12:00'), strftime('%Y-%j %W', '2026-11-21'), unixepoch('2026-11-21 17:30')",
  ),
  query(
    "SELECT id FROM device WHERE EXISTS (SELECT 1 FROM sample WHERE device = device.id AND value > 1250) EXCEPT SELECT 5",
  ),
  query(
    "SELECT group_concat(label, '/') FROM (SELECT DISTINCT label FROM sample WHERE device = 13 ORDER BY label LIMIT 40)",
  ),
  query(
    "SELECT max(id) FILTER (WHERE value < 10), string_agg(id, ',' ORDER BY id DESC) FROM sample WHERE device = 3 AND id < 5000",
  ),
  query("SELECT id FROM sample WHERE label = 'label 999' ORDER BY id"),
  query("PRAGMA integrity_check"),
  query("SELECT * FROM sample WHERE id = -1"),
];

/** That fail, each with a Windows error code. */
export const refused: readonly (Query & { readonly error: number })[] = [
  ...[
    "INSERT INTO device VALUES (1000, 'new', '{}', NULL, NULL)",
    "UPDATE device SET weight = 1 WHERE id = 1",
    "DELETE FROM sample",
    "DROP TABLE sample",
    "CREATE TABLE other (a)",
    "PRAGMA user_version = 5",
  ].map((sql) => ({ ...query(sql), error: writeProtected() })),
  // SQLITE_ERROR: a driver can say no more than that it failed; what it was stands in the log.
  { ...query("ATTACH ':memory:' AS other"), error: failed() },
  { ...query("SELECT sum(v) FROM (SELECT 9223372036854775807 AS v UNION ALL SELECT 1)"), error: failed() },
  { ...query("SELECT json(?1)", `${"[".repeat(1000)}${"]".repeat(1000)}`), error: failed() },
  { ...query("SELECT name FROM device WHERE name LIKE ?1", "%d".repeat(25_000)), error: failed() },
  { ...query("SELECT name FROM device WHERE name GLOB ?1", "*d".repeat(40)), error: failed() },
  // SQLITE_TOOBIG
  { ...query("SELECT zeroblob(?1)", 1_000_001n), error: wrongSize() },
  { ...query("SELECT replace(printf('%.*c', 100000, 'x'), 'x', ?1)", "0123456789ab"), error: wrongSize() },
];

/** As deep as it goes: what takes most of the stack. */
export const deep: readonly Query[] = [
  query(`SELECT ${"(".repeat(17)}id${" + 1)".repeat(17)} FROM device WHERE id < 2`),
  query("SELECT json(?1)", `${"[".repeat(19)}${"]".repeat(19)}`),
  query("SELECT ?1 LIKE ?2", `${"d".repeat(31)}e`, `${"%d".repeat(31)}%`),
  query(Array.from({ length: 10 }, (_, index) => `SELECT ${index}, 'x'`).join(" UNION ")),
  query(
    `SELECT * FROM (SELECT * FROM (SELECT d.id, (SELECT avg(value) FROM sample s WHERE s.device = d.id AND s.value >
     (SELECT max(weight) FROM device e WHERE e.id < d.id)) AS mean FROM device d JOIN heavy h USING (id)) WHERE mean > 1)
     ORDER BY mean DESC LIMIT 3`,
  ),
];

/** With answers that are other ones each time. */
export const changing: readonly Query[] = [
  query(
    "SELECT random() = random(), abs(julianday('now') - 2440587.5 - ?1 / 86400.0) < 0.01",
    BigInt(Math.floor(Date.now() / 1000)),
  ),
];

export const queries: readonly Query[] = [...answered, ...refused, ...deep, ...changing];

/** ERROR_WRITE_PROTECT, ERROR_GEN_FAILURE, ERROR_INVALID_USER_BUFFER. */
function writeProtected(): number {
  return 19;
}

function failed(): number {
  return 31;
}

function wrongSize(): number {
  return 1784;
}
