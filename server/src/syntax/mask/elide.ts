/** Finds long brace lists of plain numbers and strings: tables of megabytes that tell no rule anything. */
import { type DeclarationTokens, TokenKind } from "../tokens.ts";

/** The inside of a list: positions `[first, end)` in `live` and its range in the file's text. */
export interface PlainList {
  readonly first: number;
  readonly end: number;
  readonly startOffset: number;
  readonly endOffset: number;
}

/** More items than this make a list worth leaving out. */
const itemLimit = 64;

/** The outermost long lists without an identifier, by ascending position. One pass, whatever the nesting. */
export function longPlainLists({ source, tokens, live }: DeclarationTokens): PlainList[] {
  const lists: PlainList[] = [];
  // The open braces since the last token that is not plain, each with the items counted in it so far.
  const opens: number[] = [];
  const items: number[] = [];
  for (let index = 0; index < live.length; index++) {
    const token = live[index] as number;
    const kind = tokens.kinds[token];
    if (kind !== TokenKind.punctuator) {
      if (kind === TokenKind.identifier) {
        opens.length = 0;
        items.length = 0;
      }
      continue;
    }
    const code = source.charCodeAt(tokens.starts[token] as number);
    if (code === openBrace) {
      opens.push(index);
      items.push(1);
    } else if (opens.length === 0) {
      // Outside of any list.
    } else if (code === comma) {
      items[items.length - 1] = (items.at(-1) as number) + 1;
    } else if (code === closeBrace) {
      const open = opens.pop() as number;
      const count = items.pop() as number;
      if (items.length > 0) {
        items[items.length - 1] = (items.at(-1) as number) + count - 1;
      }
      if (count > itemLimit) {
        // A list inside this one is part of it.
        while (lists.length > 0 && (lists.at(-1) as PlainList).first > open) {
          lists.pop();
        }
        const from = tokens.ends[live[open] as number] as number;
        lists.push({ first: open + 1, end: index, startOffset: from, endOffset: tokens.starts[token] as number });
      }
    } else if (code === semicolon) {
      opens.length = 0;
      items.length = 0;
    }
  }
  return lists;
}

const openBrace = 123;
const closeBrace = 125;
const comma = 44;
const semicolon = 59;
