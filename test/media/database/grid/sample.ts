/** A database with what grids are tried on: many rows, many columns, long and strange values. */
import { deflateSync } from "node:zlib";
import { makeDatabase, sampleSql } from "../support/sample.ts";

export const manyRows = 30_000;
export const manyColumns = 1500;

export function makeGridDatabase(): Promise<Uint8Array> {
  const columns = Array.from({ length: manyColumns }, (_, index) => `c${index}`).join(", ");
  return makeDatabase(`${sampleSql};
CREATE TABLE many (id INTEGER PRIMARY KEY, name TEXT, size INTEGER);
WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < ${manyRows}) INSERT INTO many SELECT i * 3 + i % 2, 'row ' || i, i % 10 FROM n;
CREATE TABLE wide (${columns});
INSERT INTO wide (c0, c${manyColumns - 1}) VALUES ('first', 'last');
CREATE TABLE vals (id INTEGER PRIMARY KEY, value);
INSERT INTO vals VALUES (1, '{"id":9007199254740993,"list":[true]}'), (2, x'${png()}'), (3, randomblob(200000)), (4, 'a' || char(8238) || 'b'), (5, x''), (6, replace(hex(zeroblob(150000)), '00', 'long ')), (7, x'89504e470d0a1a0a00000000');
CREATE TABLE "<b onclick=x>" ("<img src=x onerror=alert(1)>" TEXT);
INSERT INTO "<b onclick=x>" VALUES ('<script>document.title = "run"</script>');
CREATE TABLE unused (a);
CREATE VIEW broken AS SELECT a FROM nowhere;
CREATE VIEW endless AS WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;
CREATE VIEW never AS SELECT max(i) AS most FROM endless`);
}

/** 16 by 8 pixels, in hex. */
function png(): string {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 16, 0, 0, 0, 8, 8, 0, 0, 0, 0]);
  const pixels = deflateSync(Buffer.alloc(8 * 17, 0x80).map((byte, index) => (index % 17 === 0 ? 0 : byte)));
  const chunks = [chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...chunks]).toString("hex");
}

function crc32(bytes: Buffer): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
