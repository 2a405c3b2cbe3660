/**
 * One source file kept as declarations while it is edited. What an edit does not touch keeps its identity: the same
 * `SyntaxDeclaration` object with the same syntax, only its `start` moves. The result after any edits equals that of
 * a fresh document with the same text, because each declaration's syntax depends on its own tokens alone.
 */
import type { DeclarationSyntax } from "./ast.ts";
import { type Cut, cut, type LiveTokens } from "./cutter.ts";
import { type AssumedRegion, DirectiveTable } from "./directive-table.ts";
import type { Directive } from "./directives.ts";
import { lexing, relex } from "./lexer.ts";
import { isTooLarge, unread } from "./limits.ts";
import type { MacroEnvironment, MacroValue } from "./macros.ts";
import type { MaskedDeclaration } from "./mask/masked.ts";
import { firstIndex } from "./search.ts";
import type { SideTable } from "./side-table.ts";
import { finish, type Steps } from "./steps.ts";
import { editedText, editInside } from "./text-edit.ts";
import type { TokenBuffer } from "./token-buffer.ts";
import { type DeclarationTokens, type Dialect, type Language, TokenKind, type Tokens } from "./tokens.ts";

/** A top-level declaration of a document. */
export interface SyntaxDeclaration {
  /** Absolute offset of its first token; moved by the document when text above it changes. */
  start: number;
  /** Up to the end of its last token. */
  readonly length: number;
  /** Namespaces (and `extern "C"`, see `linkage`) around it, outermost first. */
  readonly scope: readonly string[];
  readonly syntax: DeclarationSyntax;
  readonly side: SideTable;
  /** Which of its tokens are compiled, where not all are; equal keys and equal text give equal syntax. */
  readonly liveness: string;
}

/** What the syntax of a declaration is read beside. */
export type DocumentText = Pick<SourceDocument, "text" | "language">;

/** A token of a document; a directive is one, comments are none. */
export interface PlacedToken {
  /** Its place among the document's tokens. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly kind: TokenKind;
  /** Whether it stands outside of branches that are not compiled. */
  readonly live: boolean;
}

/** What a document needs to read a declaration. */
export interface DeclarationReader {
  mask(declaration: DeclarationTokens): MaskedDeclaration;
  parse(masked: MaskedDeclaration, language: Language): DeclarationSyntax;
}

export interface DocumentOptions {
  readonly language: Language;
  readonly dialect: Dialect;
  readonly environment: MacroEnvironment;
}

/** A replaced range: `[start, oldEnd)` of the old text became `text`. Offsets in UTF-16 units. */
export interface TextEdit {
  readonly start: number;
  readonly oldEnd: number;
  readonly text: string;
  /** The whole text that the edit leaves, where somebody has it: megabytes need not be put together twice. */
  readonly result?: string;
}

/** A file's text as declarations. Offsets are UTF-16 units; nothing throws, whatever the text. */
export class SourceDocument {
  private content: string;
  private readonly buffer: TokenBuffer;
  private readonly directives: DirectiveTable;
  /** Declarations that no edit has touched since they were made; outside of `stale` there are no others. */
  private list: SyntaxDeclaration[] = [];
  /** The text that is to be cut again: declarations begin up to its end that `list` does not have. */
  private stale: TextRange | undefined;
  private currentRevision = 0;
  private readonly reader: DeclarationReader;
  private readonly options: DocumentOptions;

  /** Reads a text. */
  static open(text: string, options: DocumentOptions, reader: DeclarationReader): SourceDocument {
    return finish(SourceDocument.opening(text, options, reader));
  }

  /** `open` in slices. */
  static *opening(text: string, options: DocumentOptions, reader: DeclarationReader): Steps<SourceDocument> {
    const tokens = yield* lexing(text);
    const directives = yield* DirectiveTable.reading(text, tokens, options.environment);
    const document = new SourceDocument(text, tokens, directives, options, reader);
    yield* document.updating();
    return document;
  }

  private constructor(
    text: string,
    tokens: TokenBuffer,
    directives: DirectiveTable,
    options: DocumentOptions,
    reader: DeclarationReader,
  ) {
    this.content = text;
    this.options = options;
    this.reader = reader;
    this.buffer = tokens;
    this.directives = directives;
    this.stale = { start: 0, end: text.length };
  }

  get text(): string {
    return this.content;
  }

  get language(): Language {
    return this.options.language;
  }

  get dialect(): Dialect {
    return this.options.dialect;
  }

  /** What was known of macros when the document was opened. */
  get baseEnvironment(): MacroEnvironment {
    return this.options.environment;
  }

  /** Grows with each change of the text, its conditions or the list: whoever was at work on the list begins anew. */
  get revision(): number {
    return this.currentRevision;
  }

  /** Declarations in source order; works on them first if edits are not taken in yet (see `updating`). */
  get declarations(): readonly SyntaxDeclaration[] {
    finish(this.updating());
    return this.list;
  }

