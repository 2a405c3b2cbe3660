/** Call hierarchies: what an offset is about, who calls it and whom it calls, at which levels. */
import { describe, expect, it } from "vitest";
import {
  type FunctionId,
  type HierarchyCalls,
  hierarchyAt,
  incomingCalls,
  outgoingCalls,
} from "../../../server/src/engine/reading/call-hierarchy.ts";
import { openUnit, type SourceText } from "../../support/engine.ts";

/** Asks in a unit of these files. */
function unit(files: readonly SourceText[]) {
  const session = openUnit(files);
  const textOf = (path: string): string => session.text(path) ?? "";
  const at = (path: string, where: string, into = 0) => hierarchyAt(session, path, textOf(path).indexOf(where) + into);
  const one = (path: string, where: string): FunctionId => {
    const [item, ...others] = at(path, where);
    if (item?.id === undefined || others.length > 0) {
      throw new Error(`one function is meant by ${where}`);
    }
    return item.id;
  };
  const told = (calls: readonly HierarchyCalls[]) =>
    calls.map(({ item: { name, detail }, ranges }) => [
      `${name} (${detail})`,
      ...ranges.map(({ path, start, end }) => textOf(path).slice(start, end)),
    ]);
  return {
    session,
    names: (path: string, where: string, into = 0) =>
      at(path, where, into).map(({ name, detail }) => `${name} (${detail})`),
    one,
    incoming: (id: FunctionId) => told(incomingCalls(session, id)),
    outgoing: (id: FunctionId) => told(outgoingCalls(session, id)),
  };
}

const driver = {
  path: "src/driver.c",
  text: `#include <ntddk.h>
typedef struct _EXT { KSPIN_LOCK Lock; ULONG Count; KDPC Dpc; } EXT;
void Count(EXT *Ext);
#define COUNT(e) do { Count(e); } while (0)
static void Step(EXT *Ext)
{
    Ext->Count++;
}
void Count(EXT *Ext)
{
    KIRQL old;
    Step(Ext);
    KeAcquireSpinLock(&Ext->Lock, &old);
    Step(Ext);
    KeReleaseSpinLock(&Ext->Lock, old);
}
KDEFERRED_ROUTINE Dpc;
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)
{
    Step((EXT *)C);
}
static void Init(EXT *Ext)
{
    KeInitializeDpc(&Ext->Dpc, Dpc, Ext);
    COUNT(Ext);
}
NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    Init(0);
    return 0;
}
`,
};
const other = {
  path: "src/other.c",
  text: `#include <ntddk.h>
static int Step(void)
{
    return 1;
}
int Twice(void)
{
    return Step() + Step();
}
`,
};

describe("a call hierarchy", () => {
  const { names, one, incoming, outgoing } = unit([driver, other]);

  it("is about the function that is defined, declared, called or named at the place", () => {
    expect(names("src/driver.c", "Count(EXT *Ext);")).toEqual(["Count (driver.c)"]);
    expect(names("src/driver.c", "Count(EXT *Ext)\n", 3)).toEqual(["Count (driver.c)"]);
    expect(names("src/driver.c", "Dpc, Ext")).toEqual(["Dpc (DISPATCH_LEVEL · driver.c)"]);
    expect(names("src/driver.c", "Dpc;\nvoid")).toEqual(["Dpc (DISPATCH_LEVEL · driver.c)"]);
    expect(names("src/driver.c", "Step((EXT", 12)).toEqual(["Step (driver.c)"]);
    expect(names("src/driver.c", "Init(0")).toEqual(["Init (PASSIVE_LEVEL · driver.c)"]);
    expect(names("src/driver.c", "COUNT(Ext")).toEqual(["Count (driver.c)"]);
  });

  it("has nothing for what is no function of the driver", () => {
    expect(names("src/driver.c", "KeAcquireSpinLock")).toEqual([]);
    expect(names("src/driver.c", "Ext->Count++")).toEqual([]);
    expect(names("src/driver.c", "#include")).toEqual([]);
    expect(names("src/none.c", "x")).toEqual([]);
  });

  it("tells functions of the same name apart", () => {
    expect(incoming(one("src/other.c", "Step(void)"))).toEqual([["Twice (other.c)", "Step", "Step"]]);
    expect(incoming(one("src/driver.c", "Step(EXT"))).toEqual([
      ["Count (at DISPATCH_LEVEL in 1 of 2 calls · driver.c)", "Step", "Step"],
      ["Dpc (at DISPATCH_LEVEL · driver.c)", "Step"],
    ]);
  });

  it("says who registers a callback, before those who call it", () => {
    expect(incoming(one("src/driver.c", "Dpc(PKDPC"))).toEqual([
      ["registered by KeInitializeDpc (at DISPATCH_LEVEL · driver.c:24)", "Dpc"],
    ]);
    expect(incoming(one("src/driver.c", "DriverEntry"))).toEqual([
      ["called by the system as DRIVER_INITIALIZE (at PASSIVE_LEVEL · driver.c:27)", "DriverEntry"],
    ]);
  });

  it("goes through macros, whose level is that of what is inside, which nobody looks into", () => {
    expect(incoming(one("src/driver.c", "Count(EXT *Ext)\n"))).toEqual([["Init (driver.c)", "COUNT"]]);
  });

  it("lists whom a function calls in the driver, in the order of the calls", () => {
    expect(outgoing(one("src/driver.c", "Init(EXT"))).toEqual([["Count (driver.c)", "COUNT"]]);
    expect(outgoing(one("src/driver.c", "Count(EXT *Ext)\n"))).toEqual([
      ["Step (at DISPATCH_LEVEL in 1 of 2 calls · driver.c)", "Step", "Step"],
    ]);
    expect(outgoing(one("src/driver.c", "DriverEntry"))).toEqual([["Init (at PASSIVE_LEVEL · driver.c)", "Init"]]);
  });
});

