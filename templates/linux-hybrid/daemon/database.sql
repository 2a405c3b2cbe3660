-- What the daemon answers from; its table's columns are what daemon/database.c asks for.

CREATE TABLE device (
  vendor INTEGER NOT NULL CHECK (vendor BETWEEN 0 AND 0xFFFF),
  id     INTEGER NOT NULL CHECK (id BETWEEN 0 AND 0xFFFF),
  -- 1: no MSI; 2: slow reset; 4: no power-down
  flags  INTEGER NOT NULL CHECK (flags BETWEEN 0 AND 7),
  -- At most 63 bytes
  name   TEXT NOT NULL CHECK (length(CAST(name AS BLOB)) < 64),
  PRIMARY KEY (vendor, id)
) WITHOUT ROWID;

INSERT INTO device VALUES
  (0x1234, 0x1111, 1, 'Display adapter'),
  (0x1234, 0x1112, 3, 'Display adapter, second edition'),
  (0x1AF4, 0x1000, 4, 'Network adapter'),
  (0x1AF4, 0x1001, 4, 'Virtual disk'),
  (0x1AF4, 0x1042, 0, 'Virtual disk, modern'),
  (0x8086, 0x100E, 2, 'Gigabit adapter');
