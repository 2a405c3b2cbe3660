/** The levels that people are shown: at places, after calls, at entries, and the reasons for them. */
import { describe, expect, it } from "vitest";
import type { Why } from "../../../../server/src/engine/reading/levels/level.ts";
import { openUnit } from "../../../support/engine.ts";

const text = `#include <ntddk.h>
typedef struct _EXT { KSPIN_LOCK Lock; ULONG Count; } EXT;
static void Helper(EXT *Ext)
{
    Ext->Count++;
}
void UnderLock(EXT *Ext)
{
    KIRQL old;
    Ext->Count = 0;
    KeAcquireSpinLock(&Ext->Lock, &old);
    if (Ext->Count > 1) {
        Ext->Count = 1;
    }
    Helper(Ext);
    KeReleaseSpinLock(&Ext->Lock, old);
    Ext->Count = 2;
}
KDEFERRED_ROUTINE Dpc;
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)
{
    Helper(C);
}
`;

const session = openUnit([{ path: "driver.c", text }]);
const levels = session.levels;
const functions = session.reading("driver.c")?.context.file.declarations.flatMap(({ functions }) => functions) ?? [];
function fn(name: string) {
  const found = functions.find((one) => one.name === name);
  if (found === undefined || levels === undefined) {
    throw new Error(name);
  }
  return { found, levels };
}
/** The level where a text stands. */
function at(name: string, where: string): string | undefined {
  const { found, levels } = fn(name);
  const offset = text.indexOf(where, found.anchor.start + found.definition.start) - found.anchor.start;
  return levels.at(found, offset)?.level.text;
}
const told = (whys: readonly Why[], depth = 0): readonly string[] =>
  whys.flatMap(({ text: said, because }) => [`${"  ".repeat(depth)}${said}`, ...told(because, depth + 1)]);

describe("levels of a Windows driver", () => {
  it("are known where a lock is held, and not where nobody says", () => {
    expect(at("UnderLock", "Ext->Count = 0")).toBeUndefined();
    expect(at("UnderLock", "Ext->Count > 1")).toBe("DISPATCH_LEVEL");
    expect(at("UnderLock", "Count = 1")).toBe("DISPATCH_LEVEL");
    expect(at("UnderLock", "KeReleaseSpinLock")).toBe("DISPATCH_LEVEL");
    expect(at("UnderLock", "Ext->Count = 2")).toBeUndefined();
    expect(at("Dpc", "Helper")).toBe("DISPATCH_LEVEL");
    expect(at("Helper", "Ext->Count++")).toBe("DISPATCH_LEVEL");
  });

  it("have reasons that lead to where they come from", () => {
    const { found, levels } = fn("Helper");
    expect(told(levels.why(found, text.indexOf("Ext->Count++") - found.anchor.start))).toEqual([
      "UnderLock calls Helper here at DISPATCH_LEVEL",
      "  KeAcquireSpinLock sets the level to DISPATCH_LEVEL here",
      "Dpc calls Helper here at DISPATCH_LEVEL",
      "  Dpc is a KDEFERRED_ROUTINE, which the system calls at DISPATCH_LEVEL",
    ]);
  });

  it("change where calls change them", () => {
    const { found, levels } = fn("UnderLock");
    const changes = levels
      .changesIn(found)
      .map(({ start, after }) => [found.text({ start, end: start + 17 }), after.text]);
    expect(changes).toEqual([["KeAcquireSpinLock", "DISPATCH_LEVEL"]]);
  });

  it("of entries say who says so", () => {
    expect(fn("Helper").levels.entryOf(fn("Helper").found)).toMatchObject({ text: "DISPATCH_LEVEL", from: "callers" });
    expect(fn("Dpc").levels.entryOf(fn("Dpc").found)).toMatchObject({
      from: "role",
      mark: "dispatch",
      isCertain: true,
    });
    expect(fn("UnderLock").levels.entryOf(fn("UnderLock").found)).toBeUndefined();
  });
});

