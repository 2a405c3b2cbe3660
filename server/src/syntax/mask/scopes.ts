/** Walks a declaration's braces and hands every word to the rules of its scope: declarations, statements or lists. */
import { maskDeclarationWord } from "./declaration-words.ts";
import type { MaskTokens } from "./mask-tokens.ts";
import { type StatementArguments, statementArguments } from "./statement-arguments.ts";
import { maskStatementWord } from "./statement-words.ts";
import { maskTypeArgument } from "./type-arguments.ts";
import { Word } from "./vocabulary.ts";

export type Scope = "file" | "record" | "function" | "block" | "list" | "enum";

/** Where the walk is. Rules may move `start` behind what they have taken out. */
export interface Walk {
  readonly tokens: MaskTokens;
  readonly scope: Scope;
  /** The first token of the statement or declaration that the walk is in. */
  start: number;
  /** The record whose members are walked; "" outside of records and in records without a name. */
  readonly recordName: string;
  /** Whether a `=` came in the declaration: what follows is a value. */
  readonly inInitialiser: boolean;
  /** Opening parentheses of macros whose arguments are statements: `IF_LOUD(DbgPrint("x");)`. */
  readonly statementArguments: StatementArguments;
}

/** Walks the tokens with the scope each stands in and hands statements and declarations to their passes. */
export function walkScopes(tokens: MaskTokens): void {
  new ScopeWalk(tokens).run();
}

class ScopeWalk implements Walk {
  readonly tokens: MaskTokens;
  readonly statementArguments: StatementArguments;
  scope: Scope = "file";
  start = 0;
  private readonly scopes: Scope[] = [];
  /** For each open brace the name of the record it opens. */
  private readonly recordNames: string[] = [];
  /** Depth of braces at the innermost function's body; 0 outside of functions. */
  private functionDepth = 0;
  private readonly head = new DeclarationHead();

  constructor(tokens: MaskTokens) {
    this.tokens = tokens;
    this.statementArguments = statementArguments(tokens);
  }

  get recordName(): string {
    return this.recordNames.at(-1) ?? "";
  }

  get inInitialiser(): boolean {
    return this.head.hasEquals;
  }

  run(): void {
    const { tokens } = this;
    for (let index = 0; index < tokens.count; index++) {
      if (tokens.isBlanked(index)) {
        if (this.start === index) {
          this.start = index + 1;
        }
        continue;
      }
      if (tokens.isIdentifier(index)) {
        index = this.word(index);
      } else {
        index = this.mark(index);
      }
    }
  }

  private word(index: number): number {
    if (this.scope === "list") {
      return maskListWord(this.tokens, index);
    }
    if (this.scope === "enum") {
      return maskEnumeratorWord(this.tokens, index);
    }
    if (this.functionDepth > 0) {
      return maskStatementWord(this, index);
    }
    const startBefore = this.start;
    const last = maskDeclarationWord(this, index);
    if (this.start !== startBefore) {
      this.head.clear();
    } else {
      this.head.word(this.tokens, index);
    }
    return last;
  }

  private mark(index: number): number {
    const { tokens } = this;
    const text = tokens.text(index);
    switch (text) {
      case "{":
        this.open(index);
        return index;
      case "}":
        this.terminateLast(index);
        this.close(index);
        return index;
      case ";}":
        this.close(index);
        return index;
      case ";":
        if (this.scope === "record" && index === this.start) {
          // The grammars read no empty member.
          tokens.blank(index, index);
        }
        this.restart(index + 1);
        return index;
      case ":":
        if (this.endsLabel(index)) {
          this.restart(index + 1);
        }
        return index;
      case "(":
      case ",":
        if (this.functionDepth > 0 || this.scope === "list" || this.head.hasEquals) {
          return maskTypeArgument(tokens, index, this.scope);
        }
        break;
      default:
    }
    this.head.mark(tokens, index);
    return index;
  }

  private open(index: number): void {
    const scope = this.functionDepth > 0 ? this.scopeInFunction(index) : this.scopeInDeclaration(index);
    if (scope === "list" && this.scope === "list" && this.tokens.text(index - 1) === "]") {
      // GNU's old `[3] { .. }`.
      this.tokens.append(index - 1, "=");
    }
    this.scopes.push(scope);
    this.recordNames.push(scope === "record" ? this.head.recordName : "");
    this.scope = scope;
    if (scope === "function" && this.functionDepth === 0) {
      this.functionDepth = this.scopes.length;
    }
    this.restart(index + 1);
  }