describe("a call hierarchy of C++", () => {
  const text = `#include <ntddk.h>
class Lock {
public:
    Lock(KSPIN_LOCK *lock) : m_lock(lock) { KeAcquireSpinLock(m_lock, &m_old); }
    ~Lock() { KeReleaseSpinLock(m_lock, m_old); }
private:
    KSPIN_LOCK *m_lock;
    KIRQL m_old;
};
void Set(int value) { UNREFERENCED_PARAMETER(value); }
void Set(int value, int more) { UNREFERENCED_PARAMETER(value + more); }
void Guarded(KSPIN_LOCK *lock)
{
    Lock guard(lock);
    Set(1);
}
`;
  const { names, one, incoming, outgoing } = unit([{ path: "lock.cpp", text }]);

  it("counts the lives of objects as calls, at the variable", () => {
    expect(outgoing(one("lock.cpp", "Guarded"))).toEqual([
      ["Lock::Lock (lock.cpp)", "guard"],
      ["Lock::~Lock (lock.cpp)", "guard"],
      ["Set (at DISPATCH_LEVEL · lock.cpp)", "Set"],
      ["Set (at DISPATCH_LEVEL · lock.cpp)", "Set"],
    ]);
    expect(incoming(one("lock.cpp", "Lock(KSPIN"))).toEqual([["Guarded (lock.cpp)", "guard"]]);
  });

  it("shows overloads beside each other, as calls do not tell them apart", () => {
    expect(names("lock.cpp", "Set(1)")).toHaveLength(2);
    expect(names("lock.cpp", "Set(int value, int")).toHaveLength(1);
    expect(incoming(one("lock.cpp", "Set(int value, int"))).toEqual([
      ["Guarded (at DISPATCH_LEVEL · lock.cpp)", "Set"],
    ]);
  });
});

describe("calls through pointers", () => {
  it("count where it is known where they lead", () => {
    const text = `#include <ntddk.h>
static void Read(PVOID P) { UNREFERENCED_PARAMETER(P); }
static void Write(PVOID P) { UNREFERENCED_PARAMETER(P); }
typedef struct _OPS { void (*Go)(PVOID P); } OPS;
static const OPS Ops[] = { { Read }, { Write } };
void Run(ULONG i) { Ops[i].Go(0); }
`;
    const { one, incoming, outgoing } = unit([{ path: "ops.c", text }]);
    expect(outgoing(one("ops.c", "Run(ULONG")).map(([name]) => name)).toEqual(["Read (ops.c)", "Write (ops.c)"]);
    expect(incoming(one("ops.c", "Write(PVOID")).map(([name]) => name)).toEqual(["Run (ops.c)"]);
  });
});

describe("an item", () => {
  it("is found again after edits, and is nothing when its function is gone", () => {
    const { session, one, incoming } = unit([driver]);
    const id = one("src/driver.c", "Dpc(PKDPC");
    session.edit("src/driver.c", { start: 0, oldEnd: 0, text: "// a line\n// another\n" });
    expect(incoming(id)).toEqual([["registered by KeInitializeDpc (at DISPATCH_LEVEL · driver.c:26)", "Dpc"]]);
    const start = session.text("src/driver.c")?.indexOf("void Dpc(") ?? 0;
    const end = session.text("src/driver.c")?.indexOf("static void Init") ?? 0;
    session.edit("src/driver.c", { start, oldEnd: end, text: "" });
    expect(incoming(id)).toEqual([]);
  });
});
