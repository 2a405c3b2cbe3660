/** Reports the standard library in Rust drivers: paths of `std` in a crate without it, and drivers that are built with it. */
import { entryCandidates, exportedName, makesBinary } from "../analysis/rust/driver-entry.ts";
import { isDoubtfulFile, type StdUse, stdUses } from "../analysis/rust/std-uses.ts";
import { noStdFix, withoutStdFix } from "../fixes/rust-std.ts";
import type { CrateModel, RustItemModel } from "../model/rust/crate.ts";
import type { CrateContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const rustStdInNoStd = defineRule({
  id: "rust-std-in-no-std",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Standard library in a Rust driver",
    why:
      "The standard library calls kernel32.dll and ntdll.dll, which the kernel does not have: a driver that is built with it is not " +
      "linked, or not loaded (STATUS_DRIVER_ENTRYPOINT_NOT_FOUND or an import that nothing exports). Most of what drivers want of it is in " +
      "core, and what allocates in alloc.",
    language: "rust",
    bad: `#![no_std]

pub fn nothing() -> *mut u8 {
    std::ptr::null_mut()
}`,
    good: `#![no_std]

pub fn nothing() -> *mut u8 {
    core::ptr::null_mut()
}`,
    references: [
      "https://doc.rust-lang.org/reference/names/preludes.html#the-no_std-attribute",
      "https://doc.rust-lang.org/core/",
      "https://learn.microsoft.com/windows-hardware/drivers/gettingstarted/user-mode-and-kernel-mode",
    ],
  },
  *checkCrate(crate, context) {
    if (crate.isNoStd === true) {
      yield* withoutStd(crate, context);
    } else if (crate.isNoStd === false) {
      yield* withStd(crate);
    }
  },
});

function* withoutStd(crate: CrateModel, context: CrateContext): Iterable<Finding> {
  const linked = linkedStd(crate);
  for (const { item, span } of linked) {
    yield {
      at: item.place(span),
      message: "The driver links the standard library with `extern crate std`",
      advice: "Use core and alloc, or keep it for tests: #[cfg(test)]",
    };
  }
  // A crate that has it on some condition, or a module of that name, means something by it.
  if (linked.length > 0 || crate.named("std").length > 0) {
    return;
  }
  const hasAlloc = crate.named("alloc").some(({ syntax }) => syntax.kind === "extern-crate");
  for (const file of crate.files) {
    // Most files never name it.
    const isClean = !file.text.includes("std::") || isDoubtfulFile(file, crate);
    for (const item of isClean ? [] : file.items) {
      for (const use of stdUses(item)) {
        yield usedStd(use, item, hasAlloc, context);
      }
    }
  }
}

function usedStd(use: StdUse, item: RustItemModel, hasAlloc: boolean, { facts }: CrateContext): Finding {
  const replaced = use.paths.map((path) => facts.pathWithoutStd(path));
  // Of a list the one that is nowhere else, if there is one.
  const index = Math.max(replaced.indexOf(undefined), 0);
  const written = (use.paths[index] ?? use.segments).join("::");
  const instead = replaced[index];
  return {
    at: item.place(use.span),
    message: `${written} is of the standard library, which a driver has not`,
    advice:
      instead === undefined
        ? "Use what core, alloc or the kernel has instead"
        : `Use ${instead[0]}: ${instead.join("::")}`,
    fixes: withoutStdFix(use, replaced, hasAlloc, item),
  };
}

function* withStd(crate: CrateModel): Iterable<Finding> {
  const entry = entryCandidates(crate).find((fn) => exportedName(fn) !== undefined && !fn.broken);
  const isCoreless = crate.root.text.includes("no_core");
  if (entry === undefined || makesBinary(crate) === false || isCoreless) {
    return;
  }
  yield {
    at: entry.place(entry.syntax.nameSpan),
    message: `The driver that begins with ${entry.name} is built with the standard library`,
    advice: "Write #![no_std] at the beginning of the crate's root",
    fixes: noStdFix(crate.root),
  };
}

/** Each `extern crate std` that is compiled for certain. */
function linkedStd({ files }: CrateModel): readonly { item: RustItemModel; span: { start: number; end: number } }[] {
  return files.flatMap(({ items }) =>
    items.flatMap((item) =>
      item.syntax.items.flatMap((part) =>
        part.kind === "extern-crate" && part.name === "std" && part.attributes.every(({ path }) => path !== "cfg")
          ? [{ item, span: part.nameSpan }]
          : [],
      ),
    ),
  );
}
