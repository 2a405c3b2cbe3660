/** The word of a file that an offset points at, with the words around it; found without reading the file again. */
import { readDirective } from "../../../syntax/directives.ts";
import type { PlacedToken, SourceDocument } from "../../../syntax/document.ts";
import { lex } from "../../../syntax/lexer.ts";
import { TokenKind } from "../../../syntax/tokens.ts";

/** A name, number or literal in compiled code, or in the `#define` of a macro. */
export interface Word {
  readonly text: string;
  /** Absolute offsets. */
  readonly start: number;
  readonly end: number;
  readonly kind: TokenKind;
  /** Absolute offset of the `#` of the `#define` that it stands in. */
  readonly directive: number | undefined;
  /** The text of the compiled token that many before it (-1, -2 ...) or behind it (1, 2 ...); empty where none is. */
  near(distance: number): string;
}

/** Undefined in blanks, comments, strings, other directives and code that is not compiled. */
export function wordAt(document: SourceDocument, offset: number): Word | undefined {
  const token = document.tokenAt(offset);
  if (token === undefined || !token.live) {
    return undefined;
  }
  return token.kind === TokenKind.directive
    ? wordInDefinition(document.text, token, offset)
    : word(document.text, token, undefined, (distance) => neighbour(document, token.index, distance));
}

function word(
  text: string,
  { start, end, kind }: Omit<PlacedToken, "index" | "live">,
  directive: number | undefined,
  near: Word["near"],
): Word | undefined {
  const isWord = kind === TokenKind.identifier || kind === TokenKind.number;
  // A string is no word; a character literal is.
  return isWord || (kind === TokenKind.literal && text[end - 1] === "'")
    ? { text: text.slice(start, end), start, end, kind, directive, near }
    : undefined;
}

/** No question is about tokens further away: what stands between is not compiled. */
const maximumDistance = 4096;

function neighbour(document: SourceDocument, from: number, distance: number): string {
  const step = Math.sign(distance);
  let left = Math.abs(distance);
  for (let index = from + step; Math.abs(index - from) < maximumDistance; index += step) {
    const token = document.token(index);
    if (token === undefined) {
      break;
    }
    if (token.live && token.kind !== TokenKind.directive && --left === 0) {
      return document.text.slice(token.start, token.end);
    }
  }
  return "";
}

function wordInDefinition(text: string, directive: PlacedToken, offset: number): Word | undefined {
  const { name, restStart } = readDirective(text, directive.start, directive.end);
  if (name !== "define") {
    return undefined;
  }
  const from = directive.start + restStart;
  const tokens = lex(text.slice(from, directive.end));
  let index = tokens.firstEndingAtOrAfter(offset - from);
  if (tokens.ends[index] === offset - from && tokens.starts[index + 1] === offset - from && index + 1 < tokens.count) {
    index++;
  }
  if (index >= tokens.count || (tokens.starts[index] as number) + from > offset) {
    return undefined;
  }
  const textOf = (at: number): string =>
    at < 0 || at >= tokens.count
      ? ""
      : text.slice(from + (tokens.starts[at] as number), from + (tokens.ends[at] as number));
  return word(
    text,
    {
      start: from + (tokens.starts[index] as number),
      end: from + (tokens.ends[index] as number),
      kind: tokens.kinds[index] as TokenKind,
    },
    directive.start,
    (distance) => textOf(index + distance),
  );
}
