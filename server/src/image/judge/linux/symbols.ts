/** Symbols that a kernel module imports, held against what the kernel that it is for exports. */
import type { UndefinedSymbol } from "../../../binary/elf-module.ts";
import type { SymversEntry } from "../../../binary/symvers.ts";
import { type ElfContents, infoOf } from "../../read/elf/contents.ts";
import { isGplCompatible } from "../../read/elf/module-groups.ts";
import { moduleOf } from "../../read/elf/symbols.ts";
import { hex } from "../../read/values.ts";
import type { Finding } from "../findings.ts";
import { isOfTheLinker, type ModuleJudgement } from "./context.ts";
import { helperFinding } from "./helpers.ts";

export function* symbols(judgement: ModuleJudgement): Iterable<Finding> {
  const { contents, symvers } = judgement;
  const isOpen = infoOf(contents, "license").every(isGplCompatible) && infoOf(contents, "license").length > 0;
  const namespaces = new Set(infoOf(contents, "import_ns"));
  for (const symbol of contents.undefinedSymbols) {
    if (isOfTheLinker(symbol.name)) continue;
    const exported = symvers?.symbols.get(symbol.name);
    if (exported === undefined) {
      yield* missing(symbol, judgement);
      continue;
    }
    if (!isOpen && exported.license === "EXPORT_SYMBOL_GPL" && !symbol.isWeak)
      yield gplOnly(symbol, exported, contents);
    if (symbol.crc !== undefined && exported.crc !== 0 && symbol.crc !== exported.crc) {
      yield otherVersion(symbol.name, symbol.crc, exported);
    }
    if (isClosed(exported.namespace, namespaces)) yield namespace(symbol.name, exported);
  }
}

/** What begins with "module:" names the modules that may import it. */
const isClosed = (name: string | undefined, imported: ReadonlySet<string>): boolean =>
  name !== undefined && !name.startsWith("module:") && !imported.has(name);

/** Without a Module.symvers only what no kernel exports is certain. */
function* missing(symbol: UndefinedSymbol, judgement: ModuleJudgement): Iterable<Finding> {
  const { contents, facts, isWhole, isOfKernelAlone, symvers } = judgement;
  const { name, isWeak } = symbol;
  if (isWeak) return;
  const link = { import: { module: "", name } };
  const refused = `insmod says "Unknown symbol in module", and dmesg "Unknown symbol ${name} (err -2)": the module is not loaded.`;
  const api = facts.linuxUserSpace(name);
  // Where modpost wrote down versions and none of this one, it was missing when the module was built.
  const isUnversioned = symbol.crc === undefined && (isOfKernelAlone || contents.versions.size > 0);
  if (api?.certainty === "high" && isUnversioned) {
    yield {
      rule: "image-user-space-symbol",
      severity: "error",
      message: `${name} is a function of the C library (${api.header}): no kernel exports it`,
      why: refused,
      remedy:
        api.kernelEquivalents.length > 0
          ? `Call what the kernel has in its place${api.note === undefined ? "" : ` (${api.note})`}`
          : (api.note ?? "Leave this to a program that talks to the module"),
      instead: [...api.kernelEquivalents],
      ...link,
    };
    return;
  }
  const helper = isUnversioned ? helperFinding(name, contents.image.machine, refused) : undefined;
  if (helper !== undefined) {
    yield { ...helper, ...link };
  } else if (isWhole && symvers !== undefined) {
    yield {
      rule: "image-unknown-symbol",
      severity: "error",
      message: `${name} is exported neither by the kernel nor by a module of the given Module.symvers`,
      why: refused,
      remedy:
        "Export it where it is defined (EXPORT_SYMBOL), build for a kernel that has it, or give kbuild the Module.symvers " +
        "of the module that exports it (KBUILD_EXTRA_SYMBOLS)",
      instead: [],
      ...link,
    };
  }
}

function gplOnly({ name }: UndefinedSymbol, { module }: SymversEntry, contents: ElfContents): Finding {
  const licenses = infoOf(contents, "license");
  const own = licenses.length === 0 ? "none" : `"${licenses.join('", "')}"`;
  return {
    rule: "image-gpl-symbol",
    severity: "error",
    message: `${name} of ${moduleOf(module)} is exported for modules under the GPL alone; the licence of this one is ${own}`,
    why: `The kernel hides such symbols from other modules: insmod says "Unknown symbol in module", dmesg "Unknown symbol ${name} (err -2)".`,
    remedy:
      "Say MODULE_LICENSE with a licence that is compatible with the GPL, if the module is under one, or do without the symbol",
    instead: [],
    import: { module: moduleOf(module), name },
  };
}

function otherVersion(name: string, crc: number, { crc: exported, module }: SymversEntry): Finding {
  return {
    rule: "image-symbol-version",
    severity: "error",
    message: `${name} has the version ${hex(crc, 8)} in this module and ${hex(exported, 8)} in ${moduleOf(module)}`,
    why: `The module was built for another kernel, whose ${name} has other types: dmesg says "disagrees about version of symbol ${name}", insmod "Invalid parameters".`,
    remedy:
      "Build the module with the headers, the configuration and the Module.symvers of the kernel that it is loaded into",
    instead: [],
    import: { module: moduleOf(module), name },
  };
}

function namespace(name: string, { module, namespace: wanted }: SymversEntry): Finding {
  return {
    rule: "image-namespace",
    severity: "warning",
    message: `${name} of ${moduleOf(module)} is in the namespace ${wanted}, which the module does not import`,
    why: `A kernel without CONFIG_MODULE_ALLOW_MISSING_NAMESPACE_IMPORTS does not load it: dmesg says "module uses symbol (${name}) from namespace ${wanted}, but does not import it", insmod "Invalid parameters".`,
    remedy: `Say MODULE_IMPORT_NS(${wanted}) in one of its sources, in quotes from Linux 6.13 on`,
    instead: [],
    import: { module: moduleOf(module), name },
  };
}
