/**
 * The function around a place where somebody is typing, read as if what is half written there were whole: functions with
 * syntax errors are not followed, and one that is being written has them most of the time. The document stays as it is.
 */
import { buildDeclaration } from "../../../model/build/declaration-model.ts";
import type { TextReader } from "../../../model/build/macro-body.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { SourceDocument, SyntaxDeclaration } from "../../../syntax/document.ts";
import { firstIndex } from "../../../syntax/search.ts";
import { TokenKind } from "../../../syntax/tokens.ts";
import { isWord, type StatementSite, statementSite, wordTypedAt } from "./statement-site.ts";

export interface MendedFunction {
  /** Its places up to the one that was asked for are those of the document; it is none of the unit's functions. */
  readonly fn: FunctionModel;
  /** What to ask for in it to learn of the place: an offset of its nodes. */
  readonly offset: number;
}

/** A range of the document's text and what is put in its place, no longer than that. */
interface Mend {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The absolute offset that then stands for the place. */
  readonly at: number;
}

/**
 * UTF-16 units; one that is longer is not read again for each letter that is typed, up to six times: to parse as much as
 * this takes some 50 ms.
 */
const longest = 1 << 16;

/** Undefined outside of functions and in very long ones, in comments' and strings' stead, and where no mend makes it readable. */
export function mendedFunction(
  document: SourceDocument,
  path: string,
  offset: number,
  read: TextReader,
): MendedFunction | undefined {
  const declaration = declarationAt(document, offset);
  const word = declaration && wordAround(document, offset);
  if (declaration === undefined || word === undefined || declaration.length > longest) {
    return undefined;
  }
  const site = statementSite(document, declaration.start, word.start);
  const live = site.isInCode ? liveText(document, declaration) : "";
  for (const mend of site.isInCode ? mendsOf(document, declaration, word, site) : []) {
    const text = mended(live, declaration, mend);
    const fn = readFunction(text, declaration, mend.at, path, document, read);
    if (fn !== undefined) {
      return { fn, offset: mend.at - declaration.start };
    }
  }
  return undefined;
}

/** The declaration whose tokens are around an offset. */
function declarationAt({ declarations }: SourceDocument, offset: number): SyntaxDeclaration | undefined {
  const found = declarations[firstIndex(declarations, ({ start }) => start > offset) - 1];
  return found !== undefined && offset <= found.start + found.length ? found : undefined;
}

/** What is being typed at an offset, without length between tokens; undefined where nothing is compiled. */
function wordAround(document: SourceDocument, offset: number): { start: number; end: number } | undefined {
  const word = wordTypedAt(document, offset);
  if (word !== undefined) {
    return { start: word.start, end: word.end };
  }
  const token = document.tokenAt(offset);
  const isBetween =
    token === undefined || (token.kind !== TokenKind.directive && (token.start === offset || token.end === offset));
  return isBetween ? { start: offset, end: offset } : undefined;
}

/** What stands at a place and needs no other name: an expression, and with its semicolon a statement. */
const neutral = "0";

/** From what takes nothing away to what takes away most. */
function* mendsOf(
  document: SourceDocument,
  declaration: SyntaxDeclaration,
  word: { readonly start: number; readonly end: number },
  site: StatementSite,
): Generator<Mend> {
  const { statementStart, closers, isInHead } = site;
  const end = declaration.start + declaration.length;
  const behind = behindWord(document, site.nextToken, word.end, end, closers.length);
  const asItIs: Mend = { start: word.start, end: word.start, text: "", at: word.start };
  const wordClosed: Mend = { ...word, text: `${neutral}${closers};`, at: word.start };
  const statementTo = (end: number): Mend => ({
    start: statementStart,
    end,
    text: `${neutral};`,
    at: statementStart,
  });
  const line = behind.wholeLine === undefined ? [] : [statementTo(behind.wholeLine)];
  const mends = [
    ...(behind.goesOn
      ? [asItIs, ...line, statementTo(word.end)]
      : [...(isInHead ? [] : [wordClosed]), statementTo(word.end), asItIs, ...line]),
    ...(behind.statementEnd === undefined ? [] : [statementTo(behind.statementEnd)]),
  ];
  for (const mend of mends) {
    if (mend.text.length <= mend.end - mend.start) {
      yield mend;
    }
  }
  if (!site.isReachedFromBehind) {
    const text = `${neutral};${site.blockClosers}`;
    yield { start: statementStart, end: Math.max(end, statementStart + text.length), text, at: statementStart };
  }
}

