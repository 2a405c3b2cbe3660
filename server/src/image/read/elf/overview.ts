/** The headers of a file of Linux, and by what its debug information is found. */
import { elfTypeNames, osAbiNames } from "../../../binary/elf-names.ts";
import type { PropertyGroup } from "../../report.ts";
import { hex, listed, row } from "../values.ts";
import type { ElfContents } from "./contents.ts";

export function headerGroup({ image, kind, dynamic }: ElfContents): PropertyGroup {
  return {
    id: "headers",
    title: "Headers",
    properties: [
      ...row("Machine", `${kind.machine} (${image.machine})`),
      ...row("Format", `ELF of ${image.is64 ? 64 : 32} bits, ${image.isLittle ? "lowest" : "highest"} byte first`),
      ...row("Type", elfTypeNames.get(image.type) ?? String(image.type)),
      ...row("System", osAbiNames.get(image.osAbi) ?? String(image.osAbi)),
      ...row("Entry point", image.entry === 0n ? undefined : hex(image.entry)),
      ...row("Flags", image.flags === 0 ? undefined : hex(image.flags, 8)),
      ...row("Sections", String(image.claimedSections)),
      ...row("Name", dynamic?.name),
      ...row("Needs", listed(dynamic?.needed ?? [], 30)),
      ...row("Searched for libraries", dynamic?.paths.join(", ")),
    ],
  };
}

export function debugGroup({ debug }: ElfContents): PropertyGroup[] {
  const properties = [
    ...row("Build ID", debug.buildId, { meaning: "By it debuggers and debuginfod find the debug information." }),
    ...row("Kernel's build salt", debug.buildSalt),
    ...row("Debug information", debug.dwarf.length === 0 ? "none" : `${debug.dwarf.length} sections of DWARF`),
    ...row("Moved to", debug.debugLink?.name),
    ...row("Types for BPF (BTF)", debug.hasBtf ? "yes" : "no"),
    ...row("Compilers", listed(debug.compilers, 5)),
  ];
  return [{ id: "debug", title: "Debug information", properties }];
}
