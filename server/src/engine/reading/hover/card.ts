/**
 * What a hover says, and how it becomes Markdown and plain text. Whatever comes from a source file stands in a code
 * span, so that no name of a hostile file becomes a link, a picture or a heading.
 */

/** A place of a source file: `io.c:12`. */
export interface PlacePart {
  readonly label: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** Text as it is, something that is shown as code (a name, a value, anything out of a source file), or a place. */
export type Part = string | { readonly code: string } | PlacePart;

/** The address that leads to a line of a file; undefined where the editor can go to none. */
export type LinkTo = (place: PlacePart) => string | undefined;

/** A sentence or a phrase. */
export type Text = readonly Part[];

export interface Card {
  /** A name or literal, shown as code above all else. */
  readonly title: string;
  /** What the title is written in; C unless told. */
  readonly language?: "c" | "inf";
  /** What it is, in one sentence. */
  readonly summary: Text;
  /** A fact each, the most pressing first. */
  readonly facts: readonly Text[];
  /** Address of a page that says more, out of the tables of facts. */
  readonly page?: string | undefined;
  /** Id of the rule whose findings say all of this: who sees the finding needs no card. */
  readonly restates?: string;
}

/** A text of words and names: strings that are put in become code, texts stay what they are. */
export function say(words: TemplateStringsArray, ...inserted: readonly (string | Text)[]): Text {
  return words.flatMap((word, index) => {
    const part = inserted[index];
    return [word, ...(part === undefined ? [] : typeof part === "string" ? [{ code: part }] : part)];
  });
}

/** Names in a row: `A`, `A` or `B`, `A`, `B` or `C`. */
export function anyOf(names: readonly string[]): Text {
  return names.flatMap((name, index): Text => {
    const before = index === 0 ? "" : index === names.length - 1 ? " or " : ", ";
    // A phrase with blanks is no name.
    return [before, /\s/.test(name) ? name : { code: name }];
  });
}

/** The card as Markdown for an editor that renders it: no HTML, no commands. */
export function markdownOf(
  { title, language = "c", summary, facts, page }: Card,
  linkTo: LinkTo = () => undefined,
): string {
  const code = oneLine(title);
  const fence = "`".repeat(Math.max(3, longestTicks(code) + 1));
  const parts = [`${fence}${language}\n${code}\n${fence}`, markdownText(summary, linkTo)];
  if (facts.length > 0) {
    parts.push(facts.map((fact) => `- ${markdownText(sentence(fact), linkTo)}`).join("\n"));
  }
  if (page !== undefined && documentation.test(page)) {
    parts.push(`[Documentation](${page})`);
  }
  return parts.join("\n\n");
}

/** The card for an editor that shows no Markdown. */
export function plaintextOf({ title, summary, facts, page }: Card): string {
  return [
    oneLine(title),
    plainText(summary),
    ...facts.map((fact) => `- ${plainText(sentence(fact))}`),
    ...(page !== undefined && documentation.test(page) ? [page] : []),
  ].join("\n");
}

const documentation = /^https:\/\/learn\.microsoft\.com\/[\w./~-]+$/;

export const markdownText = (text: Text, linkTo: LinkTo): string =>
  text
    .map((part) => {
      if (typeof part === "string") {
        return escaped(part);
      }
      if ("code" in part) {
        return codeSpan(part.code);
      }
      const address = linkTo(part);
      // An address with other characters would end the link, or begin something else.
      return address !== undefined && /^[\w%:/.#~@+-]+$/.test(address)
        ? `[${escaped(oneLine(part.label))}](${address})`
        : codeSpan(part.label);
    })
    .join("");

export const plainText = (text: Text): string =>
  text
    .map((part) => (typeof part === "string" ? visible(part) : oneLine("code" in part ? part.code : part.label)))
    .join("");

/** Begins with a capital, unless it begins with a name. */
export function sentence([first, ...rest]: Text): Text {
  return typeof first === "string" && /^[a-z]+(?:[ ,:;?]|$)/.test(first)
    ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest]
    : [...(first === undefined ? [] : [first]), ...rest];
}

/** Our own words: what could be taken for Markdown is escaped. */
const escaped = (text: string): string => visible(text).replace(/[\\`*_{}[\]<>#|~&!]/g, "\\$&");

function codeSpan(text: string): string {
  const code = oneLine(text);
  const fence = "`".repeat(longestTicks(code) + 1);
  // One blank on each side is not shown; without it a tick at an end would join the fence.
  const space = /^[ `]|[ `]$/.test(code) ? " " : "";
  return `${fence}${space}${code}${space}${fence}`;
}

const longestTicks = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));

const maximumLength = 120;

/** What comes out of a source file: on one line, of bearable length. */
function oneLine(text: string): string {
  const shown = visible(text);
  return shown.length > maximumLength ? `${shown.slice(0, maximumLength)}…` : shown;
}

/** Without line ends and characters that hide or turn others round. */
const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, "\ufffd");
