// Names and headers of user-mode Windows that a kernel driver cannot use.
import { list, oneOf, optional } from "./cells.ts";
import type { userModeTable } from "./generated/usermode.ts";
import type { userModeHeadersTable } from "./generated/usermode-headers.ts";
import { openTable } from "./packed.ts";

export interface UserModeName {
  readonly name: string;
  /** The DLL that exports it, "kernel32.dll". */
  readonly dll: string;
  /** What a driver calls instead, best first: names or short phrases; often empty. */
  readonly kernelEquivalents: readonly string[];
  /**
   * `high`: curated, fit for a diagnostic; `medium`: only exported by a user-mode DLL, so use it where the project declares no such
   * name; `low`: a common word that a driver may define itself.
   */
  readonly certainty: "high" | "medium" | "low";
  /** `curated`, `doc`, or the list of exports it was found in. */
  readonly source: string;
  readonly note: string | undefined;
}

export interface IncludedHeader {
  /** As written after `include`, lower case: "windows.h". */
  readonly header: string;
  /** `wrong`: cannot be used in a kernel driver; `avoid`: compiles, but most of it is not there at link time; `fine`. */
  readonly verdict: "wrong" | "avoid" | "fine";
  /** Headers to include instead, best first. */
  readonly instead: readonly string[];
  /** The number of the warning that speaks of this header alone ("C28146" of strsafe.h). */
  readonly warning: string | undefined;
  /** Names that nothing but the header declares, `*` for any characters; empty where they are not listed. */
  readonly declares: readonly string[];
  readonly note: string | undefined;
}

/**
 * The lookup by exact name, also of the bare macro of an A/W pair (CreateFile for CreateFileA and CreateFileW).
 * Fact source: server/data/usermode.tsv.
 */
export function userModeLookup(packed: typeof userModeTable): (name: string) => UserModeName | undefined {
  const table = openTable(packed);
  return (name) => {
    const row = table.find(name);
    if (row < 0) return undefined;
    return {
      name,
      dll: table.cell(row, "dll"),
      kernelEquivalents: list(table.cell(row, "kernel_equivalent"), ";"),
      certainty: oneOf(table.cell(row, "certainty"), ["high", "medium"]) ?? "low",
      source: table.cell(row, "source"),
      note: optional(table.cell(row, "note")),
    };
  };
}

/**
 * The lookup by header name in any case and with either slash; undefined for headers that the table does not judge, which includes
 * every header of the WDK that only kernel code has. Fact source: server/data/usermode-headers.tsv.
 */
export function includedHeaderLookup(
  packed: typeof userModeHeadersTable,
): (header: string) => IncludedHeader | undefined {
  const table = openTable(packed);
  return (header) => {
    const key = header.toLowerCase().replaceAll("\\", "/");
    const row = table.find(key);
    if (row < 0) return undefined;
    return {
      header: key,
      verdict: oneOf(table.cell(row, "verdict"), ["wrong", "avoid"]) ?? "fine",
      instead: list(table.cell(row, "instead"), ";"),
      warning: optional(table.cell(row, "warning")),
      declares: list(table.cell(row, "declares"), " "),
      note: optional(table.cell(row, "note")),
    };
  };
}
