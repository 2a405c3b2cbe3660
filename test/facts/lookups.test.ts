// Every lookup on rows that any driver developer can check from memory.
import { describe, expect, it } from "vitest";
import {
  compareLevels,
  compareWindowsVersions,
  levelOfRank,
  levelRank,
  levels,
  loadFacts,
  parseLevel,
  parseWindowsVersion,
} from "../../server/src/facts/index.ts";

const facts = loadFacts();
const ddi = "https://learn.microsoft.com/windows-hardware/drivers/ddi";

describe("levels", () => {
  it("are ordered", () => {
    expect(levels.map(levelRank)).toEqual([0, 1, 2, 3, 4]);
    expect(levels.map((level) => levelOfRank(levelRank(level)))).toEqual(levels);
    expect(levelOfRank(5)).toBeUndefined();
    expect(compareLevels("APC_LEVEL", "DISPATCH_LEVEL")).toBeLessThan(0);
  });

  it("are read as the tables write them", () => {
    expect(parseLevel("ANY")).toBe("HIGH_LEVEL");
    expect(parseLevel("<DISPATCH_LEVEL")).toBe("APC_LEVEL");
    expect(parseLevel("<PASSIVE_LEVEL")).toBeUndefined();
    expect(parseLevel("")).toBeUndefined();
    expect(parseLevel("dispatch")).toBeUndefined();
  });
});

describe("functions", () => {
  it("ZwClose is passive only", () => {
    expect(facts.functionContract("ZwClose")).toMatchObject({
      header: "wdm.h",
      kind: "function",
      mode: "kernel",
      irqlMin: "PASSIVE_LEVEL",
      irqlMax: "PASSIVE_LEVEL",
      page: `${ddi}/wdm/nf-wdm-zwclose`,
    });
  });

  it("ExAllocatePool2 came with version 2004", () => {
    const contract = facts.functionContract("ExAllocatePool2");
    expect(contract?.minWindows?.name).toBe("Windows 10, version 2004");
    expect(contract?.libraries).toEqual(["NtosKrnl.lib"]);
    expect(contract?.confidence).toBe("partial");
  });

  it("the inline pool wrappers run on old systems", () => {
    expect(facts.functionContract("ExAllocatePoolZero")?.minWindows?.name).toBe("Windows 2000");
  });

  it("KeSetEvent may be called up to DISPATCH_LEVEL, less when it waits", () => {
    expect(facts.functionContract("KeSetEvent")?.irqlMax).toBe("DISPATCH_LEVEL");
    expect(facts.conditionalIrql("KeSetEvent")).toMatchObject([
      { condition: { kind: "parameter-is", parameter: "Wait", value: "TRUE" }, irqlMaxIf: "APC_LEVEL" },
    ]);
  });

  it("framework functions have a KMDF version and compliance rules", () => {
    expect(facts.functionContract("WdfDriverCreate")).toMatchObject({ kmdfVersion: "1.0", technology: "wdf" });
    expect(facts.functionContract("WdfDriverCreate")?.complianceRules).toContain("DriverCreate");
  });

  it.each(["", "NotAFunction", "zwclose", "ZwClose ", "__proto__", "constructor"])(
    "%j is unknown everywhere",
    (name) => {
      expect(facts.functionContract(name)).toBeUndefined();
      expect(facts.conditionalIrql(name)).toEqual([]);
      expect(facts.irqlEffect(name)).toBeUndefined();
      expect(facts.callback(name)).toBeUndefined();
      expect(facts.deprecation(name)).toBeUndefined();
      expect(facts.userMode(name)).toBeUndefined();
      expect(facts.kernelExport(name)).toEqual([]);
      expect(facts.registrationsOf(name)).toEqual([]);
      expect(facts.fieldRegistration(name, name)).toBeUndefined();
      expect(facts.equivalents(name)).toEqual([]);
      expect(facts.poolFunction(name)).toBeUndefined();
      expect(facts.poolConstant(name)).toBeUndefined();
      expect(facts.includedHeader(name)).toBeUndefined();
      expect(facts.cppFacility(name)).toBeUndefined();
      expect(facts.linuxContext(name)).toEqual([]);
      expect(facts.linuxUserSpace(name)).toBeUndefined();
      expect(facts.sdvRules(name)).toEqual([]);
      expect(facts.interfaceMethod(name, name)).toBeUndefined();
    },
  );
});

