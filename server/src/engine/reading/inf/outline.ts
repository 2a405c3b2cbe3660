/** The sections of an INF file as a list for its outline, and what of it may be folded. */

import { isStrings } from "../../../model/inf/strings.ts";
import type { Span } from "../../../syntax/ast.ts";
import type { InfEntry, InfSection } from "../../../syntax/inf/ast.ts";
import type { InfReading } from "./inf-reading.ts";

export interface InfSymbol extends Span {
  readonly name: string;
  /** What stands behind the `=`. */
  readonly detail: string;
  readonly kind: "section" | "string" | "entry";
  /** Its name alone, in it. */
  readonly nameSpan: Span;
  readonly children: readonly InfSymbol[];
}

/** In the order of the file; entries with a key below each section. */
export function infSymbols({ syntax, text }: InfReading): readonly InfSymbol[] {
  return syntax.sections.map((section): InfSymbol => {
    const { start, end, name, nameSpan, header } = section;
    return {
      start,
      end,
      // A name is what outlines cannot do without.
      name: name === "" ? text.slice(header.start, header.end) : name,
      detail: "",
      kind: "section",
      nameSpan,
      children: section.entries.flatMap((entry) => symbolOf(section, entry) ?? []),
    };
  });
}

function symbolOf(section: InfSection, { key, values, start, end }: InfEntry): InfSymbol | undefined {
  if (key === undefined || key.text === "") {
    return undefined;
  }
  return {
    start,
    end,
    name: key.text,
    detail: values
      .map(({ text }) => text)
      .join(", ")
      .slice(0, maximumDetail),
    kind: isStrings(section.name) ? "string" : "entry",
    nameSpan: { start: key.start, end: key.end },
    children: [],
  };
}

const maximumDetail = 120;

export interface InfFold extends Span {
  readonly kind: "section" | "comment";
}

/** Sections with what is in them, and comments over several lines that stand alone in these. */
export function infFolds({ syntax, text }: InfReading): readonly InfFold[] {
  const sections = syntax.sections.map(({ header, end }): InfFold => ({ start: header.start, end, kind: "section" }));
  const comments: InfFold[] = [];
  for (const { start, end } of syntax.comments) {
    if (!isAlone(text, start)) {
      continue;
    }
    const last = comments.at(-1);
    if (last !== undefined && /^(?:\r\n|\n|\r)[ \t]*$/.test(text.slice(last.end, start))) {
      comments[comments.length - 1] = { ...last, end };
    } else {
      comments.push({ start, end, kind: "comment" });
    }
  }
  return [...sections, ...comments].filter(({ start, end }) => /[\r\n]/.test(text.slice(start, end)));
}

/** Whether nothing but blanks stands before an offset in its line. */
function isAlone(text: string, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && (text[at] === " " || text[at] === "\t")) {
    at--;
  }
  return at < 0 || text[at] === "\n" || text[at] === "\r";
}
