/**
 * What a hover says, and how it becomes Markdown and plain text. Whatever comes from a source file stands in a code
 * span, so that no name of a hostile file becomes a link, a picture or a heading.
 */

/** Text as it is, or something that is shown as code: a name, a value, anything out of a source file. */
export type Part = string | { readonly code: string };

/** A sentence or a phrase. */
export type Text = readonly Part[];

export interface Card {
  /** A name or literal, shown as code above all else. */
  readonly title: string;
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
export function markdownOf({ title, summary, facts, page }: Card): string {
  const code = oneLine(title);
  const fence = "`".repeat(Math.max(3, longestTicks(code) + 1));
  const parts = [`${fence}c\n${code}\n${fence}`, markdownText(summary)];
  if (facts.length > 0) {
    parts.push(facts.map((fact) => `- ${markdownText(sentence(fact))}`).join("\n"));
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

const markdownText = (text: Text): string =>
  text.map((part) => (typeof part === "string" ? escaped(part) : codeSpan(part.code))).join("");

const plainText = (text: Text): string =>
  text.map((part) => oneLine(typeof part === "string" ? part : part.code)).join("");

/** Begins with a capital, unless it begins with a name. */
function sentence([first, ...rest]: Text): Text {
  return typeof first === "string" && /^[a-z]+(?:[ ,:;?]|$)/.test(first)
    ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest]
    : [...(first === undefined ? [] : [first]), ...rest];
}

/** Our own words: what could be taken for Markdown is escaped. */
const escaped = (text: string): string => oneLine(text).replace(/[\\`*_{}[\]<>#|~&!]/g, "\\$&");

function codeSpan(text: string): string {
  const code = oneLine(text);
  const fence = "`".repeat(longestTicks(code) + 1);
  // One blank on each side is not shown; without it a tick at an end would join the fence.
  const space = /^[ `]|[ `]$/.test(code) ? " " : "";
  return `${fence}${space}${code}${space}${fence}`;
}

const longestTicks = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));

const maximumLength = 120;

/** On one line, of bearable length, without characters that hide or turn others round. */
function oneLine(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, "\ufffd");
  return visible.length > maximumLength ? `${visible.slice(0, maximumLength)}…` : visible;
}
