/** Notes of ELF files: small records that each have an owner and a meaning of the owner's. */

import { type ElfImage, sectionType } from "./elf.ts";
import { elfSegments, segmentType } from "./elf-segments.ts";
import type { ImageReader } from "./record.ts";

export interface ElfNote {
  /** "GNU", "Linux". */
  readonly owner: string;
  /** NT_* of the owner. */
  readonly type: number;
  /** What it says, in the file, in bytes: all of it is there. */
  readonly offset: number;
  readonly size: number;
}

const mostNotes = 10_000;
/** Sections or segments. */
const mostRanges = 1000;
const longestOwner = 256;

/** Of the sections, or of a file without any, of the segments. */
export function elfNotes(reader: ImageReader, image: ElfImage): ElfNote[] {
  const sections = image.sections.filter(({ type }) => type === sectionType.notes);
  const ranges =
    image.sections.length > 0
      ? sections.map(({ offset, size, alignment }) => ({ offset, size, alignment }))
      : elfSegments(reader, image)
          .filter(({ type }) => type === segmentType.notes)
          .map(({ offset, fileSize, alignment }) => ({ offset, size: fileSize, alignment }));
  const notes: ElfNote[] = [];
  for (const range of ranges.slice(0, mostRanges)) readNotes(reader, range, notes);
  return notes;
}

interface Range {
  readonly offset: number;
  readonly size: number;
  readonly alignment: number;
}

function readNotes(reader: ImageReader, { offset, size, alignment }: Range, notes: ElfNote[]): void {
  const end = Math.min(offset + size, reader.length);
  // Of 64 bits too all but a few are padded to four bytes.
  const padded = (number: number) => (alignment === 8 ? Math.ceil(number / 8) * 8 : Math.ceil(number / 4) * 4);
  for (let at = offset; at + 12 <= end && notes.length < mostNotes; ) {
    const header = reader.record(at, 12);
    if (header === undefined) return;
    const [nameSize, descriptionSize] = [header.u32(0), header.u32(4)];
    const description = at + padded(12 + nameSize);
    if (description + descriptionSize > end) return;
    const owner = reader.name(at + 12, Math.min(nameSize, longestOwner));
    notes.push({ owner, type: header.u32(8), offset: description, size: descriptionSize });
    at = description + padded(descriptionSize);
  }
}
