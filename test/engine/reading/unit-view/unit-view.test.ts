/** What is said of a driver unit, section by section. */
import { describe, expect, it } from "vitest";
import { lineTable } from "../../../../server/src/engine/lines.ts";
import type { Row, Section } from "../../../../server/src/engine/reading/unit-view/row.ts";
import { viewingUnit } from "../../../../server/src/engine/reading/unit-view/unit-view.ts";
import { finish } from "../../../../server/src/engine/steps.ts";
import type { UnitSession } from "../../../../server/src/engine/unit-session.ts";
import { openUnit, type SourceText, type UnitSettings } from "../../../support/engine.ts";

function sectionsOf(session: UnitSession, kind: "windows-kernel" | "linux-kernel" = "windows-kernel") {
  return finish(viewingUnit(session, { kind }));
}

/** A row as a line: what it says and where it leads, those below it further right. */
function lines(session: UnitSession, rows: readonly Row[], indent = ""): readonly string[] {
  return rows.flatMap((row) => {
    const { at, remark, label, notes } = row;
    const line = at && lineTable(session.text(at.file) ?? "").positionAt(at.anchor.start + at.start).line;
    const text = [label, ...(remark === undefined ? [] : [`!${remark}`]), ...notes].filter((part) => part !== "");
    return [
      `${indent}${text.join(" | ")}${line === undefined ? "" : ` @${line}`}`,
      ...lines(session, row.rows, `${indent}  `),
    ];
  });
}

function view(
  files: readonly SourceText[] | string,
  id: Section["id"],
  settings: UnitSettings = {},
): readonly string[] {
  const sources = typeof files === "string" ? [{ path: "driver.c", text: files }] : files;
  const session = openUnit(sources, settings);
  const kind = settings.kind === "linux-kernel" ? "linux-kernel" : "windows-kernel";
  return lines(session, sectionsOf(session, kind).find((section) => section.id === id)?.rows ?? []);
}

describe("entry points", () => {
  const text = `#include <ntddk.h>
KDEFERRED_ROUTINE Dpc;
VOID Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)
{
}
DRIVER_DISPATCH Read;
NTSTATUS Read(PDEVICE_OBJECT O, PIRP I)
{
    return 0;
}
DRIVER_CANCEL Cancel;
VOID Cancel(PDEVICE_OBJECT O, PIRP I)
{
}
static VOID Helper(VOID)
{
}
DRIVER_INITIALIZE DriverEntry;
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING Path)
{
    DriverObject->MajorFunction[IRP_MJ_READ] = Read;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = Read;
    KeInitializeDpc(&g_Dpc, Dpc, NULL);
    Helper();
    return 0;
}
`;

  it("stand under the level that the system calls them at, the highest first, with where they are registered", () => {
    expect(view(text, "entries")).toEqual([
      "DISPATCH_LEVEL | 2",
      "  Dpc | KDEFERRED_ROUTINE @3",
      "    KeInitializeDpc | in DriverEntry @23",
      "  Cancel | DRIVER_CANCEL | no registration seen @12",
      "PASSIVE_LEVEL | 1",
      "  DriverEntry | DRIVER_INITIALIZE @19",
      "Level not known | 1",
      "  Read | DRIVER_DISPATCH for IRP_MJ_READ, IRP_MJ_WRITE @7",
      "    DRIVER_OBJECT.MajorFunction[IRP_MJ_READ] | in DriverEntry @21",
      "    DRIVER_OBJECT.MajorFunction[IRP_MJ_WRITE] | in DriverEntry @22",
    ]);
  });

  it("of a module stand under their context", () => {
    const module = `#include <linux/module.h>
static irqreturn_t handle(int irq, void *dev)
{
	return IRQ_HANDLED;
}
static int __init start(void)
{
	return request_irq(1, handle, 0, "x", NULL);
}
module_init(start);
`;
    const rows = view([{ path: "driver.c", text: module }], "entries", { kind: "linux-kernel" });
    const [irq, handler] = rows;
    expect(irq?.toLowerCase()).toContain("interrupt");
    expect(handler).toContain("handle | interrupt handler @2");
    expect(rows.find((row) => row.startsWith("  start"))).toContain("module initialisation");
  });
});

