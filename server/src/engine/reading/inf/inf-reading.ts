/** An INF file for those who read it: what stands where, and what each name means. */
import type { Facts } from "../../../facts/index.ts";
import type { InfDirective, InfFacts } from "../../../facts/inf.ts";
import { hasOtherKeys, type InfOutline, type InfReference, infOutline } from "../../../model/inf/references.ts";
import { type InfString, type InfStrings, infStrings } from "../../../model/inf/strings.ts";
import type { Span } from "../../../syntax/ast.ts";
import type { InfEntry, InfSection, InfSyntax, InfToken } from "../../../syntax/inf/ast.ts";
import { parseInf } from "../../../syntax/inf/parser.ts";

export interface InfReading {
  readonly text: string;
  readonly syntax: InfSyntax;
  readonly outline: InfOutline;
  readonly strings: InfStrings;
  readonly facts: InfFacts;
}

export function readInf(text: string, facts: Facts): InfReading {
  const syntax = parseInf(text);
  return {
    text,
    syntax,
    outline: infOutline(syntax, text, facts.inf()),
    strings: infStrings(syntax),
    facts: facts.inf(),
  };
}

/** What a person points at; its ends belong to it. */
export type InfThing =
  | { readonly kind: "section"; readonly at: Span; readonly section: InfSection }
  | { readonly kind: "reference"; readonly at: Span; readonly reference: InfReference }
  | { readonly kind: "token"; readonly at: Span; readonly token: InfToken }
  | { readonly kind: "string"; readonly at: Span; readonly string: InfString }
  | { readonly kind: "directive"; readonly at: Span; readonly directive: InfDirective };

export function thingAt({ syntax, outline, strings, facts }: InfReading, offset: number): InfThing | undefined {
  const section = syntax.sections.findLast(({ start }) => start <= offset);
  if (section === undefined) {
    return undefined;
  }
  if (holds(section.header, offset)) {
    return { kind: "section", at: section.nameSpan, section };
  }
  const entry = section.entries.find((each) => holds(each, offset));
  if (entry === undefined) {
    return undefined;
  }
  const token = valuesOf(entry)
    .flatMap(({ tokens }) => tokens)
    .find((each) => holds(each, offset));
  if (token !== undefined) {
    return /^-?\d+$/.test(token.name) ? undefined : { kind: "token", at: token, token };
  }
  const { key } = entry;
  if (key !== undefined && holds(key, offset)) {
    const string = strings.definitions(key.text).find((each) => each.key === key);
    if (string !== undefined) {
      return { kind: "string", at: key, string };
    }
  }
  const reference = outline.references.find(({ value, from }) => from === section && holds(value, offset));
  if (reference !== undefined) {
    return { kind: "reference", at: reference.value, reference };
  }
  const directive = key !== undefined && holds(key, offset) ? directiveOf(section, entry, facts) : undefined;
  return key === undefined || directive === undefined ? undefined : { kind: "directive", at: key, directive };
}

/** What an entry's key means in its section; `CatalogFile.NTamd64` is `CatalogFile`. */
export function directiveOf(section: InfSection, { key }: InfEntry, facts: InfFacts): InfDirective | undefined {
  const isFixed = /^(?:version|controlflags|destinationdirs)$/i.test(section.name);
  if (key === undefined || (hasOtherKeys(section.name) && !isFixed)) {
    return undefined;
  }
  return facts.directive(key.text.replace(/\.nt\w*$/i, ""));
}

const valuesOf = ({ key, values }: InfEntry): readonly InfEntry["values"][number][] =>
  key === undefined ? values : [key, ...values];

const holds = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;
