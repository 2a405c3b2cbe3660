// Kernel pool: the functions that allocate and free it, and the constants that name its kinds.
import { list, oneOf, optional, parameterIndex } from "./cells.ts";
import type { poolFunctionsTable } from "./generated/pool-functions.ts";
import type { poolTypesTable } from "./generated/pool-types.ts";
import { lazy, openTable } from "./packed.ts";
import { parseWindowsVersion, type WindowsVersion } from "./windows-version.ts";

/**
 * What the kind-of-memory argument is: `pool-type` a POOL_TYPE; `pool-flags` POOL_FLAGS (POOL_FLAG_*); `lookaside-flags`
 * 0, POOL_NX_ALLOCATION or POOL_RAISE_IF_ALLOCATION_FAILURE; `video-type` a VP_POOL_TYPE; `page-priority` an MM_PAGE_PRIORITY
 * with MdlMappingNoExecute; `cache-type` a MEMORY_CACHING_TYPE; `page-protection` PAGE_ constants; `executable` there is none
 * and the memory is executable; `fixed` there is none, or it changes nothing about the kind.
 */
export type PoolScheme =
  | "pool-type"
  | "pool-flags"
  | "lookaside-flags"
  | "video-type"
  | "page-priority"
  | "cache-type"
  | "page-protection"
  | "executable"
  | "fixed";

export interface PoolFunction {
  readonly name: string;
  /**
   * `allocate` and `free` memory; `create` an object or list that allocates later or owns the memory; `reserve`, `use` and
   * `release` a mapping address range that carries a pool tag; `map` memory that is no pool into the system's address space.
   */
  readonly action: "allocate" | "free" | "create" | "reserve" | "use" | "release" | "map";
  readonly scheme: PoolScheme;
  /** Indices from 0 of the parameters; undefined when the function has no such parameter. */
  readonly typeParameter: number | undefined;
  readonly flagsParameter: number | undefined;
  readonly sizeParameter: number | undefined;
  readonly tagParameter: number | undefined;
  /** For `allocate`: the out parameter that gets the memory, undefined when it is returned. For `free`: the memory. */
  readonly memoryParameter: number | undefined;
  readonly priorityParameter: number | undefined;
  /** Whether it charges the caller's quota. */
  readonly quota: "yes" | "no";
  /** What an allocation does that fails: returns NULL, raises an exception, or returns a status. Flags may change it. */
  readonly onFailure: "null" | "raise" | "status" | undefined;
  /** Whether the memory comes zeroed; `unless-flag`: unless POOL_FLAG_UNINITIALIZED is given. */
  readonly zeroes: "yes" | "no" | "unless-flag";
  /** Whether a tag of 0 is allowed, for the framework fills in the driver's own. */
  readonly zeroTag: "allowed" | "not-allowed";
  readonly minWindows: WindowsVersion | undefined;
  /** The functions that free what it allocates, or whose memory it frees; the best first. */
  readonly pairs: readonly string[];
  /** The function that does the same with memory that is not executable, where this one cannot. */
  readonly nxInstead: string | undefined;
  readonly note: string | undefined;
}

/** A constant that says what memory is meant: of POOL_TYPE, its modifier bits, POOL_FLAGS, or of a mapping's attributes. */
export interface PoolConstant {
  readonly name: string;
  readonly kind: "pool-type" | "pool-type-bit" | "pool-flag" | "page-priority" | "cache-type" | "page-protection";
  readonly value: bigint;
  /** What memory it selects; undefined for modifiers. */
  readonly memory: "paged" | "nonpaged" | undefined;
  /** Whether that memory is executable; undefined for modifiers. Without NX opt-in in the case of NonPagedPool. */
  readonly executable: "yes" | "no" | undefined;
  /** For POOL_TYPE: the POOL_FLAG_ constants that together replace it. For POOL_FLAG_: the POOL_TYPE names it replaces. */
  readonly counterparts: readonly string[];
  /** For what is executable: the constant that asks for the same, but not executable. */
  readonly nxInstead: string | undefined;
  readonly minWindows: WindowsVersion | undefined;
  readonly note: string | undefined;
}

