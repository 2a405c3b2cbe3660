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

/** Files of a folder that can tell whether the sources beside them are a driver's. */
export const TELLING_FILES = /(?:\.(?:c|cc|cpp|cxx|h|hpp|vcxproj)|^(?:Makefile|CMakeLists\.txt|sources))$/i;

/** How much of a text is looked at: includes stand at the top, and the other signs are in most functions of a driver. */
const LOOKED_AT = 200_000;

/** @param text a source's or a project file's text or a part of it, whole lines */
export function mayBeDriverSource(text: string): boolean {
  const head = text.length > LOOKED_AT ? text.slice(0, LOOKED_AT) : text;
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
