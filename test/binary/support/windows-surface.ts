/** All that the readers of Windows' files can be asked of one, and how much of everything they told. */
import { readArchive } from "../../../server/src/binary/archive.ts";
import { type CoffSection, coffSymbols, readCoffObject, type SymbolTable } from "../../../server/src/binary/coff.ts";
import { fileOffset, type PeImage, readPe } from "../../../server/src/binary/pe.ts";
import { peChecksum } from "../../../server/src/binary/pe-checksum.ts";
import { peDebug } from "../../../server/src/binary/pe-debug.ts";
import { peExceptionCount } from "../../../server/src/binary/pe-exceptions.ts";
import { peExportDirectory, peExports } from "../../../server/src/binary/pe-exports.ts";
import { peImports } from "../../../server/src/binary/pe-imports.ts";
import { peLoadConfig } from "../../../server/src/binary/pe-load-config.ts";
import { peRelocations } from "../../../server/src/binary/pe-relocations.ts";
import { peResources } from "../../../server/src/binary/pe-resources.ts";
import { peCertificates } from "../../../server/src/binary/pe-signature.ts";
import { peTls } from "../../../server/src/binary/pe-tls.ts";
import { peVersion } from "../../../server/src/binary/pe-version.ts";
import { ImageReader } from "../../../server/src/binary/record.ts";
import { type ByteSource, windowSource } from "../../../server/src/binary/source.ts";

/** By what was asked: how many answers there were. */
export type Told = Record<string, number>;

/** @param isWhole the checksum is asked for too, which reads all of the file */
export function askAll(source: ByteSource, told: Told = {}, { isWhole = true } = {}): Told {
  askImage(source, told, isWhole);
  askObject(source, told);
  const members = readArchive(source) ?? [];
  add(told, "members", members.length);
  for (const { offset, length } of members.slice(0, 20)) askObject(windowSource(source, offset, length), told);
  return told;
}

function add(told: Told, what: string, count: number): void {
  told[what] = (told[what] ?? 0) + count;
}

function askImage(source: ByteSource, told: Told, isWhole: boolean): void {
  const image = readPe(source);
  if (image === undefined) return;
  const reader = new ImageReader(source);
  add(told, "images", 1);
  add(told, "sections", image.sections.length);
  for (const one of peImports(reader, image)) add(told, one.isDelayed ? "delayed" : "imports", one.functions.length);
  add(told, "exports", peExports(reader, image).length);
  add(told, "exportModules", peExportDirectory(reader, image) === undefined ? 0 : 1);
  const resources = peResources(reader, image);
  add(told, "resources", resources.length);
  for (const { offset, size } of resources) inside(source, offset, size);
  for (const { offset, size } of image.sections) inside(source, size === 0 ? 0 : offset, size);
  const strings = peVersion(reader, image)?.tables.flatMap((table) => table.strings) ?? [];
  add(told, "versionStrings", strings.length);
  add(told, "debug", peDebug(reader, image).length);
  add(told, "loadConfig", peLoadConfig(reader, image) === undefined ? 0 : 1);
  add(told, "relocations", peRelocations(reader, image)?.entries ?? 0);
  add(told, "callbacks", peTls(reader, image)?.callbackCount ?? 0);
  add(told, "functions", Math.min(peExceptionCount(image) ?? 0, 1000));
  for (const { signatures } of peCertificates(reader, image)) {
    add(told, "signers", signatures.flatMap(({ signers }) => signers).length);
  }
  if (isWhole) peChecksum(source, image);
  entryOf(image);
  askSymbols(reader, image.symbols, image.sections, told);
}

const entryOf = (image: PeImage): number | undefined => fileOffset(image, image.entryPoint);

function askObject(source: ByteSource, told: Told): void {
  const object = readCoffObject(source);
  if (object === undefined) return;
  add(told, "objects", 1);
  add(told, "sections", object.sections.length);
  askSymbols(new ImageReader(source), object.symbols, object.sections, told);
}

function askSymbols(reader: ImageReader, table: SymbolTable, sections: readonly CoffSection[], told: Told): void {
  let count = 0;
  for (const _ of coffSymbols(reader, table, sections.length)) count++;
  add(told, "symbols", count);
}

/** What others read without asking again. */
function inside(source: ByteSource, offset: number, size: number): void {
  if (!(offset >= 0 && size >= 0 && offset + size <= source.length)) {
    throw new Error(`${size} bytes at ${offset} are not in a file of ${source.length}`);
  }
}
