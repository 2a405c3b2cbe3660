/** Parses source texts for the tests of this folder, as they are or with a side table. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { DeclarationSyntax } from "../../../server/src/syntax/ast.ts";
import { createDeclarationParser } from "../../../server/src/syntax/parser.ts";
import { print } from "../../../server/src/syntax/print.ts";
import type { SideTable } from "../../../server/src/syntax/side-table.ts";
import type { Language } from "../../../server/src/syntax/tokens.ts";

const require = createRequire(import.meta.url);

const packageFile = (name: string, file: string): Uint8Array => {
  const main = require.resolve(`${name}/package.json`, { paths: [import.meta.dirname] });
  return readFileSync(join(dirname(main), file));
};

export const wasm = {
  runtime: new Uint8Array(readFileSync(join(dirname(require.resolve("web-tree-sitter")), "web-tree-sitter.wasm"))),
  c: packageFile("tree-sitter-c", "tree-sitter-c.wasm"),
  cpp: packageFile("tree-sitter-cpp", "tree-sitter-cpp.wasm"),
};

const parser = await createDeclarationParser(wasm);

export function parse(text: string, language: Language = "c", side: SideTable = []): DeclarationSyntax {
  return parser.parse({ text, side }, language);
}

/** The dump of a text's declarations, one a line. */
export function dump(text: string, language: Language = "c", side: SideTable = []): string {
  const { decls, errors } = parse(text, language, side);
  return [...decls.map(print), ...(errors.length > 0 ? [`errors: ${errors.length}`] : [])].join("\n");
}

/** The dump of statements in a function's body. */
export function dumpBody(statements: string, language: Language = "c"): string {
  const text = dump(`void f(void) { ${statements} }`, language);
  return text.replace(/^\(function <void> f \[\] \{(.*)\}\)/s, "$1");
}
