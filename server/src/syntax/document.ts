/**
 * One source file kept as declarations while it is edited. What an edit does not touch keeps its identity: the same
 * `SyntaxDeclaration` object with the same syntax, only its `start` moves. The result after any edits equals that of
 * a fresh document with the same text, because each declaration's syntax depends on its own tokens alone.
 */
import type { DeclarationSyntax } from "./ast.ts";
import { decideLiveness, type Liveness } from "./conditional.ts";
import { type Cut, cut, type LiveTokens } from "./cutter.ts";
import { type Directive, isConditional, readDirective } from "./directives.ts";
import { lex, relex } from "./lexer.ts";
import type { MacroEnvironment, MacroValue } from "./macros.ts";
import type { MaskedDeclaration } from "./mask/masked.ts";
import type { SideTable } from "./side-table.ts";
import type { TokenBuffer } from "./token-buffer.ts";
import { type DeclarationTokens, type Dialect, type Language, TokenKind } from "./tokens.ts";

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

/** Text that is compiled only under a condition that is not known. */
export interface AssumedRegion {
  readonly start: number;
  readonly end: number;
  /** The condition as written: `ifdef FOO`, `if FOO > 2`. */
  readonly condition: string;
}

export class SourceDocument {
  private content: string;
  private readonly tokens: TokenBuffer;
  private directiveList: Directive[] = [];
  /** Token index of each directive. */
  private directiveTokens: number[] = [];
  private liveness: Liveness;
  private directiveVersion = 0;
  private list: SyntaxDeclaration[] = [];
  private readonly reader: DeclarationReader;
  private readonly options: DocumentOptions;
  private environment: MacroEnvironment;

  constructor(text: string, options: DocumentOptions, reader: DeclarationReader) {
    this.content = text;
    this.options = options;
    this.environment = options.environment;
    this.reader = reader;
    this.tokens = lex(text);
    for (let index = 0; index < this.tokens.count; index++) {
      if (this.tokens.kinds[index] === TokenKind.directive) {
        this.directiveTokens.push(index);
        this.directiveList.push(this.directiveAt(index));
      }
    }
    this.liveness = this.decide(options.environment);
    this.markDead();
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
    return this.directiveList.filter((_, index) => this.liveness.active[index] === 1);
  }

  /** Directives that would be compiled if this were known of macros; the document stays as it is. */
  directivesUnder(environment: MacroEnvironment): readonly Directive[] {
    const { active } = this.decide(environment);
    return this.directiveList.filter((_, index) => active[index] === 1);
  }

  /** Macros that this file's own directives leave defined, or undefined (`false`), at its end. */
  get macros(): ReadonlyMap<string, MacroValue | false> {
    return this.liveness.macros;
  }

  /**
   * Grows when a directive changes, comes or goes, or when another condition decides what is compiled. While it stays,
   * each directive is the same object, moved where the text above it changes, and `assumedRegions` covers the same code.
   */
  get directivesVersion(): number {
    return this.directiveVersion;
  }

  get tokenCount(): number {
    return this.tokens.count;
  }

  /** Compiled regions that hang on a condition which is not known. */
  assumedRegions(): readonly AssumedRegion[] {
    const regions: AssumedRegion[] = [];
    for (const [index, directive] of this.directiveList.entries()) {
      const on = this.directiveList[(this.liveness.assumed[index] as number) - 1];
      if (on !== undefined) {
        const end = this.directiveList[index + 1]?.start ?? this.content.length;
        // An #include or #define hangs on what stands round it; an #else is no code.
        const start = isConditional(directive) ? directive.start + directive.length : directive.start;
        regions.push({ start, end, condition: `${on.name} ${on.rest}` });
      }
    }
    return regions;
  }

