/** What a source itself tells about the mode it runs in: the system headers it includes and the entry point it defines. */
import { type IncludeLine, scanIncludes } from "./includes.ts";
import type { Verdict } from "./raw-unit.ts";

/** What a file can hold that speaks for a mode; "either-mode" is the framework that both modes have. */
export type Mark =
  | "windows-kernel"
  | "windows-user"
  | "either-mode"
  | "hosted"
  | "umdf"
  | "linux-kernel"
  | "linux-user"
  | "driver-entry"
  | "user-entry"
  | "module-entry"
  | "both-modes";

/** Each mark with the words that show it: "includes ntddk.h", "defines DriverEntry". */
export type Evidence = ReadonlyMap<Mark, string>;

const WINDOWS_KERNEL = words(`ntddk wdm ntifs fltkernel ndis ndiswdf storport portcls srb usbdlib usbbusif hidport
  fwpsk fwpmk wsk aux_klib kbdmou dispmprt classpnp batclass gpioclx spbcx ucmtcpcicx ucmcx udecx ufxbase ufxclient
  acx acxdevice wdmguid procgrp ntintsafe bthddi sercx wdmsec ntagp scsiwmi iscsiop
  drmk sdport sdfport dmusicks d3dkmddi bthsdpddi`);
/** Headers of the driver kit with names that any program may give a header of its own. */
const WINDOWS_KERNEL_COMMON_WORDS = words("video parallel miniport");
const EITHER_MODE = words("wdf wdfusb ks ksmedia ntstrsafe netadaptercx vhf hidclass");
const WINDOWS_USER = words(`windows winsock2 ws2tcpip commctrl setupapi cfgmgr32 tchar atlbase atlcom atlstr shlwapi
  shellapi objbase fltuser wlanapi winuser winsvc psapi tlhelp32 fwpmu newdev afxwin mfapi combaseapi
  wininet winhttp dbghelp imagehlp functiondiscoverykeys_devpkey mmdeviceapi wextestclass strmif dshow comdef process conio winspool prsht
  ole2 oleauto oaidl objidl ocidl olectl winbase winnls mmsystem`);
const HOSTED = words("stdio iostream");
const HOSTED_CPP = words(
  "iostream vector string memory thread map cmath algorithm functional fstream sstream filesystem",
);
const UMDF = words("wudfddi wudfusb wudfwdm wudfddi_types");
const LINUX_KERNEL = words(`module init slab vmalloc device cdev interrupt pci platform_device spinlock mutex workqueue
  uaccess kthread proc_fs debugfs skbuff of io delay miscdevice gfp moduleparam export completion dma-mapping mm kobject`);
const LINUX_USER = words("unistd pthread fcntl dlfcn getopt termios poll syslog dirent");

/** The marks of one text. `text` is searched for entry points; `includes` may be given where they are known. */
export function gatherEvidence(text: string, includes: readonly IncludeLine[] = scanIncludes(text)): Evidence {
  const marks = new Map<Mark, string>();
  const note = (mark: Mark, how: string): void => {
    if (!marks.has(mark)) marks.set(mark, how);
  };
  for (const { spelled, quoted } of includes) {
    const mark = markOfHeader(spelled.replaceAll("\\", "/").toLowerCase(), quoted);
    if (mark !== undefined) note(mark, `includes ${spelled}`);
  }
  if (text.includes("DriverEntry") && definesFunction(text, "DriverEntry")) note("driver-entry", "defines DriverEntry");
  for (const name of ["main", "wmain", "_tmain", "WinMain", "wWinMain", "_tWinMain", "DllMain"]) {
    if (text.includes(name) && definesFunction(text, name)) note("user-entry", `defines ${name}`);
  }
  const module = /^[ \t]*(module_init|MODULE_LICENSE|module_\w+_driver)[ \t]*\(/m.exec(text)?.[1];
  if (module !== undefined) note("module-entry", `has ${module}`);
  if (
    /^[ \t]*#[ \t]*(?:el)?if.*\b(?:_KERNEL_MODE|__KERNEL__|KERNEL_MODE|_NTDDK_|USER_MODE|UMDF_VERSION_MAJOR)\b/m.test(
      text,
    )
  ) {
    note("both-modes", "asks for the mode");
  }
  return marks;
}

