/** In which section of an image a place of its file lies. */
import { readCoffObject } from "../../binary/coff.ts";
import { readElf } from "../../binary/elf.ts";
import { readPe } from "../../binary/pe.ts";
import type { ByteSource } from "../../binary/source.ts";

interface PlacedSection {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

/** @returns what gives a section's name by a place in the file; empty in headers and behind the last section */
export function sectionsByPlace(source: ByteSource): (offset: number) => string {
  const sections = sectionsOf(source)
    .filter(({ size }) => size > 0)
    .toSorted((a, b) => a.offset - b.offset);
  return (offset) => {
    let [low, high] = [0, sections.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sections[middle]!.offset <= offset) low = middle + 1;
      else high = middle;
    }
    const section = sections[low - 1];
    return section !== undefined && offset < section.offset + section.size ? section.name : "";
  };
}

const sectionsOf = (source: ByteSource): readonly PlacedSection[] =>
  (readPe(source) ?? readElf(source) ?? readCoffObject(source))?.sections ?? [];