  /** Applies one edit; gives the declarations that are new. Offsets outside the text are brought inside. */
  edit(edit: TextEdit): readonly SyntaxDeclaration[] {
    const start = Math.max(0, Math.min(edit.start, this.content.length));
    const oldEnd = Math.max(start, Math.min(edit.oldEnd, this.content.length));
    const newEnd = start + edit.text.length;
    const delta = newEnd - oldEnd;
    this.content = this.content.slice(0, start) + edit.text + this.content.slice(oldEnd);
    const changed = relex(this.content, this.tokens, start, oldEnd, newEnd);
    const decisionsStand = this.updateDirectives(changed, oldEnd, delta);
    if (decisionsStand) {
      this.markDeadBetween(changed.first, changed.newEnd);
      return this.recutAround(changed, { start, end: newEnd }, oldEnd, delta);
    }
    this.directiveVersion++;
    this.liveness = this.decide(this.environment);
    this.markDead();
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
    const before = this.liveness;
    this.environment = environment;
    this.liveness = this.decide(environment);
    if (sameRegions(before, this.liveness)) {
      return [];
    }
    this.directiveVersion++;
    this.markDead();
    const kept = new Set(this.list);
    this.list = this.recut(new Map(this.list.map((declaration) => [declaration.start, declaration])), undefined);
    return this.list.filter((declaration) => !kept.has(declaration));
  }

  // ---- directives -------------------------------------------------------------------------------------------

  private directiveAt(token: number): Directive {
    return readDirective(this.content, this.tokens.starts[token] as number, this.tokens.ends[token] as number);
  }

  private decide(environment: MacroEnvironment): Liveness {
    const { directiveTokens } = this;
    return decideLiveness(
      this.directiveList,
      environment,
      (index) => directiveTokens[index + 1] === (directiveTokens[index] as number) + 1,
    );
  }

  /** Replaces the directives among changed tokens; false where the conditions have to be decided anew. */
  private updateDirectives(
    changed: { first: number; oldEnd: number; newEnd: number },
    oldTextEnd: number,
    delta: number,
  ): boolean {
    const { directiveTokens, directiveList } = this;
    const from = lowerBound(directiveTokens, changed.first);
    const to = lowerBound(directiveTokens, changed.oldEnd);
    const tokenDelta = changed.newEnd - changed.oldEnd;
    // Whether the regions around the change hold tokens decides which branch of an unknown condition is taken.
    const hadTokens = this.regionsWithTokens(from, to);
    const freshTokens: number[] = [];
    for (let index = changed.first; index < changed.newEnd; index++) {
      if (this.tokens.kinds[index] === TokenKind.directive) {
        freshTokens.push(index);
      }
    }
    const fresh = freshTokens.map((token) => this.directiveAt(token));
    const same =
      fresh.length === to - from &&
      fresh.every((directive, index) => {
        const old = directiveList[from + index] as Directive;
        return (
          old.name === directive.name &&
          old.rest === directive.rest &&
          old.restStart === directive.restStart &&
          old.length === directive.length
        );
      });
    if (same) {
      // Findings may be anchored at the old ones.
      for (const [index, directive] of fresh.entries()) {
        (directiveList[from + index] as Directive).start = directive.start;
      }
    } else {
      directiveList.splice(from, to - from, ...fresh);
    }
    directiveTokens.splice(from, to - from, ...freshTokens);
    for (let index = from + fresh.length; index < directiveTokens.length; index++) {
      directiveTokens[index] = (directiveTokens[index] as number) + tokenDelta;
      const directive = directiveList[index] as Directive;
      if (directive.start >= oldTextEnd) {
        directive.start += delta;
      }
    }
    return same && hadTokens === this.regionsWithTokens(from, from + fresh.length);
  }

  /** For the directives around `[from, to)`: one letter each, whether tokens follow before the next directive. */
  private regionsWithTokens(from: number, to: number): string {
    let out = "";
    for (let index = Math.max(0, from - 1); index < to; index++) {
      const next = this.directiveTokens[index + 1];
      out += next !== undefined && next === (this.directiveTokens[index] as number) + 1 ? "-" : "t";
    }
    return out;
  }

