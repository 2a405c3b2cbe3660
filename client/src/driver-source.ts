/**
 * Whether a source may be a kernel driver's: a coarse look that costs nothing, so that no server is started for other C
 * and C++ code. It errs towards yes; what a file really is the server says, with a reason.
 */

/** Language identifiers of the sources that driverlens reads. */
export const LANGUAGES: readonly string[] = ["c", "cpp"];

/**
 * Files that lie beside a driver and hardly beside anything else, for sources that show no sign themselves because
 * they include a header of their own alone.
 */
export const DRIVER_PROJECT_FILES = "**/{*.inf,*.inx,.driverlens.json,Kbuild,*.ddf}";

/** How much of a text is looked at: includes stand at the top, and the other signs are in most functions of a driver. */
const LOOKED_AT = 200_000;

/** @param text a source's text or a part of it, whole lines */
export function mayBeDriverSource(text: string): boolean {
  return SIGNS.test(text.length > LOOKED_AT ? text.slice(0, LOOKED_AT) : text);
}

/** Headers, entry points, types, annotations and macros that application code has no use for, or little. */
const SIGNS = new RegExp(
  [
    String.raw`^[ \t]*#[ \t]*include[ \t]*[<"](?:ntddk|wdm|ntifs|ntddstor|fltkernel|ndis|wdf|ks|portcls|storport|srb|fwpsk|wsk|hidport|ntstrsafe|usbdlib|netadaptercx|acx|dispmprt|gpioclx|spbcx|ucmcx|udecx|bthddi)\w*\.h[>"]`,
    String.raw`^[ \t]*#[ \t]*include[ \t]*<(?:linux|asm)/`,
    String.raw`\b(?:DriverEntry|NTSTATUS|P?DRIVER_OBJECT|P?DEVICE_OBJECT|PIRP|KIRQL|PAGED_CODE|UNICODE_STRING|WDF(?:DRIVER|DEVICE|REQUEST|QUEUE)|PFLT_\w+)\b`,
    String.raw`\b(?:_IRQL_\w+_|_Kernel_\w+_|ExAllocatePool\w*|ExFreePool\w*|DbgPrint(?:Ex)?|KdPrint)\b`,
    String.raw`\b(?:MODULE_(?:LICENSE|AUTHOR|DESCRIPTION)|EXPORT_SYMBOL(?:_GPL)?|module_init|printk|pr_(?:info|err|warn)|k[mz]alloc)[ \t]*\(`,
  ].join("|"),
  "m",
);
