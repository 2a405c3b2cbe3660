/** An image of Windows made by hand: code, and what it imports of one module. For machines that no compiler here is for. */

/** Relative to the image. */
export const codeAt = 0x1000;
const tablesAt = 0x2000;

/** Of the import address table's entry of a function, by its place among the names; relative to the image. */
export const slotAt = (index: number): number => tablesAt + 0x100 + index * 8;

/** @param code at most a page */
export function smallImage(machine: number, code: Uint8Array, names: readonly string[]): Uint8Array {
  const file = Buffer.alloc(0x3000);
  file.write("MZ", 0, "latin1");
  file.writeUInt32LE(0x40, 60);
  file.write("PE\0\0", 0x40, "latin1");
  file.writeUInt16LE(machine, 0x44);
  file.writeUInt16LE(2, 0x46);
  file.writeUInt16LE(240, 0x54);
  const optional = 0x58;
  file.writeUInt16LE(0x20b, optional);
  file.writeUInt32LE(codeAt, optional + 16);
  file.writeBigUInt64LE(0x1_4000_0000n, optional + 24);
  file.writeUInt32LE(0x1000, optional + 32);
  file.writeUInt32LE(0x200, optional + 36);
  file.writeUInt32LE(0x3000, optional + 56);
  file.writeUInt32LE(0x400, optional + 60);
  file.writeUInt16LE(1, optional + 68);
  file.writeUInt32LE(16, optional + 108);
  file.writeUInt32LE(tablesAt, optional + 112 + 8);
  file.writeUInt32LE(40, optional + 112 + 12);
  section(file, optional + 240, { name: ".text", address: codeAt, size: 0x1000, flags: 0x6000_0020 });
  section(file, optional + 280, { name: ".rdata", address: tablesAt, size: 0x1000, flags: 0x4000_0040 });
  file.set(code, codeAt);

  // One descriptor: lookup table, name, address table.
  file.writeUInt32LE(tablesAt + 0x400, tablesAt);
  file.writeUInt32LE(tablesAt + 0x60, tablesAt + 12);
  file.writeUInt32LE(slotAt(0), tablesAt + 16);
  file.write("ntoskrnl.exe\0", tablesAt + 0x60, "latin1");
  for (const [index, name] of names.entries()) {
    const at = tablesAt + 0x800 + index * 64;
    file.write(`\0\0${name}\0`, at, "latin1");
    file.writeBigUInt64LE(BigInt(at), slotAt(index));
    file.writeBigUInt64LE(BigInt(at), tablesAt + 0x400 + index * 8);
  }
  return file;
}

function section(
  file: Buffer,
  at: number,
  {
    name,
    address,
    size,
    flags,
  }: { readonly name: string; readonly address: number; readonly size: number; readonly flags: number },
): void {
  file.write(name, at, "latin1");
  file.writeUInt32LE(size, at + 8);
  file.writeUInt32LE(address, at + 12);
  file.writeUInt32LE(size, at + 16);
  file.writeUInt32LE(address, at + 20);
  file.writeUInt32LE(flags, at + 36);
}