describe("call traits", () => {
  it("tells what a call is to the flow of control", () => {
    expect(facts.noReturn("KeBugCheckEx")).toBe("stops");
    expect(facts.noReturn("ExRaiseStatus")).toBe("raises");
    expect(facts.noReturn("ZwClose")).toBeUndefined();
    expect(facts.assumption("NT_ASSERT")).toBe(0);
    expect(facts.assumption("NT_ASSERTMSG")).toBe(1);
    expect(facts.readsIrql("KeGetCurrentIrql")).toBe(true);
    expect(facts.waits("KeWaitForSingleObject")).toEqual({ timeout: 4, ifTrue: undefined });
    expect(facts.waits("NdisMSleep")).toEqual({ timeout: undefined, ifTrue: undefined });
    expect(facts.waits("ExAcquireResourceExclusiveLite")).toEqual({ timeout: undefined, ifTrue: 1 });
    expect(facts.waits("KeAcquireGuardedMutex")).toBeDefined();
    expect(facts.waits("KeTryToAcquireGuardedMutex")).toBeUndefined();
    expect(facts.waits("KeAcquireSpinLock")).toBeUndefined();
    expect(facts.waits("KeSetEvent")).toBeUndefined();
  });
});

describe("conditional levels", () => {
  it("types flags and waits", () => {
    expect(facts.conditionalIrql("ExAllocatePool2")[0]?.condition).toEqual({
      kind: "flag-set",
      parameter: "Flags",
      index: 0,
      flag: "POOL_FLAG_PAGED",
    });
    expect(facts.conditionalIrql("KeWaitForSingleObject")[0]?.condition).toEqual({
      kind: "waits",
      parameter: "Timeout",
      index: 4,
    });
    expect(facts.conditionalIrql("RemoveEntryList")[0]).toMatchObject({
      condition: { kind: "other" },
      text: "list is pageable",
    });
  });
});

describe("levels that are not what the reference's front matter says", () => {
  it("functions that touch nothing but their arguments", () => {
    for (const name of [
      "RtlStringCchCopyW",
      "RtlStringCbPrintfA",
      "KeInitializeSemaphore",
      "WDF_DMA_ENABLER_CONFIG_INIT",
    ]) {
      expect(facts.functionContract(name), name).toMatchObject({ irqlMax: "HIGH_LEVEL", confidence: "partial" });
    }
    expect(facts.conditionalIrql("RtlStringCchCopyW")).toMatchObject([{ irqlMaxIf: "PASSIVE_LEVEL" }]);
  });

  it("a wait lock by its timeout", () => {
    expect(facts.functionContract("WdfWaitLockAcquire")?.irqlMax).toBe("DISPATCH_LEVEL");
    expect(facts.conditionalIrql("WdfWaitLockAcquire")).toMatchObject([
      { condition: { kind: "waits", index: 1 }, irqlMaxIf: "PASSIVE_LEVEL", irqlMaxOtherwise: "DISPATCH_LEVEL" },
    ]);
  });

  it("forms of a function have its levels", () => {
    expect(facts.functionContract("ExAcquireSpinLock")).toMatchObject({
      irqlMax: "DISPATCH_LEVEL",
      source: "alias of KeAcquireSpinLock",
    });
    expect(facts.functionContract("ExAcquirePushLockExclusiveEx")?.irqlMax).toBe("APC_LEVEL");
  });

  it("callbacks that come at a level exactly, and those that come at most there", () => {
    for (const role of ["KDEFERRED_ROUTINE", "DRIVER_STARTIO", "DRIVER_CANCEL", "EVT_WDF_DPC", "HW_TIMER"]) {
      expect(facts.callback(role), role).toMatchObject({ irqlMin: "DISPATCH_LEVEL", irqlMax: "DISPATCH_LEVEL" });
    }
    for (const role of ["IO_COMPLETION_ROUTINE", "EVT_WDF_IO_QUEUE_IO_READ", "EVT_UCX_ENDPOINT_RESET"]) {
      expect(facts.callback(role), role).toMatchObject({ irqlMin: "PASSIVE_LEVEL", irqlMax: "DISPATCH_LEVEL" });
    }
    // Miniports of the older SCSI port driver register theirs in the same structure, and run with their interrupt held off.
    for (const role of ["HW_STARTIO", "HW_RESET_BUS"]) {
      expect(facts.callback(role), role).toMatchObject({ irqlMin: "PASSIVE_LEVEL", irqlMax: "DIRQL" });
    }
  });
});

