/** Functions that are imported from the kernel, and that it is not known to export. */
import type { Facts } from "../../../facts/index.ts";
import type { Finding } from "../findings.ts";
import { isKernelItself, type NamedImport, namedImports, type WindowsJudgement } from "./context.ts";

export function* kernelImports(judgement: WindowsJudgement): Iterable<Finding> {
  const { facts } = judgement;
  for (const imported of namedImports(judgement)) {
    if (!isKernelItself(imported.file)) continue;
    const exporters = facts.kernelExport(imported.name);
    if (exporters.some((module) => isKernelItself(module) || module === "crt")) continue;
    const documented = facts.functionContract(imported.name);
    if (exporters.length > 0) {
      // Windows moves functions between its modules: the reference may know of it.
      if (!documented?.dlls.some((dll) => /ntos|hal\.dll/i.test(dll))) yield ofOtherModule(imported, exporters, facts);
      continue;
    }
    const isKnown =
      documented !== undefined ||
      facts.deprecation(imported.name) !== undefined ||
      facts.userMode(imported.name)?.certainty === "high";
    if (!isKnown) yield unknown(imported, facts);
  }
}

function ofOtherModule({ module, name }: NamedImport, exporters: readonly string[], facts: Facts): Finding {
  const page = facts.functionContract(name)?.page;
  return {
    rule: "image-other-module",
    severity: "warning",
    message: `${name} is imported from ${module}, but ${exporters.join(" and ")} ${exporters.length === 1 ? "is" : "are"} known to export it`,
    why:
      "Where a module does not export what a driver imports from it, the loader refuses the driver " +
      "(STATUS_DRIVER_ENTRYPOINT_NOT_FOUND, error 127).",
    remedy: `Link with the import library of ${exporters[0]}`,
    instead: exporters.map((exporter) => `${name} of ${exporter}`),
    import: { module, name },
    ...(page === undefined ? {} : { page }),
  };
}

/** The lists are of Windows 7 to 8.1 and of the reference: what is newer and undocumented is in neither. */
function unknown({ module, name }: NamedImport, facts: Facts): Finding {
  const near = nearNames(name).filter((other) => facts.kernelExport(other).some(isKernelItself));
  return {
    rule: "image-unknown-import",
    severity: "info",
    message:
      near.length === 0
        ? `${name} of ${module} is documented nowhere, and not among the exports that are known`
        : `${name} of ${module} is not among the exports that are known; ${near.join(" and ")} ${near.length === 1 ? "is" : "are"}`,
    why:
      "What is not documented may change with any build of Windows, or be gone: the driver would not load there " +
      "(STATUS_DRIVER_ENTRYPOINT_NOT_FOUND). It is no error where this Windows has it.",
    remedy: "Call what is documented, or ask MmGetSystemRoutineAddress for it and do without where it is missing",
    instead: near,
    import: { module, name },
  };
}

/** What somebody may have meant: the other prefix of a system service, and without what compilers put before and behind. */
function nearNames(name: string): string[] {
  const other = name.startsWith("Nt") ? `Zw${name.slice(2)}` : name.startsWith("Zw") ? `Nt${name.slice(2)}` : name;
  const bare = name.replace(/^_+/, "").replace(/@\d+$/, "");
  const ending = name.replace(/(?:Ex\d?|[AW2])$/, "");
  return [...new Set([other, bare, `_${name}`, ending])].filter((one) => one !== name && one.length > 2);
}
