/** The tokens of a declaration while the mask's passes work on them: what a pass may read, blank and replace. */
import type { SideRecord } from "../side-table.ts";
import { type DeclarationTokens, type Dialect, type Language, TokenKind } from "../tokens.ts";
import { matchBrackets } from "./brackets.ts";
import { longPlainLists } from "./elide.ts";
import { classify, Word } from "./vocabulary.ts";

/**
 * A view of the tokens that are not blanked. Indices are positions in the view and stay valid until `compact`; reading
 * outside of it gives "", 0 or -1, so that a pass may look ahead without asking. Offsets count from the declaration.
 */
export class MaskTokens {
  readonly language: Language;
  readonly dialect: Dialect;
  readonly side: SideRecord[] = [];
  count = 0;

  private readonly declaration: DeclarationTokens;
  private readonly kinds: Uint8Array;
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private readonly classes: Int32Array;
  private readonly mates: Int32Array;
  private readonly texts: string[] = [];
  /** View position to position in `declaration.live`. */
  private readonly origins: Int32Array;
  private readonly blanked: Uint8Array;
  private hasBlanked = false;
  /** By position in `declaration.live`: 1 where the token goes to the result. */
  private readonly kept: Uint8Array;
  private readonly replaced = new Map<number, string>();
  private readonly prefixes = new Map<number, string>();

  constructor(declaration: DeclarationTokens) {
    const { source, start, tokens, live } = declaration;
    this.declaration = declaration;
    this.language = declaration.language;
    this.dialect = declaration.dialect;
    this.kept = new Uint8Array(live.length);
    const lists = longPlainLists(declaration);
    const size = live.length - lists.reduce((sum, list) => sum + list.end - list.first, 0);
    this.kinds = new Uint8Array(size);
    this.starts = new Int32Array(size);
    this.ends = new Int32Array(size);
    this.classes = new Int32Array(size);
    this.origins = new Int32Array(size);
    this.blanked = new Uint8Array(size);
    let next = 0;
    for (let index = 0; index < live.length; index++) {
      const list = lists[next];
      if (list?.first === index) {
        this.side.push({ kind: "elided", start: list.startOffset - start, end: list.endOffset - start });
        index = list.end - 1;
        next++;
        continue;
      }
      const token = live[index] as number;
      const kind = tokens.kinds[token] as number;
      const from = tokens.starts[token] as number;
      const to = tokens.ends[token] as number;
      const at = this.count++;
      this.kinds[at] = kind;
      this.starts[at] = from - start;
      this.ends[at] = to - start;
      this.origins[at] = index;
      this.kept[index] = 1;
      if (kind === TokenKind.identifier) {
        const text = source.slice(from, to);
        this.texts.push(text);
        this.classes[at] = classify(text);
      } else {
        this.texts.push(kind === TokenKind.punctuator ? (source[from] as string) : placeholder(kind));
      }
    }
    this.mates = matchBrackets(this.texts);
  }

  /** An identifier's or punctuator's text; `0` for any number and `"` for any literal; "" outside the view. */
  text(index: number): string {
    return this.texts[index] ?? "";
  }

  isIdentifier(index: number): boolean {
    return this.kinds[index] === TokenKind.identifier && index < this.count;
  }

  isNumber(index: number): boolean {
    return this.kinds[index] === TokenKind.number && index < this.count;
  }

  isLiteral(index: number): boolean {
    return this.kinds[index] === TokenKind.literal && index < this.count;
  }

  /** An identifier that is no keyword. */
  isName(index: number): boolean {
    return this.isIdentifier(index) && !this.is(index, Word.keyword);
  }

  /** Whether the identifier belongs to any of the classes. */
  is(index: number, classes: number): boolean {
    return index >= 0 && index < this.count && ((this.classes[index] as number) & classes) !== 0;
  }

  start(index: number): number {
    return this.starts[index] ?? 0;
  }

  end(index: number): number {
    return this.ends[index] ?? 0;
  }

  /** The partner of a bracket; -1 where it has none. */
  mate(index: number): number {
    return index >= 0 && index < this.count ? (this.mates[index] as number) : -1;
  }

  /** The closing parenthesis of a `(` at the index; -1 where there is no matched one. */
  closing(index: number): number {
    return this.texts[index] === "(" ? this.mate(index) : -1;
  }

  /** The last token of a word with its parenthesised arguments, of the word alone where none follow. */
  argumentsEnd(index: number): number {
    return Math.max(index, this.closing(index + 1));
  }

  /** The source text of tokens `[first, last]`, comments included. */
  source(first: number, last: number): string {
    const { source, start } = this.declaration;
    return source.slice(start + this.start(first), start + this.end(last));
  }

  /** What stands between the parentheses behind a word; undefined where there are none. */
  argumentsText(index: number): string | undefined {
    const close = this.closing(index + 1);
    if (close < 0) {
      return undefined;
    }
    const { source, start } = this.declaration;
    return source.slice(start + this.end(index + 1), start + this.start(close)).trim();
  }

  /** Whether the next token stands on a later line of the source. */
  breaksLineAfter(index: number): boolean {
    if (index + 1 >= this.count) {
      return true;
    }
    const { source, start } = this.declaration;
    const to = start + this.start(index + 1);
    for (let at = start + this.end(index); at < to; at++) {
      const code = source.charCodeAt(at);
      if (code === 10 || code === 13) {
        return true;
      }
    }
    return false;
  }

  /** Whether the two neighbours touch: `->` and not `- >`. */
  touchesNext(index: number): boolean {
    return index + 1 < this.count && this.ends[index] === this.starts[index + 1];
  }

