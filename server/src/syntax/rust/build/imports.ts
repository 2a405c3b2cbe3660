/** What a `use` brings in, read from its tokens. */
import type { Span } from "../../ast.ts";
import type { RustImport, RustToken } from "../ast.ts";
import { plainWord } from "../tokens.ts";

/** The names that the tokens of a `use` item bring in. */
export function readImports(tokens: readonly RustToken[]): RustImport[] {
  const begin = tokens.findIndex(({ text }) => text === "use") + 1;
  const first = tokens[begin]?.text === "::" ? tokens[begin + 1] : tokens[begin];
  if (begin === 0 || first === undefined) {
    return [];
  }
  const reader = new ImportReader(tokens, begin, tokens[begin]?.text === "::", first);
  reader.tree([], 0);
  return reader.imports;
}

class ImportReader {
  readonly imports: RustImport[] = [];
  private readonly tokens: readonly RustToken[];
  private readonly isGlobal: boolean;
  private readonly firstSpan: Span;
  private at: number;

  constructor(tokens: readonly RustToken[], at: number, isGlobal: boolean, { start, end }: Span) {
    this.tokens = tokens;
    this.at = at;
    this.isGlobal = isGlobal;
    this.firstSpan = { start, end };
  }

  /** Reads `a::b`, `a::{...}`, `a::*`, `a as b`, up to what ends it. */
  tree(prefix: readonly string[], depth: number): void {
    const segments = [...prefix];
    const start = this.tokens[this.at]?.start ?? 0;
    for (; this.at < this.tokens.length; this.at++) {
      const { kind, text, end } = this.tokens[this.at] as RustToken;
      if (text === "{") {
        this.at++;
        this.list(segments, depth + 1);
        return;
      }
      if (text === "*") {
        this.at++;
        this.add({ start, end }, segments, undefined, true);
        return;
      }
      if (kind === "word" && text === "as") {
        const alias = this.tokens[this.at + 1];
        this.at += 2;
        this.add({ start, end: alias?.end ?? end }, segments, alias?.text, false);
        return;
      }
      if (kind === "word") {
        segments.push(plainWord(text));
      } else if (text !== "::") {
        break;
      }
    }
    if (segments.length > prefix.length) {
      this.add({ start, end: this.tokens[this.at - 1]?.end ?? start }, segments, undefined, false);
    }
  }

  private list(prefix: readonly string[], depth: number): void {
    if (depth > depthLimit) {
      this.at = this.tokens.length;
      return;
    }
    while (this.at < this.tokens.length && this.tokens[this.at]?.text !== "}") {
      const before = this.at;
      this.tree(prefix, depth);
      this.at += this.tokens[this.at]?.text === "," || this.at === before ? 1 : 0;
    }
    this.at++;
  }

  private add(span: Span, path: readonly string[], alias: string | undefined, isGlob: boolean): void {
    const isSelf = path.at(-1) === "self" && path.length > 1;
    const segments = isSelf ? path.slice(0, -1) : path;
    const { isGlobal, firstSpan } = this;
    const name = isGlob ? undefined : alias === undefined ? segments.at(-1) : plainWord(alias);
    this.imports.push({ ...span, segments, isGlobal, isGlob, name, firstSpan });
  }
}

/** Lists in lists. */
const depthLimit = 64;
