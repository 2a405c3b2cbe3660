// SQLite inside a kernel: at which levels and in which order its functions may be called, and how it has to be compiled.
import { list, oneOf, optional } from "./cells.ts";
import type { sqliteConfigsTable } from "./generated/sqlite-configs.ts";
import type { sqliteFunctionsTable } from "./generated/sqlite-functions.ts";
import type { sqliteOptionsTable } from "./generated/sqlite-options.ts";
import { type Level, parseLevel } from "./levels.ts";
import { openTable } from "./packed.ts";

/**
 * When a function may be called: `before` sqlite3_initialize only, `after` it, at `any` time; `begins` with it, unless
 * SQLite was compiled to leave that to its caller; `initialize` and `shutdown` are what the two do.
 */
export type SqliteOrder = "before" | "after" | "begins" | "any" | "initialize" | "shutdown";

export interface SqliteFunction {
  readonly name: string;
  /** Highest level whatever the driver's allocator, mutexes and file system are; undefined where that hangs on what is passed. */
  readonly irqlMax: Level | undefined;
  readonly order: SqliteOrder;
  /** Whether it runs SQL or converts REAL values, and so computes in floating point. */
  readonly floats: boolean;
}

/** A setting that sqlite3_config is called with. */
export interface SqliteConfig {
  /** Whether it is taken after sqlite3_initialize too: newer versions of SQLite take some. */
  readonly order: "before" | "any";
  /** Whether sqlite3_config knows it only where SQLITE_THREADSAFE is not 0. */
  readonly needsThreads: boolean;
}

export interface SqliteOption {
  readonly name: string;
  /** `required`: without it SQLite does not link in a kernel. `harmful`: with it SQLite does not compile or link there. */
  readonly kind: "required" | "advised" | "harmful";
  /** The values that it may have; empty where only that it is defined counts. */
  readonly values: readonly string[];
  /** Lowest and highest value, where the values are a range. */
  readonly range: readonly [number, number] | undefined;
  /** The value to give it; undefined where it needs none. */
  readonly write: string | undefined;
  /** Other options that serve as well. */
  readonly insteadOptions: readonly string[];
  /** Functions that, defined by the driver, make it unnecessary. */
  readonly insteadFunctions: readonly string[];
  /** Where the profile has it; undefined: on both. */
  readonly platform: "windows" | "linux" | undefined;
  /** What happens without it, or with a harmful one: the end of a sentence. */
  readonly because: string;
}

/** The lookup by exact name; undefined for names that do not begin with `sqlite3_`. Fact source: server/data/sqlite-functions.tsv. */
export function sqliteFunctionLookup(
  packed: typeof sqliteFunctionsTable,
): (name: string) => SqliteFunction | undefined {
  const table = openTable(packed);
  return (name) => {
    if (!/^sqlite3_\w+$/.test(name)) return undefined;
    const own = table.find(name);
    const row = own < 0 ? table.find("sqlite3_*") : own;
    return {
      name,
      irqlMax: parseLevel(table.cell(row, "irql_max")),
      order: oneOf(table.cell(row, "order"), ["before", "begins", "any", "initialize", "shutdown"]) ?? "after",
      floats: table.cell(row, "floats") === "yes",
    };
  };
}

/** The lookup of SQLITE_CONFIG_ names; undefined for all others. Fact source: server/data/sqlite-configs.tsv. */
export function sqliteConfigLookup(packed: typeof sqliteConfigsTable): (name: string) => SqliteConfig | undefined {
  const table = openTable(packed);
  return (name) => {
    if (!/^SQLITE_CONFIG_\w+$/.test(name)) return undefined;
    const row = table.find(name);
    return row < 0
      ? { order: "before", needsThreads: false }
      : {
          order: oneOf(table.cell(row, "order"), ["any"]) ?? "before",
          needsThreads: table.cell(row, "needs_threads") === "yes",
        };
  };
}

/** Every option, by name. Fact source: server/data/sqlite-options.tsv. */
export function sqliteOptionList(packed: typeof sqliteOptionsTable): readonly SqliteOption[] {
  const table = openTable(packed);
  return Array.from({ length: table.rows }, (_, row) => {
    const value = table.cell(row, "value");
    const range = /^(\d+)\.\.(\d+)$/.exec(value);
    const instead = list(table.cell(row, "instead"), " ");
    return {
      name: table.key(row),
      kind: oneOf(table.cell(row, "kind"), ["required", "harmful"]) ?? "advised",
      values: value === "defined" || range !== null ? [] : list(value, "|"),
      range: range === null ? undefined : [Number(range[1]), Number(range[2])],
      write: optional(table.cell(row, "write")),
      insteadOptions: instead.filter((name) => !name.endsWith("()")),
      insteadFunctions: instead.filter((name) => name.endsWith("()")).map((name) => name.slice(0, -2)),
      platform: oneOf(table.cell(row, "platform"), ["windows", "linux"]),
      because: table.cell(row, "because"),
    };
  });
}