  /** Takes tokens `[first, last]` out of the result. They stay in the view until `compact`. */
  blank(first: number, last: number): void {
    for (let index = first; index <= last; index++) {
      this.blanked[index] = 1;
      const origin = this.origins[index] as number;
      this.kept[origin] = 0;
      this.replaced.delete(origin);
      this.prefixes.delete(origin);
    }
    this.hasBlanked = true;
  }

  /** Whether an earlier pass, or this one, took the token out. */
  isBlanked(index: number): boolean {
    return this.blanked[index] === 1 && index < this.count;
  }

  /**
   * Puts another text in a token's place. It may be longer than the token as far as no token follows that is kept.
   * Returns false, and changes nothing, where there is no room.
   */
  replace(index: number, text: string): boolean {
    const end = this.start(index) + text.length;
    if (end > this.roomEnd(index)) {
      return false;
    }
    this.replaced.set(this.origins[index] as number, text);
    this.texts[index] = text;
    this.ends[index] = Math.max(end, this.end(index));
    if (this.isIdentifier(index)) {
      this.classes[index] = classify(text);
    }
    return true;
  }

  /** Puts `text` right behind a token. Returns false, and changes nothing, where something stands there. */
  append(index: number, text: string): boolean {
    const end = this.end(index) + text.length;
    if (end > this.roomEnd(index)) {
      return false;
    }
    const origin = this.origins[index] as number;
    const whole = (this.replaced.get(origin) ?? this.source(index, index)).padEnd(this.end(index) - this.start(index));
    this.replaced.set(origin, whole + text);
    this.ends[index] = end;
    return true;
  }

  /** Puts `text` right before a token, apart from the one in front. Returns false, and changes nothing, without room. */
  prepend(index: number, text: string): boolean {
    let before = index - 1;
    while (before >= 0 && this.blanked[before] === 1) {
      before--;
    }
    const at = this.start(index) - text.length;
    if (at < (before < 0 ? 0 : this.end(before) + 1)) {
      return false;
    }
    this.prefixes.set(this.origins[index] as number, text);
    this.starts[index] = at;
    return true;
  }

  /** Drops blanked tokens from the view, so that the next pass sees what is left as neighbours. */
  compact(): void {
    if (!this.hasBlanked) {
      return;
    }
    const moved = new Int32Array(this.count).fill(-1);
    let to = 0;
    for (let from = 0; from < this.count; from++) {
      if (this.blanked[from] === 1) {
        continue;
      }
      moved[from] = to;
      this.kinds[to] = this.kinds[from] as number;
      this.starts[to] = this.starts[from] as number;
      this.ends[to] = this.ends[from] as number;
      this.classes[to] = this.classes[from] as number;
      this.origins[to] = this.origins[from] as number;
      this.mates[to] = this.mates[from] as number;
      this.texts[to] = this.texts[from] as string;
      to++;
    }
    for (let index = 0; index < to; index++) {
      const mate = this.mates[index] as number;
      this.mates[index] = mate < 0 ? -1 : (moved[mate] as number);
    }
    this.count = to;
    this.texts.length = to;
    this.blanked.fill(0, 0, to);
    this.hasBlanked = false;
  }

  /** The masked text: kept and replaced tokens at their places, blanks for everything else. */
  result(): string {
    const { source, start, end, tokens, live } = this.declaration;
    const parts: string[] = [];
    // Everything before `done` is in `parts`; `[runStart, runEnd)` is source text to be copied as it is.
    let done = start;
    let runStart = start;
    let runEnd = start;
    const flush = () => {
      if (runEnd > runStart) {
        parts.push(" ".repeat(runStart - done), source.slice(runStart, runEnd));
        done = runEnd;
      }
    };
    for (let index = 0; index < live.length; index++) {
      if (this.kept[index] !== 1) {
        continue;
      }
      const token = live[index] as number;
      const from = tokens.starts[token] as number;
      const replacement = this.changedText(index, token);
      if (replacement !== undefined) {
        flush();
        const prefix = this.prefixes.get(index) ?? "";
        parts.push(" ".repeat(from - prefix.length - done), prefix, replacement);
        done = from + replacement.length;
        runStart = done;
        runEnd = done;
        continue;
      }
      if (!isBlankSpace(source, runEnd, from)) {
        flush();
        runStart = from;
      }
      runEnd = tokens.ends[token] as number;
    }
    flush();
    parts.push(" ".repeat(end - done));
    return parts.join("");
  }

  /** What stands in place of a token, without its prefix; undefined where the token stays as it is. */
  private changedText(index: number, token: number): string | undefined {
    if (this.replaced.size === 0 && this.prefixes.size === 0) {
      return undefined;
    }
    const replacement = this.replaced.get(index);
    if (replacement !== undefined || !this.prefixes.has(index)) {
      return replacement;
    }
    const { source, tokens } = this.declaration;
    return source.slice(tokens.starts[token], tokens.ends[token]);
  }

  /** Where the next token begins that is kept, or the declaration ends. */
  private roomEnd(index: number): number {
    let next = index + 1;
    while (next < this.count && this.blanked[next] === 1) {
      next++;
    }
    return next < this.count ? this.start(next) : this.declaration.end - this.declaration.start;
  }
}

const placeholder = (kind: number): string => (kind === TokenKind.number ? "0" : '"');

/** Blank as the grammars see it: a no-break space or a form feed is replaced by a plain blank. */
function isBlankSpace(source: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = source.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 9 && code !== 13) {
      return false;
    }
  }
  return true;
}
