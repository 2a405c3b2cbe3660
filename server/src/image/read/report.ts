/** The report of an image, whichever format it has. */
import { readArchive } from "../../binary/archive.ts";
import { readCoffObject } from "../../binary/coff.ts";
import { compressionOf } from "../../binary/compression.ts";
import { readElf } from "../../binary/elf.ts";
import { readPe } from "../../binary/pe.ts";
import { ImageReader } from "../../binary/record.ts";
import { type ByteSource, SourceError } from "../../binary/source.ts";
import type { Facts } from "../../facts/index.ts";
import { limited } from "../limits.ts";
import type { ImageReport } from "../report.ts";
import type { OpenParams } from "../worker-protocol.ts";
import { coffReport } from "./coff/coff-report.ts";
import { elfReport } from "./elf/elf-report.ts";
import { peReport } from "./pe/pe-report.ts";
import { listed } from "./values.ts";

/** @throws SourceError with what to do, where the file is no image */
export function reportOf(source: ByteSource, params: OpenParams, facts: Facts): ImageReport {
  const pe = readPe(source);
  if (pe !== undefined) return limited(peReport(source, pe, params, facts));
  const elf = readElf(source);
  if (elf !== undefined) return limited(elfReport(source, elf, params, facts));
  const refusal = refusalOf(source, params.name);
  if (refusal !== undefined) throw new SourceError(refusal);
  const coff = readCoffObject(source);
  if (coff !== undefined) return limited(coffReport(source, coff));
  throw new SourceError(
    `${params.name} is neither an image nor an object of Windows or Linux: it does not begin as these do, or is cut off within its headers.`,
  );
}

/** What is to be done with a file in which an image may be. */
function refusalOf(source: ByteSource, name: string): string | undefined {
  if (source.length === 0) return `${name} is empty.`;
  const compression = compressionOf(source);
  if (compression !== undefined) {
    return `${name} is compressed (${compression.format}). Unpack it, then open what comes of it: ${compression.command} ${name}`;
  }
  const members = readArchive(source);
  if (members !== undefined) {
    const names = listed([...new Set(members.map((member) => member.name))], 5);
    const take = /\.lib$/i.test(name) ? `lib /extract:<object> ${name}` : `ar x ${name} <object>`;
    return members.length === 0
      ? `${name} is a library without objects.`
      : `${name} is a library of ${members.length === 1 ? "one object" : `${members.length} objects`} (${names}), not an image. Take one out and open that: ${take}`;
  }
  return anonymousObject(source, name);
}

/** "BC" and what follows it. */
const bitcode = 0xdec0_4342;

/** Objects that begin with IMAGE_FILE_MACHINE_UNKNOWN and 0xffff, but for those of /bigobj. */
function anonymousObject(source: ByteSource, name: string): string | undefined {
  const header = new ImageReader(source).record(0, 8);
  if (header?.u32(0) === bitcode) {
    return `${name} was compiled for link-time optimization (-flto): it is LLVM's bitcode. Open what is linked, or compile without -flto.`;
  }
  if (header === undefined || header.u16(0) !== 0 || header.u16(2) !== 0xffff) return undefined;
  if (header.u16(4) === 0) return `${name} is a piece of an import library: it names one function of a DLL.`;
  return header.u16(4) === 1
    ? `${name} was compiled for link-time code generation (/GL): its code is made by the linker. Open the linked driver, or compile without /GL.`
    : undefined;
}
