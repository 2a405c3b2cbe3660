/** Paths of the standard library become those of core or alloc. */
import type { StdUse } from "../analysis/rust/std-uses.ts";
import type { RustFileModel, RustItemModel } from "../model/rust/crate.ts";
import type { Fix } from "./fix.ts";
import { beforeItem } from "./rust-place.ts";

/**
 * The other crate's name in place of `std`, where it has the same path. None where one of several paths has moved elsewhere, and
 * where the crate has no `extern crate alloc` that a path of alloc needs.
 * @param replaced for each of the use's paths the one that means the same
 */
export function withoutStdFix(
  use: StdUse,
  replaced: readonly (readonly string[] | undefined)[],
  hasAlloc: boolean,
  item: RustItemModel,
): readonly Fix[] {
  const crates = new Set(
    replaced.map((path, index) => {
      const written = use.paths[index] ?? [];
      return path?.slice(1).join("::") === written.slice(1).join("::") ? path[0] : undefined;
    }),
  );
  const [only] = crates;
  return crates.size !== 1 || only === undefined || (only === "alloc" && !hasAlloc)
    ? []
    : [{ title: `Use ${only}`, edits: [{ at: item.place(use.span), text: only }], preferred: true }];
}

/** `#![no_std]` before the first item; what the crate uses of the standard library may have to be replaced then. */
export function noStdFix(root: RustFileModel): readonly Fix[] {
  const at = beforeItem(root, () => true);
  return at === undefined
    ? []
    : [
        {
          title: "Build the driver without the standard library: #![no_std]",
          edits: [{ at, text: "#![no_std]\n" }],
        },
      ];
}
