/** The headers of an image of Windows, as its overview has them. */
import { peExceptionCount } from "../../../binary/pe-exceptions.ts";
import { peExportDirectory } from "../../../binary/pe-exports.ts";
import {
  characteristicNames,
  dllCharacteristicNames,
  flagNames,
  machineNames,
  subsystemNames,
} from "../../../binary/pe-names.ts";
import { peTls } from "../../../binary/pe-tls.ts";
import type { Property, PropertyGroup } from "../../report.ts";
import { bytesText, grouped, hex, row, timeText } from "../values.ts";
import type { PeContents } from "./contents.ts";
import { sectionAt } from "./sections.ts";

export function headerGroup(contents: PeContents): PropertyGroup {
  const { image, kind } = contents;
  const version = ({ major, minor }: { major: number; minor: number }) => `${major}.${minor}`;
  const subsystem = subsystemNames.get(image.subsystem) ?? String(image.subsystem);
  return {
    id: "headers",
    title: "Headers",
    properties: [
      ...row("Machine", `${machineNames.get(image.machine) ?? "unknown"} (${hex(image.machine, 4)})`),
      ...row("Format", image.is64 ? "PE32+" : "PE32"),
      ...row("Subsystem", `${subsystem} ${version(image.subsystemVersion)}`, {
        meaning: kind.isKernel ? "The version is the oldest Windows that the linker was told of." : undefined,
      }),
      ...row("Linker version", version(image.linkerVersion)),
      ...builtRows(contents),
      ...entryRows(contents),
      ...row("Image base", hex(image.imageBase)),
      ...row("Size in memory", bytesText(image.sizeOfImage)),
      ...row(
        "Alignment",
        `${bytesText(image.sectionAlignment)} in memory, ${bytesText(image.fileAlignment)} in the file`,
      ),
      ...checksumRows(contents, kind.isKernel),
      ...row("Linked as", peExportDirectory(contents.reader, image)?.module, {
        meaning: "What imports from it looks for this name.",
      }),
      ...unwindRows(contents),
      ...threadRows(contents),
      ...row("Characteristics", flagNames(image.characteristics, characteristicNames).join(", ")),
      ...row("DLL characteristics", flagNames(image.dllCharacteristics, dllCharacteristicNames).join(", ")),
    ],
  };
}

/** 2038. Seconds since 1970. */
const farFuture = 0x7fff_ffff;
/** A type of entries in the debug directory: IMAGE_DEBUG_TYPE_REPRO. */
const reproducible = 16;

function builtRows({ image, debug }: PeContents): Property[] {
  const { timestamp } = image;
  if (debug.some(({ type }) => type === reproducible)) {
    return row("Built", `reproducibly: ${hex(timestamp, 8)} is a hash, no time`, {
      meaning: "The same sources and tools make the same file (/Brepro); symbol servers file it under this number.",
    });
  }
  if (timestamp === 0) return row("Built", "no time is written down");
  const meaning =
    timestamp > farFuture ? "So far in the future it is a hash, of a build that is reproducible." : undefined;
  return row("Built", timeText(timestamp), { meaning });
}

function entryRows({ image }: PeContents): Property[] {
  const { entryPoint, imageBase } = image;
  if (entryPoint === 0) return row("Entry point", "none");
  const section = sectionAt(image, entryPoint);
  const where = section === undefined ? "in no section" : `in ${section.name}`;
  return row("Entry point", `${hex(imageBase + BigInt(entryPoint))}, ${where}`);
}

function checksumRows({ image, checksum }: PeContents, isKernel: boolean): Property[] {
  const stored = hex(image.checksum, 8);
  if (checksum === undefined) {
    return row("Checksum", image.checksum === 0 ? "none" : stored, {
      meaning: "The file is too large to work it out.",
    });
  }
  if (image.checksum === checksum) return row("Checksum", `${stored}, as it should be`, good(isKernel));
  const meaning = isKernel ? "Windows holds drivers against their checksum when it loads them." : undefined;
  return image.checksum === 0
    ? row("Checksum", `none; it would be ${hex(checksum, 8)}`, { meaning, ...judged(isKernel, "warning") })
    : row("Checksum", `${stored}; it should be ${hex(checksum, 8)}`, { meaning, ...judged(isKernel, "bad") });
}

/** Exceptions pass through functions that have an entry. */
function unwindRows({ image }: PeContents): Property[] {
  const count = peExceptionCount(image);
  return count === undefined || count === 0 ? [] : row("Functions in the exception table", grouped(count));
}

function threadRows({ reader, image, kind }: PeContents): Property[] {
  const tls = peTls(reader, image);
  if (tls === undefined) return [];
  const callbacks = `${tls.callbackCount} ${tls.callbackCount === 1 ? "callback" : "callbacks"}`;
  return row("Thread-local storage", `${bytesText(tls.templateSize + tls.zeroFill)}, ${callbacks}`, {
    meaning: kind.isKernel ? "The kernel gives threads none, and calls none of the callbacks." : undefined,
  });
}

const judged = (isKernel: boolean, state: Property["state"]) => (isKernel ? { state } : {});
const good = (isKernel: boolean) => judged(isKernel, "good");
