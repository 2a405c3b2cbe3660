/** Names that may follow where somebody is typing in an INF file. */
import { partsOf } from "../../../model/inf/section-names.ts";
import { isStrings } from "../../../model/inf/strings.ts";
import type { Span } from "../../../syntax/ast.ts";
import type { InfEntry } from "../../../syntax/inf/ast.ts";
import { directiveOf, type InfReading } from "./inf-reading.ts";

export interface InfOffer {
  readonly name: string;
  readonly detail: string;
  readonly kind: "section" | "string";
}

export interface InfOffers {
  /** What of the text a name that is chosen stands instead of. */
  readonly typed: Span;
  readonly offers: readonly InfOffer[];
}

/** Strings behind a percent sign, sections where a directive names some; undefined elsewhere. */
export function infCompletions(reading: InfReading, offset: number): InfOffers | undefined {
  const { syntax } = reading;
  const section = syntax.sections.findLast(({ header }) => header.end <= offset);
  if (section === undefined || syntax.comments.some(({ start, end }) => start < offset && offset <= end)) {
    return undefined;
  }
  const token = isStrings(section.name) ? undefined : openToken(reading.text, offset);
  if (token !== undefined) {
    return { typed: token, offers: stringOffers(reading) };
  }
  const entry = section.entries.findLast(({ start }) => start <= offset);
  if (entry === undefined || !isOnEntry(reading.text, entry, offset)) {
    return undefined;
  }
  const which = directiveOf(section, entry, reading.facts)?.sections;
  // The value that is typed is the last one that begins before the cursor.
  const index = entry.values.findLastIndex((value) => value.start <= offset);
  const value = entry.values[index];
  if (which === undefined || value === undefined || (entry.key?.end ?? offset) >= offset) {
    return undefined;
  }
  const isName = which === "all" || (which === "last" ? index === entry.values.length - 1 : which.includes(index));
  const typed = value.end >= offset ? { start: value.start, end: value.end } : { start: offset, end: offset };
  return isName ? { typed, offers: sectionOffers(reading) } : undefined;
}

/** The token whose first percent sign is before the offset in its line, up to the other one or the offset. */
function openToken(text: string, offset: number): Span | undefined {
  const lineStart = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const before = text.slice(lineStart, offset).replaceAll("%%", "  ");
  const signs = before.split("%").length - 1;
  if (signs % 2 === 0) {
    return undefined;
  }
  const [rest = ""] = /^[^\s%,;="]*%?/.exec(text.slice(offset, offset + 256)) ?? [];
  return { start: lineStart + before.lastIndexOf("%"), end: offset + (rest.endsWith("%") ? rest.length : 0) };
}

/** Whether nothing but blanks, commas and continued lines lies between an entry and the offset. */
const isOnEntry = (text: string, { end }: InfEntry, offset: number): boolean =>
  offset <= end || /^(?:[ \t,]|\\[ \t]*(?:\r\n|\n|\r))*$/.test(text.slice(end, offset));

function stringOffers({ strings }: InfReading): readonly InfOffer[] {
  return [...strings.names.keys()].map((name): InfOffer => {
    const [definition] = strings.definitions(name);
    const detail = definition?.entry.values.map(({ text }) => text).join(", ") ?? "";
    return { name: `%${name}%`, detail, kind: "string" };
  });
}

/** All but those whose names the system knows: no directive names them. */
function sectionOffers({ syntax, facts }: InfReading): readonly InfOffer[] {
  const names = new Map<string, InfOffer>();
  const isSuffix = (word: string): boolean => facts.section(word)?.kind === "suffix";
  for (const { name, entries } of syntax.sections) {
    const { stem } = partsOf(name, isSuffix);
    const isFixed = facts.section(stem) !== undefined || /^sourcedisks/i.test(name) || isStrings(name);
    if (!isFixed && name !== "" && !names.has(name.toLowerCase())) {
      const detail = entries.length === 1 ? "section with one entry" : `section with ${entries.length} entries`;
      names.set(name.toLowerCase(), { name, detail, kind: "section" });
    }
  }
  return [...names.values()];
}
