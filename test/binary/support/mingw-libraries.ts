/** The DLLs that programs of mingw-w64 run with (Debian: gcc-mingw-w64, which mingw-w64 needs), for either machine. */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { machines, output } from "./toolchain.ts";

export function mingwLibraries(): readonly string[] {
  return machines.flatMap(({ prefix }) => {
    const [ofCompiler, threads] = ["libgcc.a", "libwinpthread-1.dll"].map((name) =>
      output(`${prefix}gcc`, [`-print-file-name=${name}`]).trim(),
    );
    return [...new Set([ofCompiler, threads].map((path) => dirname(path!)))].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".dll"))
        .toSorted()
        .map((name) => join(folder, name)),
    );
  });
}
