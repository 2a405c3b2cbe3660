/** Parses the text of Rust items with tree-sitter's grammar; trees live no longer than one call. */
import { Parser, Language as TreeSitterLanguage } from "web-tree-sitter";
import type { Span } from "../ast.ts";
import { FlatTree } from "../build/flat-tree.ts";
import { type Grammar, readGrammar } from "../build/grammar.ts";
import { type ParseBudget, parseWithinBudget } from "../parse-budget.ts";
import { lowerBound } from "../token-buffer.ts";
import { TokenKind, type Tokens } from "../tokens.ts";
import type { RustItem, RustItemSyntax } from "./ast.ts";
import { RustBuilder } from "./build/builder.ts";
import { wordsOfRust } from "./build/grammar.ts";
import { bodyOf, type Container, headToken } from "./container.ts";
import { cutItems } from "./cutter.ts";
import { lexRust } from "./lexer.ts";
import { type MaskedRust, maskRust } from "./mask.ts";
import { rustTokens } from "./tokens.ts";

/** The bytes of tree-sitter's runtime and of the grammar, compiled to WebAssembly. */
export interface RustGrammarBytes {
  readonly runtime: Uint8Array;
  readonly rust: Uint8Array;
}

export interface RustParser {
  /**
   * Parses the text of one cut (see `cutItems`). Never throws: what the grammar does not read, and what takes too long,
   * comes back with spans in `errors`.
   */
  parse(text: string): RustItemSyntax;
  /** Frees the parser. No call to `parse` may follow. */
  dispose(): void;
}

/** As for C, with more for short texts: Rust's grammar looks further ahead. */
const ordinaryBudget: ParseBudget = (length) => 4000 + length;

/** Loads the runtime (once a process, whoever asks first gives its bytes) and the grammar; rejects for bad bytes. */
export async function createRustParser(
  wasm: RustGrammarBytes,
  budget: ParseBudget = ordinaryBudget,
): Promise<RustParser> {
  await Parser.init({ wasmBinary: wasm.runtime, locateFile: (name: string) => name });
  const language = await TreeSitterLanguage.load(wasm.rust);
  const parser = new Parser().setLanguage(language);
  const tools = { parser, grammar: readGrammar(language, wordsOfRust), flat: new FlatTree(), budget };
  return { parse: (text) => parse(tools, text), dispose: () => parser.delete() };
}

interface Tools {
  readonly parser: Parser;
  readonly grammar: Grammar;
  readonly flat: FlatTree;
  readonly budget: ParseBudget;
}

function parse(tools: Tools, text: string): RustItemSyntax {
  const whole = { start: 0, end: text.length };
  const tokens = lexRust(text);
  if (isTooLarge(text, tokens)) {
    return unread(whole);
  }
  const reading: Reading = { ...tools, source: text, tokens, errors: [] };
  const items = parseCut(reading, whole, 0);
  return { items, errors: reading.errors };
}

/** What is read of one text. */
interface Reading extends Tools {
  readonly source: string;
  readonly tokens: Tokens;
  readonly errors: Span[];
}

/** Levels of items in items. */
const depthLimit = 40;

/**
 * The items of a cut of the source. Members of implementations, traits, modules and extern blocks are parsed each alone:
 * one that is half written leaves the others as they are.
 */
function parseCut(reading: Reading, cut: Span, depth: number): readonly RustItem[] {
  const { source, tokens } = reading;
  const body = depth < depthLimit ? bodyOf(source, tokens, cut) : undefined;
  if (body === undefined) {
    const masked = maskRust(source, tokens, cut);
    const macro = declarativeMacro(masked, cut);
    return macro === undefined ? parseMasked(reading, masked, masked.text, cut) : [macro];
  }
  const head = maskRust(source, tokens, { start: cut.start, end: headEnd(source, body) });
  const members: RustItem[] = [];
  for (const member of cutItems(source.slice(0, body.close), body.open + 1)) {
    for (const item of parseCut(reading, member, depth + 1)) {
      if (item.kind !== "inner-attribute") {
        members.push(item);
      }
    }
  }
  return parseMasked(reading, head, `${head.text}}`, cut).map((item) =>
    item.kind === "impl" || item.kind === "trait" || item.kind === "mod" || item.kind === "extern-block"
      ? { ...item, items: members }
      : item,
  );
}