interface Behind {
  /** Whether what follows the word belongs to what it stands in. */
  readonly goesOn: boolean;
  /** The end of the word's line, where all parentheses are closed there. */
  readonly wholeLine: number | undefined;
  /** Behind the statement's semicolon, or before the brace that comes first. */
  readonly statementEnd: number | undefined;
}

/** Where a line ends that the word ends, these say that the expression does not. */
const continues = /^(?:[),;\]=<>|^?:./%!]|&&)/;

/**
 * @param first index of a token that is not behind `from`, where the word ends
 * @param depth how many parentheses are open
 */
function behindWord(document: SourceDocument, first: number, from: number, to: number, depth: number): Behind {
  const { text } = document;
  const lineEnd = endOfLine(text, from);
  let goesOn: boolean | undefined;
  let [open, lineDepth] = [depth, depth];
  let lastOfLine = from;
  let statementEnd: number | undefined;
  for (let index = first; statementEnd === undefined; index++) {
    const token = document.token(index);
    if (token === undefined || token.start >= to) {
      break;
    }
    if (token.start < from || !token.live || token.kind === TokenKind.directive) {
      continue;
    }
    const said = text.slice(token.start, token.start + 2);
    if (goesOn === undefined) {
      goesOn = isWord(token) || token.kind === TokenKind.literal ? false : continues.test(said);
      // On the same line anything but a word or a brace goes on.
      goesOn ||= token.start < lineEnd && !isWord(token) && said[0] !== "}" && said[0] !== "{";
    }
    const sign = token.kind === TokenKind.punctuator ? said[0] : "";
    if (sign === "{" || sign === "}") {
      statementEnd = token.start;
    } else if (sign === ";" && open <= 0) {
      statementEnd = token.end;
    } else if (sign === "(" || sign === "[") {
      open++;
    } else if (sign === ")" || sign === "]") {
      open--;
    }
    if (token.end <= lineEnd) {
      lineDepth = open;
      lastOfLine = statementEnd === token.start ? lastOfLine : token.end;
    }
  }
  return { goesOn: goesOn ?? false, wholeLine: lineDepth <= 0 ? lastOfLine : undefined, statementEnd };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** The declaration's text with blanks in place of what is not compiled. */
function liveText(document: SourceDocument, { start, length, liveness }: SyntaxDeclaration): string {
  const text = document.text.slice(start, start + length);
  if (liveness === "" && !text.includes("#")) {
    return text;
  }
  let live = "";
  let done = start;
  const first = document.tokenAt(start)?.index ?? 0;
  for (let index = first; ; index++) {
    const token = document.token(index);
    if (token === undefined || token.start >= start + length) {
      return live + document.text.slice(done, start + length);
    }
    if (!token.live || token.kind === TokenKind.directive) {
      const gone = document.text.slice(token.start, token.end);
      live += document.text.slice(done, token.start) + blanked(gone);
      done = token.end;
    }
  }
}

const blanked = (text: string): string => text.replace(/[^\r\n]/g, " ");

function mended(live: string, declaration: SyntaxDeclaration, { start, end, text }: Mend): string {
  const [from, to] = [start - declaration.start, end - declaration.start];
  const rest = blanked(live.slice(from + text.length, to));
  return live.slice(0, from) + text + rest + live.slice(to);
}

/** The function around an offset, if the text is one declaration and the function has no errors. */
function readFunction(
  text: string,
  { start, scope }: SyntaxDeclaration,
  offset: number,
  path: string,
  document: SourceDocument,
  read: TextReader,
): FunctionModel | undefined {
  const [declaration, ...others] = read(text, document.language).declarations;
  if (declaration === undefined || others.length > 0 || declaration.start !== 0) {
    return undefined;
  }
  const inside = offset - start;
  // What was mended is as long as what is there: its places are the document's, and so is its text but for the mend.
  return buildDeclaration({ ...declaration, start, scope }, path, document).functions.find(
    ({ definition: { body }, broken }) => !broken && body.start <= inside && inside <= body.end,
  );
}
