// Functions and macros that tell at run time whether the running system has something.
import { oneOf } from "./cells.ts";
import type { versionChecksTable } from "./generated/version-checks.ts";
import { openTable } from "./packed.ts";

/** `version` asks for the system's version, `presence` whether a function is there, `lookup` for its address. */
export type VersionCheck = "version" | "presence" | "lookup";

/** The lookup by exact name; undefined for names that check nothing. Fact source: server/data/version-checks.tsv. */
export function versionCheckLookup(packed: typeof versionChecksTable): (name: string) => VersionCheck | undefined {
  const table = openTable(packed);
  return (name) => {
    const row = table.find(name);
    return row < 0 ? undefined : (oneOf(table.cell(row, "kind"), ["presence", "lookup"]) ?? "version");
  };
}
