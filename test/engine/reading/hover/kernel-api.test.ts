// Functions and types of the driver kit, of user mode, and names that only look like them.
import { describe, expect, it } from "vitest";
import { hoverAt } from "../../../../server/src/engine/reading/hover/hover.ts";
import { openUnit } from "../../../support/engine.ts";
import { hover, inFunction, plaintext } from "./hovers.ts";

const inFunctionMarkdown = (statement: string): string | undefined =>
  hover(`void Work(void) { ${statement} }`)?.markdown;

describe("a kernel function", () => {
  it("shows levels, replacement, pool behaviour and page", () => {
    expect(inFunction("p = Ex^AllocatePoolWithTag(PagedPool, 8, 'ohcE');")).toBe(
      [
        "ExAllocatePoolWithTag",
        "Kernel function of wdm.h, exported by ntoskrnl.exe",
        "- Deprecated since Windows 10, version 2004 (C28751): use ExAllocatePool2, ExAllocatePoolZero or ExAllocatePoolUninitialized",
        "- IRQL: DISPATCH_LEVEL or below (documented)",
        "- IRQL (PoolType is a paged type): APC_LEVEL or below",
        "- Fails with NULL",
        "- The memory is not zeroed",
        "- Freed by ExFreePoolWithTag or ExFreePool",
        "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exallocatepoolwithtag",
      ].join("\n"),
    );
  });

  it("shows Markdown with a fenced name and a link at the end", () => {
    expect(inFunctionMarkdown("Zw^Close(h);")).toBe(
      [
        "```c\nZwClose\n```",
        "Kernel function of `wdm.h`, exported by `ntoskrnl.exe`",
        "- IRQL: `PASSIVE_LEVEL` (documented)",
        "[Documentation](https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-zwclose)",
      ].join("\n\n"),
    );
  });

  it("tells what a lock does to the IRQL and what undoes it", () => {
    const text = inFunction("Ke^AcquireSpinLock(&Lock, &old);");
    expect(text).toContain("- Returns at DISPATCH_LEVEL; the old one is kept in parameter 2\n");
    expect(text).toContain("- Undone by KeReleaseSpinLock\n");
    expect(inFunction("Ke^EnterCriticalRegion();")).toContain("- Holds back normal kernel APCs\n");
  });

  it("tells at which level a registered routine runs", () => {
    expect(inFunction("KeInitialize^Dpc(&Dpc, Routine, NULL);")).toContain(
      "- DeferredRoutine (KDEFERRED_ROUTINE) is called at DISPATCH_LEVEL\n",
    );
  });

  it("tells since when it is there, and that the driver's oldest system lacks it", () => {
    expect(inFunction("Wdf^DeviceCreate(&init, 0, &device);")).toContain("- Since KMDF 1.0\n");
    expect(inFunction("ExAllocate^Pool2(1, 2, 3);")).toContain("- Since Windows 10, version 2004\n");
    expect(inFunction("ExAllocate^Pool2(1, 2, 3);", { target: "10.0.17763" })).toContain(
      "; this driver is also for Windows 10, version 1809, which does not have it\n",
    );
  });

  it("says that a level is documented only where it is", () => {
    expect(inFunction("Zw^Close(h);")).toContain("- IRQL: PASSIVE_LEVEL (documented)\n");
    // Of this one the level is our own judgement.
    expect(inFunction("UfxDevice^NotifyResume(d);")).toContain("- IRQL: DISPATCH_LEVEL or below\n");
  });

  it("is shown for references, in macros and for prototypes of exports", () => {
    expect(inFunction("table.Free = &ExFree^Pool;")).toContain("Kernel function of wdm.h");
    expect(plaintext("PFREE Table[] = { ExFree^Pool };")).toContain("Kernel function of wdm.h");
    expect(plaintext("#define FREE(p) ExFree^Pool(p)\n")).toContain("Kernel function of wdm.h");
    expect(
      plaintext(
        "NTKERNELAPI PCHAR PsGetProcessImageFileName(PEPROCESS p);\nvoid f(void) { PsGet^ProcessImageFileName(p); }",
      ),
    ).toContain("exported by ntoskrnl.exe");
  });

  it("is shown where no more than its export is known", () => {
    expect(inFunction("Class^ModeSense(1);")).toBe("ClassModeSense\nKernel function, exported by classpnp.sys");
    expect(inFunction("x = *Ps^ProcessType;")).toBe("PsProcessType\nKernel name, exported by ntoskrnl.exe");
    expect(inFunction("str^len(x);")).toBe("strlen\nC runtime function, exported by ntoskrnl.exe");
  });

  it("has the banned and the user-mode functions' replacements", () => {
    expect(inFunction("str^cpy(a, b);")).toContain("- Banned (C28719): use RtlStringCbCopyA");
    expect(inFunction('Create^FileW(L"x");')).toBe(
      "CreateFileW\nUser-mode function of kernel32.dll: a driver cannot call it\n- In the kernel: ZwCreateFile",
    );
  });
});

