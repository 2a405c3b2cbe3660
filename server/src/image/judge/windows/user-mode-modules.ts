/** Which modules are for programs alone: the kernel loads none of them. */

/**
 * DLLs whose exports `server/data/usermode.tsv` was made of, and those that C and C++ programs get from their compiler. Of
 * modules that are not here nobody knows: the kernel has DLLs of its own (hal.dll, kdcom.dll, bootvid.dll, pshed.dll,
 * ci.dll), and drivers of newer systems import from API sets, whose names tell nothing about where they lead.
 */
const userModeModules: ReadonlySet<string> = new Set(
  (
    "kernel32 kernelbase user32 gdi32 ntdll advapi32 setupapi rpcrt4 gdiplus ole32 oleaut32 combase shlwapi shell32 " +
    "netapi32 msi wininet opengl32 crypt32 esent dnsapi tapi32 iphlpapi winmm ws2_32 wsock32 mswsock pdh propsys dbghelp " +
    "clusapi rasapi32 odbc32 wlanapi mapi32 imm32 wldap32 comctl32 comdlg32 urlmon wintrust resutils mpr winscard " +
    "bluetoothapis wtsapi32 ncrypt bcrypt uxtheme winhttp wer cryptui avifil32 authz secur32 userenv httpapi msacm32 " +
    "cfgmgr32 imagehlp snmpapi wevtapi ktmw32 dwmapi tdh credui wsdapi winusb psapi powrprof oleacc activeds virtdisk " +
    "traffic fltlib version cabinet dxgi hid loadperf spoolss d3d9 d3d11 avrt t2embed newdev sensapi msimg32 mscms compstui"
  )
    .split(" ")
    .map((name) => `${name}.dll`),
);

const runtimes = /^(?:(?:msvcr|msvcp|vcruntime|ucrtbase|concrt)[\w.-]*|(?:libgcc|libstdc|libwinpthread)[\w.+-]*)\.dll$/;
/** The C runtime's API sets lead to ucrtbase.dll. */
const runtimeSets = /^api-ms-win-crt-[\w-]+\.dll$/;
/** Most of these lead to kernelbase.dll: which functions are whose is asked of the facts. */
const coreSets = /^api-ms-win-core-[\w-]+\.dll$/;

/** The C or C++ runtime of programs. @param file in lower case */
export const isRuntime = (file: string): boolean => runtimes.test(file) || runtimeSets.test(file);

/** @param file in lower case */
export const isUserModeModule = (file: string): boolean =>
  userModeModules.has(file) || file === "winspool.drv" || isRuntime(file);

/** @param file in lower case */
export const isCoreSet = (file: string): boolean => coreSets.test(file);
