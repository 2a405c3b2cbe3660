/** Drivers of nothing but imports, more than a linker would take the time for. */

const textOf = (text: string): Buffer => Buffer.from(`${text}\0`, "latin1");

/** A driver that is nothing but one table of imports, by hand: PE32+ for x64, one section from 0x1000 on. */
export function importer(module: string, names: readonly string[]): Uint8Array {
  const start = 0x1000;
  const lookup = 40;
  const tables = (names.length + 1) * 8;
  const moduleAt = lookup + tables * 2;
  const pieces = [textOf(module), ...names.map((name) => Buffer.concat([Buffer.alloc(2), textOf(name)]))];
  const section = Buffer.concat([Buffer.alloc(moduleAt), ...pieces]);
  section.writeUInt32LE(start + lookup, 0);
  section.writeUInt32LE(start + moduleAt, 12);
  section.writeUInt32LE(start + lookup + tables, 16);
  let at = moduleAt + pieces[0]!.length;
  for (let index = 0; index < names.length; index++) {
    section.writeUInt32LE(start + at, lookup + index * 8);
    at += pieces[index + 1]!.length;
  }
  const header = Buffer.alloc(0x400);
  header.write("MZ", 0);
  header.writeUInt32LE(64, 60);
  header.write("PE", 64);
  header.writeUInt16LE(0x8664, 68);
  header.writeUInt16LE(1, 70);
  header.writeUInt16LE(240, 84);
  header.writeUInt16LE(0x22, 86);
  const optional = 88;
  header.writeUInt16LE(0x20b, optional);
  header.writeUInt32LE(start, optional + 16);
  header.writeUInt32LE(0x1000, optional + 32);
  header.writeUInt16LE(1, optional + 68);
  header.writeUInt16LE(0x140, optional + 70);
  header.writeUInt32LE(16, optional + 108);
  header.writeUInt32LE(start, optional + 112 + 8);
  header.writeUInt32LE(40, optional + 112 + 12);
  const sections = optional + 240;
  header.write(".text", sections);
  header.writeUInt32LE(section.length, sections + 8);
  header.writeUInt32LE(start, sections + 12);
  header.writeUInt32LE(section.length, sections + 16);
  header.writeUInt32LE(0x400, sections + 20);
  header.writeUInt32LE(0x6000_0020, sections + 36);
  return new Uint8Array(Buffer.concat([header, section]));
}
