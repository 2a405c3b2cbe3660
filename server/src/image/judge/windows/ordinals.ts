/** Imports that are found by their number alone. */
import type { Finding } from "../findings.ts";
import { importName, isKernelItself, loadedImports, type WindowsJudgement } from "./context.ts";

/** Of the kernel alone: others may have promised their ordinals. */
export function* ordinalImports(judgement: WindowsJudgement): Iterable<Finding> {
  const seen = new Set<string>();
  for (const { module, functions } of loadedImports(judgement)) {
    const file = module.toLowerCase();
    if (!isKernelItself(file)) continue;
    for (const imported of functions) {
      const key = `${file}\0${imported.ordinal}`;
      if (imported.ordinal === undefined || seen.has(key)) continue;
      seen.add(key);
      yield {
        rule: "image-ordinal-import",
        severity: "warning",
        message: `A function of ${module} is imported by its ordinal, ${imported.ordinal}`,
        why:
          "Ordinals of the kernel are another in every build of Windows: the driver calls a function that it does not " +
          "mean, or does not load (STATUS_DRIVER_ORDINAL_NOT_FOUND).",
        remedy: "Import it by its name: link with the kit's ntoskrnl.lib, or take @number NONAME out of the .def file",
        instead: [],
        import: { module, name: importName(imported) },
      };
    }
  }
}
