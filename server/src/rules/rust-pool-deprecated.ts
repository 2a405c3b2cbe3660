/** Reports Rust calls of deprecated pool allocators, and allocators that are asked for executable memory or for no pool at all. */

import { poolDeprecation, poolReplacement } from "../analysis/pool/replacement.ts";
import { poolTypeOf, type RustPoolCall, rustPoolCalls } from "../analysis/rust/pool-calls.ts";
import { compareWindowsVersions, type Deprecation, type PoolConstant, parseWindowsVersion } from "../facts/index.ts";
import type { Fix } from "../fixes/fix.ts";
import { rustPoolFixes, rustPoolFlagFixes } from "../fixes/rust-pool.ts";
import type { CrateContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const rustPoolDeprecated = defineRule({
  id: "rust-pool-deprecated",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Deprecated pool allocator or executable pool in Rust",
    why:
      "ExAllocatePool and ExAllocatePoolWithTag hand out memory with what its last owner left in it; copied to an application " +
      "it discloses kernel data. ExAllocatePool2 zeroes it. NonPagedPool is 0 and means memory that is executable: with memory " +
      "integrity (HVCI) drivers must not ask for it, and who can write there can run code. A POOL_TYPE that is given to " +
      "ExAllocatePool2 names other flags or none: it returns null.",
    language: "rust",
    bad: `unsafe fn new_reply(size: usize) -> *mut core::ffi::c_void {
    unsafe { wdk_sys::ntddk::ExAllocatePoolWithTag(wdk_sys::_POOL_TYPE::NonPagedPool, size as u64, 0x796c7052) }
}`,
    good: `unsafe fn new_reply(size: usize) -> *mut core::ffi::c_void {
    unsafe { wdk_sys::ntddk::ExAllocatePool2(wdk_sys::POOL_FLAG_NON_PAGED, size as u64, 0x796c7052) }
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/updating-deprecated-exallocatepool-calls",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exallocatepool2",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/30030-parameter-indicates-executable-memory",
    ],
  },
  *checkRustFunction(fn, context) {
    for (const call of rustPoolCalls(fn, context)) {
      const finding = call.api.scheme === "pool-flags" ? wrongFlags(call, context) : oldCall(call, context);
      if (finding !== undefined) {
        yield finding;
      }
    }
  },
});

/** A call that takes a POOL_TYPE: it is out of use, the memory is executable, or both. */
function oldCall(call: RustPoolCall, context: CrateContext): Finding | undefined {
  const { api, fn, site } = call;
  const deprecation = poolDeprecation(api, context.facts);
  // What replaces it on older systems is inline in the kit's headers: Rust has no such function.
  const isOut = deprecation !== undefined && !isOlderThan(deprecation.sinceWindows?.name ?? "", context);
  const type = api.scheme === "pool-type" ? poolTypeOf(call, context.facts) : undefined;
  const executable = type?.executable === "yes" && !isOlderThan("Windows 8", context) ? type : undefined;
  if (!isOut && executable === undefined) {
    return undefined;
  }
  const kind = executable === undefined ? "" : `${nameIn(call, executable)} is executable memory`;
  const age = `${api.name} is ${deprecation?.status}${deprecation?.since === undefined ? "" : ` since ${deprecation.since}`}`;
  return {
    at: fn.place(site.path.nameSpan),
    message: !isOut ? `${api.name}: ${kind}` : kind === "" ? age : `${age}, and ${kind}`,
    advice:
      deprecation !== undefined && isOut
        ? replacing(deprecation, type, context)
        : `Ask for ${executable?.nxInstead ?? "NonPagedPoolNx"}`,
    fixes: isOut && type !== undefined ? rustPoolFixes(call, type, context) : [],
  };
}

function replacing(deprecation: Deprecation, type: PoolConstant | undefined, context: CrateContext): string {
  const replacement = poolReplacement(deprecation, undefined, context.facts);
  if (replacement?.scheme !== "pool-flags") {
    return replacement === undefined ? "Use a function of the current headers" : `Use ${replacement.name}`;
  }
  const flags = type === undefined ? "the matching POOL_FLAG_ constants" : flagsFor(type);
  return `Use ${replacement.name} with ${flags}, which zeroes the memory`;
}

/** A call that takes POOL_FLAGS and gets something else, or flags that ask for executable memory. */
function wrongFlags(call: RustPoolCall, context: CrateContext): Finding | undefined {
  const { api, fn, kindArgument, kinds } = call;
  if (kindArgument === undefined || kinds === undefined) {
    return undefined;
  }
  const at = fn.place(kindArgument);
  const type = kinds.find(({ constant }) => constant?.kind === "pool-type")?.constant;
  const [only] = kinds;
  if (type !== undefined) {
    return {
      at,
      message: `${type.name} is a POOL_TYPE (${type.value}), but ${api.name} takes POOL_FLAGS`,
      why: "As flags its number names no pool: null is returned whatever the size.",
      advice: `Pass ${flagsFor(type)}`,
      fixes: flagFixes(call, type, context),
    };
  }
  if (kinds.length === 1 && only?.value === 0) {
    return {
      at,
      message: `${api.name} is asked for no pool: its flags are 0`,
      why: "Null is returned whatever the size.",
      advice: "Pass POOL_FLAG_NON_PAGED or POOL_FLAG_PAGED",
    };
  }
  const executable = kinds.find(({ constant }) => constant?.executable === "yes" && constant.kind === "pool-flag");
  return executable?.constant === undefined
    ? undefined
    : {
        at,
        message: `${executable.constant.name} asks ${api.name} for executable memory`,
        advice: `Pass ${executable.constant.nxInstead ?? "POOL_FLAG_NON_PAGED"} unless code runs from there`,
      };
}

const flagFixes = (call: RustPoolCall, type: PoolConstant, context: CrateContext): readonly Fix[] =>
  call.kinds?.length === 1 ? rustPoolFlagFixes(call, type, context) : [];

/** The type as the code has it: a number stands there where no constant does. */
function nameIn({ kinds }: RustPoolCall, type: PoolConstant): string {
  const value = kinds?.[0]?.value;
  return value === undefined ? type.name : `pool type ${value} (${type.name})`;
}

/** The flags that ask for the same memory, but not for executable one. */
function flagsFor(type: PoolConstant): string {
  const flags = type.counterparts.map((flag) =>
    flag === "POOL_FLAG_NON_PAGED_EXECUTE" ? "POOL_FLAG_NON_PAGED" : flag,
  );
  return flags.length === 0 ? "the matching POOL_FLAG_ constants" : flags.join(" | ");
}

function isOlderThan(name: string, { targetWindows }: CrateContext): boolean {
  const version = parseWindowsVersion(name);
  return (
    targetWindows !== undefined && version !== undefined && compareWindowsVersions(targetWindows.version, version) < 0
  );
}
