/** Holds what the readers say of an image against what objdump says, member by member. */
import { readFileSync } from "node:fs";
import { type PeImage, readPe } from "../../../server/src/binary/pe.ts";
import { peDebug } from "../../../server/src/binary/pe-debug.ts";
import { peExceptionCount } from "../../../server/src/binary/pe-exceptions.ts";
import { peExportDirectory, peExports } from "../../../server/src/binary/pe-exports.ts";
import { peImports } from "../../../server/src/binary/pe-imports.ts";
import {
  dllCharacteristicNames,
  flagNames,
  relocationTypeNames,
  sectionCharacteristicNames,
} from "../../../server/src/binary/pe-names.ts";
import { peRelocations } from "../../../server/src/binary/pe-relocations.ts";
import { peResources } from "../../../server/src/binary/pe-resources.ts";
import { ImageReader } from "../../../server/src/binary/record.ts";
import { bytesSource } from "../../../server/src/binary/source.ts";
import { type ObjdumpImage, objdumpOf } from "./objdump.ts";

export interface Comparison {
  /** What was compared, by kind, as often as objdump has it. */
  readonly counts: Readonly<Record<string, number>>;
  /** "imports 3: ours / objdump's". */
  readonly differences: readonly string[];
}

export function compareWithObjdump(path: string): Comparison {
  const theirs = objdumpOf(path);
  const source = bytesSource(readFileSync(path));
  const reader = new ImageReader(source);
  const image = readPe(source);
  if (image === undefined) return { counts: {}, differences: ["read as no image"] };
  const pairs: Readonly<Record<string, readonly [ours: readonly string[], theirs: readonly string[]]>> = {
    headers: [ourHeaders(image), theirHeaders(theirs)],
    dllCharacteristics: [
      flagNames(image.dllCharacteristics, dllCharacteristicNames),
      theirs.dllCharacteristics.map((name) => (name === "TERMINAL_SERVICE_AWARE" ? "TERMINAL_SERVER_AWARE" : name)),
    ],
    directories: [
      image.directories.map(({ address, size }) => `${address} ${size}`),
      // It prints sixteen, however many there are.
      theirs.directories.slice(0, image.directories.length).map(([address, size]) => `${address} ${size}`),
    ],
    sections: [ourSections(image), theirSections(theirs)],
    modules: [atOnce(reader, image).map(({ module }) => module), theirs.imports.map(({ module }) => module)],
    imports: [ourImports(reader, image), theirImports(theirs, image.is64 ? 8 : 4)],
    exportModule: [[peExportDirectory(reader, image)?.module ?? ""], [theirs.exportModule ?? ""]],
    exports: [
      peExports(reader, image).map((one) => `${one.ordinal} ${one.address} ${one.forwarder} ${one.name}`),
      theirs.exports.map((one) => `${one.ordinal} ${one.address} ${one.forwarder} ${one.name}`),
    ],
    resources: [
      peResources(reader, image).map(({ type, name, language, address, size, codePage }) =>
        [type, name, language, address, size, codePage].join(" "),
      ),
      theirs.resources,
    ],
    functions: [[`${image.machine === 0x14c ? 0 : peExceptionCount(image)}`], [`${theirs.functions}`]],
    relocations: [ourRelocations(reader, image), theirRelocations(theirs)],
    debug: [
      peDebug(reader, image).map(({ type, pdb }) =>
        pdb === undefined
          ? `${type}`
          : `${type} ${pdb.guid.replaceAll("-", "").toLowerCase()} ${pdb.age} ${pdb.path || "(none)"}`,
      ),
      theirs.debug,
    ],
  };
  const entries = Object.entries(pairs);
  return {
    counts: Object.fromEntries(entries.map(([kind, [, one]]) => [kind, one.length])),
    differences: entries.flatMap(([kind, [ours, other]]) =>
      Array.from({ length: Math.max(ours.length, other.length) }, (_, index) =>
        ours[index] === other[index] ? [] : [`${kind} ${index}: ${ours[index]} / ${other[index]}`],
      ).flat(),
    ),
  };
}

const dotted = ({ major, minor }: { major: number; minor: number }): string => `${major}.${minor}`;

