-- What queries of tests are asked of: 100,000 rows of numbers, a table with texts, JSON and blobs, and values at the edges.
PRAGMA page_size = 4096;

CREATE TABLE device (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL COLLATE NOCASE,
  settings TEXT NOT NULL,
  firmware BLOB,
  weight   REAL
);

WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 96)
INSERT INTO device
SELECT
  i,
  CASE i % 3 WHEN 0 THEN 'Device ' WHEN 1 THEN 'DEVICE ' ELSE 'device ' END || char(97 + i * 7 % 26) || ' ' || i,
  json_object(
    'mode', CASE i % 2 WHEN 0 THEN 'auto' ELSE NULL END,
    'limits', json_array(i, i * 1.5, -i),
    'nested', json_object('text', 'quote " and \ and ' || char(0x20AC), 'on', json(CASE i % 5 WHEN 0 THEN 'true' ELSE 'false' END))),
  CASE WHEN i % 7 = 0 THEN NULL ELSE unhex(printf('%.*c', 2 * (i % 40), 'a') || printf('%08x', i * 2654435761 % 4294967296)) END,
  CASE WHEN i % 11 = 0 THEN NULL ELSE i / 8.0 END
FROM n;

CREATE TABLE sample (
  id     INTEGER PRIMARY KEY,
  device INTEGER NOT NULL REFERENCES device (id),
  taken  INTEGER NOT NULL,
  value  REAL NOT NULL,
  label  TEXT NOT NULL
);

WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
INSERT INTO sample SELECT i, i * 7919 % 97, i * 31, (i * 37 % 10007) / 8.0, 'label ' || (i % 1000) FROM n;

CREATE INDEX sample_device ON sample (device, value);

CREATE TABLE edge (v);
INSERT INTO edge VALUES
  (NULL), (0), (1), (-1), (127), (-129), (32767), (8388608), (2147483647), (-2147483649), (9007199254740993),
  (9223372036854775807), (-9223372036854775808),
  (0.0), (0.1), (-2.5), (1e22), (1.7976931348623157e308), (4.9e-324), (9e999), (-9e999), (123456789012345680.0),
  (''), ('text'), (char(0x41, 0xE4, 0x20AC, 0x1F600)), ('a' || char(0) || 'b'), ('9007199254740993'), ('1e3'),
  (x''), (x'00'), (x'000102FEFF'), (zeroblob(1000));

CREATE TABLE wordless (word TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO wordless VALUES ('pool', 3), ('Pool', 1), ('irql', 7), ('mutex  ', 2), ('mutex', 4);

CREATE VIEW heavy AS SELECT id, name, weight FROM device WHERE weight > 6;

ANALYZE;