describe("a role type", () => {
  it("tells at which level the routine is called", () => {
    const text = plaintext("KDEFERRED_^ROUTINE Dpc;");
    expect(text).toContain("Type of a routine of the driver that the system calls (wdm.h)\n");
    expect(text).toContain("- Called at: DISPATCH_LEVEL (documented)\n");
    expect(plaintext("PKDEFERRED_^ROUTINE Dpc;")).toContain("- Role type: KDEFERRED_ROUTINE\n");
  });
});

describe("the driver's own function", () => {
  it("shows its role, its annotation, and where they stand", () => {
    const others = [{ path: "io.h", text: "\nDRIVER_DISPATCH Read;\n" }];
    const text =
      '#include "io.h"\n_IRQL_requires_max_(APC_LEVEL)\nNTSTATUS Re^ad(PDEVICE_OBJECT d, PIRP i) { return 0; }\n';
    expect(plaintext(text, { others })).toBe(
      [
        "Read",
        "Function of this driver",
        "- DRIVER_DISPATCH by its declaration (io.h:2): called at PASSIVE_LEVEL (with conditions)",
        "- IRQL: APC_LEVEL or below, by its annotation (driver.c:2)",
      ].join("\n"),
    );
  });

  it("is silent where nothing is said of it", () => {
    expect(plaintext("void Own(void) { }\nvoid f(void) { O^wn(); }")).toBeUndefined();
  });
});

describe("no API hover", () => {
  it.each([
    ["the unit's function", "void ExFreePool(void *p) { }\nvoid f(void) { ExFree^Pool(p); }"],
    ["the unit's static function of another file's name", "static void Sleep(int ms) { }\nvoid f(void) { Sle^ep(1); }"],
    ["the unit's macro", "#define ExFreePool(p) MyFree(p)\nvoid f(void) { ExFree^Pool(p); }"],
    ["the macro's own definition", "#define ExFree^Pool(p) MyFree(p)\n"],
    ["a macro's parameter", "#define CALL(Sleep) Sle^ep(1)\n"],
    ["a local", "void f(void) { int Sleep = 1; g(Sle^ep); }"],
    ["a parameter", "void f(int Sleep) { g(Sle^ep); }"],
    ["a member", "void f(struct s *x) { x->Sle^ep(1); }"],
    ["a member of a value", "void f(struct s x) { x.Sle^ep(1); }"],
    ["a field's declaration", "struct s { int Sle^ep; };"],
    ["a prototype's parameter", "void f(int Sle^ep);"],
    ["a label", "void f(void) { goto ex^it; exit: return; }"],
    ["a label's place", "void f(void) { goto exit; ex^it: return; }"],
  ])("for %s", (_, text) => {
    expect(plaintext(text)).toBeUndefined();
  });

  it("for names in classes and namespaces", () => {
    const settings = { path: "driver.cpp" };
    expect(plaintext("void f() { Timer::Sle^ep(1); }", settings)).toBeUndefined();
    expect(plaintext("void f() { Sle^ep::Now(); }", settings)).toBeUndefined();
    expect(plaintext("void f() { ::Sle^ep(1); }", settings)).toContain("User-mode function");
  });

  it.each([
    ["a line comment", "void f(void) { // ExFree^Pool(p)\n}"],
    ["a comment in a directive", "#define A 1 /* ExFree^Pool */\n"],
    ["a string", 'void f(void) { g("ExFree^Pool"); }'],
    ["a branch that is not compiled", "#if 0\nvoid f(void) { ExFree^Pool(p); }\n#endif\n"],
    ["a definition that is not compiled", "#if 0\n#define FREE ExFree^Pool\n#endif\n"],
    ["an include", "#include <ExFree^Pool>\n"],
    ["a blank", "void f(void) { ExFreePool(p); ^ }"],
    ["the end of the file", "void f(void) { }\n\n^"],
  ])("in %s", (_, text) => {
    expect(plaintext(text)).toBeUndefined();
  });

  it("in programs", () => {
    expect(inFunction("Create^FileW(0);", { kind: "windows-user" })).toBeUndefined();
    expect(inFunction("mal^loc(1);", { kind: "linux-user" })).toBeUndefined();
  });

  it("for files that the session does not have", () => {
    expect(hoverAt(openUnit([{ path: "a.c", text: "int x;" }]), "b.c", 0)).toBeUndefined();
  });
});
