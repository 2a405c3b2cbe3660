// C++ standard headers and names, judged by whether kernel code has the runtime that they need.
import { list, oneOf, optional } from "./cells.ts";
import type { cppRuntimeTable } from "./generated/cpp-runtime.ts";
import { openTable } from "./packed.ts";

export interface CppFacility {
  /** A header ("vector") or a qualified name ("std::vector"). */
  readonly name: string;
  /** `operator-new`: a header that is no C++ standard header and defines operators new and delete for kernel code. */
  readonly kind: "header" | "name" | "operator-new";
  /** For names: the header that declares it. */
  readonly header: string | undefined;
  /** `runtime`: needs exceptions, allocation, threads, streams or the C++ runtime; `fine`: templates and constants only. */
  readonly verdict: "runtime" | "fine";
  readonly kernelEquivalents: readonly string[];
  readonly note: string | undefined;
}

/** The lookup by header name or by name with `std::`; undefined is unjudged. Fact source: server/data/cpp-runtime.tsv. */
export function cppFacilityLookup(packed: typeof cppRuntimeTable): (name: string) => CppFacility | undefined {
  const table = openTable(packed);
  return (name) => {
    const row = table.find(name);
    if (row < 0) return undefined;
    return {
      name,
      kind: oneOf(table.cell(row, "kind"), ["header", "operator-new"]) ?? "name",
      header: optional(table.cell(row, "header")),
      verdict: oneOf(table.cell(row, "verdict"), ["runtime"]) ?? "fine",
      kernelEquivalents: list(table.cell(row, "kernel_equivalent"), ";"),
      note: optional(table.cell(row, "note")),
    };
  };
}
