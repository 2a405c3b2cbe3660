-- The database in database.c. A page of 512 bytes keeps a small one small; 4096 is right from some hundred KB on.
PRAGMA page_size = 512;

CREATE TABLE vendor (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE device (
  vendor INTEGER NOT NULL REFERENCES vendor (id),
  id     INTEGER NOT NULL,
  name   TEXT NOT NULL,
  flags  INTEGER NOT NULL,
  watts  REAL,
  notes  TEXT,
  PRIMARY KEY (vendor, id)
) WITHOUT ROWID;

INSERT INTO vendor VALUES
  (0x1234, 'Example Displays'),
  (0x1AF4, 'Example Virtual Machines'),
  (0x8086, 'Example Networks'),
  (0xFFFE, 'Example Startup');

INSERT INTO device VALUES
  (0x1234, 0x1111, 'Display adapter', 0x01, 11.5, 'No MSI'),
  (0x1234, 0x1112, 'Display adapter, second edition', 0x03, 14.25, 'No MSI; slow reset'),
  (0x1AF4, 0x1000, 'Network adapter', 0x04, NULL, 'No power-down'),
  (0x1AF4, 0x1001, 'Virtual disk', 0x04, NULL, 'No power-down'),
  (0x1AF4, 0x1042, 'Virtual disk, modern', 0x00, NULL, NULL),
  (0x8086, 0x100E, 'Gigabit adapter', 0x02, 2.75, 'Slow reset');