const namedSchemes: readonly PoolScheme[] = [
  "pool-type",
  "pool-flags",
  "lookaside-flags",
  "video-type",
  "page-priority",
  "cache-type",
  "page-protection",
  "executable",
];

/** The lookup by exact name. Fact source: server/data/pool-functions.tsv. */
export function poolFunctionLookup(packed: typeof poolFunctionsTable): (name: string) => PoolFunction | undefined {
  const table = openTable(packed);
  return (name) => {
    const row = table.find(name);
    if (row < 0) return undefined;
    return {
      name,
      action: oneOf(table.cell(row, "action"), ["free", "create", "reserve", "use", "release", "map"]) ?? "allocate",
      scheme: oneOf(table.cell(row, "scheme"), namedSchemes) ?? "fixed",
      typeParameter: parameterIndex(table.cell(row, "type_param")),
      flagsParameter: parameterIndex(table.cell(row, "flags_param")),
      sizeParameter: parameterIndex(table.cell(row, "size_param")),
      tagParameter: parameterIndex(table.cell(row, "tag_param")),
      memoryParameter: parameterIndex(table.cell(row, "memory_param")),
      priorityParameter: parameterIndex(table.cell(row, "priority_param")),
      quota: oneOf(table.cell(row, "quota"), ["yes"]) ?? "no",
      onFailure: oneOf(table.cell(row, "on_failure"), ["null", "raise", "status"]),
      zeroes: oneOf(table.cell(row, "zeroes"), ["yes", "unless-flag"]) ?? "no",
      zeroTag: oneOf(table.cell(row, "zero_tag"), ["allowed"]) ?? "not-allowed",
      minWindows: parseWindowsVersion(table.cell(row, "min_client")),
      pairs: list(table.cell(row, "pair"), ";"),
      nxInstead: optional(table.cell(row, "nx_instead")),
      note: optional(table.cell(row, "note")),
    };
  };
}

/** Lookups over server/data/pool-types.tsv: by exact name, and all constants of one kind, by value and then by name. */
export interface PoolConstantLookups {
  readonly poolConstant: (name: string) => PoolConstant | undefined;
  readonly poolConstants: (kind: PoolConstant["kind"]) => readonly PoolConstant[];
}

/** The lookups of pool constants by name and by kind. Fact source: server/data/pool-types.tsv. */
export function poolConstantLookups(packed: typeof poolTypesTable): PoolConstantLookups {
  const table = openTable(packed);
  const read = (row: number): PoolConstant => ({
    name: table.key(row),
    kind:
      oneOf(table.cell(row, "kind"), [
        "pool-type-bit",
        "pool-flag",
        "page-priority",
        "cache-type",
        "page-protection",
      ]) ?? "pool-type",
    value: BigInt(table.cell(row, "value")),
    memory: oneOf(table.cell(row, "memory"), ["paged", "nonpaged"]),
    executable: oneOf(table.cell(row, "executable"), ["yes", "no"]),
    nxInstead: optional(table.cell(row, "nx_instead")),
    counterparts: list(table.cell(row, "counterpart"), ";"),
    minWindows: parseWindowsVersion(table.cell(row, "min_client")),
    note: optional(table.cell(row, "note")),
  });
  const all = lazy(() =>
    Array.from({ length: table.rows }, (_, row) => read(row)).sort((a, b) =>
      a.value === b.value ? 0 : a.value < b.value ? -1 : 1,
    ),
  );
  return {
    poolConstant(name) {
      const row = table.find(name);
      return row < 0 ? undefined : read(row);
    },
    poolConstants: (kind) => all().filter((constant) => constant.kind === kind),
  };
}
