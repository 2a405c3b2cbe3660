/** Sections of Windows images and objects, and what the kernel's loader makes of those of a driver. */
import type { CoffSection } from "../../../binary/coff.ts";
import type { PeImage } from "../../../binary/pe.ts";
import type { ImageSection, SectionTrait } from "../../report.ts";
import { hex } from "../values.ts";

/** IMAGE_SCN_*. */
export const memory = {
  discardable: 0x0200_0000,
  shared: 0x1000_0000,
  execute: 0x2000_0000,
  read: 0x4000_0000,
  write: 0x8000_0000,
} as const;

export const has = ({ characteristics }: CoffSection, flag: number): boolean => (characteristics & flag) !== 0;

/**
 * The memory manager goes by the first four characters of a name: "PAGE" and ".eda" are pageable, "INIT" is for DriverEntry.
 * What is marked discardable is given back when DriverEntry has returned, and of drivers that the boot loader loads INIT too.
 * All else stays in memory.
 */
export const isPaged = ({ name }: CoffSection): boolean => /^(?:PAGE|\.eda)/.test(name);
export const isInit = ({ name }: CoffSection): boolean => name.startsWith("INIT");

export const isWritableCode = (section: CoffSection): boolean =>
  has(section, memory.write) && has(section, memory.execute);

/** Where in the file what is mapped of it ends: padding behind that nobody misses. */
export const mappedEnd = ({ offset, sizeOfRawData, virtualSize }: CoffSection): number =>
  offset + (virtualSize === 0 ? sizeOfRawData : Math.min(sizeOfRawData, virtualSize));

/** Those of which the file does not have all: it was cut off. */
export const cutSections = ({ sections }: PeImage, fileLength: number): CoffSection[] =>
  sections.filter((section) => section.offset > 0 && mappedEnd(section) > fileLength);

export function accessOf(section: CoffSection): string {
  return [
    [memory.read, "R"],
    [memory.write, "W"],
    [memory.execute, "X"],
  ]
    .filter(([flag]) => has(section, flag as number))
    .map(([, letter]) => letter)
    .join("");
}

export function peSections(image: PeImage, isKernel: boolean): ImageSection[] {
  return image.sections.map((section) => ({
    name: section.name,
    address: hex(image.imageBase + BigInt(section.address)),
    virtualSize: section.virtualSize,
    offset: section.offset,
    size: section.size,
    access: accessOf(section),
    traits: [...(isKernel ? lives(section) : discarded(section)), ...shares(section)],
    flags: hex(section.characteristics, 8),
  }));
}

function lives(section: CoffSection): SectionTrait[] {
  const discardable = discarded(section);
  if (isInit(section)) return ["init", ...discardable];
  if (discardable.length > 0) return isPaged(section) ? ["paged", "discardable"] : discardable;
  return [isPaged(section) ? "paged" : "non-paged"];
}

const discarded = (section: CoffSection): SectionTrait[] => (has(section, memory.discardable) ? ["discardable"] : []);

const shares = (section: CoffSection): SectionTrait[] => [
  ...(has(section, memory.shared) ? (["shared"] as const) : []),
  ...(isWritableCode(section) ? (["writable code"] as const) : []),
];

/** In memory, in bytes. */
const extentOf = ({ virtualSize, size }: CoffSection): number => Math.max(virtualSize, size);

/** The section that an address is in, relative to where the image is loaded. */
export const sectionAt = ({ sections }: PeImage, address: number): CoffSection | undefined =>
  sections.find((section) => address >= section.address && address - section.address < extentOf(section));