  /** Directives that are compiled, conditional ones left out. */
  get activeDirectives(): readonly Directive[] {
    return this.directives.active;
  }

  /** Directives in branches that are not compiled, conditional ones left out. */
  get skippedDirectives(): readonly Directive[] {
    return this.directives.skipped;
  }

  /** Directives that would be compiled if this were known of macros; the document stays as it is. */
  directivesUnder(environment: MacroEnvironment): readonly Directive[] {
    return this.directives.activeUnder(environment);
  }

  /** Macros that this file's own directives leave defined, or undefined (`false`), at its end. */
  get macros(): ReadonlyMap<string, MacroValue | false> {
    return this.directives.macros;
  }

  /**
   * Grows when a directive changes, comes or goes, or when another condition decides what is compiled. While it stays,
   * each directive is the same object, moved where the text above it changes, and `assumedRegions` covers the same code.
   */
  get directivesVersion(): number {
    return this.directives.version;
  }

  /** The text's tokens, directives and code that is not compiled among them; true until the next edit. */
  get tokens(): Tokens {
    return this.buffer;
  }

  /** Grows when a condition changes, or what it decides; see `DirectiveTable`. */
  get conditionsVersion(): number {
    return this.directives.conditionsVersion;
  }

  get tokenCount(): number {
    return this.buffer.count;
  }

  /** The token at an offset, also the one that ends there; undefined between tokens and in comments. */
  tokenAt(offset: number): PlacedToken | undefined {
    const ending = this.tokenFrom(offset);
    const token = ending?.end === offset ? (this.startingAt(offset, ending.index + 1) ?? ending) : ending;
    return token !== undefined && token.start <= offset ? token : undefined;
  }

  /** The first token that ends at an offset or behind it; undefined where none does. */
  tokenFrom(offset: number): PlacedToken | undefined {
    return this.token(this.buffer.firstEndingAtOrAfter(offset));
  }

  /** A token by its index; undefined where there is none. */
  token(index: number): PlacedToken | undefined {
    const { starts, ends, kinds, dead, count } = this.buffer;
    return index < 0 || index >= count
      ? undefined
      : {
          index,
          start: starts[index] as number,
          end: ends[index] as number,
          kind: kinds[index] as TokenKind,
          live: dead[index] === 0,
        };
  }

  private startingAt(offset: number, index: number): PlacedToken | undefined {
    const token = this.token(index);
    return token?.start === offset ? token : undefined;
  }

  /** Compiled regions that hang on a condition which is not known. */
  assumedRegions(): readonly AssumedRegion[] {
    return this.directives.assumedRegions(this.content.length);
  }

  /** What the `#if`s around an offset say, innermost first; of an `#else` or `#elif` together with its `#if`. */
  conditionsAround(offset: number): readonly string[] {
    return this.directives.conditionsAround(offset);
  }

  /** An edit with its offsets brought inside the text. */
  inside(edit: TextEdit): TextEdit {
    return editInside(edit, this.content.length);
  }

  /**
   * Applies one edit to the text, its tokens and its directives; what becomes of the declarations is worked out in
   * `updating`. Offsets outside the text are brought inside.
   */
  edit(edit: TextEdit): void {
    const inside = this.inside(edit);
    const { start, oldEnd } = inside;
    const newEnd = start + edit.text.length;
    const delta = newEnd - oldEnd;
    this.content = editedText(this.content, inside);
    const before = this.stale && { start: moved(this.stale.start), end: moved(this.stale.end) };
    const changed = relex(this.content, this.buffer, start, oldEnd, newEnd);
    const sameConditions = this.directives.edit(this.content, changed, oldEnd, delta);
    this.forget(start, oldEnd, delta);
    this.currentRevision++;
    const length = this.content.length;
    // Tokens that are as they were begin behind the edit.
    const after = sameConditions
      ? { start: Math.min(start, this.startOf(changed.first)), end: Math.max(newEnd + 1, this.startOf(changed.newEnd)) }
      : { start: 0, end: length };
    this.stale = {
      start: Math.min(after.start, before?.start ?? length),
      end: Math.max(after.end, before?.end ?? 0),
    };
    function moved(offset: number): number {
      return offset >= oldEnd ? offset + delta : Math.min(offset, newEnd);
    }
  }

  /** Decides conditions anew with other knowledge. */
  setEnvironment(environment: MacroEnvironment): void {
    if (this.directives.setEnvironment(environment)) {
      this.currentRevision++;
      this.stale = { start: 0, end: this.content.length };
    }
  }

  /**
   * Brings the declarations up to date in slices. Whoever drops this keeps what has been done; after an edit, or when
   * somebody else has done the work meanwhile, the rest of it begins anew by itself.
   */
  *updating(): Steps<void> {
    while (this.stale !== undefined) {
      yield* this.cutAgain(this.stale);
    }
  }

  // ---- declarations -----------------------------------------------------------------------------------------

