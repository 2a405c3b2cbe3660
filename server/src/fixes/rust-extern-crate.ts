/** A crate that nothing names is named, so that it is linked for what it brings. */
import type { RustFileModel } from "../model/rust/crate.ts";
import type { Fix } from "./fix.ts";
import { beforeItem } from "./rust-place.ts";

/** `extern crate name;` before the first item of a crate's root; tests have the standard library's panic handler. */
export function externCrateFix(name: string, root: RustFileModel): readonly Fix[] {
  const at = beforeItem(root, ({ kind }) => kind !== "inner-attribute");
  return at === undefined
    ? []
    : [
        {
          title: `Link ${name}: extern crate`,
          edits: [{ at, text: `#[cfg(not(test))]\nextern crate ${name};\n\n` }],
          preferred: true,
        },
      ];
}
