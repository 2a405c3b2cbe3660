/** Composition for Node: the parser with its wasm files beside the bundle, facts and rules, as one set of engine parts. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { lateParser } from "../engine/grammars.ts";
import type { EngineParts } from "../engine/unit-session.ts";
import { loadFacts } from "../facts/index.ts";
import { rules } from "../rules/index.ts";
import { maskDeclaration } from "../syntax/mask/mask.ts";
import { createDeclarationParser } from "../syntax/parser.ts";
import { createRustParser } from "../syntax/rust/parser.ts";

/** @param wasmFolder URL of the folder that holds the runtime and the grammars */
export async function loadParts(wasmFolder: URL): Promise<EngineParts> {
  const wasm = (name: string): Uint8Array => readFileSync(fileURLToPath(new URL(name, wasmFolder)));
  const parser = await createDeclarationParser({
    runtime: wasm("web-tree-sitter.wasm"),
    c: wasm("tree-sitter-c.wasm"),
    cpp: wasm("tree-sitter-cpp.wasm"),
  });
  return {
    facts: loadFacts(),
    rules,
    reader: { mask: maskDeclaration, parse: (masked, language) => parser.parse(masked, language) },
    rust: lateParser(() =>
      createRustParser({ runtime: wasm("web-tree-sitter.wasm"), rust: wasm("tree-sitter-rust.wasm") }),
    ),
  };
}
