/**
 * One source file kept as declarations while it is edited. What an edit does not touch keeps its identity: the same
 * `SyntaxDeclaration` object with the same syntax, only its `start` moves. The result after any edits equals that of
 * a fresh document with the same text, because each declaration's syntax depends on its own tokens alone.
 */
import type { DeclarationSyntax } from "./ast.ts";
import { type Cut, cut, type LiveTokens } from "./cutter.ts";
import { type AssumedRegion, DirectiveTable } from "./directive-table.ts";
import type { Directive } from "./directives.ts";
import { lex, relex } from "./lexer.ts";
import { isTooLarge, unread } from "./limits.ts";
import type { MacroEnvironment, MacroValue } from "./macros.ts";
import type { MaskedDeclaration } from "./mask/masked.ts";
import { firstIndex } from "./search.ts";
import type { SideTable } from "./side-table.ts";
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
}

/** A file's text as declarations. Offsets are UTF-16 units; nothing throws, whatever the text. */
export class SourceDocument {
  private content: string;
  private readonly buffer: TokenBuffer;
  private readonly directives: DirectiveTable;
  private list: SyntaxDeclaration[] = [];
  private readonly reader: DeclarationReader;
  private readonly options: DocumentOptions;

  constructor(text: string, options: DocumentOptions, reader: DeclarationReader) {
    this.content = text;
    this.options = options;
    this.reader = reader;
    this.buffer = lex(text);
    this.directives = new DirectiveTable(text, this.buffer, options.environment);
    this.list = this.recut(new Map(), { start: 0, end: text.length });
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

  /** Declarations in source order. */
  get declarations(): readonly SyntaxDeclaration[] {
    return this.list;
  }

  /** Directives that are compiled, conditional ones left out. */
  get activeDirectives(): readonly Directive[] {
    return this.directives.active;
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
    const ending = this.token(this.buffer.firstEndingAtOrAfter(offset));
    const token = ending?.end === offset ? (this.startingAt(offset, ending.index + 1) ?? ending) : ending;
    return token !== undefined && token.start <= offset ? token : undefined;
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
    const start = Math.max(0, Math.min(edit.start, this.content.length));
    return { start, oldEnd: Math.max(start, Math.min(edit.oldEnd, this.content.length)), text: edit.text };
  }

  /** Applies one edit; gives the declarations that are new. Offsets outside the text are brought inside. */
  edit(edit: TextEdit): readonly SyntaxDeclaration[] {
    const { start, oldEnd } = this.inside(edit);
    const newEnd = start + edit.text.length;
    const delta = newEnd - oldEnd;
    this.content = this.content.slice(0, start) + edit.text + this.content.slice(oldEnd);
    const changed = relex(this.content, this.buffer, start, oldEnd, newEnd);
    if (this.directives.edit(this.content, changed, oldEnd, delta)) {
      return this.recutAround(changed, { start, end: newEnd }, oldEnd, delta);
    }
    const old = new Map<number, SyntaxDeclaration>();
    for (const declaration of this.list) {
      if (declaration.start >= oldEnd) {
        declaration.start += delta;
      } else if (end(declaration) > start) {
        continue;
      }
      old.set(declaration.start, declaration);
    }
    const kept = new Set(this.list);
    this.list = this.recut(old, { start, end: newEnd });
    return this.list.filter((declaration) => !kept.has(declaration));
  }

  /** Decides conditions anew with other knowledge; gives the declarations that are new. */
  setEnvironment(environment: MacroEnvironment): readonly SyntaxDeclaration[] {
    if (!this.directives.setEnvironment(environment)) {
      return [];
    }
    const kept = new Set(this.list);
    this.list = this.recut(new Map(this.list.map((declaration) => [declaration.start, declaration])), undefined);
    return this.list.filter((declaration) => !kept.has(declaration));
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

  // ---- declarations -----------------------------------------------------------------------------------------

  /** Cuts the whole file; takes from `old` (by start) what is as it was and outside `changed`. */
  private recut(old: ReadonlyMap<number, SyntaxDeclaration>, changed: TextRange | undefined): SyntaxDeclaration[] {
    const live = this.liveTokens();
    const result: SyntaxDeclaration[] = [];
    for (const part of cut(live, 0, [])) {
      result.push(this.reuse(part, old.get(this.buffer.starts[part.first] as number), changed) ?? this.make(part));
    }
    return result;
  }

  /** Cuts again around an edit that changed no condition, until a declaration stands where one stood before. */
  private recutAround(
    changedTokens: { first: number; newEnd: number },
    changed: TextRange,
    oldEnd: number,
    delta: number,
  ): readonly SyntaxDeclaration[] {
    const old = this.list;
    // Declarations that end before the edit keep; the last of them looked at the token behind itself to find its end.
    let firstTouched = firstIndex(old, (declaration) => declaration.start + declaration.length >= changed.start);
    const firstChangedOffset = this.buffer.starts[changedTokens.first] ?? this.content.length;
    while (firstTouched > 0 && end(old[firstTouched - 1] as SyntaxDeclaration) > firstChangedOffset) {
      firstTouched--;
    }
    const keep = Math.max(0, firstTouched - 1);
    const restart = old[keep];
    const from = restart === undefined || keep === 0 ? 0 : this.buffer.firstStartingAtOrAfter(restart.start);
    const scope = restart === undefined || keep === 0 ? [] : restart.scope;
    const fresh: SyntaxDeclaration[] = [];
    const made: SyntaxDeclaration[] = [];
    let resume = old.length;
    for (const part of cut(this.liveTokens(), from, scope)) {
      const start = this.buffer.starts[part.first] as number;
      if (start > changed.end && part.first >= changedTokens.newEnd) {
        const at = firstIndex(old, (declaration) => declaration.start >= start - delta);
        const candidate = old[at];
        if (
          candidate !== undefined &&
          candidate.start === start - delta &&
          candidate.start >= oldEnd &&
          sameScope(candidate.scope, part.scope)
        ) {
          resume = at;
          break;
        }
      }
      const before =
        start < changed.start ? old[firstIndex(old, (declaration) => declaration.start >= start)] : undefined;
      const kept = before?.start === start ? this.reuse(part, before, changed) : undefined;
      if (kept === undefined) {
        const declaration = this.make(part);
        made.push(declaration);
        fresh.push(declaration);
      } else {
        fresh.push(kept);
      }
    }
    const tail = old.slice(resume);
    if (delta !== 0) {
      for (const declaration of tail) {
        declaration.start += delta;
      }
    }
    this.list = [...old.slice(0, keep), ...fresh, ...tail];
    return made;
  }

  private reuse(
    part: Cut,
    old: SyntaxDeclaration | undefined,
    changed: TextRange | undefined,
  ): SyntaxDeclaration | undefined {
    if (old === undefined) {
      return undefined;
    }
    const partStart = this.buffer.starts[part.first] as number;
    const partEnd = this.buffer.ends[part.last] as number;
    const touched = changed !== undefined && partStart <= changed.end && partEnd >= changed.start;
    return !touched &&
      old.start === partStart &&
      old.length === partEnd - partStart &&
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

interface TextRange {
  readonly start: number;
  readonly end: number;
}

const end = (declaration: SyntaxDeclaration): number => declaration.start + declaration.length;

function sameScope(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