describe("effects", () => {
  it("a spin lock raises and saves", () => {
    expect(facts.irqlEffect("KeAcquireSpinLock")).toMatchObject({
      after: { kind: "level", level: "DISPATCH_LEVEL", condition: undefined },
      savesTo: 1,
      lock: { action: "acquire", kind: "spin-lock", parameter: 0 },
      pairs: ["KeReleaseSpinLock"],
    });
    expect(facts.irqlEffect("KeAcquireInStackQueuedSpinLock")?.lock).toEqual({
      action: "acquire",
      kind: "spin-lock",
      mode: "exclusive",
      parameter: 0,
      handle: 1,
      atDpcLevel: false,
      recursive: false,
      needsRegion: false,
    });
    expect(facts.irqlEffect("ExAcquireResourceSharedLite")).toMatchObject({
      lock: { kind: "resource", mode: "shared", recursive: true, needsRegion: true },
      success: { result: "boolean", sureIf: { argument: 1, isZero: false } },
    });
    expect(facts.irqlEffect("FltAcquireResourceShared")?.region).toBe("enters-critical");
    expect(facts.irqlEffect("KeReleaseSpinLock")).toMatchObject({ after: { kind: "restored" }, restoresFrom: 1 });
  });

  it("raises, lowers, returns and conditions", () => {
    expect(facts.irqlEffect("KeRaiseIrql")).toMatchObject({ after: { kind: "parameter", index: 0 }, savesTo: 1 });
    expect(facts.irqlEffect("KeRaiseIrqlToDpcLevel")?.savesTo).toBe("return");
    expect(facts.irqlEffect("ExAcquireFastMutex")).toMatchObject({ savesTo: "lock", after: { level: "APC_LEVEL" } });
    expect(facts.irqlEffect("ExTryToAcquireFastMutex")).toMatchObject({
      after: { kind: "level", level: "APC_LEVEL", condition: undefined },
      success: { result: "boolean", sureIf: undefined },
    });
    expect(facts.irqlEffect("NdisAcquireRWLockRead")?.after).toMatchObject({
      level: "DISPATCH_LEVEL",
      condition: undefined,
    });
    expect(facts.irqlEffect("KeRaiseIrqlToSynchLevel")?.after).toEqual({ kind: "at-least", level: "DISPATCH_LEVEL" });
    expect(facts.irqlEffect("KeSetEvent")?.after).toMatchObject({
      condition: { when: "if", argument: { parameter: 2, value: "TRUE" }, otherwise: undefined },
    });
    expect(facts.irqlEffect("WdfObjectAcquireLock")?.after).toMatchObject({
      level: "DISPATCH_LEVEL",
      condition: { when: "unless", argument: undefined },
    });
    expect(facts.irqlEffect("StorPortAcquireSpinLock")?.after).toMatchObject({
      level: "DISPATCH_LEVEL",
      condition: { when: "unless", argument: { parameter: 1, value: "InterruptLock" }, otherwise: "DIRQL" },
    });
    expect(facts.irqlEffect("KeEnterCriticalRegion")?.after).toEqual({ kind: "same" });
  });

  it("handles match releases with acquisitions", () => {
    expect(facts.irqlEffect("KeReleaseInStackQueuedSpinLock")?.lock).toMatchObject({ parameter: undefined, handle: 0 });
    expect(facts.irqlEffect("StorPortReleaseSpinLock")?.lock).toMatchObject({ parameter: undefined, handle: 1 });
    expect(facts.irqlEffect("NdisReleaseRWLock")?.lock).toMatchObject({ parameter: 0, handle: 1, mode: "any" });
  });

  it("locks that a call takes and releases inside", () => {
    expect(facts.irqlEffect("ExInterlockedInsertHeadList")?.lock).toMatchObject({ action: "within", parameter: 2 });
    expect(facts.irqlEffect("KeSynchronizeExecution")?.lock).toMatchObject({
      kind: "interrupt-spin-lock",
      parameter: 0,
    });
  });

  it("results that say success", () => {
    expect(facts.irqlEffect("WdfWaitLockAcquire")?.success).toEqual({
      result: "wait-status",
      sureIf: { argument: 1, isZero: true },
    });
    expect(facts.irqlEffect("IoAcquireRemoveLock")?.success).toEqual({ result: "status", sureIf: undefined });
    expect(facts.irqlEffect("KeStackAttachProcess")?.process).toBe("attaches");
  });
});

