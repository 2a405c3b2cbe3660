// What rules of Rust drivers know: whose status may not be dropped, which crates bring what, where std's names are without std.
import { optional, parameterIndex } from "./cells.ts";
import type { rustCratesTable } from "./generated/rust-crates.ts";
import type { rustStdPathsTable } from "./generated/rust-std-paths.ts";
import type { statusFunctionsTable } from "./generated/status-functions.ts";
import { openTable } from "./packed.ts";

/** A function of the kernel that returns an NTSTATUS, and leaves something undone or unsaid where it fails. */
export interface StatusFunction {
  readonly name: string;
  /** Index from 0 of a parameter; where it is TRUE the call undoes something, and its status matters little. */
  readonly undoParameter: number | undefined;
}

export interface RustLookups {
  /** Undefined for functions that return no NTSTATUS, or one that may be dropped: of cleaning up, of waits. */
  readonly statusFunction: (name: string) => StatusFunction | undefined;
  /** Whether a crate, by its name in Cargo.toml, brings a panic handler; undefined for crates that nobody has looked at. */
  readonly bringsPanicHandler: (crate: string) => boolean | undefined;
  /**
   * The path under which `core` or `alloc` has what a path of `std` means: of ["std", "sync", "Arc"] it is
   * ["alloc", "sync", "Arc"]. Undefined where neither has it.
   */
  readonly pathWithoutStd: (segments: readonly string[]) => readonly string[] | undefined;
}

/** Fact sources: server/data/status-functions.tsv, rust-crates.tsv and rust-std-paths.tsv. */
export function rustLookups(
  statuses: typeof statusFunctionsTable,
  crates: typeof rustCratesTable,
  paths: typeof rustStdPathsTable,
): RustLookups {
  const statusTable = openTable(statuses);
  const crateTable = openTable(crates);
  const pathTable = openTable(paths);
  return {
    statusFunction(name) {
      const row = statusTable.find(name);
      return row < 0 ? undefined : { name, undoParameter: parameterIndex(statusTable.cell(row, "undo_param")) };
    },
    bringsPanicHandler(crate) {
      const row = crateTable.find(crate.replaceAll("_", "-"));
      const underscored = row < 0 ? crateTable.find(crate.replaceAll("-", "_")) : row;
      return underscored < 0 ? undefined : crateTable.cell(underscored, "panic_handler") === "yes";
    },
    pathWithoutStd([std, ...rest]) {
      for (let length = Math.min(3, rest.length); std === "std" && length > 0; length--) {
        const row = pathTable.find(rest.slice(0, length).join("::"));
        const instead = row < 0 ? undefined : optional(pathTable.cell(row, "instead"));
        if (instead !== undefined) {
          return [...instead.split("::"), ...rest.slice(length)];
        }
      }
      return undefined;
    },
  };
}
