/** The strings of an INF file: where they are defined, in how many languages, and where they are used. */
import type { InfEntry, InfSection, InfSyntax, InfToken, InfValue } from "../../syntax/inf/ast.ts";

export interface InfString {
  readonly name: string;
  /** [Strings] itself, or that of a language: [Strings.0407]. */
  readonly section: InfSection;
  readonly entry: InfEntry;
  readonly key: InfValue;
}

export interface InfStrings {
  /** In any case, those without a language first. */
  definitions(name: string): readonly InfString[];
  /** As they are written, each with the place where it is first defined. */
  readonly names: ReadonlyMap<string, InfValue>;
  /** Every %token% that is no directory's number, but for those in strings themselves, which stay as they are. */
  readonly uses: readonly InfToken[];
}

export function infStrings({ sections }: InfSyntax): InfStrings {
  const byName = new Map<string, InfString[]>();
  const names = new Map<string, InfValue>();
  const ordered = sections.filter(({ name }) => isStrings(name)).sort((a, b) => a.name.length - b.name.length);
  for (const section of ordered) {
    for (const entry of section.entries) {
      const { key } = entry;
      if (key === undefined) {
        continue;
      }
      // The percent signs are no part of the name; some put them there all the same.
      const name = key.text.replace(/^%(.*)%$/, "$1").replaceAll("%%", "%");
      const found: InfString = { name, section, entry, key };
      const known = byName.get(name.toLowerCase());
      if (known === undefined) {
        byName.set(name.toLowerCase(), [found]);
        names.set(name, key);
      } else {
        known.push(found);
      }
    }
  }
  const uses = sections
    .filter(({ name }) => !isStrings(name))
    .flatMap(({ entries }) => entries)
    .flatMap(({ key, values }) => (key === undefined ? values : [key, ...values]))
    .flatMap(({ tokens }) => tokens)
    .filter(({ name }) => !/^-?\d+$/.test(name));
  return { definitions: (name) => byName.get(name.toLowerCase()) ?? [], names, uses };
}

export const isStrings = (section: string): boolean => /^strings(?:\.[0-9a-f]{4})?$/i.test(section);
