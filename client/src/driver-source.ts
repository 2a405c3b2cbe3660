/**
 * Whether a source may be a kernel driver's: a coarse look that costs nothing, so that no server is started for other
 * code. It errs towards yes; what a file really is the server says, with a reason.
 */

/** Language identifiers of the sources whose levels and calls driverlens shows. */
export const LANGUAGES: readonly string[] = ["c", "cpp"];

/** Language identifiers of all that it checks. */
export const CHECKED_LANGUAGES: readonly string[] = [...LANGUAGES, "rust", "inf"];

/**
 * Files that lie beside a driver and hardly beside anything else, for sources that show no sign themselves because
 * they include a header of their own alone.
 */
export const DRIVER_PROJECT_FILES = "**/{*.inf,*.inx,.driverlens.json,Kbuild,*.ddf}";

/** Files of a folder that can tell whether the sources beside them are a driver's. */
export const TELLING_FILES =
  /(?:\.(?:c|cc|cpp|cxx|h|hpp|vcxproj|rs)|^(?:Makefile|CMakeLists\.txt|sources|Cargo\.toml))$/i;

/** What a text is, and so which signs are looked for in it; Cargo.toml goes with Rust. */
export type SourceForm = "c" | "rust" | "inf";

/** @param name a language identifier or a file's name */
export function formOf(name: string): SourceForm {
  return /^rust$|\.rs$|^Cargo\.toml$/.test(name) ? "rust" : /^inf$|\.in[fx]$/i.test(name) ? "inf" : "c";
}

/** How much of a text is looked at: includes stand at the top, and the other signs are in most functions of a driver. */
const LOOKED_AT = 200_000;

/** @param text a source's or a project file's text or a part of it, whole lines */
export function mayBeDriverSource(text: string, form: SourceForm = "c"): boolean {
  const head = text.length > LOOKED_AT ? text.slice(0, LOOKED_AT) : text;
  if (form !== "c") {
    return form === "rust" ? RUST.test(head) || CARGO.test(head) : INF.test(head);
  }
  return HEADERS.test(head) || NAMES.test(head) || PROJECTS.test(head);
}

/** Headers of the driver kits, in whatever case people write them, and of the Linux kernel. */
const HEADERS =
  /^[ \t]*#[ \t]*include[ \t]*(?:[<"](?:ntddk|wdm|ntifs|ntddstor|fltkernel|ndis|wdf|ks|portcls|storport|srb|fwpsk|wsk|hidport|ntstrsafe|usbdlib|netadaptercx|acx|dispmprt|gpioclx|spbcx|ucmcx|udecx|bthddi)\w*\.h[>"]|<(?:linux|asm)\/)/im;

/** Entry points, types, annotations and functions that application code has no use for, or little. */
const NAMES = new RegExp(
  [
    String.raw`\b(?:DriverEntry|NTSTATUS|P?DRIVER_OBJECT|P?DEVICE_OBJECT|PIRP|KIRQL|PAGED_CODE|UNICODE_STRING|WDF(?:DRIVER|DEVICE|REQUEST|QUEUE)|PFLT_\w+)\b`,
    String.raw`\b(?:_IRQL_\w+_|_Kernel_\w+_|ExAllocatePool\w*|ExFreePool\w*|DbgPrint(?:Ex)?|KdPrint)\b`,
    String.raw`\b(?:MODULE_(?:LICENSE|AUTHOR|DESCRIPTION)|EXPORT_SYMBOL(?:_GPL)?|module_init|printk|pr_(?:info|err|warn)|k[mz]alloc)[ \t]*\(`,
  ].join("|"),
);

/** What projects of drivers say: MSBuild, Kbuild, the old build tool, CMake with a driver kit. */
const PROJECTS =
  /<DriverType>|WindowsKernelModeDriver|^[ \t]*obj-(?:m|y|\$\(CONFIG_\w+\))\b|^[ \t]*TARGETTYPE[ \t]*=[ \t]*DRIVER|\bwdk_add_driver\b/im;

/** The crates that drivers in Rust are written with, and what those without them declare. NTSTATUS is in every Windows program. */
const RUST =
  /\b(?:wdk(?:_sys|_alloc|_panic)?|windows_kernel\w*|km_api_sys|wdrf\w*)::|\bextern crate wdk|\bDriverEntry\b|"ntoskrnl"|\bfn[ \t]+(?:Ex(?:Allocate|Free)Pool|Ke[A-Z]|Io[A-Z]|Mm[A-Z]|Ob[A-Z]|Ps[A-Z])\w*[ \t]*\(/;

const CARGO =
  /^[ \t]*(?:\[[^\]\n]*\bdependencies\.)?(?:wdk(?:-sys|-alloc|-panic|-build)?|windows-kernel[\w-]*|km-api-sys|wdrf[\w-]*)(?:[ \t]*[=.\]])|^[ \t]*\[(?:package|workspace)\.metadata\.wdk\b/m;

const INF = /^[ \t]*\[[ \t]*version[ \t]*\]/im;
