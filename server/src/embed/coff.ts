/**
 * An object file of Windows that holds bytes as a constant variable: the linker takes it as it takes what a compiler
 * wrote, without the time and memory that a compiler needs for a long array. As "PE Format" (Microsoft Learn) has it.
 */
import { alignment, type Embedding, sections, sizeNameOf } from "./embedding.ts";

/** IMAGE_FILE_MACHINE_* by what people call it. */
export const machines = { x64: 0x8664, arm64: 0xaa64, x86: 0x14c } as const;

export type Machine = keyof typeof machines;

/** The largest file that an object can hold: its offsets have 32 bits, and an image no more than 2 GB. */
export const maximumBytes = 0x7fff_0000;

/** The bytes in their section, their size behind them; the same for the same input, whenever it is made. */
export function objectFile({ bytes, symbol, section }: Embedding, machine: Machine): Uint8Array {
  // On x86 a C name has an underscore before it.
  const prefix = machine === "x86" ? "_" : "";
  const sizeOffset = roundUp(bytes.length, 4);
  const dataSize = sizeOffset + 4;
  const symbolsOffset = fileHeaderSize + sectionHeaderSize + dataSize;
  const names = stringTable([`${prefix}${symbol}`, `${prefix}${sizeNameOf(symbol)}`]);
  const [dataName = 0, sizeName = 0] = names.offsets;
  // An object without code is safe for /SAFESEH; the linker wants to be told, on x86 alone.
  const isMarked = machine === "x86";
  const symbolCount = isMarked ? 5 : 4;

  const file = new Uint8Array(symbolsOffset + symbolCount * symbolSize + names.bytes.length);
  const out = new Writer(file);
  out.u16(machines[machine]);
  out.u16(1); // sections
  out.u32(0); // no date: the same input gives the same file
  out.u32(symbolsOffset);
  out.u32(symbolCount);
  out.u16(0); // no optional header
  out.u16(0); // characteristics

  out.name(sections[section]);
  out.u32(0); // virtual size, of images alone
  out.u32(0); // virtual address, likewise
  out.u32(dataSize);
  out.u32(fileHeaderSize + sectionHeaderSize);
  out.u32(0); // relocations
  out.u32(0); // line numbers
  out.u16(0);
  out.u16(0);
  out.u32(readOnlyData | alignmentFlag);

  out.put(bytes);
  out.skip(sizeOffset - bytes.length);
  out.u32(bytes.length);

  out.name(sections[section]);
  out.symbol({ value: 0, section: 1, storage: STATIC, auxiliary: 1 });
  out.u32(dataSize);
  out.skip(symbolSize - 4); // no relocations, line numbers, checksum, COMDAT
  if (isMarked) {
    out.name("@feat.00");
    out.symbol({ value: 1, section: ABSOLUTE, storage: STATIC, auxiliary: 0 });
  }
  out.u32(0); // a name in the string table
  out.u32(dataName);
  out.symbol({ value: 0, section: 1, storage: EXTERNAL, auxiliary: 0 });
  out.u32(0);
  out.u32(sizeName);
  out.symbol({ value: sizeOffset, section: 1, storage: EXTERNAL, auxiliary: 0 });
  out.put(names.bytes);
  return file;
}

const fileHeaderSize = 20;
const sectionHeaderSize = 40;
const symbolSize = 18;

const EXTERNAL = 2;
const STATIC = 3;
const ABSOLUTE = 0xffff;

/** IMAGE_SCN_CNT_INITIALIZED_DATA and IMAGE_SCN_MEM_READ. */
const readOnlyData = 0x4000_0040;

/** IMAGE_SCN_ALIGN_16BYTES: four bits, one more than the logarithm. */
const alignmentFlag = (Math.log2(alignment) + 1) << 20;

const roundUp = (value: number, unit: number): number => Math.ceil(value / unit) * unit;

/** Names as the string table has them: its size, then each with a zero behind it. */
function stringTable(names: readonly string[]): { readonly bytes: Uint8Array; readonly offsets: readonly number[] } {
  const text = names.map((name) => `${name}\0`).join("");
  const bytes = new Uint8Array(4 + text.length);
  const out = new Writer(bytes);
  out.u32(bytes.length);
  out.ascii(text);
  let offset = 4;
  const offsets = names.map((name) => {
    const start = offset;
    offset += name.length + 1;
    return start;
  });
  return { bytes, offsets };
}

/** Little-endian numbers one behind the other. */
class Writer {
  private readonly target: Uint8Array;
  private readonly view: DataView;
  private offset = 0;

  constructor(target: Uint8Array) {
    this.target = target;
    this.view = new DataView(target.buffer, target.byteOffset, target.byteLength);
  }

  u16(value: number): void {
    this.view.setUint16(this.offset, value, true);
    this.offset += 2;
  }

  u32(value: number): void {
    this.view.setUint32(this.offset, value, true);
    this.offset += 4;
  }

  put(bytes: Uint8Array): void {
    this.target.set(bytes, this.offset);
    this.offset += bytes.length;
  }

  skip(count: number): void {
    this.offset += count;
  }

  ascii(text: string): void {
    this.put(Uint8Array.from(text, (char) => char.charCodeAt(0)));
  }

  /** At most eight characters, filled up with zeros. */
  name(text: string): void {
    this.ascii(text.padEnd(8, "\0"));
  }

  /** What follows a symbol's name. */
  symbol({ value, section, storage, auxiliary }: SymbolRecord): void {
    this.u32(value);
    this.u16(section);
    this.u16(0); // no type
    this.put(Uint8Array.of(storage, auxiliary));
  }
}

interface SymbolRecord {
  /** In the section, or absolute. */
  readonly value: number;
  /** Counted from 1. */
  readonly section: number;
  readonly storage: number;
  /** Records that follow it. */
  readonly auxiliary: number;
}
