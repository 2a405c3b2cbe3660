/** What an image of Windows is: a driver of the kernel, or something else whose imports nobody has to judge. */
import type { PeImage } from "../../../binary/pe.ts";
import type { PeImport } from "../../../binary/pe-imports.ts";
import { machineNames } from "../../../binary/pe-names.ts";
import { hex } from "../values.ts";

export interface PeKind {
  /** "Kernel driver for Windows (KMDF), x64". */
  readonly text: string;
  readonly isKernel: boolean;
  /** "x64". */
  readonly machine: string;
}

/** IMAGE_SUBSYSTEM_*. */
export const nativeSubsystem = 1;
const firmwareSubsystems: ReadonlyMap<number, string> = new Map([
  [10, "UEFI application"],
  [11, "UEFI driver (boot services)"],
  [12, "UEFI driver (runtime)"],
  [13, "UEFI ROM image"],
  [16, "Windows boot application"],
]);

/** IMAGE_FILE_DLL and IMAGE_DLLCHARACTERISTICS_WDM_DRIVER. */
const dll = 0x2000;
const wdmDriver = 0x2000;

/** What only code in the kernel imports from. */
const kernelModules: ReadonlySet<string> = new Set([
  "ntoskrnl.exe",
  "hal.dll",
  "ndis.sys",
  "fltmgr.sys",
  "wdfldr.sys",
  "storport.sys",
  "win32k.sys",
  "ks.sys",
  "portcls.sys",
  "dxgkrnl.sys",
]);

export function peKind(image: PeImage, imports: readonly PeImport[], name: string): PeKind {
  const machine = machineNames.get(image.machine) ?? hex(image.machine);
  const modules = new Set(imports.map(({ module }) => module.toLowerCase()));
  const isKernel = isOfKernel(image, modules, name);
  return { text: `${what(image, modules, isKernel)}, ${machine}`, isKernel, machine };
}

/**
 * Programs that run before Windows does (autochk.exe) are native too, and take all they need from ntdll.dll, which no driver
 * has. A driver that was linked for another subsystem is one all the same where it takes functions from the kernel.
 */
function isOfKernel(image: PeImage, modules: ReadonlySet<string>, name: string): boolean {
  if (firmwareSubsystems.has(image.subsystem)) return false;
  const takesFromKernel = [...modules].some((module) => kernelModules.has(module));
  if (image.subsystem !== nativeSubsystem) return modules.has("ntoskrnl.exe") && /\.sys$/i.test(name);
  const isProgram = modules.has("ntdll.dll") && !takesFromKernel && !/\.sys$/i.test(name);
  return !isProgram || (image.dllCharacteristics & wdmDriver) !== 0;
}

function what(image: PeImage, modules: ReadonlySet<string>, isKernel: boolean): string {
  const firmware = firmwareSubsystems.get(image.subsystem);
  if (firmware !== undefined) return firmware;
  if (isKernel) {
    const framework = frameworks.filter(([module]) => modules.has(module)).map(([, word]) => word);
    return `Kernel driver for Windows${framework.length === 0 ? "" : ` (${framework.join(", ")})`}`;
  }
  if ([...modules].some((module) => /^wudfx\d*\.dll$/.test(module))) return "User-mode driver for Windows (UMDF)";
  if (image.subsystem === nativeSubsystem) return "Native program for Windows";
  return (image.characteristics & dll) !== 0 ? "DLL for Windows" : "Program for Windows";
}

/** Who imports from these is of that framework. */
const frameworks: readonly (readonly [module: string, word: string])[] = [
  ["wdfldr.sys", "KMDF"],
  ["fltmgr.sys", "minifilter"],
  ["ndis.sys", "NDIS"],
  ["storport.sys", "Storport"],
  ["portcls.sys", "audio miniport"],
  ["ks.sys", "kernel streaming"],
];
