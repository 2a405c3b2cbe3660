/** Reports driver entries that the linker does not find or the kernel calls wrongly, and callbacks with Rust's calling convention. */
import { driverEntry, entryCandidates, exportedName, makesBinary } from "../analysis/rust/driver-entry.ts";
import { rustRegistrations } from "../analysis/rust/registrations.ts";
import { abiFix, exportFix } from "../fixes/rust-entry.ts";
import type { CrateModel, RustFunctionModel } from "../model/rust/crate.ts";
import type { CrateContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const rustEntryPoint = defineRule({
  id: "rust-entry-point",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Driver entry or callback that the kernel cannot call",
    why:
      "Rust mangles names and has a calling convention of its own that no two compilers need agree on. An entry whose name is mangled " +
      "is not found when the driver is linked; one without an ABI gets its arguments where it does not look for them, and the machine " +
      'stops at the first one that is used. `extern "system"` is what the kernel calls on every processor; on x64 and ARM64 `extern "C"` is ' +
      "the same, on x86 it is another one.",
    language: "rust",
    bad: `#[unsafe(export_name = "DriverEntry")]
pub fn driver_entry(_: wdk_sys::PDRIVER_OBJECT, _: wdk_sys::PCUNICODE_STRING) -> wdk_sys::NTSTATUS {
    wdk_sys::STATUS_SUCCESS
}`,
    good: `#![no_std]

extern crate wdk_panic;

#[unsafe(export_name = "DriverEntry")]
pub extern "system" fn driver_entry(_: wdk_sys::PDRIVER_OBJECT, _: wdk_sys::PCUNICODE_STRING) -> wdk_sys::NTSTATUS {
    wdk_sys::STATUS_SUCCESS
}`,
    references: [
      "https://doc.rust-lang.org/reference/items/external-blocks.html#abi",
      "https://doc.rust-lang.org/reference/abi.html#the-no_mangle-attribute",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nc-wdm-driver_initialize",
    ],
  },
  *checkCrate(crate, context) {
    const candidates = entryCandidates(crate).filter(({ broken }) => !broken);
    for (const fn of candidates) {
      const finding = wrongEntry(fn, candidates, crate);
      if (finding !== undefined) {
        yield finding;
      }
    }
    const reported = new Set<object>();
    for (const fn of crate.functions) {
      for (const finding of wrongCallbacks(fn, context, reported)) {
        yield finding;
      }
    }
  },
});

/** Conventions that are none of the kernel's on any processor. */
const foreignAbis: ReadonlySet<string> = new Set(["Rust", "rust-call", "rust-cold", "sysv64", "vectorcall", "aapcs"]);

function wrongEntry(
  fn: RustFunctionModel,
  candidates: readonly RustFunctionModel[],
  crate: CrateModel,
): Finding | undefined {
  const { abi, nameSpan } = fn.syntax;
  const exported = exportedName(fn);
  const isMangled = exported === undefined && isCertainlyEntry(fn, candidates, crate);
  const isForeign = (abi === undefined || foreignAbis.has(abi)) && (exported !== undefined || isMangled);
  if (!isMangled && !isForeign) {
    return undefined;
  }
  const convention = abi === undefined ? "Rust's calling convention" : `the calling convention "${abi}"`;
  const wrong = [
    ...(isMangled ? ["its name is mangled, so that the linker does not find it"] : []),
    ...(isForeign ? [`it has ${convention}, but the kernel calls it`] : []),
  ];
  const asks = [...(isForeign ? ['extern "system"'] : []), ...(isMangled ? ["a name that is not mangled"] : [])];
  return {
    at: fn.place(nameSpan),
    message: `${fn.name} is the driver's entry: ${wrong.join(", and ")}`,
    advice: `Give it ${asks.join(" and ")}`,
    fixes: [
      {
        title: `Make it the driver's entry: ${asks.join(", ")}`,
        edits: [
          ...(isMangled
            ? [exportFix(fn, fn.name === driverEntry ? undefined : driverEntry, crate.manifest?.edition)]
            : []),
          ...(isForeign ? [abiFix(fn, "system")] : []),
        ],
        preferred: true,
      },
    ],
  };
}

/**
 * Whether a function whose name is mangled is meant as the entry: it looks like one, the crate is linked into a driver, and
 * nothing else in the crate is exported as one, calls it or names it.
 */
function isCertainlyEntry(fn: RustFunctionModel, candidates: readonly RustFunctionModel[], crate: CrateModel): boolean {
  const { parameters, returnType } = fn.syntax;
  const looksLikeOne =
    parameters.length === 2 && returnType !== undefined && /(?:NTSTATUS|NtStatus|i32)$/.test(returnType.text);
  const isOnly = candidates.length === 1 && makesBinary(crate) !== false;
  return looksLikeOne && isOnly && crate.files.reduce((count, { text }) => count + occurrences(text, fn.name), 0) === 1;
}

/** How often a word stands in a text, comments included: who is in doubt stays silent. */
function occurrences(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    count += /\w/.test(text[at - 1] ?? "") || /\w/.test(text[at + word.length] ?? "") ? 0 : 1;
  }
  return count;
}

/** Functions of Rust's calling convention that are handed to the kernel, past the compiler's types. */
function* wrongCallbacks(fn: RustFunctionModel, context: CrateContext, reported: Set<object>): Iterable<Finding> {
  for (const { routine, span, by } of rustRegistrations(fn, context)) {
    const callee = routine.item.functions.find(({ syntax }) => syntax === routine.syntax);
    const { abi } = routine.syntax;
    if (
      callee === undefined ||
      callee.broken ||
      reported.has(routine.syntax) ||
      (abi !== undefined && !foreignAbis.has(abi))
    ) {
      continue;
    }
    reported.add(routine.syntax);
    yield {
      at: callee.place(callee.syntax.nameSpan),
      message: `${callee.name} has ${abi === undefined ? "Rust's calling convention" : `the calling convention "${abi}"`}, but the kernel calls it`,
      advice: 'Declare it extern "C", as the types of the callback have it',
      related: [{ at: fn.place(span), message: `${by} hands it to the kernel` }],
      fixes: [{ title: 'Declare it extern "C"', edits: [abiFix(callee, "C")] }],
    };
  }
}
