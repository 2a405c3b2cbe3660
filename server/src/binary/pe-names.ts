/** Names of the numbers in images, as winnt.h, winuser.h and verrsrc.h have them, without what all of a kind begin with. */

export type Names = ReadonlyMap<number, string>;

/** Each has a bit, or several. */
export type FlagNames = readonly (readonly [flag: number, name: string])[];

/** The names of the flags that are set, in the order of `names`; what has none there is left out. */
export function flagNames(flags: number, names: FlagNames): string[] {
  return names.filter(([flag]) => (flags & flag) >>> 0 === flag).map(([, name]) => name);
}

/** IMAGE_FILE_MACHINE_*; those that drivers are built for as people call them. */
export const machineNames: Names = new Map([
  [0x014c, "x86"],
  [0x8664, "x64"],
  [0x01c0, "ARM"],
  [0x01c2, "ARM Thumb"],
  [0x01c4, "ARM Thumb-2"],
  [0xaa64, "ARM64"],
  [0xa641, "ARM64EC"],
  [0xa64e, "ARM64X"],
  [0x0200, "Itanium"],
  [0x0ebc, "EFI byte code"],
  [0x5032, "RISC-V 32"],
  [0x5064, "RISC-V 64"],
  [0x5128, "RISC-V 128"],
  [0x6232, "LoongArch 32"],
  [0x6264, "LoongArch 64"],
]);

/** IMAGE_SUBSYSTEM_*. */
export const subsystemNames: Names = new Map([
  [0, "UNKNOWN"],
  [1, "NATIVE"],
  [2, "WINDOWS_GUI"],
  [3, "WINDOWS_CUI"],
  [5, "OS2_CUI"],
  [7, "POSIX_CUI"],
  [8, "NATIVE_WINDOWS"],
  [9, "WINDOWS_CE_GUI"],
  [10, "EFI_APPLICATION"],
  [11, "EFI_BOOT_SERVICE_DRIVER"],
  [12, "EFI_RUNTIME_DRIVER"],
  [13, "EFI_ROM"],
  [14, "XBOX"],
  [16, "WINDOWS_BOOT_APPLICATION"],
  [17, "XBOX_CODE_CATALOG"],
]);

/** IMAGE_FILE_*. */
export const characteristicNames: FlagNames = [
  [0x0001, "RELOCS_STRIPPED"],
  [0x0002, "EXECUTABLE_IMAGE"],
  [0x0004, "LINE_NUMS_STRIPPED"],
  [0x0008, "LOCAL_SYMS_STRIPPED"],
  [0x0010, "AGGRESIVE_WS_TRIM"],
  [0x0020, "LARGE_ADDRESS_AWARE"],
  [0x0080, "BYTES_REVERSED_LO"],
  [0x0100, "32BIT_MACHINE"],
  [0x0200, "DEBUG_STRIPPED"],
  [0x0400, "REMOVABLE_RUN_FROM_SWAP"],
  [0x0800, "NET_RUN_FROM_SWAP"],
  [0x1000, "SYSTEM"],
  [0x2000, "DLL"],
  [0x4000, "UP_SYSTEM_ONLY"],
  [0x8000, "BYTES_REVERSED_HI"],
];

/** IMAGE_DLLCHARACTERISTICS_*. */
export const dllCharacteristicNames: FlagNames = [
  [0x0020, "HIGH_ENTROPY_VA"],
  [0x0040, "DYNAMIC_BASE"],
  [0x0080, "FORCE_INTEGRITY"],
  [0x0100, "NX_COMPAT"],
  [0x0200, "NO_ISOLATION"],
  [0x0400, "NO_SEH"],
  [0x0800, "NO_BIND"],
  [0x1000, "APPCONTAINER"],
  [0x2000, "WDM_DRIVER"],
  [0x4000, "GUARD_CF"],
  [0x8000, "TERMINAL_SERVER_AWARE"],
];

/** IMAGE_DLLCHARACTERISTICS_EX_*. */
export const exDllCharacteristicNames: FlagNames = [
  [0x01, "CET_COMPAT"],
  [0x02, "CET_COMPAT_STRICT_MODE"],
  [0x04, "CET_SET_CONTEXT_IP_VALIDATION_RELAXED_MODE"],
  [0x08, "CET_DYNAMIC_APIS_ALLOW_IN_PROC"],
  [0x40, "FORWARD_CFI_COMPAT"],
  [0x80, "HOTPATCH_COMPATIBLE"],
];

/** IMAGE_SCN_*. The alignment, which is a number in four bits of its own, is `sectionAlignmentOf`. */
export const sectionCharacteristicNames: FlagNames = [
  [0x0000_0008, "TYPE_NO_PAD"],
  [0x0000_0020, "CNT_CODE"],
  [0x0000_0040, "CNT_INITIALIZED_DATA"],
  [0x0000_0080, "CNT_UNINITIALIZED_DATA"],
  [0x0000_0200, "LNK_INFO"],
  [0x0000_0800, "LNK_REMOVE"],
  [0x0000_1000, "LNK_COMDAT"],
  [0x0000_8000, "GPREL"],
  [0x0100_0000, "LNK_NRELOC_OVFL"],
  [0x0200_0000, "MEM_DISCARDABLE"],
  [0x0400_0000, "MEM_NOT_CACHED"],
  [0x0800_0000, "MEM_NOT_PAGED"],
  [0x1000_0000, "MEM_SHARED"],
  [0x2000_0000, "MEM_EXECUTE"],
  [0x4000_0000, "MEM_READ"],
  [0x8000_0000, "MEM_WRITE"],
];