/** The end of a container's brace and of the inner attributes behind it. */
function headEnd(source: string, { open, close }: Container): number {
  let end = open + 1;
  for (const cut of cutItems(source.slice(0, close), open + 1)) {
    if (!source.startsWith("#", cut.start) || !/^#\s*!/.test(source.slice(cut.start, cut.end))) {
      break;
    }
    end = cut.end;
  }
  return end;
}

/** Parses what a masked part of the source stands for: `text` begins where the cut does. */
function parseMasked(reading: Reading, masked: MaskedRust, text: string, cut: Span): readonly RustItem[] {
  const { flat, grammar, errors } = reading;
  if (text.trim() === "") {
    return [attributesAlone(masked, cut)];
  }
  const tree = parseWithinBudget(reading.parser, reading.budget, text);
  if (tree === undefined) {
    errors.push(cut);
    return unread(cut).items;
  }
  try {
    const cursor = tree.walk();
    try {
      flat.read(cursor, grammar, tree.rootNode.hasError, cut.start);
    } finally {
      cursor.delete();
    }
  } finally {
    tree.delete();
  }
  const builder = new RustBuilder(flat, masked);
  const items = builder.itemsIn(flat.root);
  for (const error of builder.errors) {
    errors.push(error);
  }
  const [only] = items;
  if (only !== undefined && items.length === 1) {
    // Words that the grammar does not see belong to it too.
    return [{ ...only, start: cut.start, end: cut.end }];
  }
  if (items.length === 0 && text.trim() !== ";") {
    if (builder.errors.length === 0) {
      errors.push(cut);
    }
    return unread(cut).items;
  }
  return items;
}

/** `macro name($a:expr) { ... }` of nightly Rust, which the grammar does not know. */
function declarativeMacro({ source, tokens, attributes }: MaskedRust, cut: Span): RustItem | undefined {
  const at = headToken(source, tokens, cut);
  const start = tokens.starts[at] ?? cut.end;
  const name = { start: tokens.starts[at + 1] ?? cut.end, end: tokens.ends[at + 1] ?? cut.end };
  if (source.slice(start, tokens.ends[at]) !== "macro" || tokens.kinds[at + 1] !== TokenKind.identifier) {
    return undefined;
  }
  const last = lowerBound(tokens.starts, tokens.count, cut.end);
  return {
    kind: "macro-rules",
    ...cut,
    head: start,
    attributes: [...attributes.values()].flat().filter(({ isInner }) => !isInner),
    isPublic: /\bpub\b/.test(source.slice(cut.start, start)),
    name: source.slice(name.start, name.end),
    nameSpan: name,
    tokens: rustTokens(source, tokens, at + 2, last),
  };
}

/** `#![...]`, or attributes that stand on nothing yet. */
function attributesAlone(masked: MaskedRust, cut: Span): RustItem {
  const attributes = [...masked.attributes.values()].flat();
  const base = { ...cut, head: cut.end, attributes, isPublic: false };
  return attributes.length > 0 && attributes.every(({ isInner }) => isInner)
    ? { kind: "inner-attribute", ...base }
    : { kind: "unknown-item", ...base, children: [] };
}

/** UTF-16 units, and tokens between two of `;`, `,`, `{` and `}`: as in `limits.ts`. */
const maximumLength = 2 << 20;
const maximumRun = 6000;

/** Whether a text is not to be read: it is generated data, or an attack. */
function isTooLarge(text: string, tokens: Tokens): boolean {
  if (text.length > maximumLength) {
    return true;
  }
  let runStart = 0;
  for (let index = 0; index < tokens.count; index++) {
    const character = text[tokens.starts[index] as number] as string;
    if (tokens.kinds[index] === TokenKind.punctuator && ";,{}".includes(character)) {
      runStart = index + 1;
    } else if (index - runStart >= maximumRun) {
      return true;
    }
  }
  return false;
}

/** What stands for a text that was not read: something broken in which nothing is found. */
function unread(span: Span): RustItemSyntax {
  return {
    items: [{ kind: "unknown-item", ...span, head: span.start, attributes: [], isPublic: false, children: [] }],
    errors: [span],
  };
}
