// The documented contract of kernel functions and macros: where they are declared, at which levels and since when they may be called.
import { list, oneOf, optional, pageAddress } from "./cells.ts";
import type { ddiTable } from "./generated/ddi.ts";
import { type Level, parseLevel } from "./levels.ts";
import { openTable } from "./packed.ts";
import { parseWindowsVersion, type WindowsVersion } from "./windows-version.ts";

/** How sure a level is: `exact` parsed whole from the reference; `partial` has a condition or comes from the text; `none` unknown. */
export type Confidence = "exact" | "partial" | "none";

export interface FunctionContract {
  readonly name: string;
  /** Declaring header; undefined for undocumented functions. */
  readonly header: string | undefined;
  /** Part of the reference: kernel, ifsk, netvista, wdf, storage ... */
  readonly technology: string | undefined;
  readonly kind: "function" | "macro";
  readonly mode: "kernel" | "both" | "unknown";
  /** Lowest level it may be called at; undefined when unknown. */
  readonly irqlMin: Level | undefined;
  /** Highest level that any argument allows, HIGH_LEVEL when there is no limit; narrowed by `conditionalIrql`. */
  readonly irqlMax: Level | undefined;
  readonly confidence: Confidence;
  /** Where the level is from: frontmatter, text, conditional, hand, knowledge, `alias of X`. */
  readonly source: string | undefined;
  readonly dlls: readonly string[];
  readonly libraries: readonly string[];
  /** The documented minimum as written, "Windows 8.1" or "NDIS 6.0"; undefined when the reference says nothing. */
  readonly minClient: string | undefined;
  /** The same on the Windows scale; undefined when unknown or not a Windows or NDIS version. */
  readonly minWindows: WindowsVersion | undefined;
  /** First KMDF version, "1.15"; undefined outside the framework or when unknown. */
  readonly kmdfVersion: string | undefined;
  /** Names of DDI compliance (Static Driver Verifier) rules that speak of it. */
  readonly complianceRules: readonly string[];
  /** Address of the reference page. */
  readonly page: string | undefined;
}

/** The lookup by exact name; undefined for names without a row. Fact source: server/data/ddi.tsv. */
export function functionLookup(packed: typeof ddiTable): (name: string) => FunctionContract | undefined {
  const table = openTable(packed);
  // Every call in every file is looked up, mostly the same few hundred names.
  const contracts = new Map<number, FunctionContract>();

  const contract = (row: number, name: string): FunctionContract => {
    const header = table.cell(row, "header");
    const minClient = optional(table.cell(row, "min_client"));
    return {
      name,
      header: header === "undocumented" ? undefined : optional(header),
      technology: optional(table.cell(row, "tech")),
      kind: oneOf(table.cell(row, "kind"), ["function", "macro"]) ?? "function",
      mode: oneOf(table.cell(row, "mode"), ["kernel", "both"]) ?? "unknown",
      irqlMin: parseLevel(table.cell(row, "irql_min")),
      irqlMax: parseLevel(table.cell(row, "irql_max")),
      confidence: parseConfidence(table.cell(row, "irql_confidence")),
      source: optional(table.cell(row, "irql_source")),
      dlls: list(table.cell(row, "dll"), ";"),
      libraries: list(table.cell(row, "lib"), ";"),
      minClient,
      minWindows: minClient === undefined ? undefined : parseWindowsVersion(minClient),
      kmdfVersion: optional(table.cell(row, "kmdf_ver")),
      complianceRules: list(table.cell(row, "ddi_compliance"), ","),
      page: pageAddress(table.cell(row, "page"), name, header),
    };
  };

  return (name) => {
    const row = table.find(name);
    if (row < 0) return undefined;
    const known = contracts.get(row) ?? contract(row, name);
    contracts.set(row, known);
    return known;
  };
}

/** The `irql_confidence` column; anything but `exact` and `partial` is none. */
export function parseConfidence(cell: string): Confidence {
  return oneOf(cell, ["exact", "partial"]) ?? "none";
}
