/** Functions that the oldest Windows of a driver does not have. */
import {
  compareWindowsVersions,
  type Facts,
  type FunctionContract,
  type WindowsVersion,
} from "../../../facts/index.ts";
import type { Finding } from "../findings.ts";
import { type NamedImport, namedImports, type WindowsJudgement } from "./context.ts";
import { isUserModeModule } from "./user-mode-modules.ts";

/** Without a target nobody knows. */
export function* newerImports(judgement: WindowsJudgement): Iterable<Finding> {
  const { facts, target } = judgement;
  if (target?.version === undefined) return;
  for (const imported of namedImports(judgement)) {
    const contract = facts.functionContract(imported.name);
    const since = contract === undefined ? undefined : firstVersion(contract, facts);
    if (
      contract !== undefined &&
      since !== undefined &&
      !isUserModeModule(imported.file) &&
      compareWindowsVersions(since, target.version) > 0
    ) {
      yield newer(imported, contract, since, target.version, facts);
    }
  }
}

/**
 * The Windows that a function came with, where that is certain. Much of what the reference dates to Windows Vista was
 * exported before; what Windows 8.1 exported is older than a later date of its documentation, system services among it are
 * mostly older than any, and what was deprecated in a release did not come with it.
 */
export function firstVersion(contract: FunctionContract, facts: Facts): WindowsVersion | undefined {
  const since = contract.minWindows;
  if (since === undefined || contract.kmdfVersion !== undefined || contract.kind === "macro") return undefined;
  const isOlder =
    since.ntddi < windows7Ntddi ||
    ((since.ntddi >= windows10Ntddi || /^(?:Nt|Zw)[A-Z]/.test(contract.name)) && isListed(contract.name, facts)) ||
    contract.minClient === facts.deprecation(contract.name)?.since;
  return isOlder ? undefined : since;
}
/** An Nt name, which is documented with its Zw name, is as old as that. */
const isListed = (name: string, facts: Facts): boolean =>
  facts.earlyExport(name) || (name.startsWith("Nt") && facts.earlyExport(`Zw${name.slice(2)}`));

const windows7Ntddi = 0x0601_0000;
const windows10Ntddi = 0x0a00_0000;

function newer(
  { module, file, name }: NamedImport,
  contract: FunctionContract,
  since: WindowsVersion,
  target: WindowsVersion,
  facts: Facts,
): Finding {
  const isPool = facts.poolFunction(name)?.action === "allocate";
  const lookup = lookups.get(file);
  return {
    rule: "image-newer-import",
    severity: "error",
    message: `${name} of ${module} is there from ${since.name} on, but the driver is to load on ${target.name}`,
    why:
      "The loader resolves every import before DriverEntry runs. Where one is missing the driver does not load at all " +
      "(STATUS_DRIVER_ENTRYPOINT_NOT_FOUND, error 127; code 39 in Device Manager), even if it is never called.",
    remedy: isPool
      ? "Call the inline functions that work on all systems, once ExInitializeDriverRuntime was called in DriverEntry (POOL_ZERO_DOWN_LEVEL_SUPPORT), or raise the target"
      : lookup === undefined
        ? "Call what the older Windows has, or raise the target"
        : `Ask ${lookup} for it and do without it where it is missing, or raise the target`,
    instead: isPool ? downLevel(name) : lookup === undefined ? [] : [lookup],
    import: { module, name },
    ...(contract.page === undefined ? {} : { page: contract.page }),
  };
}

/** The kit's inline functions, which call what the running Windows has. */
const downLevel = (name: string): string[] =>
  name === "ExAllocatePool3"
    ? ["ExAllocatePoolPriorityZero", "ExAllocatePoolPriorityUninitialized"]
    : ["ExAllocatePoolZero", "ExAllocatePoolUninitialized"];

/** Who finds a function of a module by its name. */
const lookups: ReadonlyMap<string, string> = new Map([
  ["ntoskrnl.exe", "MmGetSystemRoutineAddress"],
  ["hal.dll", "MmGetSystemRoutineAddress"],
  ["fltmgr.sys", "FltGetRoutineAddress"],
  ["ndis.sys", "NdisGetRoutineAddress"],
]);