describe("levels of callbacks that the driver calls itself", () => {
  const opened = openUnit([
    {
      path: "driver.c",
      text: `#include <ntddk.h>
static void Count(PULONG Total)
{
    *Total += 1;
}
DRIVER_CANCEL Cancel;
void Cancel(PDEVICE_OBJECT Device, PIRP Irp)
{
    Count(Irp->UserBuffer);
}
IO_WORKITEM_ROUTINE Work;
void Work(PDEVICE_OBJECT Device, PVOID Context)
{
    Cancel(Device, Context);
}
KDEFERRED_ROUTINE Dpc;
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)
{
    Count(C);
}
void Anybody(PVOID C)
{
    Dpc(NULL, C, NULL, NULL);
}
_IRQL_requires_(DISPATCH_LEVEL)
void Annotated(PVOID C)
{
}
IO_WORKITEM_ROUTINE Wrong;
void Wrong(PDEVICE_OBJECT Device, PVOID Context)
{
    Annotated(Context);
}
`,
    },
  ]);
  const all = opened.reading("driver.c")?.context.file.declarations.flatMap((one) => one.functions) ?? [];
  const named = (name: string) => {
    const found = all.find((one) => one.name === name);
    if (found === undefined || opened.levels === undefined) {
      throw new Error(name);
    }
    return { found, levels: opened.levels };
  };
  const entry = (name: string): string | undefined => named(name).levels.entryOf(named(name).found)?.text;

  it("are those of its calls too, down to what they call", () => {
    const { found, levels } = named("Cancel");
    expect(entry("Cancel")).toBe("DISPATCH_LEVEL or below");
    expect(levels.spansOf(found).map(({ level }) => level.text)).toEqual(
      levels.spansOf(found).map(() => "DISPATCH_LEVEL or below"),
    );
    expect(entry("Count")).toBe("DISPATCH_LEVEL or below");
    expect(told(levels.whyEntered(found))).toEqual([
      "Cancel is a DRIVER_CANCEL, which the system calls at DISPATCH_LEVEL",
      "Work calls Cancel here at PASSIVE_LEVEL",
      "  Work is an IO_WORKITEM_ROUTINE, which the system calls at PASSIVE_LEVEL",
    ]);
  });

  it("are the documented ones where nobody knows at which level it calls them, or they are promised", () => {
    expect(entry("Dpc")).toBe("DISPATCH_LEVEL");
    expect(entry("Annotated")).toBe("DISPATCH_LEVEL");
  });
});

describe("levels of a minifilter's callbacks", () => {
  const opened = openUnit([
    {
      path: "filter.c",
      text: `#include <fltKernel.h>
FLT_PREOP_CALLBACK_STATUS Pre(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects, PVOID *Context)
{
    return Data->Flags;
}
FLT_POSTOP_CALLBACK_STATUS Post(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects, PVOID Context, ULONG Flags)
{
    return Data->Flags;
}
FLT_POSTOP_CALLBACK_STATUS Shared(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects, PVOID Context, ULONG Flags)
{
    return Data->Flags;
}
const FLT_OPERATION_REGISTRATION Callbacks[] = {
    { IRP_MJ_CREATE, 0, Pre, Post },
    { .MajorFunction = IRP_MJ_CREATE, .PostOperation = Shared },
    { IRP_MJ_READ, 0, NULL, Shared },
    { IRP_MJ_OPERATION_END }
};
`,
    },
  ]);
  const all = opened.reading("filter.c")?.context.file.declarations.flatMap((one) => one.functions) ?? [];
  const entry = (name: string): string | undefined => {
    const found = all.find((one) => one.name === name);
    return found && opened.levels?.entryOf(found)?.text;
  };

  it("are lower around a create, unless they are called after other operations too", () => {
    expect(entry("Pre")).toBe("PASSIVE_LEVEL");
    expect(entry("Post")).toBe("APC_LEVEL or below");
    expect(entry("Shared")).toBe("DISPATCH_LEVEL or below");
  });
});

