/** From names in an INF file to what they mean, and back. */
import type { Span } from "../../../syntax/ast.ts";
import type { InfSection } from "../../../syntax/inf/ast.ts";
import { type InfReading, type InfThing, thingAt } from "./inf-reading.ts";

/** A place that a name leads to: all of it, and its own name in it. */
export interface InfTarget {
  readonly whole: Span;
  readonly name: Span;
}

export interface InfDefinition {
  /** What was pointed at. */
  readonly from: Span;
  readonly targets: readonly InfTarget[];
}

/**
 * What the name at an offset means: of a section that is named the sections for each Windows, of a token the string in
 * each language. Of a section or a string itself, that place: editors then show who names it.
 */
export function infDefinition(reading: InfReading, offset: number): InfDefinition | undefined {
  const thing = thingAt(reading, offset);
  if (thing === undefined) {
    return undefined;
  }
  const targets = targetsOf(reading, thing);
  return targets.length === 0 ? undefined : { from: thing.at, targets };
}

function targetsOf({ outline, strings }: InfReading, thing: InfThing): readonly InfTarget[] {
  switch (thing.kind) {
    case "section":
      return [targetOf(thing.section)];
    case "reference": {
      const { reference } = thing;
      // The parts of an installation stand below it; who goes there wants to see that itself.
      const own = reference.kind === "install" ? outline.sections.forAny(reference.name) : outline.targets(reference);
      return (own.length > 0 ? own : outline.targets(reference)).map(targetOf);
    }
    case "token":
      return strings.definitions(thing.token.name).map(({ entry, key }) => ({ whole: entry, name: key }));
    case "string":
      return [{ whole: thing.string.entry, name: thing.at }];
    default:
      return [];
  }
}

const targetOf = (section: InfSection): InfTarget => ({ whole: section, name: section.nameSpan });

/** Everywhere that the name at an offset is meant, in the order of the file. */
export function infReferences(
  reading: InfReading,
  offset: number,
  { declarations }: { readonly declarations: boolean },
): readonly Span[] {
  const thing = thingAt(reading, offset);
  const found = thing === undefined ? [] : usesOf(reading, thing, declarations);
  return [...new Set(found)].sort((a, b) => a.start - b.start);
}

function usesOf(reading: InfReading, thing: InfThing, declarations: boolean): readonly Span[] {
  const { outline, strings, syntax, facts } = reading;
  switch (thing.kind) {
    case "section":
    case "reference": {
      const sections = new Set(thing.kind === "section" ? [thing.section] : outline.targets(thing.reference));
      const name = thing.kind === "section" ? thing.section.name : thing.reference.name;
      for (const section of thing.kind === "section" ? outline.sections.exactly(name) : []) {
        sections.add(section);
      }
      const uses = new Set(outline.leadingTo(sections));
      for (const reference of outline.references) {
        // What leads nowhere is named alike all the same.
        if (reference.name.toLowerCase() === name.toLowerCase()) {
          uses.add(reference);
        }
      }
      return [
        ...[...uses].map(({ value }) => value),
        ...(declarations ? [...sections].map(({ nameSpan }) => nameSpan) : []),
      ];
    }
    case "token":
    case "string": {
      const name = (thing.kind === "token" ? thing.token.name : thing.string.name).toLowerCase();
      return [
        ...strings.uses.filter((token) => token.name.toLowerCase() === name),
        ...(declarations ? strings.definitions(name).map(({ key }) => key) : []),
      ];
    }
    case "directive":
      return syntax.sections
        .flatMap(({ entries }) => entries)
        .flatMap(({ key }) => (key !== undefined && facts.directive(key.text) === thing.directive ? [key] : []));
  }
}
