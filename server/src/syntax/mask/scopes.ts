/** Walks a declaration's braces and hands every word to the rules of its scope: declarations, statements or lists. */
import { maskDeclarationWord } from "./declaration-words.ts";
import type { MaskTokens } from "./mask-tokens.ts";
import { statementArguments } from "./statement-arguments.ts";
import { maskStatementWord } from "./statement-words.ts";
import { maskTypeArgument } from "./type-arguments.ts";
import { Word } from "./vocabulary.ts";

export type Scope = "file" | "record" | "function" | "block" | "list";

/** Where the walk is. Rules may move `start` behind what they have taken out. */
export interface Walk {
  readonly tokens: MaskTokens;
  readonly scope: Scope;
  /** The first token of the statement or declaration that the walk is in. */
  start: number;
  /** Opening parentheses of macros whose arguments are statements: `IF_LOUD(DbgPrint("x");)`. */
  readonly statementArguments: ReadonlySet<number>;
}

export function walkScopes(tokens: MaskTokens): void {
  new ScopeWalk(tokens).run();
}

class ScopeWalk implements Walk {
  readonly tokens: MaskTokens;
  readonly statementArguments: ReadonlySet<number>;
  scope: Scope = "file";
  start = 0;
  private readonly scopes: Scope[] = [];
  /** Depth of braces at the innermost function's body; 0 outside of functions. */
  private functionDepth = 0;
  private readonly head = new DeclarationHead();

  constructor(tokens: MaskTokens) {
    this.tokens = tokens;
    this.statementArguments = statementArguments(tokens);
  }

  run(): void {
    const { tokens } = this;
    for (let index = 0; index < tokens.count; index++) {
      if (tokens.isBlanked(index)) {
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
    if (this.functionDepth > 0) {
      return maskStatementWord(this, index);
    }
    const startBefore = this.start;
    const last = maskDeclarationWord(this, index);
    if (this.start !== startBefore) {
      this.head.clear();
    } else if (last === index) {
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
      case ";}":
        this.close(index);
        return index;
      case ";":
        this.restart(index + 1);
        return index;
      case ":":
        if (this.endsLabel(index)) {
          this.restart(index + 1);
        }
        return index;
      case "(":
      case ",":
        if (this.functionDepth > 0) {
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
    this.scopes.push(scope);
    this.scope = scope;
    if (scope === "function" && this.functionDepth === 0) {
      this.functionDepth = this.scopes.length;
    }
    this.restart(index + 1);
  }

  private close(index: number): void {
    const closed = this.scopes.pop();
    this.scope = this.scopes.at(-1) ?? "file";
    const wasFunction = this.functionDepth > 0;
    if (this.scopes.length < this.functionDepth) {
      this.functionDepth = 0;
    }
    // What follows a record's or a list's brace (`} name;`) still belongs to its declaration.
    if (wasFunction || (closed !== "record" && closed !== "list")) {
      this.restart(index + 1);
    } else {
      this.head.clear();
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
    if (before === "=" || before === "," || before === "return" || before === "]") {
      // `[]{ .. }` is a lambda's body.
      return before === "]" && tokens.text(tokens.mate(index - 1) - 1) !== "]" ? "block" : "list";
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
    if (tokens.text(index - 1) === ")") {
      return "function";
    }
    if (head.hasParentheses) {
      return "function";
    }
    return head.hasRecord ? "record" : "list";
  }
}

const beginsCompoundLiteral = new Set(["=", "(", ",", "return", "&", "?", ":", "*", "["]);

/** What the declaration said so far outside of parentheses, up to its brace. */
class DeclarationHead {
  hasEquals = false;
  hasNamespace = false;
  hasRecord = false;
  hasParentheses = false;
  private insideUntil = -1;

  clear(): void {
    this.hasEquals = false;
    this.hasNamespace = false;
    this.hasRecord = false;
    this.hasParentheses = false;
  }

  word(tokens: MaskTokens, index: number): void {
    if (index < this.insideUntil) {
      return;
    }
    const text = tokens.text(index);
    if (text === "namespace") {
      this.hasNamespace = true;
    } else if (text === "__interface" || (tokens.is(index, Word.tag) && text !== "enum")) {
      this.hasRecord = true;
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
}

/** `{ ENTRY(a) ENTRY(b) }`: items of a macro that brings its comma along get one. */
function maskListWord(tokens: MaskTokens, index: number): number {
  const close = tokens.closing(index + 1);
  const before = tokens.text(index - 1);
  if (close > 0 && (before === "{" || before === "," || before === ")") && tokens.isName(close + 1)) {
    tokens.append(close, ",");
  }
  return index;
}