describe("levels of DPCs", () => {
  it("are lower too where the system calls them in a thread", () => {
    const text = (by: string): string => `#include <ntddk.h>
KDEFERRED_ROUTINE Dpc;
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)
{
}
void Start(PKDPC D)
{
    ${by}(D, Dpc, NULL);
}
`;
    const entry = (by: string): string | undefined => {
      const opened = openUnit([{ path: "driver.c", text: text(by) }]);
      const [dpc] = opened.reading("driver.c")?.context.file.declarations.flatMap((one) => one.functions) ?? [];
      return dpc && opened.levels?.entryOf(dpc)?.text;
    };
    expect(entry("KeInitializeDpc")).toBe("DISPATCH_LEVEL");
    expect(entry("KeInitializeThreadedDpc")).toBe("DISPATCH_LEVEL or below");
  });
});

describe("levels of methods", () => {
  const start = (use: string): string => `extern "C" DRIVER_INITIALIZE DriverEntry;
extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    ${use}
    return STATUS_SUCCESS;
}
`;
  const entry = (classes: string, use: string, name: string): string | undefined => {
    const opened = openUnit([{ path: "driver.cpp", text: `#include <ntddk.h>\n${classes}${start(use)}` }]);
    const all = opened.reading("driver.cpp")?.context.file.declarations.flatMap((one) => one.functions) ?? [];
    const found = all.find((one) => one.name === name);
    return found && opened.levels?.entryOf(found)?.text;
  };

  it("are known in a class whose bases the unit shows, where none of them says that they are virtual", () => {
    const classes = (base: string): string => `class Root { public: int m_Root; };
class Base : public Root { public: ${base} };
class Worker final : public Base { public: void Helper() { m_Count++; } int m_Count; };
`;
    const use = "Worker worker; worker.Helper();";
    expect(entry(classes("int m_Base;"), use, "Helper")).toBe("PASSIVE_LEVEL");
    expect(entry(classes("virtual void Helper() = 0;"), use, "Helper")).toBeUndefined();
    expect(entry(classes("virtual void Helper();"), use, "Helper")).toBeUndefined();
    // What such a line declares nobody knows.
    expect(entry(classes("IMP_IHelper;"), use, "Helper")).toBeUndefined();
  });

  it("are not known where a class comes from a header that the unit does not show", () => {
    const classes = (base: string): string => `class Base : public CUnknown { public: int m_Base; };
class Known { public: int m_Known; };
class Declared;
class Worker : public ${base} { public: void Helper() { m_Count++; } int m_Count; };
`;
    const use = "Worker worker; worker.Helper();";
    expect(entry(classes("Known"), use, "Helper")).toBe("PASSIVE_LEVEL");
    for (const base of ["IMiniport", "Base", "Declared", "Known, public IMiniport", "List<Known>"]) {
      expect(entry(classes(base), use, "Helper")).toBeUndefined();
    }
  });

  it("are those of classes below that call them by their names alone too", () => {
    const classes = `class Root { public: void Helper() { m_Count++; } int m_Count; };
class Base : public Root { public: int m_Base; };
class Derived : public Base {
public:
    void Work() {
        KIRQL old;
        KeAcquireSpinLock(&m_Lock, &old);
        Helper();
        KeReleaseSpinLock(&m_Lock, old);
    }
    KSPIN_LOCK m_Lock;
};
`;
    expect(entry(classes, "Root root; root.Helper();", "Helper")).toBe("DISPATCH_LEVEL or below");
  });
});

