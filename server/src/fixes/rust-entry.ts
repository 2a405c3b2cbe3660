/** A Rust function's head gets what lets the linker find it, or the kernel call it. */
import type { RustFunctionModel } from "../model/rust/crate.ts";
import type { FixEdit } from "./fix.ts";

/**
 * Exports a function under its own name, or under another one. From edition 2024 on such attributes are unsafe; older
 * compilers know no other form than the plain one.
 * @param edition undefined where nobody says: today's form, which all editions understand
 */
export function exportFix(fn: RustFunctionModel, name: string | undefined, edition: string | undefined): FixEdit {
  const attribute = name === undefined ? "no_mangle" : `export_name = "${name}"`;
  const isPlain = edition !== undefined && Number(edition) < 2024;
  const { head } = fn.syntax;
  return {
    at: fn.place({ start: head, end: head }),
    text: `${isPlain ? `#[${attribute}]` : `#[unsafe(${attribute})]`}\n`,
  };
}

/** Gives a function an ABI, in place of the one that it has. */
export function abiFix(fn: RustFunctionModel, abi: "system" | "C"): FixEdit {
  const { abiSpan, fnSpan } = fn.syntax;
  return abiSpan === undefined
    ? { at: fn.place({ start: fnSpan.start, end: fnSpan.start }), text: `extern "${abi}" ` }
    : { at: fn.place(abiSpan), text: `extern "${abi}"` };
}