  private close(index: number): void {
    const closed = this.scopes.pop();
    this.recordNames.pop();
    this.scope = this.scopes.at(-1) ?? "file";
    const wasFunction = this.functionDepth > 0;
    if (this.scopes.length < this.functionDepth) {
      this.functionDepth = 0;
    }
    // What follows a record's or a list's brace (`} name;`) still belongs to its declaration.
    if (wasFunction || closed === "file" || closed === "function" || closed === "block") {
      this.restart(index + 1);
    } else {
      this.head.clear();
    }
  }

  /** `x = MACRO(y)` before a block's end, where the macro brings its `;` along. */
  private terminateLast(index: number): void {
    const { tokens } = this;
    const inBlock = this.scope === "block" || this.scope === "function";
    if (
      inBlock &&
      tokens.text(index - 1) === ")" &&
      !tokens.isBlanked(index - 1) &&
      tokens.breaksLineAfter(index - 1)
    ) {
      tokens.append(index - 1, ";");
    }
  }

  private restart(at: number): void {
    this.start = at;
    this.head.clear();
  }

  private endsLabel(index: number): boolean {
    const before = this.tokens.text(index - 1);
    if (this.functionDepth > 0) {
      return this.tokens.text(index + 1) !== ":" && before !== ":";
    }
    return before === "public" || before === "private" || before === "protected";
  }

  private scopeInFunction(index: number): Scope {
    const { tokens } = this;
    const before = tokens.text(index - 1);
    if (before === "enum" || tokens.text(index - 2) === "enum" || tokens.text(this.start) === "enum") {
      return "enum";
    }
    if (before === "=" || before === "," || before === "return" || before === "]") {
      // `[]{ .. }` is a lambda's body.
      return before === "]" && tokens.text(tokens.mate(index - 1) - 1) !== "]" ? "block" : "list";
    }
    if (tokens.language === "cpp" && index > this.start && tokens.isName(index - 1)) {
      // `Type name{1, 2}` and not `struct Name {`.
      return tokens.is(this.start, Word.tag) || tokens.text(this.start) === "typedef" ? "block" : "list";
    }
    if (before === "(") {
      return tokens.language === "cpp" ? "list" : "block";
    }
    if (before === ")") {
      const ahead = tokens.text(tokens.mate(index - 1) - 1);
      return tokens.language === "c" && beginsCompoundLiteral.has(ahead) ? "list" : "block";
    }
    return this.scope === "list" ? "list" : "block";
  }

  private scopeInDeclaration(index: number): Scope {
    if (this.scope === "list") {
      return "list";
    }
    const { head, tokens } = this;
    if (head.hasNamespace || (tokens.text(this.start) === "extern" && tokens.isLiteral(index - 1))) {
      return "file";
    }
    if (head.hasEquals) {
      return "list";
    }
    if (endsParameters(tokens.text(index - 1))) {
      return "function";
    }
    if (head.hasParentheses) {
      return "function";
    }
    return head.hasRecord ? "record" : head.hasEnum ? "enum" : "list";
  }
}

/** `()` is what an invocation that became a function's head ends with. */
const endsParameters = (text: string): boolean => text === ")" || text === "()";

const beginsCompoundLiteral = new Set(["=", "(", ",", "return", "&", "?", ":", "*", "["]);

/** What the declaration said so far outside of parentheses, up to its brace. */
class DeclarationHead {
  hasEquals = false;
  hasNamespace = false;
  hasRecord = false;
  hasEnum = false;
  hasParentheses = false;
  /** The last plain name behind the record's tag and before its bases. */
  recordName = "";
  private insideUntil = -1;
  /** Up to where a template's end was looked for in vain. */
  private searchedUntil = -1;

  clear(): void {
    this.hasEquals = false;
    this.hasNamespace = false;
    this.hasRecord = false;
    this.hasEnum = false;
    this.hasParentheses = false;
    this.recordName = "";
  }

