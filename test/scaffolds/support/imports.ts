/** What a linked driver takes from other modules, and whether the kernel has it. */
import { kernelExports } from "./kernel-exports.ts";
import { tool } from "./mingw.ts";

/** Names by the file name of the module, in lower case, that they are imported from. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** The import tables of a PE image. */
export function importsOf(image: string): Imports {
  const imports = new Map<string, string[]>();
  let names: string[] | undefined;
  for (const line of tool("objdump", ["-p", image]).split("\n")) {
    const module = /^\s*DLL Name: (\S+)/.exec(line)?.[1];
    if (module !== undefined) {
      names = [];
      imports.set(module.toLowerCase(), names);
    }
    // Address, ordinal, name; a blank line ends a module's.
    const name = /^\s*[\da-f]+\s+(?:<none>\s+)?[\da-f]+\s+(?:[\da-f]+\s+)?([A-Za-z_]\w*)\s*$/.exec(line)?.[1];
    if (name !== undefined) {
      names?.push(name);
    }
    if (line.trim() === "") {
      names = undefined;
    }
  }
  return imports;
}

/** "user32.dll!MessageBoxW" for each import that no module of the kernel exports; empty is good. */
export function notOfKernel(imports: Imports): readonly string[] {
  const exported = kernelExports();
  return [...imports].flatMap(([module, names]) =>
    names.filter((name) => !exported.get(module)?.has(name)).map((name) => `${module}!${name}`),
  );
}
