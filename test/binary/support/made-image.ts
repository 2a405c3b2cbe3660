/** Images that no linker makes: headers of our own, one section, and tables as a test wants them. */

export interface MadeImage {
  /** Of 64 bits where left out. */
  readonly is64?: boolean;
  readonly machine?: number;
  /** By number: address, size. The section begins at address 0x1000; a signature's address is a place in the file. */
  readonly directories: Readonly<Record<number, readonly [address: number, size: number]>>;
  /** What is in the section. */
  readonly body: Uint8Array;
  /** Behind the section. */
  readonly behind?: Uint8Array;
}

/** Where the section begins, in memory and in the file. */
export const bodyAddress = 0x1000;
export const bodyOffset = 0x400;
/** Of 32 bits too. */
export const madeBase = 0x0040_0000;

export function makeImage({ is64 = true, machine, directories, body, behind }: MadeImage): Uint8Array {
  const bytes = Buffer.alloc(bodyOffset + body.length + (behind?.length ?? 0));
  bytes.write("MZ", 0, "latin1");
  bytes.writeUInt32LE(64, 60);
  bytes.write("PE\0\0", 64, "latin1");
  bytes.writeUInt16LE(machine ?? (is64 ? 0x8664 : 0x14c), 68);
  bytes.writeUInt16LE(1, 70);
  const fixed = is64 ? 112 : 96;
  bytes.writeUInt16LE(fixed + 128, 84);
  bytes.writeUInt16LE(0x22, 86);
  const optional = 88;
  bytes.writeUInt16LE(is64 ? 0x20b : 0x10b, optional);
  if (is64) bytes.writeBigUInt64LE(BigInt(madeBase), optional + 24);
  else bytes.writeUInt32LE(madeBase, optional + 28);
  bytes.writeUInt32LE(0x1000, optional + 32);
  bytes.writeUInt32LE(0x200, optional + 36);
  bytes.writeUInt32LE(bodyOffset, optional + 60);
  bytes.writeUInt32LE(16, optional + fixed - 4);
  for (const [index, [address, size]] of Object.entries(directories)) {
    bytes.writeUInt32LE(address, optional + fixed + Number(index) * 8);
    bytes.writeUInt32LE(size, optional + fixed + Number(index) * 8 + 4);
  }
  const section = optional + fixed + 128;
  bytes.write(".all", section, "latin1");
  for (const [index, value] of [body.length, bodyAddress, body.length, bodyOffset].entries()) {
    bytes.writeUInt32LE(value, section + 8 + index * 4);
  }
  bytes.writeUInt32LE(0x4000_0040, section + 36);
  bytes.set(body, bodyOffset);
  bytes.set(behind ?? [], bodyOffset + body.length);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** A piece of a body, at its place in it: numbers are of 32 bits, or of 64 where they are bigints; texts end with a zero. */
export type Piece = readonly [offset: number, ...values: readonly (number | bigint | string | Uint8Array)[]];

/** Addresses in pieces count from 0x1000, offsets from the body's beginning. */
export function bodyOf(size: number, ...pieces: readonly Piece[]): Uint8Array {
  const bytes = Buffer.alloc(size);
  for (const [start, ...values] of pieces) {
    let at = start;
    for (const value of values) {
      if (typeof value === "number") at = bytes.writeUInt32LE(value >>> 0, at);
      else if (typeof value === "bigint") at = bytes.writeBigUInt64LE(value, at);
      else if (typeof value === "string") at += bytes.write(`${value}\0`, at, "utf8");
      else at += Buffer.from(value).copy(bytes, at);
    }
  }
  return bytes;
}