  word(tokens: MaskTokens, index: number): void {
    if (index < this.insideUntil) {
      return;
    }
    const text = tokens.text(index);
    if (text === "namespace") {
      this.hasNamespace = true;
    } else if (text === "template" && tokens.text(index + 1) === "<") {
      this.insideUntil = this.templateEnd(tokens, index + 1);
    } else if (text === "enum") {
      this.hasEnum = true;
    } else if (text === "__interface" || tokens.is(index, Word.tag)) {
      this.hasRecord = true;
      const name = tokens.isBlanked(index + 1) ? index + 2 : index + 1;
      this.recordName = tokens.isName(name) ? tokens.text(name) : "";
    }
  }

  mark(tokens: MaskTokens, index: number): void {
    if (index < this.insideUntil) {
      return;
    }
    const text = tokens.text(index);
    if (text === "(" && tokens.mate(index) > 0) {
      this.hasParentheses = true;
      this.insideUntil = tokens.mate(index);
    } else if (text === "=") {
      const before = tokens.text(index - 1);
      if (before !== "operator" && before !== "=" && before !== "!" && tokens.text(index + 1) !== "=") {
        this.hasEquals = true;
      }
    }
  }

  /** The `>` of a template's parameter list; its start where there is none. A `=` in the list is no initialiser. */
  private templateEnd(tokens: MaskTokens, open: number): number {
    let depth = 0;
    let at = open;
    for (; at < tokens.count && open > this.searchedUntil; at++) {
      const text = tokens.text(at);
      if (text === "<") {
        depth++;
      } else if (text === ">" && --depth === 0) {
        return at;
      } else if (text === ";" || text === "{" || text === "}") {
        break;
      } else if (text === "(") {
        at = Math.max(at, tokens.mate(at));
      }
    }
    this.searchedUntil = Math.max(this.searchedUntil, at);
    return open;
  }
}

/** `enum { EACH(ENTRY) LAST }`: macros that bring enumerators along go, their commas too. */
function maskEnumeratorWord(tokens: MaskTokens, index: number): number {
  const before = tokens.text(index - 1);
  if (before !== "{" && before !== "," && !tokens.isBlanked(index - 1)) {
    return index;
  }
  const close = tokens.closing(index + 1);
  const next = tokens.text(index + 1);
  const isMacro = close > 0 || (tokens.isName(index + 1) && tokens.breaksLineAfter(index));
  if (!isMacro || next === "=") {
    return index;
  }
  const end = Math.max(index, close);
  const last = tokens.text(end + 1) === "," ? end + 1 : end;
  tokens.side.push({
    kind: "macro",
    start: tokens.start(index),
    end: tokens.end(end),
    name: tokens.text(index),
    args: tokens.argumentsText(index),
  });
  tokens.blank(index, last);
  return last;
}

/** `{ ENTRY(a) ENTRY(b) }` and `{ ENTRIES` newline `MORE_ENTRIES }`: a macro that brings its comma along gets one. */
function maskListWord(tokens: MaskTokens, index: number): number {
  if (isSuffix(tokens, index)) {
    tokens.side.push({
      kind: "macro",
      start: tokens.start(index),
      end: tokens.end(index),
      name: tokens.text(index),
      args: undefined,
    });
    tokens.blank(index, index);
    return index;
  }
  const before = tokens.text(index - 1);
  if (before !== "{" && before !== "," && before !== ")" && !tokens.is(index - 1, Word.capitals)) {
    return index;
  }
  const close = tokens.closing(index + 1);
  if (close > 0) {
    if (tokens.isName(close + 1)) {
      tokens.append(close, ",");
    }
  } else if (tokens.is(index, Word.capitals) && tokens.isName(index + 1) && tokens.breaksLineAfter(index)) {
    tokens.append(index, ",");
  }
  return index;
}

/** `{ STATE, next MACRO }`: capitals behind an item bring more along, or nothing. */
function isSuffix(tokens: MaskTokens, index: number): boolean {
  const next = tokens.text(index + 1);
  return (
    (next === "}" || next === ",") &&
    tokens.is(index, Word.capitals) &&
    tokens.isName(index - 1) &&
    !tokens.isBlanked(index - 1) &&
    !tokens.breaksLineAfter(index - 1)
  );
}