describe("callbacks and registrations", () => {
  it("finds a role by type and by pointer", () => {
    for (const type of ["KDEFERRED_ROUTINE", "PKDEFERRED_ROUTINE"]) {
      expect(facts.callback(type)).toMatchObject({
        roleType: "KDEFERRED_ROUTINE",
        irqlMin: "DISPATCH_LEVEL",
        irqlMax: "DISPATCH_LEVEL",
        role: "callback",
      });
    }
    expect(facts.callback("PDRIVER_DISPATCH")?.roleType).toBe("DRIVER_DISPATCH");
    expect(facts.callback("EVT_WDF_INTERRUPT_ISR")?.irqlMax).toBe("DIRQL");
  });

  it("says no level of a pointer type that port drivers share", () => {
    expect(facts.callback("HW_INITIALIZE")?.irqlMax).toBe("DIRQL");
    expect(facts.callback("PHW_INITIALIZE")).toMatchObject({ roleType: "PHW_INITIALIZE", irqlMax: undefined });
  });

  it("finds parameters that take routines", () => {
    expect(facts.registrationsOf("KeInitializeDpc")).toMatchObject([
      { parameterIndex: 1, parameterName: "DeferredRoutine", path: [], roleType: "KDEFERRED_ROUTINE" },
    ]);
    expect(facts.registrationsOf("ObRegisterCallbacks").map((registration) => registration.path)).toEqual([
      ["OperationRegistration[]", "PostOperation"],
      ["OperationRegistration[]", "PreOperation"],
    ]);
    expect(facts.registrationsOf("ObRegisterCallbacks")[0]?.parameterIndex).toBe(0);
    expect(facts.registrationsOf("IoConnectInterruptEx")[0]?.path).toEqual(["*", "ServiceRoutine"]);
  });

  it("finds fields that take routines, by structure name or tag", () => {
    for (const name of ["DRIVER_OBJECT", "_DRIVER_OBJECT"]) {
      expect(facts.fieldRegistration(name, "DriverUnload")).toMatchObject({
        structure: "DRIVER_OBJECT",
        roleType: "DRIVER_UNLOAD",
        kind: "registration",
      });
    }
    expect(facts.fieldRegistration("FLT_OPERATION_REGISTRATION", "PreOperation")?.roleType).toBe(
      "PFLT_PRE_OPERATION_CALLBACK",
    );
    expect(facts.fieldRegistrationsOf("FAST_IO_DISPATCH").length).toBe(27);
  });
});

describe("deprecations", () => {
  it("the old pool functions", () => {
    const deprecation = facts.deprecation("ExAllocatePoolWithTag");
    expect(deprecation).toMatchObject({ status: "deprecated", header: "wdm.h" });
    expect(deprecation?.replacements[0]).toBe("ExAllocatePool2");
    expect(deprecation?.sinceWindows?.name).toBe("Windows 10, version 2004");
    expect(facts.deprecation("ExFreePool")?.status).toBe("discouraged");
  });

  it("banned string functions lead to kernel ones", () => {
    expect(facts.deprecation("strcpy")).toMatchObject({ status: "banned", source: "C28719" });
    expect(facts.deprecation("strcpy")?.replacements).toEqual(["RtlStringCbCopyA", "strcpy_s"]);
    expect(facts.deprecation("_snwprintf")?.replacements[0]).toBe("RtlStringCbPrintfW");
  });

  it("takes 'none' for no replacement", () => {
    expect(facts.deprecation("PoStartNextPowerIrp")).toMatchObject({ status: "obsolete", replacements: [] });
  });
});