describe("locks", () => {
  const text = `#include <ntddk.h>
typedef struct _RING { FAST_MUTEX A; FAST_MUTEX B; KSPIN_LOCK S; } RING, *PRING;
static KSPIN_LOCK g_Lock;
VOID One(PRING Ring)
{
    ExAcquireFastMutex(&Ring->A);
    ExAcquireFastMutex(&Ring->B);
    ExReleaseFastMutex(&Ring->B);
    ExReleaseFastMutex(&Ring->A);
}
VOID Other(PRING R)
{
    ExAcquireFastMutex(&R->B);
    ExAcquireFastMutex(&R->A);
    ExReleaseFastMutex(&R->A);
    ExReleaseFastMutex(&R->B);
}
VOID Global(PRING R)
{
    KIRQL old;
    KSPIN_LOCK own;
    KeAcquireSpinLock(&g_Lock, &old);
    KeAcquireSpinLockAtDpcLevel(&R->S);
    KeReleaseSpinLockFromDpcLevel(&R->S);
    KeReleaseSpinLock(&g_Lock, old);
    KeAcquireSpinLock(&own, &old);
    KeReleaseSpinLock(&own, old);
}
`;

  it("are those of all objects of a structure, with what is taken under them, and two orders marked", () => {
    expect(view(text, "locks")).toEqual([
      "g_Lock | spin lock | taken in 1 function @3",
      "  then RING.S | in 1 function @23",
      "    Global @23",
      "  Global @22",
      "RING.A | !two orders | fast mutex | taken in 2 functions @6",
      "  then RING.B | !the other order in Other | in 1 function @7",
      "    One @7",
      "    Other | !the other order @14",
      "  One @6",
      "  Other | at APC_LEVEL @14",
      "RING.B | !two orders | fast mutex | taken in 2 functions @7",
      "  then RING.A | !the other order in One | in 1 function @14",
      "    Other @14",
      "    One | !the other order @7",
      "  One | at APC_LEVEL @7",
      "  Other @13",
      "RING.S | spin lock | taken in 1 function @23",
      "  Global | at DISPATCH_LEVEL @23",
    ]);
  });

  it("that a call may leave are tried, those that it takes in each of two ways are not", () => {
    const wrapped = `#include <ntddk.h>
typedef struct _RING { KSPIN_LOCK S; FAST_MUTEX M; KIRQL Irql; } RING, *PRING;
VOID Take(PRING Ring, BOOLEAN AtDispatch)
{
    if (AtDispatch) {
        KeAcquireSpinLockAtDpcLevel(&Ring->S);
    } else {
        KeAcquireSpinLock(&Ring->S, &Ring->Irql);
    }
}
VOID Use(PRING Ring, BOOLEAN AtDispatch)
{
    Take(Ring, AtDispatch);
    if (ExTryToAcquireFastMutex(&Ring->M)) {
        ExReleaseFastMutex(&Ring->M);
    }
}
`;
    expect(view(wrapped, "locks").filter((row) => row.includes("Use"))).toEqual([
      expect.stringMatching(/^ {2}Use \| .*tries.* @14$/),
      expect.not.stringContaining("tries"),
    ]);
  });

  it("that methods take stand at the method with its class", () => {
    const guard = `#include <ntddk.h>
class Gate {
public:
    void Lock() { ExAcquireFastMutex(&m_Mutex); }
private:
    FAST_MUTEX m_Mutex;
};
`;
    expect(view([{ path: "gate.cpp", text: guard }], "locks")).toEqual([
      "Gate.m_Mutex | fast mutex | taken in 1 function @4",
      "  Gate::Lock @4",
    ]);
  });

  it("of a module are its spin locks and mutexes, not its sections", () => {
    const module = `#include <linux/module.h>
struct ring { spinlock_t lock; struct mutex gate; };
void fill(struct ring *ring)
{
	mutex_lock(&ring->gate);
	spin_lock(&ring->lock);
	spin_unlock(&ring->lock);
	mutex_unlock(&ring->gate);
	rcu_read_lock();
	rcu_read_unlock();
}
`;
    const rows = view([{ path: "driver.c", text: module }], "locks", { kind: "linux-kernel" });
    expect(rows.filter((row) => !row.startsWith(" "))).toEqual([
      "ring.gate | mutex | taken in 1 function @5",
      "ring.lock | spin lock | taken in 1 function @6",
    ]);
    expect(rows).toContain("  then ring.lock | in 1 function @6");
  });
});

