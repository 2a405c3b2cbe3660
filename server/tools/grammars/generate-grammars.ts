// Writes the grammars of `syntaxes/`: their rules are here, the names that they know are in server/data.
import { linuxAttributes, linuxAttributesWithArguments } from "../../src/syntax/mask/vocabulary.ts";
import { columnIndex, parseTable } from "../facts/table.ts";
import { grammarText } from "./grammar.ts";
import { infGrammar } from "./inf.ts";
import { kernelGrammar } from "./kernel-c.ts";

const folder = "syntaxes";

/**
 * The grammars by their path. `readTsv` gives the text of server/data/`name`.tsv.
 * @throws where a table is malformed
 */
export function generateGrammars(readTsv: (name: string) => string): ReadonlyMap<string, string> {
  /** The rows of a table as objects. */
  const rows = (name: string, ...columns: readonly string[]): readonly (readonly string[])[] => {
    const table = parseTable(name, readTsv(name));
    const indices = columns.map((column) => columnIndex(name, table, column));
    return table.rows.map((row) => indices.map((index) => row[index] ?? ""));
  };
  const roles = rows("callbacks", "name", "pointer_type", "role").filter(([, , role]) => role === "callback");
  const kinds = new Set(["pool-type", "pool-type-bit", "pool-flag", "page-priority"]);
  const kernel = kernelGrammar({
    roleTypes: roles.flatMap(([name = "", pointer = ""]) => [name, pointer]).filter((name) => name !== ""),
    poolKinds: rows("pool-types", "name", "kind").flatMap(([name = "", kind = ""]) => (kinds.has(kind) ? [name] : [])),
    bugChecks: rows("bug-checks", "name").flat(),
    linuxAttributes: `${linuxAttributes} ${linuxAttributesWithArguments}`.split(/\s+/),
  });
  const inf = infGrammar({
    directives: rows("inf-directives", "name", "sections").map(([name = "", sections = ""]) => ({ name, sections })),
    suffixes: rows("inf-sections", "name", "kind").flatMap(([name = "", kind]) => (kind === "suffix" ? [name] : [])),
  });
  return new Map([
    [`${folder}/kernel-c.tmLanguage.json`, grammarText(kernel)],
    [`${folder}/inf.tmLanguage.json`, grammarText(inf)],
  ]);
}
