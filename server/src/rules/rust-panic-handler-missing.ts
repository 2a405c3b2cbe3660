/** Reports Rust drivers without the standard library in which nothing says what a panic does. */
import { entryCandidates, exportedName, makesBinary } from "../analysis/rust/driver-entry.ts";
import { externCrateFix } from "../fixes/rust-extern-crate.ts";
import type { CrateModel } from "../model/rust/crate.ts";
import type { CrateManifest } from "../model/rust/manifest.ts";
import type { CrateContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const rustPanicHandlerMissing = defineRule({
  id: "rust-panic-handler-missing",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Rust driver without a panic handler",
    why:
      "Without the standard library nobody says what a panic does, and the driver is not linked. It is the driver's last word: a handler " +
      "that stops the machine with KeBugCheckEx and a code of its own leaves a dump that tells where; one that loops for ever hangs a " +
      "thread, or at DISPATCH_LEVEL a processor (DPC_WATCHDOG_VIOLATION, 0x133).",
    language: "rust",
    bad: `#![no_std]

#[unsafe(no_mangle)]
pub extern "system" fn DriverEntry(_: *mut core::ffi::c_void, _: *const core::ffi::c_void) -> i32 {
    0
}`,
    good: `#![no_std]

#[unsafe(no_mangle)]
pub extern "system" fn DriverEntry(_: *mut core::ffi::c_void, _: *const core::ffi::c_void) -> i32 {
    0
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    unsafe { KeBugCheckEx(0xE2, 0, 0, 0, 0) }
}

unsafe extern "system" {
    fn KeBugCheckEx(code: u32, a: usize, b: usize, c: usize, d: usize) -> !;
}`,
    references: [
      "https://doc.rust-lang.org/nomicon/panic-handler.html",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-kebugcheckex",
    ],
  },
  *checkCrate(crate, context) {
    const [entry] = entryCandidates(crate).filter((fn) => exportedName(fn) !== undefined && !fn.broken);
    if (
      entry === undefined ||
      crate.isNoStd !== true ||
      makesBinary(crate) === false ||
      mentions(crate, "panic_handler")
    ) {
      return;
    }
    const finding = missing(crate, context);
    if (finding !== undefined) {
      yield { at: entry.place(entry.syntax.nameSpan), ...finding };
    }
  },
});

function missing({ manifest, ...crate }: CrateModel, { facts }: CrateContext): Omit<Finding, "at"> | undefined {
  const names = dependencies(
    manifest,
    crate.files.map(({ text }) => text),
  );
  const unknown = names.some((name) => facts.bringsPanicHandler(name) === undefined);
  const bringing = names.filter((name) => facts.bringsPanicHandler(name) === true);
  if (unknown) {
    return undefined;
  }
  const [first] = bringing;
  if (first === undefined) {
    return {
      message: "The driver has no panic handler: it is not linked",
      advice: "Write a function with #[panic_handler] that stops the machine with KeBugCheckEx, or depend on wdk-panic",
    };
  }
  const identifier = first.replaceAll("-", "_");
  return crate.files.some(({ text }) => text.includes(identifier))
    ? undefined
    : {
        message: `The driver depends on ${first} but never names it: its panic handler is not linked`,
        advice: `Write \`extern crate ${identifier};\` in the crate's root`,
        fixes: externCrateFix(identifier, crate.root),
      };
}

/** The crates that are linked in: those of Cargo.toml, or without one those that the code begins paths with. */
function dependencies(manifest: CrateManifest | undefined, texts: readonly string[]): readonly string[] {
  if (manifest !== undefined) {
    return manifest.dependencies.map((dependency) => dependency.package);
  }
  const known = new Set(["core", "alloc", "crate", "self", "super", "Self"]);
  const named = texts.flatMap((text) => text.match(/(?<![\w:>])[a-z]\w*(?=::)|(?<=\bextern\s+crate\s+)\w+/g) ?? []);
  return [...new Set(named)].filter((name) => !known.has(name));
}

const mentions = ({ files }: CrateModel, word: string): boolean => files.some(({ text }) => text.includes(word));