describe("user mode", () => {
  it("names the DLL and the kernel way", () => {
    expect(facts.userMode("CreateFileW")).toMatchObject({ dll: "kernel32.dll", certainty: "high" });
    expect(facts.userMode("CreateFile")?.kernelEquivalents).toEqual(["ZwCreateFile"]);
    expect(facts.userMode("malloc")?.certainty).toBe("high");
    expect(facts.userMode("send")?.certainty).toBe("low");
  });

  it("judges headers in any case", () => {
    expect(facts.includedHeader("Windows.h")).toMatchObject({ verdict: "wrong", header: "windows.h" });
    expect(facts.includedHeader("strsafe.h")?.instead).toEqual(["ntstrsafe.h"]);
    expect(facts.includedHeader("stdio.h")?.verdict).toBe("avoid");
    expect(facts.includedHeader("sys\\timeb.h")?.verdict).toBe("avoid");
    for (const header of ["string.h", "stdarg.h", "stddef.h", "limits.h", "ntstrsafe.h", "ntintsafe.h", "windef.h"]) {
      expect(facts.includedHeader(header)?.verdict, header).toBe("fine");
    }
    expect(facts.includedHeader("wdm.h")).toBeUndefined();
  });

  it("judges C++ facilities", () => {
    expect(facts.cppFacility("std::vector")).toMatchObject({ verdict: "runtime", header: "vector", kind: "name" });
    expect(facts.cppFacility("type_traits")).toMatchObject({ verdict: "fine", kind: "header" });
    expect(facts.cppFacility("std::move")?.verdict).toBe("fine");
  });
});

describe("pool", () => {
  it("functions that take types, flags and tags", () => {
    expect(facts.poolFunction("ExAllocatePoolWithTag")).toMatchObject({
      scheme: "pool-type",
      typeParameter: 0,
      flagsParameter: undefined,
      sizeParameter: 1,
      tagParameter: 2,
      onFailure: "null",
    });
    expect(facts.poolFunction("ExAllocatePool2")).toMatchObject({
      scheme: "pool-flags",
      flagsParameter: 0,
      zeroes: "unless-flag",
    });
    expect(facts.poolFunction("ExAllocatePoolWithQuotaTag")).toMatchObject({ quota: "yes", onFailure: "raise" });
    expect(facts.poolFunction("ExInitializeLookasideListEx")).toMatchObject({ typeParameter: 3, tagParameter: 6 });
    expect(facts.poolFunction("WdfMemoryCreate")).toMatchObject({
      typeParameter: 1,
      tagParameter: 2,
      zeroTag: "allowed",
    });
    expect(facts.poolFunction("NdisAllocateMemoryWithTagPriority")).toMatchObject({
      tagParameter: 2,
      priorityParameter: 3,
    });
    expect(facts.poolFunction("ExFreePoolWithTag")).toMatchObject({
      action: "free",
      memoryParameter: 0,
      tagParameter: 1,
    });
  });

  it("constants with values", () => {
    expect(facts.poolConstant("PagedPool")).toMatchObject({
      value: 1n,
      memory: "paged",
      counterparts: ["POOL_FLAG_PAGED"],
    });
    expect(facts.poolConstant("NonPagedPool")).toMatchObject({ value: 0n, executable: "yes" });
    expect(facts.poolConstant("NonPagedPoolNx")).toMatchObject({ value: 512n, executable: "no" });
    expect(facts.poolConstant("NonPagedPoolNxCacheAligned")?.value).toBe(516n);
    expect(facts.poolConstant("POOL_FLAG_NON_PAGED")).toMatchObject({ kind: "pool-flag", value: 0x40n });
    expect(facts.poolConstant("POOL_FLAG_SPECIAL_POOL")?.value).toBe(0x100000000n);
    expect(facts.poolConstant("NonPagedPoolNx")?.minWindows?.name).toBe("Windows 8");
  });

  it("agrees with the function table on the first version of the flag functions", () => {
    const version = parseWindowsVersion("10-2004");
    for (const name of ["ExAllocatePool2", "ExAllocatePool3"]) {
      const first = facts.poolFunction(name)?.minWindows;
      expect(first !== undefined && version !== undefined && compareWindowsVersions(first, version)).toBe(0);
    }
  });
});

