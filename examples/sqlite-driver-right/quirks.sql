-- The table behind catalog.c. A page of 512 bytes keeps the image small; WITHOUT ROWID makes the key the table.
PRAGMA page_size = 512;
CREATE TABLE quirk (
  vendor INTEGER NOT NULL,
  device INTEGER NOT NULL,
  flags  INTEGER NOT NULL,
  name   TEXT NOT NULL,
  PRIMARY KEY (vendor, device)
) WITHOUT ROWID;
INSERT INTO quirk VALUES
  (0x1234, 0x1111, 0x01, 'Example display, no MSI'),
  (0x1234, 0x1112, 0x03, 'Example display, no MSI, slow reset'),
  (0x1AF4, 0x1000, 0x04, 'Example network, no power-down'),
  (0x1AF4, 0x1001, 0x04, 'Example disk, no power-down'),
  (0x8086, 0x100E, 0x02, 'Example gigabit, slow reset');
