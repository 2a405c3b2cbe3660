// Functions that a driver should no longer, or may never, call, with what to call instead.
import { list, oneOf, optional, pageAddress } from "./cells.ts";
import type { deprecatedTable } from "./generated/deprecated.ts";
import { openTable } from "./packed.ts";
import { parseWindowsVersion, type WindowsVersion } from "./windows-version.ts";

/**
 * `banned`: static analysis forbids it (unbounded string functions and the like); `obsolete` and `deprecated`: the reference
 * says so; `reserved`: for the system's own use; `discouraged`: own judgement, a hint at most.
 */
export type DeprecationStatus = "banned" | "obsolete" | "deprecated" | "reserved" | "discouraged";

export interface Deprecation {
  readonly name: string;
  readonly kind: "function" | "macro";
  readonly status: DeprecationStatus;
  /** What to use, best first: names, or short phrases ("IoConnectInterruptEx with translated resources"); may be empty. */
  readonly replacements: readonly string[];
  /** Nothing takes its place because nothing has to: the call can go. */
  readonly notNeeded: boolean;
  /** Since when, as written; undefined when the source does not say. */
  readonly since: string | undefined;
  readonly sinceWindows: WindowsVersion | undefined;
  readonly header: string | undefined;
  /** `doc`, `knowledge` or the number of the warning that bans it (C28719 ...). */
  readonly source: string;
  /** The number of the PREfast warning about it, "C28719"; undefined where none is known. */
  readonly warning: string | undefined;
  readonly page: string | undefined;
}

/** The lookup by exact name; undefined for names that are not deprecated. Fact source: server/data/deprecated.tsv. */
export function deprecationLookup(packed: typeof deprecatedTable): (name: string) => Deprecation | undefined {
  const table = openTable(packed);
  return (name) => {
    const row = table.find(name);
    if (row < 0) return undefined;
    const header = table.cell(row, "header");
    const since = optional(table.cell(row, "since"));
    const source = table.cell(row, "source");
    return {
      name,
      kind: oneOf(table.cell(row, "kind"), ["macro"]) ?? "function",
      status: oneOf(table.cell(row, "status"), ["banned", "obsolete", "deprecated", "reserved"]) ?? "discouraged",
      // "none" and "none (not needed)" say that the table was checked: there is no direct replacement.
      replacements: list(table.cell(row, "replacement"), ";").filter((entry) => !/^none\b/.test(entry)),
      notNeeded: table.cell(row, "replacement") === "none (not needed)",
      since,
      sinceWindows: since === undefined ? undefined : parseWindowsVersion(since),
      header: optional(header),
      source,
      warning: /^C\d+$/.test(source) ? source : undefined,
      page: pageAddress(table.cell(row, "page"), name, header),
    };
  };
}
