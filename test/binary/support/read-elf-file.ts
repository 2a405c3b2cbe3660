/** An ELF file of the disk, read. */
import { readFileSync } from "node:fs";
import { type ElfImage, readElf } from "../../../server/src/binary/elf.ts";
import { ImageReader } from "../../../server/src/binary/record.ts";
import { type ByteSource, bytesSource } from "../../../server/src/binary/source.ts";

export interface ElfFile {
  readonly path: string;
  readonly source: ByteSource;
  readonly reader: ImageReader;
  readonly image: ElfImage;
}

/** @throws where it is none */
export function readElfFile(path: string): ElfFile {
  const source = bytesSource(readFileSync(path));
  const image = readElf(source);
  if (image === undefined) throw new Error(`${path} is no ELF file`);
  return { path, source, reader: new ImageReader(source, image.isLittle), image };
}