  /** Takes the declarations that an edit touches out of the list and moves those behind it. */
  private forget(start: number, oldEnd: number, delta: number): void {
    const { list } = this;
    const first = firstIndex(list, (declaration) => end(declaration) >= start);
    const behind = firstIndex(list, (declaration) => declaration.start > oldEnd);
    if (delta !== 0) {
      for (let index = behind; index < list.length; index++) {
        (list[index] as SyntaxDeclaration).start += delta;
      }
    }
    list.splice(first, behind - first);
  }

  /**
   * Cuts the text from before `stale` on, until behind it a declaration stands where one stood before, and takes over
   * what is as it was.
   */
  private *cutAgain(stale: TextRange): Steps<void> {
    const old = this.list;
    const revision = this.currentRevision;
    // The last declaration before it looked at the token behind itself to find its end.
    const keep = Math.max(0, firstIndex(old, (declaration) => end(declaration) >= stale.start) - 1);
    const restart = keep === 0 ? undefined : old[keep];
    const from = restart === undefined ? 0 : this.buffer.firstStartingAtOrAfter(restart.start);
    const fresh: SyntaxDeclaration[] = [];
    let resume = old.length;
    let isDone = false;
    try {
      let reused = 0;
      for (const part of cut(this.liveTokens(), from, restart?.scope ?? [])) {
        const start = this.startOf(part.first);
        const at = firstIndex(old, (declaration) => declaration.start >= start);
        const known = old[at]?.start === start ? old[at] : undefined;
        if (start >= stale.end && known !== undefined && sameScope(known.scope, part.scope)) {
          resume = at;
          break;
        }
        const kept = this.reuse(part, known);
        fresh.push(kept ?? this.make(part));
        if (kept === undefined || ++reused % reusedASlice === 0) {
          yield;
          if (this.currentRevision !== revision) {
            return;
          }
        }
      }
      isDone = true;
    } finally {
      if (this.currentRevision === revision) {
        this.currentRevision++;
        const last = fresh.at(-1);
        const done = last === undefined ? stale.start : end(last);
        if (!isDone) {
          resume = firstIndex(old, (declaration) => declaration.start >= done);
        }
        this.list = [...old.slice(0, keep), ...fresh, ...old.slice(resume)];
        this.stale = isDone ? undefined : { start: done, end: Math.max(done, stale.end) };
      }
    }
  }

  private liveTokens(): LiveTokens {
    const { content, buffer: tokens } = this;
    return {
      text: content,
      tokens,
      next(index) {
        const { kinds, dead, count } = tokens;
        let at = index;
        while (at < count && (dead[at] === 1 || kinds[at] === TokenKind.directive)) {
          at++;
        }
        return at;
      },
    };
  }

  private startOf(token: number): number {
    const { starts, count } = this.buffer;
    return token < count ? (starts[token] as number) : this.content.length;
  }

  /** A declaration of the list, where its text would be cut and compiled as it was. */
  private reuse(part: Cut, old: SyntaxDeclaration | undefined): SyntaxDeclaration | undefined {
    return old !== undefined &&
      old.length === (this.buffer.ends[part.last] as number) - old.start &&
      sameScope(old.scope, part.scope) &&
      old.liveness === this.livenessKey(part)
      ? old
      : undefined;
  }

  private make(part: Cut): SyntaxDeclaration {
    const { buffer: tokens } = this;
    const live: number[] = [];
    for (let index = part.first; index <= part.last; index++) {
      if (tokens.dead[index] === 0 && tokens.kinds[index] !== TokenKind.directive) {
        live.push(index);
      }
    }
    const start = tokens.starts[part.first] as number;
    const end = tokens.ends[part.last] as number;
    const { language, dialect } = this.options;
    const read = { source: this.content, start, end, tokens, live: Int32Array.from(live), language, dialect };
    const masked = isTooLarge(read) ? undefined : this.reader.mask(read);
    return {
      start,
      length: end - start,
      scope: part.scope,
      syntax: masked === undefined ? unread(end - start) : this.reader.parse(masked, language),
      side: masked?.side ?? [],
      liveness: this.livenessKey(part),
    };
  }

  /** Offsets, from the declaration's start, at which its compiled parts begin and end; empty where all is compiled. */
  private livenessKey(part: Cut): string {
    const { buffer: tokens } = this;
    const start = tokens.starts[part.first] as number;
    let key = "";
    let state = 0;
    for (let index = part.first; index <= part.last; index++) {
      if (tokens.dead[index] !== state) {
        state = tokens.dead[index] as number;
        key += `${(tokens.starts[index] as number) - start},`;
      }
    }
    return key;
  }
}

/** Declarations that stay are looked at so many at a time: some tens of microseconds each. */
const reusedASlice = 64;

interface TextRange {
  readonly start: number;
  readonly end: number;
}

const end = (declaration: SyntaxDeclaration): number => declaration.start + declaration.length;

function sameScope(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
