/** Whether a name that a DLL of user mode exports means that function in kernel code. */
import type { Facts, UserModeName } from "../../facts/index.ts";
import type { FileModel } from "../../model/file.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import { everyHeaderKnown } from "./headers.ts";

/** The functions by which user mode traces, which drivers like to name their own after. */
const isTracing = (name: string, dll: string): boolean => dll === "advapi32.dll" && name.startsWith("Trace");

/** Whether the file includes what the trace preprocessor makes of it: the functions that the developer chose as macros. */
const hasTraceHeader = ({ includes }: FileModel): boolean => includes.some(({ path }) => /\.tmh$/i.test(path));

/**
 * Asked of a name that nobody in the unit has. Names that are only known from the exports of DLLs count where the kernel
 * has no such name and no header of the file is a stranger, which could declare one. Constants are written in capitals,
 * and no DLL exports such names.
 */
export function isUserModeOnly(
  { name, certainty, dll }: UserModeName,
  file: FileModel,
  unit: UnitModel,
  facts: Facts,
): boolean {
  if (certainty === "low" || name === name.toUpperCase() || (isTracing(name, dll) && hasTraceHeader(file))) {
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
