/**
 * Where in a function a place is, by the tokens before it alone: what is being typed there need not parse. What stands
 * behind it is not looked at, so that nothing that is not closed yet can hide a thing.
 */
import type { PlacedToken, SourceDocument } from "../../../syntax/document.ts";
import { TokenKind } from "../../../syntax/tokens.ts";

/** Offsets are absolute, in UTF-16 units. */
export interface StatementSite {
  /** Where the innermost statement begins that the place is in: at the place itself where it begins one. */
  readonly statementStart: number;
  /** Index of the first token that begins at the place or behind it. */
  readonly nextToken: number;
  /** The text of the token before the place, whatever statement that is of. */
  readonly last: string;
  /** What is to be written to close what that statement has open there: `)` of calls, `]`, `}` of lists; innermost first. */
  readonly closers: string;
  /** Whether it is in the parentheses of an `if`, a loop, a `switch`. */
  readonly isInHead: boolean;
  /** Whether it is inside of a function's braces. */
  readonly isInCode: boolean;
  /** What is to be written to close all blocks around it, innermost first. */
  readonly blockClosers: string;
  /** Whether control may come to it from behind: it is in a loop, or behind a label. */
  readonly isReachedFromBehind: boolean;
}

/** The name or number that is being typed at an offset, or that begins there; of two that meet there the one before it. */
export function wordTypedAt(document: SourceDocument, offset: number): PlacedToken | undefined {
  const before = offset > 0 ? document.tokenAt(offset - 1) : undefined;
  const token = before !== undefined && before.end >= offset && isWord(before) ? before : document.tokenAt(offset);
  return token !== undefined && isWord(token) && token.live && token.start <= offset ? token : undefined;
}

export const isWord = ({ kind }: Pick<PlacedToken, "kind">): boolean =>
  kind === TokenKind.identifier || kind === TokenKind.number;

/** Words that control something by the parentheses behind them. */
const heads: ReadonlySet<string> = new Set(
  "if while for switch catch constexpr except __except EXCEPT except_handler".split(" "),
);
/** Words that a statement stands behind. */
const prefixes: ReadonlySet<string> = new Set("else do try __try TRY finally __finally FINALLY".split(" "));
const records: ReadonlySet<string> = new Set("struct class union enum namespace extern".split(" "));
const trailers: ReadonlySet<string> = new Set("const noexcept override final volatile mutable".split(" "));

interface Open {
  readonly kind: "(" | "[" | "list" | "block";
  /** Of a parenthesis the word before it, of a block the word that it belongs to. */
  readonly word: string;
  readonly isCode: boolean;
  readonly isLoop: boolean;
  /** Of a block inside of an expression: the statement that goes on behind it. */
  readonly outer: Statement | undefined;
}

interface Statement {
  start: number | undefined;
  count: number;
  first: string;
  questions: number;
  isRecord: boolean;
}

/**
 * @param from where the top-level declaration begins that the place is in: at a token
 * @param place where a token begins, or between tokens
 */
export function statementSite(document: SourceDocument, from: number, place: number): StatementSite {
  const scan = new Scan(document.language === "cpp");
  for (let index = document.tokenAt(from)?.index ?? 0; ; index++) {
    const token = document.token(index);
    if (token === undefined || token.start >= place) {
      return { ...scan.site(place), nextToken: index };
    }
    if (token.live && token.kind !== TokenKind.directive) {
      scan.take(document.text.slice(token.start, token.end), token.start, document.text[token.end] === ":");
    }
  }
}

class Scan {
  private readonly opened: Open[] = [];
  private statement = newStatement();
  private last = "";
  /** The word that the statement is controlled by which begins now: `else`, `if`, `__try`. */
  private controlledBy = "";
  private isLoop = false;
  private hasLabel = false;
  private readonly isCpp: boolean;

  constructor(isCpp: boolean) {
    this.isCpp = isCpp;
  }

  take(text: string, start: number, isBeforeColon: boolean): void {
    const { statement } = this;
    if (statement.start === undefined) {
      statement.start = start;
      statement.first = text;
    }
    statement.count++;
    this.step(text, isBeforeColon);
    this.last = text;
  }