/** IMAGE_SCN_ALIGN_*: of a section of an object, in bytes; undefined where it says none. */
export function sectionAlignmentOf(characteristics: number): number | undefined {
  const power = (characteristics >>> 20) & 0xf;
  return power === 0 || power === 15 ? undefined : 2 ** (power - 1);
}

/** RT_*. */
export const resourceTypeNames: Names = new Map([
  [1, "CURSOR"],
  [2, "BITMAP"],
  [3, "ICON"],
  [4, "MENU"],
  [5, "DIALOG"],
  [6, "STRING"],
  [7, "FONTDIR"],
  [8, "FONT"],
  [9, "ACCELERATOR"],
  [10, "RCDATA"],
  [11, "MESSAGETABLE"],
  [12, "GROUP_CURSOR"],
  [14, "GROUP_ICON"],
  [16, "VERSION"],
  [17, "DLGINCLUDE"],
  [19, "PLUGPLAY"],
  [20, "VXD"],
  [21, "ANICURSOR"],
  [22, "ANIICON"],
  [23, "HTML"],
  [24, "MANIFEST"],
]);

/** IMAGE_GUARD_*. The highest four bits are a number: how many bytes an entry of the table of functions has beyond four. */
export const guardFlagNames: FlagNames = [
  [0x0000_0100, "CF_INSTRUMENTED"],
  [0x0000_0200, "CFW_INSTRUMENTED"],
  [0x0000_0400, "CF_FUNCTION_TABLE_PRESENT"],
  [0x0000_0800, "SECURITY_COOKIE_UNUSED"],
  [0x0000_1000, "PROTECT_DELAYLOAD_IAT"],
  [0x0000_2000, "DELAYLOAD_IAT_IN_ITS_OWN_SECTION"],
  [0x0000_4000, "CF_EXPORT_SUPPRESSION_INFO_PRESENT"],
  [0x0000_8000, "CF_ENABLE_EXPORT_SUPPRESSION"],
  [0x0001_0000, "CF_LONGJUMP_TABLE_PRESENT"],
  [0x0002_0000, "RF_INSTRUMENTED"],
  [0x0004_0000, "RF_ENABLE"],
  [0x0008_0000, "RF_STRICT"],
  [0x0010_0000, "RETPOLINE_PRESENT"],
  [0x0040_0000, "EH_CONTINUATION_TABLE_PRESENT"],
  [0x0080_0000, "XFG_ENABLED"],
  [0x0100_0000, "CASTGUARD_PRESENT"],
  [0x0200_0000, "MEMCPY_PRESENT"],
];

/** IMAGE_DEBUG_TYPE_*. */
export const debugTypeNames: Names = new Map([
  [0, "UNKNOWN"],
  [1, "COFF"],
  [2, "CODEVIEW"],
  [3, "FPO"],
  [4, "MISC"],
  [5, "EXCEPTION"],
  [6, "FIXUP"],
  [7, "OMAP_TO_SRC"],
  [8, "OMAP_FROM_SRC"],
  [9, "BORLAND"],
  [10, "RESERVED10"],
  [11, "CLSID"],
  [12, "VC_FEATURE"],
  [13, "POGO"],
  [14, "ILTCG"],
  [15, "MPX"],
  [16, "REPRO"],
  [17, "EMBEDDED_PORTABLE_PDB"],
  [18, "SPGO"],
  [19, "PDB_CHECKSUM"],
  [20, "EX_DLLCHARACTERISTICS"],
  [21, "PERFMAP"],
]);

/** IMAGE_REL_BASED_*; what a number above 4 means hangs on the machine, and is left out. */
export const relocationTypeNames: Names = new Map([
  [0, "ABSOLUTE"],
  [1, "HIGH"],
  [2, "LOW"],
  [3, "HIGHLOW"],
  [4, "HIGHADJ"],
  [10, "DIR64"],
]);

/** VFT_*, of a version resource. */
export const fileTypeNames: Names = new Map([
  [1, "APP"],
  [2, "DLL"],
  [3, "DRV"],
  [4, "FONT"],
  [5, "VXD"],
  [7, "STATIC_LIB"],
]);

/** VFT2_DRV_*, where the type is DRV. */
export const driverSubtypeNames: Names = new Map([
  [1, "PRINTER"],
  [2, "KEYBOARD"],
  [3, "LANGUAGE"],
  [4, "DISPLAY"],
  [5, "MOUSE"],
  [6, "NETWORK"],
  [7, "SYSTEM"],
  [8, "INSTALLABLE"],
  [9, "SOUND"],
  [10, "COMM"],
  [11, "INPUTMETHOD"],
  [12, "VERSIONED_PRINTER"],
]);

/** VS_FF_*. */
export const fileFlagNames: FlagNames = [
  [0x01, "DEBUG"],
  [0x02, "PRERELEASE"],
  [0x04, "PATCHED"],
  [0x08, "PRIVATEBUILD"],
  [0x10, "INFOINFERRED"],
  [0x20, "SPECIALBUILD"],
];

/** VOS_*, both halves. */
export const fileOsNames: Names = new Map([
  [0x0000_0000, "UNKNOWN"],
  [0x0001_0000, "DOS"],
  [0x0004_0000, "NT"],
  [0x0000_0004, "WINDOWS32"],
  [0x0001_0001, "DOS_WINDOWS16"],
  [0x0001_0004, "DOS_WINDOWS32"],
  [0x0004_0004, "NT_WINDOWS32"],
]);

/** WIN_CERT_TYPE_*. */
export const certificateTypeNames: Names = new Map([
  [1, "X509"],
  [2, "PKCS_SIGNED_DATA"],
  [3, "RESERVED_1"],
  [4, "TS_STACK_SIGNED"],
]);
