/** What a section's access and traits mean for a driver. */
import type { ImageSection, SectionTrait } from "../../../server/src/image/report.ts";

export const traitMeanings: Readonly<Record<SectionTrait, string>> = {
  paged: "It may be paged out: who touches it at DISPATCH_LEVEL or above then stops the machine.",
  "non-paged": "It is always in memory: it may be touched at any IRQL.",
  discardable: "It may be thrown away once the image is loaded.",
  init: "It is thrown away when DriverEntry has returned: nothing in it may be called later.",
  shared: "It is marked as shared between processes, which means nothing in a kernel.",
  "writable code": "It can be written and run: Windows refuses to load it where memory integrity (HVCI) is on.",
  "freed after init": "The kernel frees it when the module's init function has returned.",
};

const words: Readonly<Record<string, string>> = { R: "read", W: "write", X: "run" };

/** "read, write" of "RW"; letters that are not known stay. */
export const accessText = (access: string): string =>
  access === "" ? "none" : [...access].map((letter) => words[letter] ?? letter).join(", ");

/** Where the sections lie, in bytes; of memory, one after the other, as the gaps between them are the alignment's. */
export interface Span {
  readonly section: ImageSection;
  readonly start: number;
  readonly length: number;
}

/** More than that nobody tells apart in a bar: the largest are drawn. */
const mostSpans = 400;

export const fileSpans = (sections: readonly ImageSection[]): readonly Span[] =>
  largest(
    sections
      .filter(({ size }) => size > 0)
      .map((section) => ({ section, start: section.offset, length: section.size })),
  );

export function memorySpans(sections: readonly ImageSection[]): readonly Span[] {
  let start = 0;
  return largest(
    sections.flatMap((section) => {
      if (section.virtualSize <= 0) return [];
      const span = { section, start, length: section.virtualSize };
      start += section.virtualSize;
      return [span];
    }),
  );
}

/** In the order in which they lie. */
const largest = (spans: readonly Span[]): readonly Span[] =>
  [...spans]
    .sort((one, other) => other.length - one.length)
    .slice(0, mostSpans)
    .sort((one, other) => one.start - other.start);

/** Of all sections in memory, in bytes. */
export const memoryLength = (sections: readonly ImageSection[]): number =>
  sections.reduce((total, { virtualSize }) => total + Math.max(0, virtualSize), 0);
