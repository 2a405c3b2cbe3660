/** Parses Rust for the tests of this folder, and writes syntax as short text. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { RustItem, RustItemSyntax, RustNode } from "../../../server/src/syntax/rust/ast.ts";
import { cutItems } from "../../../server/src/syntax/rust/cutter.ts";
import { createRustParser } from "../../../server/src/syntax/rust/parser.ts";
import { rustChildren } from "../../../server/src/syntax/rust/walk.ts";

const require = createRequire(import.meta.url);
const folder = (name: string): string =>
  dirname(require.resolve(`${name}/package.json`, { paths: [import.meta.dirname] }));
const parser = await createRustParser({
  runtime: new Uint8Array(readFileSync(join(dirname(require.resolve("web-tree-sitter")), "web-tree-sitter.wasm"))),
  rust: new Uint8Array(readFileSync(join(folder("tree-sitter-rust"), "tree-sitter-rust.wasm"))),
});

/** The syntax of a text that is one item. */
export const parse = (text: string): RustItemSyntax => parser.parse(text);

/** The only item of a text. */
export function item(text: string): RustItem {
  const { items, errors } = parse(text);
  if (items.length !== 1 || errors.length > 0) {
    throw new Error(`not one item: ${JSON.stringify({ items, errors })}`);
  }
  return items[0] as RustItem;
}

/** Each item of a file with its syntax. */
export function* fileItems(text: string): Generator<{ readonly text: string; readonly syntax: RustItemSyntax }> {
  for (const { start, end } of cutItems(text, 0)) {
    yield { text: text.slice(start, end), syntax: parse(text.slice(start, end)) };
  }
}

/** A body's statements as nested kinds and names: `(call f (path x))`. */
export function dump(statements: string): string {
  const made = item(`fn f() { ${statements} }`);
  if (made.kind !== "function" || made.body === undefined) {
    throw new Error("no function");
  }
  return rustChildren(made.body).map(print).join(" ");
}

export function print(node: RustNode): string {
  const below = rustChildren(node).map(print);
  return `(${[node.kind, ...marks(node), ...below].join(" ")})`;
}

function marks(node: RustNode): string[] {
  switch (node.kind) {
    case "path":
      return [node.path.segments.join("::")];
    case "literal":
      return [node.text];
    case "method-call":
    case "field":
      return [`.${node.name}`];
    case "unary":
    case "binary":
    case "assign":
    case "range":
      return [node.op];
    case "reference":
      return [`&${node.isRaw ? "raw " : ""}${node.isMutable ? "mut" : ""}`];
    case "cast":
      return [node.type.text];
    case "struct-expr":
      return [node.path?.segments.join("::") ?? "", ...node.fields.map(({ name }) => `${name}:`)];
    case "block":
      return [node.mode, ...(node.label === undefined ? [] : [node.label]), ...(node.tail === undefined ? [] : ["="])];
    case "let":
    case "let-condition":
      return [node.pattern.text];
    case "match":
      return node.arms.map(({ pattern }) => `${pattern.text}=>`);
    case "loop":
      return [node.loop, ...(node.label === undefined ? [] : [node.label])];
    case "closure":
      return [`|${node.parameters.map(({ pattern }) => pattern.text).join()}|`];
    case "jump":
      return [node.jump, ...(node.label === undefined ? [] : [node.label])];
    case "macro-call":
      return [`${node.path.segments.join("::")}!`, node.tokens.map(({ text }) => text).join(" ")];
    default:
      return "name" in node ? [node.name] : [];
  }
}
