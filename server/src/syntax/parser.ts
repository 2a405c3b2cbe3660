/** Parses masked declarations with tree-sitter's C and C++ grammars; trees live no longer than one call. */
import { Parser, Language as TreeSitterLanguage } from "web-tree-sitter";
import type { DeclarationSyntax, Expr, Span } from "./ast.ts";
import { buildDeclaration, builderTables } from "./build/build.ts";
import { type Dispatch, resolveDispatch } from "./build/builder.ts";
import { FlatTree } from "./build/flat-tree.ts";
import { type Grammar, readGrammar } from "./build/grammar.ts";
import type { MaskedDeclaration } from "./mask/masked.ts";
import { type ParseBudget, parseWithinBudget } from "./parse-budget.ts";
import type { SideTable } from "./side-table.ts";
import type { Language } from "./tokens.ts";

/** The bytes of tree-sitter's runtime and of the two grammars, compiled to WebAssembly. */
export interface GrammarBytes {
  readonly runtime: Uint8Array;
  readonly c: Uint8Array;
  readonly cpp: Uint8Array;
}

export interface DeclarationParser {
  /**
   * Parses one declaration. Never throws: what the grammar does not read, and a declaration that takes too long, comes
   * back with spans in `errors`.
   */
  parse(masked: MaskedDeclaration, language: Language): DeclarationSyntax;
  /** Frees the parsers. No call to `parse` may follow. */
  dispose(): void;
}

/** Ordinary code takes a step for 25 to 50 characters, garbage one for 10; nothing good takes one for 2. */
const ordinaryBudget: ParseBudget = (length) => 2000 + length / 2;

/** Loads the runtime (once a process, whoever asks first gives its bytes) and both grammars; rejects for bad bytes. */
export async function createDeclarationParser(
  wasm: GrammarBytes,
  budget: ParseBudget = ordinaryBudget,
): Promise<DeclarationParser> {
  // Its address is of no use, but is made where it is not given, and in a worker from a blob that fails.
  await Parser.init({ wasmBinary: wasm.runtime, locateFile: (name: string) => name });
  const tools: Record<Language, GrammarTools> = { c: await load(wasm.c, budget), cpp: await load(wasm.cpp, budget) };
  const flat = new FlatTree();
  return {
    parse: (masked, language) => parse(tools[language], flat, masked, language),
    dispose() {
      tools.c.parser.delete();
      tools.cpp.parser.delete();
    },
  };
}

interface GrammarTools {
  readonly parser: Parser;
  readonly grammar: Grammar;
  readonly dispatch: Dispatch;
  readonly budget: ParseBudget;
}

async function load(bytes: Uint8Array, budget: ParseBudget): Promise<GrammarTools> {
  const language = await TreeSitterLanguage.load(bytes);
  const grammar = readGrammar(language);
  const parser = new Parser().setLanguage(language);
  return { parser, grammar, dispatch: resolveDispatch(builderTables, grammar), budget };
}

function parse(tools: GrammarTools, flat: FlatTree, masked: MaskedDeclaration, language: Language): DeclarationSyntax {
  const filters = parseFilters(tools, flat, masked.side, language);
  const { decls, errors } = parseText(tools, flat, masked, language, filters.exprs);
  return { decls, errors: filters.errors.length === 0 ? errors : [...errors, ...filters.errors] };
}

function parseText(
  tools: GrammarTools,
  flat: FlatTree,
  masked: MaskedDeclaration,
  language: Language,
  filters: ReadonlyMap<number, Expr>,
): DeclarationSyntax {
  const tree = parseWithinBudget(tools.parser, tools.budget, masked.text);
  if (tree === undefined) {
    return notParsed(masked);
  }
  try {
    const cursor = tree.walk();
    try {
      flat.read(cursor, tools.grammar, tree.rootNode.hasError);
    } finally {
      cursor.delete();
    }
  } finally {
    tree.delete();
  }
  return buildDeclaration(flat, tools.dispatch, masked, language, filters);
}

/** What makes a declaration of a filter; shorter than the `except(` in whose place it is put. */
const beforeFilter = "T x=";

/** The filters that were blanked together with their keyword, each parsed alone at its place. */
function parseFilters(
  tools: GrammarTools,
  flat: FlatTree,
  side: SideTable,
  language: Language,
): { exprs: ReadonlyMap<number, Expr>; errors: readonly Span[] } {
  const exprs = new Map<number, Expr>();
  const errors: Span[] = [];
  for (const record of side) {
    if (record.kind !== "seh" || record.filter === undefined || record.filterText === undefined) {
      continue;
    }
    const { filter, filterText } = record;
    const text = `${beforeFilter.padStart(filter.start)}${filterText};`;
    const syntax = parseText(tools, flat, { text, side: [] }, language, new Map());
    const [decl] = syntax.decls;
    if (decl?.kind === "variable" && decl.init !== undefined) {
      exprs.set(record.block, decl.init);
    }
    errors.push(...syntax.errors.map((error) => ({ start: error.start, end: Math.min(error.end, filter.end) })));
  }
  return { exprs, errors };
}

function notParsed({ text }: MaskedDeclaration): DeclarationSyntax {
  const span = { start: 0, end: text.length };
  return { decls: [{ kind: "other", ...span, text, children: [] }], errors: [span] };
}