describe("pool tags", () => {
  const head = `#include <ntddk.h>
typedef struct _RING { ULONG Count; } RING, *PRING;
typedef struct _SLOT { ULONG Count; } SLOT, *PSLOT;
#define TAG 'gniR'
`;
  const allocate = `PVOID Make(VOID)
{
    return ExAllocatePool2(POOL_FLAG_PAGED, sizeof(RING), TAG);
}
`;

  it("are as the debugger shows them, with allocations and frees", () => {
    const free = "VOID Drop(PVOID P)\n{\n    ExFreePoolWithTag(P, TAG);\n}\n";
    expect(view(head + allocate + free, "pool")).toEqual([
      "Ring | 1 allocation, 1 free @7",
      "  Make | ExAllocatePool2 | RING @7",
      "  Drop | ExFreePoolWithTag @11",
    ]);
  });

  it("without a free say so, unless a free may be of any tag", () => {
    expect(view(head + allocate, "pool")[0]).toBe("Ring | !no free seen | 1 allocation @7");
    const free = "VOID Drop(PVOID P)\n{\n    ExFreePool(P);\n}\n";
    expect(view(head + allocate + free, "pool")).toEqual([
      "Ring | 1 allocation @7",
      "  Make | ExAllocatePool2 | RING @7",
      "Without a tag | 1 call @11",
      "  Drop | ExFreePool @11",
    ]);
  });

  it("know whose memory a free without a tag frees, and macros that allocate", () => {
    const body = `#define NEW(size) ExAllocatePool2(POOL_FLAG_PAGED, (size), TAG)
VOID Use(VOID)
{
    PVOID p = NEW(sizeof(SLOT));
    ExFreePool(p);
    PVOID q = ExAllocatePool2(POOL_FLAG_PAGED, 8, TAG);
    ExFreePool(q);
}
`;
    expect(view(head + body, "pool").filter((row) => row.includes("names no tag"))).toHaveLength(1);
    expect(view(head + body, "pool")).toContain("  Use | ExAllocatePool2 | SLOT @8");
  });

  it("that several structures share, and memory freed with another one, are marked", () => {
    const body = `VOID Use(VOID)
{
    PVOID p = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(SLOT), TAG);
    ExFreePoolWithTag(p, 'tolS');
}
`;
    const rows = view(head + allocate + body, "pool");
    expect(rows[0]).toContain("shared by 2 structures");
    expect(rows).toContain("Slot | !freed with another tag | 1 free @12");
  });
});

describe("I/O control codes", () => {
  const text = `#include <ntddk.h>
#define MY_CODE(n, m) CTL_CODE(FILE_DEVICE_UNKNOWN, (n), m, FILE_ANY_ACCESS)
#define IOCTL_A CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_B MY_CODE(0x800, METHOD_NEITHER)
#define NO_CODE 7
NTSTATUS Control(ULONG IoControlCode, ULONG Kind)
{
    switch (IoControlCode) {
    case IOCTL_A: return 0;
    case 0x222400: return 0;
    case IOCTL_DISK_GET_DRIVE_GEOMETRY: return 1;
    }
    switch (Kind) {
    case 0x222404: return 2;
    }
    return IoControlCode == IOCTL_A;
}
`;

  it("are those that the unit defines, then those that it handles", () => {
    expect(view(text, "codes")).toEqual([
      "IOCTL_B | !caller's addresses | METHOD_NEITHER | FILE_ANY_ACCESS (any handle may send it) | no case seen @4",
      "IOCTL_A | METHOD_BUFFERED | FILE_READ_ACCESS @3",
      "  Control @9",
      "  Control | compared @16",
      "IOCTL_DISK_GET_DRIVE_GEOMETRY | METHOD_BUFFERED | FILE_ANY_ACCESS @11",
      "  Control @11",
      "0x222400 | METHOD_BUFFERED | FILE_ANY_ACCESS @10",
      "  Control @10",
    ]);
  });
});

