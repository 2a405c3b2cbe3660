/** What the kernel's loader (kernel/module/main.c) does with the sections of a module. */

import type { ElfSection } from "./elf.ts";

/**
 * - `init`: freed once the module's init function has returned
 * - `exit`: code and data for unloading; a kernel that cannot unload modules frees it with `init`, or does not load it
 * - `ro-after-init`: written to by init alone, then read-only
 * - `per-cpu`: what each processor gets a copy of
 * - `not-loaded`: read when the module is loaded, or by tools alone
 * - `module`: there as long as the module is
 */
export type SectionLife = "init" | "exit" | "ro-after-init" | "per-cpu" | "not-loaded" | "module";

/** SHF_ALLOC. */
const loaded = 2;

/** Marked as loaded in the file; the loader knows better. */
const readOnly: ReadonlySet<string> = new Set([".modinfo", "__versions", "__version_ext_crcs", "__version_ext_names"]);

export function lifeOf({ name, flags }: Pick<ElfSection, "name" | "flags">): SectionLife {
  if ((flags & loaded) === 0 || readOnly.has(name)) return "not-loaded";
  if (/^(?:\.ARM\.ex(?:idx|tab))?\.init/.test(name)) return "init";
  if (/^(?:\.ARM\.ex(?:idx|tab))?\.exit/.test(name)) return "exit";
  if (name === ".data..ro_after_init" || name === "__jump_table") return "ro-after-init";
  return name === ".data..percpu" ? "per-cpu" : "module";
}