describe("levels of dispatch routines", () => {
  const body = (name: string, rest = ""): string => `DRIVER_DISPATCH ${name};
NTSTATUS ${name}(PDEVICE_OBJECT Device, PIRP Irp)
{
${rest}    ${name}Helper(Irp);
    return STATUS_SUCCESS;
}
`;
  const helper = (name: string): string => `static void ${name}Helper(PIRP Irp)
{
    Irp->IoStatus.Information = 0;
}
`;
  const unit = (names: readonly string[], registered: string, header = "ntddk.h", rest = "") =>
    openUnit([
      {
        path: "driver.c",
        text: `#include <${header}>
${names.map((name) => helper(name) + body(name, rest)).join("")}NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    ULONG i;
${registered}    return STATUS_SUCCESS;
}
`,
      },
    ]);
  const put = (major: string, name: string): string => `    Driver->MajorFunction[${major}] = ${name};\n`;
  const of = (opened: ReturnType<typeof openUnit>, name: string) => {
    const all = opened.reading("driver.c")?.context.file.declarations.flatMap(({ functions }) => functions) ?? [];
    const found = all.find((one) => one.name === name);
    if (found === undefined || opened.levels === undefined) {
      throw new Error(name);
    }
    return { found, levels: opened.levels };
  };
  const entry = (opened: ReturnType<typeof openUnit>, name: string): string | undefined => {
    const { found, levels } = of(opened, name);
    return levels.entryOf(found)?.text;
  };

  it.each(["READ", "WRITE", "DEVICE_CONTROL", "INTERNAL_DEVICE_CONTROL", "SCSI", "POWER"])(
    "are not known where other drivers may send IRP_MJ_%s from above, nor those of what only they call",
    (major) => {
      const opened = unit(["Do"], put(`IRP_MJ_${major}`, "Do"));
      const { found, levels } = of(opened, "Do");
      expect([entry(opened, "Do"), entry(opened, "DoHelper")]).toEqual([undefined, undefined]);
      expect(levels.spansOf(found)).toEqual([]);
      expect(levels.callsIn(found).map(({ level }) => level)).toEqual([undefined]);
      expect(levels.whyEntered(found)).toEqual([]);
    },
  );

  it("are known where only the I/O manager sends them", () => {
    const opened = unit(["Create", "Pnp"], put("IRP_MJ_CREATE", "Create") + put("IRP_MJ_PNP", "Pnp"));
    expect(["Create", "CreateHelper", "Pnp", "PnpHelper"].map((name) => entry(opened, name))).toEqual(
      Array.from({ length: 4 }, () => "PASSIVE_LEVEL"),
    );
  });

  it("are not known where any request may come", () => {
    const loop = "    for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)\n        Driver->MajorFunction[i] = Pass;\n";
    expect(entry(unit(["Pass"], loop + put("IRP_MJ_CREATE", "Pass")), "Pass")).toBeUndefined();
    expect(entry(unit(["Pass"], put("IRP_MJ_CREATE", "Pass") + put("IRP_MJ_READ", "Pass")), "Pass")).toBeUndefined();
    expect(entry(unit(["Pass"], ""), "Pass")).toBeUndefined();
  });

  it("are APC_LEVEL or below where the memory manager closes what a file system has opened", () => {
    expect(entry(unit(["Close"], put("IRP_MJ_CLOSE", "Close")), "CloseHelper")).toBe("PASSIVE_LEVEL");
    expect(entry(unit(["Close"], put("IRP_MJ_CLOSE", "Close"), "ntifs.h"), "CloseHelper")).toBe("APC_LEVEL or below");
  });

  it("are what their own code proves", () => {
    const opened = unit(["Read"], put("IRP_MJ_READ", "Read"), "ntddk.h", "    PAGED_CODE();\n");
    expect([entry(opened, "Read"), entry(opened, "ReadHelper")]).toEqual([undefined, "APC_LEVEL or below"]);
  });

  it("say where they are learnt, and not where a level that was raised goes back", () => {
    const rest = `    KIRQL old;
    PAGED_CODE();
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    KeLowerIrql(old);
`;
    const opened = unit(["Read"], put("IRP_MJ_READ", "Read"), "ntddk.h", rest);
    const { found, levels } = of(opened, "ReadHelper");
    expect(told(levels.whyEntered(found))).toEqual([
      "Read calls ReadHelper here at APC_LEVEL or below",
      "  PAGED_CODE may be called at APC_LEVEL or below only, so that it is the level from here on",
    ]);
  });

  it("say what is missing", () => {
    const opened = unit(["Read"], put("IRP_MJ_READ", "Read"));
    const { found, levels } = of(opened, "ReadHelper");
    const usual =
      "documented at PASSIVE_LEVEL for requests of applications: those of other drivers and power requests may come at DISPATCH_LEVEL";
    expect(told(levels.lackingAtEntry(found))).toEqual([
      "Read calls ReadHelper here, at a level that is not known",
      `  Read is a DRIVER_DISPATCH, ${usual}`,
      `  Read is handed to the system here by DRIVER_OBJECT.MajorFunction[IRP_MJ_READ], ${usual}`,
    ]);
  });
});
