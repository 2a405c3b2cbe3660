/** How a project compiles one of its sources: with which definitions, where each is written, and where more would go. */
import type { Place } from "../place.ts";

/** A range of a project's decoded text, in UTF-16 units. */
export interface BuildRange {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A range of a project's text as a place; it holds until the project is read again. */
export const placeOfBuild = ({ file, start, end }: BuildRange): Place => ({ file, anchor: { start: 0 }, start, end });

/** A preprocessor definition that the project gives the compiler. */
export interface BuildDefinition {
  readonly name: string;
  /** "1" where none is written. */
  readonly value: string;
  /** `NAME` or `NAME=value` as it stands there; left out where it cannot be pointed at. */
  readonly at?: BuildRange;
}

export interface BuildConfiguration {
  /** "Debug|x64"; left out where the project has no configurations, or they do not differ for all that is known. */
  readonly name?: string;
  readonly definitions: readonly BuildDefinition[];
}

/** Where definitions can be added so that every configuration has them. */
export interface DefinitionSlot {
  readonly at: BuildRange;
  /** What is written: `before`, each `NAME=value` behind `prefix` and with `between` between them, `after`. */
  readonly before: string;
  readonly prefix: string;
  readonly between: string;
  readonly after: string;
}

/** Plain data that passes between threads and into keys: no maps. */
export interface SourceBuild {
  /** Its path where it is there, else as the project names it. */
  readonly source: string;
  readonly isThere: boolean;
  /** Where the project names it; left out where that cannot be pointed at. */
  readonly listedAt?: BuildRange;
  /** At least one. */
  readonly configurations: readonly BuildConfiguration[];
  /** Who says that it may use the FPU, which a kernel's own flags forbid: "-msse2 in Makefile"; left out where nobody does. */
  readonly fpuSaidBy?: string;
  /** Headers that are read before its first line because the project says so, and are there. */
  readonly preludes: readonly string[];
  /** Left out where the project cannot be edited: it is generated, or the source is hidden behind variables. */
  readonly slot?: DefinitionSlot;
}

/** The text that adds definitions (`NAME` or `NAME=value`) at a slot. */
export const additionText = ({ before, prefix, between, after }: DefinitionSlot, words: readonly string[]): string =>
  `${before}${words.map((word) => `${prefix}${word}`).join(between)}${after}`;