  site(place: number): Omit<StatementSite, "nextToken"> {
    const { opened, statement, last } = this;
    const innermost = opened.findLastIndex(({ kind }) => kind === "block");
    const inside = opened.slice(innermost + 1);
    const blocks = opened.filter(({ kind }) => kind === "block");
    return {
      statementStart: statement.start ?? place,
      last,
      closers: inside
        .map(({ kind }) => closerOf(kind))
        .reverse()
        .join(""),
      isInHead: inside[0]?.kind === "(" && heads.has(inside[0].word),
      isInCode: blocks.at(-1)?.isCode === true,
      blockClosers: blocks.map(blockCloser).reverse().join(""),
      isReachedFromBehind: this.isLoop || this.hasLabel || blocks.some(({ isLoop }) => isLoop),
    };
  }

  private step(text: string, isBeforeColon: boolean): void {
    const { opened, statement } = this;
    const isOutside = opened.length === 0 || opened.at(-1)?.kind === "block";
    switch (text) {
      case "(":
      case "[":
        opened.push({ kind: text, word: this.last, isCode: false, isLoop: false, outer: undefined });
        break;
      case ")":
      case "]":
        this.close(text === ")" ? "(" : "[");
        break;
      case "{":
        this.openBrace(isOutside);
        break;
      case "}":
        this.closeBrace();
        break;
      case ";":
        if (isOutside) {
          this.isLoop = false;
          this.begin();
        }
        break;
      case "?":
        statement.questions++;
        break;
      case ":":
        if (isOutside && !isBeforeColon && this.last !== ":") {
          this.colon();
        }
        break;
      default:
        if (isOutside) {
          this.word(text);
        }
    }
  }

  private word(text: string): void {
    this.statement.isRecord ||= records.has(text);
    this.isLoop ||= text === "while" || text === "for" || text === "do";
    if (prefixes.has(text)) {
      this.begin(text);
    }
  }

  private close(kind: "(" | "["): void {
    const { opened } = this;
    if (opened.at(-1)?.kind !== kind) {
      return;
    }
    const { word } = opened.pop() as Open;
    const isOutside = opened.length === 0 || opened.at(-1)?.kind === "block";
    if (kind === "(" && isOutside && heads.has(word)) {
      this.begin(word);
    }
  }

  private colon(): void {
    const { statement } = this;
    if (statement.questions > 0) {
      statement.questions--;
    } else if (statement.first === "case" || statement.count === 2) {
      this.hasLabel ||= statement.first !== "case" && statement.first !== "default";
      this.begin();
    }
  }

  private openBrace(isOutside: boolean): void {
    const { opened, statement, last } = this;
    const isList = isOutside
      ? last === "=" || last === "," || last === "return"
      : last !== ")" && last !== "]" && (this.isCpp || last !== "(");
    if (isList) {
      opened.push({ kind: "list", word: "", isCode: false, isLoop: false, outer: undefined });
      return;
    }
    const isInCode = opened.some(({ isCode }) => isCode);
    const isFirst = statement.count === 1;
    opened.push({
      kind: "block",
      word: isFirst ? this.controlledBy : "",
      isCode: isInCode || last === ")" || trailers.has(last) || !statement.isRecord,
      // `list_for_each_entry(...) {` is a loop of somebody's making.
      isLoop: this.isLoop || (isInCode && last === ")" && !isFirst),
      outer: isOutside ? undefined : statement,
    });
    this.isLoop = false;
    this.begin();
  }

  private closeBrace(): void {
    const { opened } = this;
    const at = opened.findLastIndex(({ kind }) => kind === "block" || kind === "list");
    const closed = opened[at];
    if (closed === undefined) {
      return;
    }
    opened.splice(at);
    if (closed.kind === "block" && closed.outer === undefined) {
      this.isLoop = false;
      this.begin();
    } else if (closed.outer !== undefined) {
      this.statement = closed.outer;
    }
  }

  private begin(controlledBy = ""): void {
    this.statement = newStatement();
    this.controlledBy = controlledBy;
  }
}

const newStatement = (): Statement => ({ start: undefined, count: 0, first: "", questions: 0, isRecord: false });

const closerOf = (kind: Open["kind"]): string => (kind === "(" ? ")" : kind === "[" ? "]" : "}");

/** A `__try` is none without what handles it. */
const blockCloser = ({ word }: Open): string =>
  word === "__try" || word === "TRY" ? "}__finally{}" : word === "try" ? "}catch(...){}" : "}";
