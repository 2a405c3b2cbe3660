/** The functions with which a Rust driver begins, under the names that the linker sees. */

import type { CrateModel, RustFunctionModel } from "../../model/rust/crate.ts";

/** The functions that are the driver's entry, or are named as if they were; methods and nested functions are none. */
export const entryCandidates = (crate: CrateModel): readonly RustFunctionModel[] =>
  crate.functions.filter(
    (fn) => fn.container === undefined && (entryNames.has(fn.name) || exportedName(fn) === driverEntry),
  );

/** The name under which the kernel's loader starts the driver, unless the linker is told another one. */
export const driverEntry = "DriverEntry";

const entryNames: ReadonlySet<string> = new Set([driverEntry, "driver_entry"]);

/**
 * The name under which a function is exported; undefined where its name is mangled. An attribute that hangs on a condition
 * counts.
 */
export function exportedName(fn: RustFunctionModel): string | undefined {
  for (const { path, args, value } of fn.syntax.attributes) {
    if (path === "export_name") {
      return value ?? fn.name;
    }
    const isConditional =
      path === "cfg_attr" && args?.some(({ text }) => text === "no_mangle" || text === "export_name");
    if (path === "no_mangle" || isConditional === true) {
      return fn.name;
    }
  }
  return undefined;
}

/** Whether a crate is linked into a file of its own; undefined where there is no Cargo.toml that says so. */
export function makesBinary({ manifest, root }: CrateModel): boolean | undefined {
  if (manifest === undefined) {
    return undefined;
  }
  const isProgram = root.items.some(({ syntax: { items } }) =>
    items.some(
      ({ kind, attributes }) => kind === "inner-attribute" && attributes.some(({ path }) => path === "no_main"),
    ),
  );
  const types = manifest.crateTypes?.value ?? [];
  return isProgram || types.some((type) => type === "cdylib" || type === "staticlib" || type === "dylib");
}