/** The mode that the marks agree on; undefined where they say nothing or speak for both. */
export function judgeEvidence(marks: Evidence, file: string): Verdict | undefined {
  const verdict = (kind: Verdict["kind"], mark: Mark): Verdict => {
    return { kind, reason: `${file} ${marks.get(mark) ?? ""}`, firm: false };
  };
  if (marks.has("module-entry")) return verdict("linux-kernel", "module-entry");
  if (marks.has("linux-kernel")) {
    const user = marks.has("linux-user") || marks.has("user-entry") || marks.has("hosted");
    return user ? undefined : verdict("linux-kernel", "linux-kernel");
  }
  if (marks.has("umdf")) return verdict("windows-user", "umdf");
  if (marks.has("windows-kernel")) {
    if (marks.has("driver-entry")) return verdict("windows-kernel", "driver-entry");
    const user = marks.has("windows-user") || marks.has("hosted") || marks.has("linux-user");
    if (marks.has("user-entry") || (user && marks.has("both-modes"))) return undefined;
    return verdict("windows-kernel", "windows-kernel");
  }
  // A user-mode framework driver has a DriverEntry too, and windows.h beside wdf.h.
  if (marks.has("either-mode")) {
    if (marks.has("windows-user")) return verdict("windows-user", "windows-user");
    return marks.has("driver-entry") && !marks.has("both-modes")
      ? verdict("windows-kernel", "driver-entry")
      : undefined;
  }
  if (marks.has("driver-entry")) return marks.has("user-entry") ? undefined : verdict("windows-kernel", "driver-entry");
  if (marks.has("windows-user")) return verdict("windows-user", "windows-user");
  if (marks.has("linux-user")) return verdict("linux-user", "linux-user");
  if (marks.has("hosted")) return verdict("windows-user", "hosted");
  return marks.has("user-entry") ? verdict("windows-user", "user-entry") : undefined;
}

/** The union; the first to show a mark is remembered. */
export function mergeEvidence(all: Iterable<Evidence>): Evidence {
  const merged = new Map<Mark, string>();
  for (const evidence of all) {
    for (const [mark, how] of evidence) if (!merged.has(mark)) merged.set(mark, how);
  }
  return merged;
}

function markOfHeader(path: string, quoted: boolean): Mark | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.h$/, "");
  if (/^(?:linux|asm|net)\//.test(path)) {
    if (path.startsWith("linux/") && LINUX_KERNEL.has(path.slice(6).replace(/\.h$/, ""))) return "linux-kernel";
    return path === "asm/io.h" || path === "asm/uaccess.h" || path === "net/sock.h" ? "linux-kernel" : undefined;
  }
  if (/^(?:sys|netinet|arpa)\//.test(path)) return "linux-user";
  if (path.includes("/")) return undefined;
  if (!path.endsWith(".h")) return !quoted && HOSTED_CPP.has(path) ? "hosted" : undefined;
  if (WINDOWS_KERNEL.has(name) || (!quoted && WINDOWS_KERNEL_COMMON_WORDS.has(name))) return "windows-kernel";
  if (EITHER_MODE.has(name)) return "either-mode";
  if (WINDOWS_USER.has(name)) return "windows-user";
  if (UMDF.has(name)) return "umdf";
  if (HOSTED.has(name)) return "hosted";
  return LINUX_USER.has(name) && !quoted ? "linux-user" : undefined;
}

/** A file with more mentions of a name than this is not a driver's. */
const MAX_TRIES = 200;

/** Whether `name(...)` is followed by a body before anything that ends a declaration. */
function definesFunction(text: string, name: string): boolean {
  let tries = 0;
  for (let at = text.indexOf(name); at >= 0 && tries < MAX_TRIES; at = text.indexOf(name, at + 1)) {
    tries += 1;
    if (/[\w.>"]/.test(text[at - 1] ?? "") || inComment(text, at)) continue;
    const open = /^\s*\(/.exec(text.slice(at + name.length, at + name.length + 40));
    if (open === null) continue;
    const close = closingParenthesis(text, at + name.length + open[0].length);
    if (close === undefined) continue;
    // Comments between the parameters and the body may hold anything.
    const after = text.slice(close, close + 600).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
    if (/^[^;{}()=,]*\{/.test(after)) return true;
  }
  return false;
}

/** Whether the line says so: `// main() {`, ` * main() {`. */
function inComment(text: string, at: number): boolean {
  const before = text.slice(text.lastIndexOf("\n", at) + 1, at);
  return before.includes("//") || /^\s*(?:\/\*|\*)/.test(before);
}

/** The offset behind the parenthesis that closes the list starting at `start`; bounded. */
function closingParenthesis(text: string, start: number): number | undefined {
  let depth = 1;
  const end = Math.min(text.length, start + 2000);
  for (let at = start; at < end; at += 1) {
    const char = text[at];
    if (char === "(") depth += 1;
    else if (char === ")") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