describe("the rest", () => {
  it("kernel exports", () => {
    expect(facts.kernelExport("FltRegisterFilter")).toEqual(["fltmgr.sys"]);
    expect(facts.kernelExport("qsort")).toContain("ntoskrnl.exe");
  });

  it("interface methods", () => {
    expect(facts.interfaceMethod("IMiniportWaveRT", "NewStream")).toMatchObject({ irqlMax: "PASSIVE_LEVEL" });
  });

  it("Linux", () => {
    expect(facts.linuxContext("kmalloc")).toMatchObject([
      { kind: "function", maySleep: "gfp-dependent", gfpParameter: 1 },
    ]);
    expect(facts.linuxContext("request_threaded_irq").length).toBe(3);
    expect(facts.linuxUserSpace("printf")).toMatchObject({ header: "stdio.h", certainty: "high" });
    expect(facts.linuxUserSpace("open")?.certainty).toBe("low");
  });

  it("equivalents by number, by number without C, and by query", () => {
    expect(facts.equivalents("C28121")).toEqual(facts.equivalents("28121"));
    expect(facts.equivalents("cpp/drivers/irql-too-high")).toMatchObject([{ prefast: "C28121", needs: "flow" }]);
    expect(facts.equivalents("cpp/drivers/extended-deprecated-apis").length).toBe(6);
    expect(facts.sdvRules("kmdf-drivercreate")).toMatchObject([{ framework: "KMDF" }]);
  });
});

describe("headers and version checks", () => {
  it("knows the driver kit's headers in any case and folder", () => {
    expect(facts.kernelHeader("FltKernel.h")).toBe(true);
    expect(facts.kernelHeader("ndis/mdlapi.h")).toBe(true);
    expect(facts.kernelHeader("sqlite3.h")).toBe(false);
  });

  it("says which warning speaks of a header alone", () => {
    expect(facts.includedHeader("strsafe.h")?.warning).toBe("C28146");
    expect(facts.includedHeader("windows.h")?.warning).toBeUndefined();
  });

  it("knows headers of the C library on Linux", () => {
    expect(facts.linuxHeader("stdio.h")?.instead).toEqual(["linux/printk.h", "linux/kernel.h"]);
    expect(facts.linuxHeader("stdarg.h")).toBeUndefined();
    expect(facts.linuxHeader("linux/module.h")).toBeUndefined();
  });

  it("tells what a check asks", () => {
    expect(facts.versionCheck("RtlIsNtDdiVersionAvailable")).toBe("version");
    expect(facts.versionCheck("MmGetSystemRoutineAddress")).toBe("lookup");
    expect(facts.versionCheck("ExAllocatePool2")).toBeUndefined();
  });
});

describe("SQLite's method tables", () => {
  it("have their members in order, with what is called without a look", () => {
    const members = facts.sqliteTable("sqlite3_mem_methods");
    expect(members.map(({ name, position }) => [name, position])).toEqual(
      ["xMalloc", "xFree", "xRealloc", "xSize", "xRoundup", "xInit", "xShutdown", "pAppData"].map((name, at) => [
        name,
        at,
      ]),
    );
    expect(members.filter(({ need }) => need === "required").map(({ name }) => name)).toEqual([
      "xFree",
      "xRealloc",
      "xSize",
      "xRoundup",
      "xInit",
    ]);
    expect(facts.sqliteTable("sqlite3_vfs").find(({ name }) => name === "xCurrentTimeInt64")?.since).toBe(2);
    expect(facts.sqliteTable("sqlite3_module")).toEqual([]);
  });

  it("have a signature for each method, and stubs whose escapes are read", () => {
    const tables = ["sqlite3_mem_methods", "sqlite3_mutex_methods", "sqlite3_vfs", "sqlite3_io_methods"];
    for (const member of tables.flatMap((table) => facts.sqliteTable(table))) {
      expect(member.signature?.includes("{name}(") ?? false, member.name).toBe(member.name.startsWith("x"));
    }
    const [, , , , , , , , , xFullPathname] = facts.sqliteTable("sqlite3_vfs");
    expect(xFullPathname?.stub.windows).toContain("if (Name[index] == '\\0') {\n\t\treturn SQLITE_OK;");
  });
});
