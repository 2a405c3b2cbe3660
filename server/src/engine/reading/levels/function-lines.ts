/** The lines of a function and what stands on them, as far as the function's own text says: kept while that stands. */
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { Span, Stmt } from "../../../syntax/ast.ts";
import type { SourceDocument } from "../../../syntax/document.ts";
import { walk } from "../../../syntax/walk.ts";
import { type LineTable, lineTable } from "../../lines.ts";

/** Two lines, both included, counted from 0 in the function's first. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

export interface FunctionLines {
  readonly count: number;
  /** The lines of a span of the function's nodes, without white space at its end. */
  of(span: Span): Lines;
  /** The lines of its statements, of those that hold others their first; labels are none. */
  readonly statements: readonly Lines[];
  /** Where its labels and cases begin, offsets of its nodes: control may come to what stands behind them from elsewhere. */
  readonly labels: ReadonlySet<number>;
  /** Lines with code that is not compiled, by what the function's file says of its tokens. */
  skipped(document: SourceDocument): ReadonlySet<number>;
}

export const functionLines: FunctionAnalysis<unknown, FunctionLines> = {
  run(fn) {
    const { definition } = fn;
    const text = fn.text(definition);
    const table = lineTable(text);
    const of = ({ start, end }: Span): Lines => {
      const from = start - definition.start;
      const written = text.slice(from, end - definition.start).trimEnd().length;
      return { first: lineAt(table, from), last: lineAt(table, from + Math.max(0, written - 1)) };
    };
    const statements = statementsOf(fn);
    let skipped: ReadonlySet<number> | undefined;
    return {
      count: table.count,
      of,
      statements: statements
        .filter(({ kind }) => !isLabel(kind))
        .map((node) => {
          const { first, last } = of(node);
          return { first, last: plain.has(node.kind) ? last : first };
        }),
      labels: new Set(statements.filter(({ kind }) => isLabel(kind)).map(({ start }) => start)),
      skipped(document) {
        skipped ??= skippedLines(fn, table, document);
        return skipped;
      },
    };
  },
};

const lineAt = (table: LineTable, offset: number): number => table.positionAt(offset).line - 1;

/** Statements that hold no others. */
const plain: ReadonlySet<Stmt["kind"]> = new Set<Stmt["kind"]>([
  "expr",
  "decl",
  "return",
  "break",
  "continue",
  "goto",
  "leave",
  "asm",
]);

const isLabel = (kind: Stmt["kind"]): boolean => kind === "label" || kind === "case";

const holders: ReadonlySet<string> = new Set<Stmt["kind"]>([
  "if",
  "while",
  "do",
  "for",
  "range-for",
  "switch",
  "case",
  "label",
  "seh-try",
  "cpp-try",
  "unknown-stmt",
]);

function statementsOf(fn: FunctionModel): readonly Stmt[] {
  const found: Stmt[] = [];
  walk(fn.definition.body, (node) => {
    if (holders.has(node.kind) || plain.has(node.kind as Stmt["kind"])) {
      // Both sets hold kinds of statements alone.
      found.push(node as Stmt);
    }
    return undefined;
  });
  return found;
}

function skippedLines(fn: FunctionModel, table: LineTable, document: SourceDocument): ReadonlySet<number> {
  const lines = new Set<number>();
  const { start, end } = fn.definition;
  const [from, to] = [fn.anchor.start + start, fn.anchor.start + end];
  let token = document.tokenAt(from);
  while (token !== undefined && token.start < to) {
    if (!token.live) {
      for (let line = lineAt(table, token.start - from); line <= lineAt(table, token.end - 1 - from); line++) {
        lines.add(line);
      }
    }
    token = document.token(token.index + 1);
  }
  return lines;
}
