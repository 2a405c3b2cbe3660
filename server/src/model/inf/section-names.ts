/** How sections of an INF file are named and found: in any case, with the versions of Windows and the parts that they are for. */

import type { InfSection } from "../../syntax/inf/ast.ts";
import { grouped } from "../grouped.ts";

/** The parts of a section's name: `Install`, `NTamd64.10.0`, `Services`. */
export interface SectionNameParts {
  /** The name of what is installed, as those who refer to it write it. */
  readonly stem: string;
  /** Which Windows it is for, without the dot before it; undefined where it is for any. */
  readonly decoration: string | undefined;
  /** What of the installation it is; undefined for the section itself. */
  readonly suffix: string | undefined;
}

/** The sections of a file by their names. The same question has the same array for an answer, however often it is asked. */
export interface InfSections {
  /** Of this very name. */
  exactly(name: string): readonly InfSection[];
  /** Of this name, for whatever Windows. */
  forAny(name: string): readonly InfSection[];
  /** As `forAny`, with all parts of what is installed: [name.NT], [name.NT.Services]. */
  installing(name: string): readonly InfSection[];
  /** What belongs to the same installation as a section of this name, for whatever Windows, itself among them. */
  alongside(name: string): readonly InfSection[];
}

/**
 * @param text of the whole file: where StampInf has not put in the processor yet (`$ARCH$`), each is any
 * @param isSuffix tells `Services` and the like
 */
export function infSections(
  sections: readonly InfSection[],
  text: string,
  isSuffix: (word: string) => boolean,
): InfSections {
  const isStamped = !/\$arch\$/i.test(text);
  const keyOf = (name: string): string => {
    const lower = name.toLowerCase();
    return isStamped ? lower : lower.replace(/\.nt(?:x86|ia64|amd64|arm64|arm|\$arch\$)/g, ".nt*");
  };
  const parts = new Map(sections.map((section) => [section, partsOf(section.name, isSuffix)]));
  const stemOf = (section: InfSection): string => keyOf(parts.get(section)?.stem ?? section.name);
  const byName = grouped(sections, ({ name }) => keyOf(name));
  const byStem = grouped(sections, stemOf);
  // `Install.NT` of [Install.NT.Services]: what has both is meant by that name alone.
  const byBase = grouped(sections, (section) => keyOf(withoutSuffix(section.name, parts.get(section)?.suffix)));
  const decorated = sections.filter((section) => {
    const { decoration, suffix } = parts.get(section) ?? {};
    return decoration !== undefined && suffix === undefined;
  });
  const decoratedByStem = grouped(decorated, stemOf);
  const forAny = new Map<string, readonly InfSection[]>();
  return {
    exactly: (name) => byName.get(keyOf(name)) ?? none,
    forAny(name) {
      const key = keyOf(name);
      const known = forAny.get(key) ?? [...(byName.get(key) ?? none), ...(decoratedByStem.get(key) ?? none)];
      forAny.set(key, known);
      return known;
    },
    installing(name) {
      const isBase = partsOf(name, isSuffix).decoration !== undefined;
      return (isBase ? byBase : byStem).get(keyOf(name)) ?? none;
    },
    alongside: (name) => byStem.get(keyOf(partsOf(name, isSuffix).stem)) ?? none,
  };
}

const none: readonly InfSection[] = [];

const withoutSuffix = (name: string, suffix: string | undefined): string =>
  suffix === undefined ? name : name.slice(0, -suffix.length - 1);

/** Takes `Install.NTamd64.10.0.Services` apart. */
export function partsOf(name: string, isSuffix: (word: string) => boolean): SectionNameParts {
  const dot = name.lastIndexOf(".");
  const suffix = dot > 0 && isSuffix(name.slice(dot + 1)) ? name.slice(dot + 1) : undefined;
  const rest = suffix === undefined ? name : name.slice(0, dot);
  const [, stem = rest, decoration] = decoratedName.exec(rest) ?? [];
  return { stem, decoration, suffix };
}

const decoratedName = /^(.+?)\.(nt(?:x86|ia64|amd64|arm64|arm|\$[a-z]+\$)?(?:\.[0-9.]*)?)$/i;