  // ---- liveness of tokens -----------------------------------------------------------------------------------

  private markDead(): void {
    const { dead, count } = this.tokens;
    dead.fill(0, 0, count);
    for (let index = 0; index < this.directiveTokens.length; index++) {
      if (this.liveness.regionActive[index] === 0) {
        dead.fill(1, this.directiveTokens[index] as number, this.directiveTokens[index + 1] ?? count);
      }
    }
  }

  private markDeadBetween(from: number, to: number): void {
    let region = lowerBound(this.directiveTokens, from + 1) - 1;
    for (let index = from; index < to; index++) {
      if (this.directiveTokens[region + 1] === index) {
        region++;
      }
      this.tokens.dead[index] = region >= 0 && this.liveness.regionActive[region] === 0 ? 1 : 0;
    }
  }

  private liveTokens(): LiveTokens {
    const { content, tokens } = this;
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
      result.push(this.reuse(part, old.get(this.tokens.starts[part.first] as number), changed) ?? this.make(part));
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
    let firstTouched = lowerBoundBy(old, (declaration) => declaration.start + declaration.length >= changed.start);
    const firstChangedOffset = this.tokens.starts[changedTokens.first] ?? this.content.length;
    while (firstTouched > 0 && end(old[firstTouched - 1] as SyntaxDeclaration) > firstChangedOffset) {
      firstTouched--;
    }
    const keep = Math.max(0, firstTouched - 1);
    const restart = old[keep];
    const from = restart === undefined || keep === 0 ? 0 : this.tokens.firstStartingAtOrAfter(restart.start);
    const scope = restart === undefined || keep === 0 ? [] : restart.scope;
    const fresh: SyntaxDeclaration[] = [];
    const made: SyntaxDeclaration[] = [];
    let resume = old.length;
    for (const part of cut(this.liveTokens(), from, scope)) {
      const start = this.tokens.starts[part.first] as number;
      if (start > changed.end && part.first >= changedTokens.newEnd) {
        const at = lowerBoundBy(old, (declaration) => declaration.start >= start - delta);
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
        start < changed.start ? old[lowerBoundBy(old, (declaration) => declaration.start >= start)] : undefined;
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
    const partStart = this.tokens.starts[part.first] as number;
    const partEnd = this.tokens.ends[part.last] as number;
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
    const { tokens } = this;
    const live: number[] = [];
    for (let index = part.first; index <= part.last; index++) {
      if (tokens.dead[index] === 0 && tokens.kinds[index] !== TokenKind.directive) {
        live.push(index);
      }
    }
    const start = tokens.starts[part.first] as number;
    const end = tokens.ends[part.last] as number;
    const { language, dialect } = this.options;
    const masked = this.reader.mask({
      source: this.content,
      start,
      end,
      tokens,
      live: Int32Array.from(live),
      language,
      dialect,
    });
    return {
      start,
      length: end - start,
      scope: part.scope,
      syntax: this.reader.parse(masked, language),
      side: masked.side,
      liveness: this.livenessKey(part),
    };
  }

  /** Offsets, from the declaration's start, at which its compiled parts begin and end; empty where all is compiled. */
  private livenessKey(part: Cut): string {
    const { tokens } = this;
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

function sameRegions(a: Liveness, b: Liveness): boolean {
  const same = (x: Uint8Array | Int32Array, y: Uint8Array | Int32Array): boolean =>
    x.length === y.length && x.every((value, index) => value === y[index]);
  return same(a.active, b.active) && same(a.regionActive, b.regionActive) && same(a.assumed, b.assumed);
}

function lowerBound(sorted: readonly number[], value: number): number {
  return lowerBoundBy(sorted, (entry) => entry >= value);
}

/** Index of the first entry that fulfils a condition which holds from some entry on; the length where none does. */
function lowerBoundBy<T>(sorted: readonly T[], holds: (entry: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] as T)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
