// Turns the tables of server/data into the modules under server/src/facts/generated.
import { packTable } from "./pack.ts";
import { parseTable } from "./table.ts";
import { shippedTables } from "./tables.ts";

export const generatedFactsFolder = "server/src/facts/generated";

/**
 * All generated modules: path from the repository's root to content.
 * `readTsv` gives the text of server/data/`name`.tsv. Throws when a table is malformed.
 */
export function generateFacts(readTsv: (name: string) => string): Map<string, string> {
  return new Map(
    shippedTables.map((spec) => [
      `${generatedFactsFolder}/${spec.file}.ts`,
      packTable(spec, parseTable(spec.file, readTsv(spec.file))),
    ]),
  );
}
