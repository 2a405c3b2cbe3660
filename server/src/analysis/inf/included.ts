/** Which sections of an INF file may find others in an INF of the system, or be found by one, which is not at hand. */
import type { InfFacts } from "../../facts/inf.ts";
import { hasOtherKeys, type InfOutline, type InfReference } from "../../model/inf/references.ts";
import { partsOf } from "../../model/inf/section-names.ts";
import type { InfSection, InfSyntax } from "../../syntax/inf/ast.ts";

/** The installations that have an `Include`, with all that they lead to. */
export function sectionsWithIncludes(syntax: InfSyntax, outline: InfOutline): ReadonlySet<InfSection> {
  const referencesOf = new Map<InfSection, InfReference[]>();
  for (const reference of outline.references) {
    const known = referencesOf.get(reference.from);
    if (known === undefined) {
      referencesOf.set(reference.from, [reference]);
    } else {
      known.push(reference);
    }
  }
  const reached = new Set<InfSection>();
  const seen = new Set<readonly InfSection[]>();
  const waiting: InfSection[] = [];
  const reach = (sections: readonly InfSection[]): void => {
    if (seen.has(sections)) {
      return;
    }
    seen.add(sections);
    for (const section of sections) {
      if (!reached.has(section)) {
        reached.add(section);
        waiting.push(section);
      }
    }
  };
  for (const { name } of syntax.sections.filter(hasInclude)) {
    reach(outline.sections.alongside(name));
  }
  for (let section = waiting.pop(); section !== undefined; section = waiting.pop()) {
    for (const reference of referencesOf.get(section) ?? []) {
      reach(outline.targets(reference));
    }
  }
  return reached;
}

/** What nothing in the file leads to, though the system does not know its name: another INF may ask for it. */
export function unnamedSections({ sections }: InfSyntax, outline: InfOutline, facts: InfFacts): readonly InfSection[] {
  const named = new Set(outline.references.flatMap((reference) => outline.targets(reference)));
  const isSuffix = (word: string): boolean => facts.section(word)?.kind === "suffix";
  return sections.filter((section) => {
    const { stem, suffix } = partsOf(section.name, isSuffix);
    const isFixed = facts.section(stem) !== undefined || hasOtherKeys(section.name);
    return suffix === undefined && !isFixed && !named.has(section);
  });
}

export function hasInclude({ entries }: InfSection): boolean {
  return entries.some(
    ({ key, values }) => key?.text.toLowerCase() === "include" && values.some(({ text }) => text !== ""),
  );
}