describe("kernel functions", () => {
  const text = `#include <ntddk.h>
VOID Use(PVOID P)
{
    ExFreePoolWithTag(P, 'abcd');
    KeQuerySystemTimePrecise(P);
    RtlZeroMemory(P, 8);
}
`;

  it("stand under the Windows that brought them, the newest first", () => {
    expect(view(text, "imports").filter((row) => !row.startsWith("Windows"))).toEqual([
      "  KeQuerySystemTimePrecise | 1 call @5",
      "  ExFreePoolWithTag | 1 call @4",
    ]);
  });

  it("that the target does not have are marked", () => {
    expect(view(text, "imports", { target: "6.1" })).toContain(
      "  KeQuerySystemTimePrecise | !newer than the target | 1 call @5",
    );
    expect(view(text, "imports", { target: "10.0.19041" }).join()).not.toContain("!");
  });
});

describe("exported symbols", () => {
  it("are those of EXPORT_SYMBOL in its forms", () => {
    const module = `#include <linux/module.h>
int add(int a) { return a; }
EXPORT_SYMBOL(add);
int sub(int a) { return a; }
EXPORT_SYMBOL_GPL(sub);
MODULE_LICENSE("GPL");
`;
    expect(view([{ path: "driver.c", text: module }], "symbols", { kind: "linux-kernel" })).toEqual([
      "add @3",
      "sub | GPL @5",
    ]);
  });
});

describe("between edits", () => {
  const text = `#include <ntddk.h>
typedef struct _RING { KSPIN_LOCK A; KSPIN_LOCK B; } RING, *PRING;
VOID One(PRING Ring)
{
    KIRQL old;
    KeAcquireSpinLock(&Ring->A, &old);
    KeReleaseSpinLock(&Ring->A, old);
}
VOID Two(PRING Ring)
{
    PVOID p = ExAllocatePool2(POOL_FLAG_PAGED, 8, 'abcd');
    ExFreePoolWithTag(p, 'abcd');
}
`;

  it("says what a new session would, and ids stay", () => {
    const session = openUnit([{ path: "driver.c", text }]);
    const before = sectionsOf(session);
    const edits = [
      [text.indexOf("VOID One"), "// a line more\n"],
      [text.indexOf("KeAcquireSpinLock"), "Ring->Count++;\n    "],
      [text.indexOf("'abcd'"), ""],
    ] as const;
    for (const [start, added] of [...edits].reverse()) {
      const old = added === "" ? 6 : 0;
      session.edit("driver.c", { start, oldEnd: start + old, text: added === "" ? "'efgh'" : added });
    }
    session.check("driver.c", () => {});
    const fresh = openUnit([{ path: "driver.c", text: session.text("driver.c") ?? "" }]);
    const [now, anew] = [sectionsOf(session), sectionsOf(fresh)];
    expect(now.flatMap(({ rows }) => lines(session, rows))).toEqual(anew.flatMap(({ rows }) => lines(fresh, rows)));
    const idsOf = (sections: readonly Section[], id: string) =>
      sections.find((section) => section.id === id)?.rows.map((row) => row.id);
    expect(idsOf(now, "locks")).toEqual(idsOf(before, "locks"));
    expect(idsOf(now, "pool")).not.toEqual(idsOf(before, "pool"));
  });
});
