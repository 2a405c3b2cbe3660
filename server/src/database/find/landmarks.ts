/** What a file's own tables say of a place in it: which section or resource it lies in, and which variable begins there. */

import { type Member, readArchive } from "../../binary/archive.ts";
import {
  type CoffSection,
  coffSymbols,
  readCoffObject,
  type SymbolTable,
  storageExternal,
  storageStatic,
} from "../../binary/coff.ts";
import { objectType, readElf } from "../../binary/elf.ts";
import { elfSymbols } from "../../binary/elf-symbols.ts";
import { fileOffset, readPe } from "../../binary/pe.ts";
import { peExports } from "../../binary/pe-exports.ts";
import { peResources, type ResourceId } from "../../binary/pe-resources.ts";
import { ImageReader } from "../../binary/record.ts";
import { type ByteSource, windowSource } from "../../binary/source.ts";

/** In bytes of the file. */
export interface Region {
  /** ".rdata", "RCDATA 101". */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** All of it is one thing: what lies there has its length. A section holds one variable behind the other. */
  readonly isWhole: boolean;
}

export interface Variable {
  readonly name: string;
  readonly start: number;
  /** Undefined where the table says no size: it ends before the next one, or with its section. */
  readonly end: number | undefined;
}

export interface Landmarks {
  readonly regions: readonly Region[];
  /** By their place in the file. */
  readonly variables: readonly Variable[];
}

/** Finds the landmarks around places, which are asked for one after another. */
export function landmarkFinder(source: ByteSource): (place: number) => Landmarks {
  const members = readArchive(source);
  if (members === undefined) {
    const landmarks = landmarksOf(source);
    return () => landmarks;
  }
  let last: { readonly member: Member; readonly landmarks: Landmarks } | undefined;
  return (place) => {
    const member = members.find(({ offset, length }) => place >= offset && place < offset + length);
    if (member === undefined) return none;
    if (last?.member !== member) last = { member, landmarks: landmarksOfMember(source, member) };
    return last.landmarks;
  };
}

const none: Landmarks = { regions: [], variables: [] };

function landmarksOfMember(source: ByteSource, { name, offset, length }: Member): Landmarks {
  const { regions, variables } = landmarksOf(windowSource(source, offset, length));
  const moved = regions.map((region) => ({
    ...region,
    name: `${name} ${region.name}`,
    start: region.start + offset,
    end: region.end + offset,
  }));
  return {
    regions: [{ name, start: offset, end: offset + length, isWhole: regions.length === 0 }, ...moved],
    variables: variables.map((one) => ({
      ...one,
      start: one.start + offset,
      end: one.end === undefined ? undefined : one.end + offset,
    })),
  };
}

/** Of an image or an object; none of any other file. */
function landmarksOf(source: ByteSource): Landmarks {
  const landmarks = ofPe(source) ?? ofElf(source) ?? ofCoff(source) ?? none;
  return { ...landmarks, variables: landmarks.variables.toSorted(inOrder) };
}

/** Of two names for one place, that with a size is the better one. */
function inOrder(a: Variable, b: Variable): number {
  return a.start - b.start || (b.end ?? 0) - (a.end ?? 0);
}

const x86 = 0x14c;

function ofPe(source: ByteSource): Landmarks | undefined {
  const image = readPe(source);
  if (image === undefined) return undefined;
  const reader = new ImageReader(source);
  const resources = peResources(reader, image).map(({ type, name, offset, size }) => ({
    name: `${typeName(type)} ${name}`,
    start: offset,
    end: offset + size,
    isWhole: true,
  }));
  const exported = peExports(reader, image).flatMap(({ name, address, forwarder }): Variable[] => {
    const start = forwarder === undefined ? fileOffset(image, address) : undefined;
    return name === undefined || start === undefined ? [] : [{ name: plainName(name), start, end: undefined }];
  });
  return {
    regions: [...sectionRegions(image.sections), ...resources],
    variables: [...exported, ...coffVariables(reader, image.sections, image.symbols, image.machine)],
  };
}

function ofCoff(source: ByteSource): Landmarks | undefined {
  const object = readCoffObject(source);
  if (object === undefined) return undefined;
  const { sections, symbols, machine } = object;
  const variables = coffVariables(new ImageReader(source), sections, symbols, machine);
  return { regions: sectionRegions(sections), variables };
}

/** What an image's file has beyond a section's size in memory is padding. */
function sectionRegions(sections: readonly CoffSection[]): Region[] {
  return sections.map(({ name, offset, size, virtualSize }) => ({
    name,
    start: offset,
    end: offset + (virtualSize === 0 ? size : Math.min(size, virtualSize)),
    isWhole: false,
  }));
}

function coffVariables(
  reader: ImageReader,
  sections: readonly CoffSection[],
  table: SymbolTable,
  machine: number,
): Variable[] {
  const variables: Variable[] = [];
  for (const { name, section, value, storage } of coffSymbols(reader, table, sections.length)) {
    const owner = section === undefined ? undefined : sections[section];
    if (owner === undefined || (storage !== storageExternal && storage !== storageStatic)) continue;
    // A section has a symbol of its own name, at its beginning.
    if (value >= owner.size || name === owner.name || name === "") continue;
    const plain = machine === x86 ? name.replace(/^_/, "") : name;
    variables.push({ name: plainName(plain), start: owner.offset + value, end: undefined });
  }
  return variables;
}

function ofElf(source: ByteSource): Landmarks | undefined {
  const image = readElf(source);
  if (image === undefined) return undefined;
  const reader = new ImageReader(source, image.isLittle);
  const variables: Variable[] = [];
  for (const { name, section, value, size, type } of elfSymbols(reader, image)) {
    const owner = section === undefined ? undefined : image.sections[section];
    // What is no variable: functions, sections, files.
    if (owner === undefined || name === "" || type > 1) continue;
    const within = Number(image.type === objectType ? value : value - owner.address);
    if (!(within >= 0 && within < owner.size)) continue;
    const start = owner.offset + within;
    const end = size > 0 ? Math.min(start + size, owner.offset + owner.size) : undefined;
    variables.push({ name: plainName(name), start, end });
  }
  const regions = image.sections
    .filter(({ size }) => size > 0)
    .map(({ name, offset, size }) => ({ name, start: offset, end: offset + size, isWhole: false }));
  return { regions, variables };
}

/** A variable's name as the source has it, where a C++ compiler wrote down its namespace and type beside it. */
function plainName(name: string): string {
  const microsoft = /^\?(\w+)@@3/.exec(name)?.[1];
  const internal = /^_ZL(\d+)(\w+)$/.exec(name);
  return microsoft ?? (internal === null ? name : internal[2]!.slice(0, Number(internal[1])));
}

/** RT_* of winuser.h that hold data; others are numbers. */
const typeNames: ReadonlyMap<ResourceId, string> = new Map([
  [10, "RCDATA"],
  [23, "HTML"],
]);

const typeName = (type: ResourceId): ResourceId => typeNames.get(type) ?? type;
