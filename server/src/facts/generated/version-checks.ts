// Generated from server/data/version-checks.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const versionChecksTable: PackedTable<"kind" | "source"> = {
  rows: 17,
  keys: [
    `ApiSetQueryApiSetPresence
FltGetRoutineAddress
IoIsWdmVersionAvailable
IsApiSetImplemented
MmGetSystemRoutineAddress
MmGetSystemRoutineAddressEx
NdisGetRoutineAddress
NdisGetVersion
PsGetVersion
RtlFindExportedRoutineByName
RtlGetVersion
RtlIsNtDdiVersionAvailable
RtlIsServicePackVersionInstalled
RtlVerifyVersionInfo
WDF_IS_FIELD_AVAILABLE
WDF_IS_FUNCTION_AVAILABLE
WDF_IS_STRUCTURE_AVAILABLE`,
  ],
  columns: {
    kind: { width: 1, values: `lookup
presence
version`, codes: `"!#"!!!##!####"""` },
    source: { width: 1, values: `knowledge`, codes: `!!!!!!!!!!!!!!!!!` },
  },
};