const ourHeaders = (image: PeImage): string[] => [
  `characteristics ${image.characteristics}`,
  `timestamp ${image.timestamp}`,
  `magic ${image.is64 ? "020b" : "010b"}`,
  `versions ${[image.linkerVersion, image.operatingSystemVersion, image.imageVersion, image.subsystemVersion].map(dotted)}`,
  `entry ${image.entryPoint}`,
  `base ${image.imageBase}`,
  `alignments ${image.sectionAlignment} ${image.fileAlignment}`,
  `sizes ${image.sizeOfImage} ${image.sizeOfHeaders}`,
  `checksum ${image.checksum}`,
  `subsystem ${image.subsystem}`,
  `stack ${image.stack.reserve} ${image.stack.commit}`,
  `heap ${image.heap.reserve} ${image.heap.commit}`,
];

function theirHeaders({ headers }: ObjdumpImage): string[] {
  const text = (name: string): string => headers.get(name) ?? "";
  const hex = (name: string): bigint => BigInt(`0x${/^(?:0x)?([\da-f]+)/.exec(text(name))?.[1] ?? "0"}`);
  const version = (name: string): string => `${text(`Major${name}Version`)}.${text(`Minor${name}Version`)}`;
  return [
    `characteristics ${hex("Characteristics")}`,
    // A hash, where the image says that it is built reproducibly.
    `timestamp ${/hash/.test(text("Time/Date")) ? hex("Time/Date") : Date.parse(`${text("Time/Date")} UTC`) / 1000}`,
    `magic ${text("Magic").slice(0, 4)}`,
    `versions ${["Linker", "OSystem", "Image", "Subsystem"].map(version)}`,
    `entry ${hex("AddressOfEntryPoint")}`,
    `base ${hex("ImageBase")}`,
    `alignments ${hex("SectionAlignment")} ${hex("FileAlignment")}`,
    `sizes ${hex("SizeOfImage")} ${hex("SizeOfHeaders")}`,
    `checksum ${hex("CheckSum")}`,
    `subsystem ${hex("Subsystem")}`,
    `stack ${hex("SizeOfStackReserve")} ${hex("SizeOfStackCommit")}`,
    `heap ${hex("SizeOfHeapReserve")} ${hex("SizeOfHeapCommit")}`,
  ];
}

/** The size as binutils has it: what is padded is as large as in memory, and what is not in the file too. */
const ourSections = (image: PeImage): string[] =>
  image.sections.map(({ name, address, virtualSize, offset, sizeOfRawData, characteristics }) => {
    const names = new Set(flagNames(characteristics, sectionCharacteristicNames));
    const isEmpty = names.has("CNT_UNINITIALIZED_DATA") && sizeOfRawData === 0;
    const isOfMemory = virtualSize > 0 && (isEmpty || sizeOfRawData > virtualSize);
    const flags = [!names.has("MEM_WRITE"), names.has("CNT_CODE") || names.has("MEM_EXECUTE")];
    return [name, isOfMemory ? virtualSize : sizeOfRawData, image.imageBase + BigInt(address), offset, flags].join(" ");
  });

const theirSections = ({ sections }: ObjdumpImage): string[] =>
  sections.map(({ name, size, address, offset, flags }) =>
    [name, size, address, offset, [flags.includes("READONLY"), flags.includes("CODE")]].join(" "),
  );

/** objdump does not know delayed imports. */
const atOnce = (reader: ImageReader, image: PeImage) => peImports(reader, image).filter(({ isDelayed }) => !isDelayed);

const ourImports = (reader: ImageReader, image: PeImage): string[] =>
  atOnce(reader, image).flatMap(({ module, functions }) =>
    functions.map(
      ({ name, ordinal, hint, slot }) =>
        `${module} ${ordinal === undefined ? `${hint} ${name}` : `#${ordinal}`} at ${slot}`,
    ),
  );

const theirImports = ({ imports }: ObjdumpImage, width: number): string[] =>
  imports.flatMap(({ module, firstThunk, functions }) =>
    functions.map((one, index) => `${module} ${one} at ${firstThunk + index * width}`),
  );

function ourRelocations(reader: ImageReader, image: PeImage): string[] {
  const relocations = peRelocations(reader, image);
  if (relocations === undefined) return [];
  const counts = relocations.byType.map(({ type, count }) => `${relocationTypeNames.get(type)} ${count}`);
  return [`block ${relocations.blocks}`, ...counts].toSorted();
}

const theirRelocations = ({ relocations }: ObjdumpImage): string[] =>
  [...relocations].map(([name, count]) => `${name} ${count}`).toSorted();
