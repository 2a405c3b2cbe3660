/** What findings advise and which PREfast number they carry: words that fixtures do not look at. */
import { describe, expect, it } from "vitest";
import { findingsOf, openUnit, type UnitSettings } from "../support/engine.ts";

function only(rule: string, statement: string, settings: UnitSettings = {}) {
  const text = `#include <ntddk.h>\nVOID Test(PVOID P, PIRP Irp, PHYSICAL_ADDRESS A)\n{\n    ${statement}\n}\n`;
  const session = openUnit([{ path: "a.c", text }], settings);
  const [found, ...others] = findingsOf(session, "a.c").filter((finding) => finding.rule === rule);
  if (found === undefined || others.length > 0) throw new Error(`${others.length} findings too many for ${statement}`);
  return found;
}

describe("the number of a finding", () => {
  it.each([
    ["deprecated-api", "strcpy(P, P);", "C28719"],
    ["deprecated-api", "PoStartNextPowerIrp(Irp);", null],
    ["pool-deprecated", "ExAllocatePoolWithTag(PagedPool, 8, 'tseT');", undefined],
    ["pool-deprecated", "NdisAllocateMemoryWithTag(&P, 8, 'tseT');", null],
    ["pool-executable", "MmMapIoSpace(A, 8, MmNonCached);", "C30029"],
    ["pool-executable", "ExAllocatePoolZero(NonPagedPool, 8, 'tseT');", "C30030"],
    ["pool-executable", "ExInitializeNPagedLookasideList(P, Own, Own, 0, 8, 'tseT', 0);", "C30034"],
    ["pool-executable", "ExInitializeNPagedLookasideList(P, NULL, NULL, 0, 8, 'tseT', 0);", "C30030"],
  ])("%s: %s", (rule, statement, equivalent) => {
    expect(only(rule, statement).equivalent).toBe(equivalent);
  });
});

describe("the advice", () => {
  it.each([
    ["DeleteCriticalSection(P);", "Remove it: a FAST_MUTEX needs no deletion"],
    ["FormatMessageW(0, P, 0, 0, P, 0, P);", "Log the NTSTATUS itself"],
    ["GetLastError();", "Use the NTSTATUS that the kernel function returned"],
    ["InitializeCriticalSection(P);", "In the kernel: ExInitializeFastMutex (it must lie in nonpaged memory)"],
    ["CreateWindowExW(0, P, P);", "The kernel has nothing like it"],
  ])("for %s", (statement, advice) => {
    expect(only("user-mode-api", statement).advice).toContain(advice);
  });

  it("names what the oldest Windows of the driver has", () => {
    expect(only("user-mode-api", "malloc(8);", { target: "10.0.22000" }).advice).toContain("ExAllocatePool2");
    expect(only("user-mode-api", "malloc(8);", { target: "6.1" }).advice).toBe("In the kernel: ExAllocatePoolZero");
    const map = "MmMapIoSpace(A, 8, MmNonCached);";
    expect(only("pool-executable", map).advice).toMatch(/^Use MmMapIoSpaceEx/);
    expect(only("pool-executable", map, { target: "6.1" }).advice).toMatch(/^Look up MmMapIoSpaceEx/);
  });

  it("says of a lock that STATUS_TIMEOUT passes for success", () => {
    const told = (statement: string) => {
      const { advice, related = [] } = only(
        "lock-released-twice",
        `WDFWAITLOCK l = P; LONGLONG zero = 0; ${statement}`,
      );
      return [advice?.startsWith("Compare the result with STATUS_SUCCESS"), related.at(-1)?.message];
    };
    const release = "WdfWaitLockRelease(l);";
    const timeout = "STATUS_TIMEOUT is a success code: the lock may not be held here";
    expect(told(`if (NT_SUCCESS(WdfWaitLockAcquire(l, &zero))) { ${release} }`)).toEqual([true, timeout]);
    const kept = "NTSTATUS s = WdfWaitLockAcquire(l, &zero);";
    expect(told(`${kept} if (!NT_SUCCESS(s)) { return; } ${release}`)).toEqual([true, timeout]);
    const before = `WdfWaitLockAcquire(l, NULL); ${release}`;
    expect(told(`${before} if (NT_SUCCESS(WdfWaitLockAcquire(l, &zero))) { ${release} }`)).toEqual([true, timeout]);
    // What decides is another call's result.
    expect(told(`${kept} s = Other(); if (!NT_SUCCESS(s)) { return; } ${release}`)[0]).toBe(false);
  });

  it("tells locks that are released in the wrong order from levels that were mixed up", () => {
    const taken = "KIRQL a, b; KeAcquireSpinLock(&First, &a); KeAcquireSpinLock(&Second, &b);";
    const order = `${taken} KeReleaseSpinLock(&First, a); KeReleaseSpinLock(&Second, b);`;
    expect(only("lock-wrong-irql-restored", order).advice).toMatch(/^Release Second first/);
    const levels = `${taken} KeReleaseSpinLock(&Second, a); KeReleaseSpinLock(&First, b);`;
    expect(only("lock-wrong-irql-restored", levels).advice).toMatch(/^Use b, /);
  });
});
