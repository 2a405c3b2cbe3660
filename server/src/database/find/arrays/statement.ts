/** Which variable an initialiser belongs to: as much of a declaration as that takes, while a source goes by token by token. */
import { code, digit, kindOf, skipBlanks } from "./characters.ts";
import { ElementReader } from "./element.ts";
import type { Declared } from "./find-arrays.ts";

type Name = Declared["name"];

/** A declaration that waits while its braces go by. */
interface Outer {
  readonly name: Name;
  readonly isInitializer: boolean;
  readonly inherited: Name;
}

/** Braces within braces of which the names are kept. */
const deepest = 1000;

export class Statement {
  private readonly text: Uint8Array;
  /** Of the variable that is declared; sure once there is a bracket or a `=` behind it. */
  private name: Name;
  private size: number | undefined;
  /** Behind the `=`: what comes now declares nothing. */
  private isInitializer: boolean;
  /** Of the variable right before the braces that this is in: `Quirks{{0x53`. */
  private inherited: Name;
  /** Behind a comma that may begin another variable, as in `int a = 1, b[] = {2}`; one between template arguments does not. */
  private mayBeNext = false;
  /** Braces around the `=`. */
  private depth = 0;
  private parentheses = 0;
  private lastStart = 0;
  private lastEnd = 0;
  private isLastIdentifier = false;
  private readonly outer: Outer[] = [];
  /** Braces beyond `deepest`. */
  private deeper = 0;

  /** @param macro that the text stands for, where it does */
  constructor(text: Uint8Array, macro: Name) {
    this.text = text;
    this.inherited = macro;
    this.isInitializer = false;
  }

  /** Of an initialiser that begins now: a list in braces may stand right behind a name, a string may not. */
  declared(what: "list" | "string"): Declared {
    if (this.name !== undefined) return { name: this.name, size: this.size };
    if (this.parentheses > 0) return { name: undefined, size: undefined };
    if (!this.isLastIdentifier) return { name: this.inherited, size: undefined };
    return { name: what === "list" ? { start: this.lastStart, end: this.lastEnd } : undefined, size: undefined };
  }

  identifier(start: number, end: number): void {
    this.lastStart = start;
    this.lastEnd = end;
    this.isLastIdentifier = true;
  }

  /** A number, a literal: nothing that declares. */
  other(): void {
    this.isLastIdentifier = false;
  }

  open(): void {
    if (this.outer.length >= deepest) {
      this.deeper++;
      return;
    }
    const { name } = this.declared("list");
    this.outer.push({ name: this.name, isInitializer: this.isInitializer, inherited: this.inherited });
    this.inherited = name;
    if (!this.isInitializer) this.begin();
    this.other();
  }

  /** Any other character that is neither blank nor part of a literal. */
  mark(byte: number, at: number): void {
    if (byte === closeBrace) this.close();
    else if (byte === semicolon) {
      this.begin();
      this.isInitializer = false;
      this.inherited = undefined;
    } else if (byte === openParenthesis) this.parentheses++;
    else if (byte === closeParenthesis) this.parentheses = Math.max(this.parentheses - 1, 0);
    else if (this.parentheses === 0 && byte === comma && this.isInitializer && this.outer.length === this.depth) {
      this.isInitializer = false;
      this.mayBeNext = true;
    } else if (!this.isInitializer && this.parentheses === 0) {
      if (byte === openBracket && this.isLastIdentifier) {
        this.nameIsLast();
        this.size = this.sizeAt(at + 1);
      } else if (byte === openBracket) this.size = undefined;
      else if (byte === equals) {
        if ((this.name === undefined || this.mayBeNext) && this.isLastIdentifier) this.nameIsLast();
        this.isInitializer = true;
        this.depth = this.outer.length;
      }
    }
    this.other();
  }

  private close(): void {
    if (this.deeper > 0) {
      this.deeper--;
      return;
    }
    const outer = this.outer.pop();
    this.begin();
    this.name = outer?.isInitializer === true ? outer.name : undefined;
    this.isInitializer = outer?.isInitializer ?? false;
    this.inherited = outer?.inherited;
  }

  private begin(): void {
    this.name = undefined;
    this.size = undefined;
    this.mayBeNext = false;
    this.parentheses = 0;
  }

  private nameIsLast(): void {
    this.name = { start: this.lastStart, end: this.lastEnd };
    this.size = undefined;
    this.mayBeNext = false;
  }

  /** A number between brackets. */
  private sizeAt(from: number): number | undefined {
    const limit = Math.min(from + 100, this.text.length);
    const at = skipBlanks(this.text, from, limit);
    const element = new ElementReader(this.text, limit);
    if (kindOf[this.text[at] ?? 0] !== digit || !element.read(at) || element.high > 0) return undefined;
    return this.text[skipBlanks(this.text, element.end, limit)] === closeBracket ? element.low : undefined;
  }
}

const closeBrace = code("}");
const comma = code(",");
const semicolon = code(";");
const openParenthesis = code("(");
const closeParenthesis = code(")");
const openBracket = code("[");
const closeBracket = code("]");
const equals = code("=");
