/** What modules of the kernel export, as `server/data` has it: what drivers of tests may be linked with. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const table = join(import.meta.dirname, "../../../server/data/kernel-exports.tsv");

/** Names by module: "ntoskrnl.exe". */
export function kernelExports(): ReadonlyMap<string, ReadonlySet<string>> {
  const exported = new Map<string, Set<string>>();
  for (const line of readFileSync(table, "utf8").split("\n").slice(1)) {
    const [name = "", module = ""] = line.split("\t");
    // What a driver links statically is no import.
    if (module !== "crt" && module !== "") {
      exported.set(module, (exported.get(module) ?? new Set()).add(name));
    }
  }
  return exported;
}
