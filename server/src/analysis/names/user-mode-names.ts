/** Whether a name that a DLL of user mode exports means that function in kernel code. */
import type { Facts, UserModeName } from "../../facts/index.ts";
import type { FileModel } from "../../model/file.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import { everyHeaderKnown } from "./headers.ts";

/**
 * Asked of a name that nobody in the unit has. Names that are only known from the exports of DLLs count where the kernel
 * has no such name and no header of the file is a stranger, which could declare one. Constants are written in capitals,
 * and no DLL exports such names.
 */
export function isUserModeOnly(
  { name, certainty }: UserModeName,
  file: FileModel,
  unit: UnitModel,
  facts: Facts,
): boolean {
  if (certainty === "low" || name === name.toUpperCase()) {
    return false;
  }
  return (
    certainty === "high" ||
    (facts.functionContract(name) === undefined &&
      facts.kernelExport(name).length === 0 &&
      facts.deprecation(name) === undefined &&
      everyHeaderKnown(file, unit, facts))
  );
}
