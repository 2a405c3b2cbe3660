/** Imports that are found by their number alone. */
import type { Finding } from "../findings.ts";
import { importName, isKernelItself, type WindowsJudgement } from "./context.ts";

/** Of the kernel alone: others may have promised their ordinals. */
export function* ordinalImports({ contents }: WindowsJudgement): Iterable<Finding> {
  const seen = new Set<number>();
  for (const { module, functions } of contents.imports.filter((one) => isKernelItself(one.module.toLowerCase()))) {
    for (const imported of functions) {
      if (imported.ordinal === undefined || seen.has(imported.ordinal)) continue;
      seen.add(imported.ordinal);
      yield {
        rule: "image-ordinal-import",
        severity: "warning",
        message: `A function of ${module} is imported by its ordinal, ${imported.ordinal}`,
        why:
          "Ordinals of the kernel are another in every build of Windows: the driver calls a function that it does not " +
          "mean, or does not load (STATUS_DRIVER_ORDINAL_NOT_FOUND).",
        remedy:
          "Import it by its name: link with the kit's ntoskrnl.lib, or leave the @ and its number out of the .def file",
        instead: [],
        import: { module, name: importName(imported) },
      };
    }
  }
}
