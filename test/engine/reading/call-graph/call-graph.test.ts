/** The call graph of small units: levels, roles, circles, definitions that share a name, pointers, macros, edits. */
import { describe, expect, it } from "vitest";
import { type CallGraph, graphingCalls } from "../../../../server/src/engine/reading/call-graph/call-graph.ts";
import { finish } from "../../../../server/src/engine/steps.ts";
import type { UnitSession } from "../../../../server/src/engine/unit-session.ts";
import { openUnit } from "../../../support/engine.ts";

const callGraph = (session: UnitSession): CallGraph | undefined => finish(graphingCalls(session));

/** "Dpc -> Helper at DISPATCH_LEVEL", as many times as it is written, "~>" where all calls go through pointers. */
function callsOf(session: UnitSession): readonly string[] {
  return (callGraph(session)?.calls ?? []).map(({ from, to, level, isDirect, count }) => {
    const times = count === 1 ? "" : ` x${count}`;
    return `${from.name} ${isDirect ? "->" : "~>"} ${to.name}${times}${level ? ` at ${level.text}` : ""}`;
  });
}

/** By name: entry, role and marks. */
function functionsOf(session: UnitSession): Readonly<Record<string, string>> {
  const functions = callGraph(session)?.functions ?? [];
  return Object.fromEntries(
    functions.map(({ name, entry, role, marks }) => [
      name,
      [entry?.text ?? "?", role?.text ?? "-", role?.isCalledBySystem ? "system" : "driver", marks.join("+")].join(
        " | ",
      ),
    ]),
  );
}

const one = (text: string): UnitSession => openUnit([{ path: "driver.c", text }]);

describe("the call graph of a unit", () => {
  it("has functions with level, role and the levels that their code may run at", () => {
    const session = one(`
#include <ntddk.h>
typedef struct _EXT { KSPIN_LOCK Lock; ULONG Count; } EXT;
static void Helper(EXT *Ext) { Ext->Count++; }
void UnderLock(EXT *Ext) {
    KIRQL old;
    Ext->Count = 0;
    KeAcquireSpinLock(&Ext->Lock, &old);
    Helper(Ext);
    KeReleaseSpinLock(&Ext->Lock, old);
}
KDEFERRED_ROUTINE Dpc;
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B) { Helper(C); }
`);
    expect(functionsOf(session)).toEqual({
      Helper: "DISPATCH_LEVEL | - | driver | dispatch",
      UnderLock: "? | - | driver | dispatch",
      Dpc: "DISPATCH_LEVEL | KDEFERRED_ROUTINE | system | dispatch",
    });
    expect(callsOf(session)).toEqual(["UnderLock -> Helper at DISPATCH_LEVEL", "Dpc -> Helper at DISPATCH_LEVEL"]);
  });

  it("names the major functions that a routine is registered for", () => {
    const session = one(`
#include <ntddk.h>
NTSTATUS OnCreateClose(PDEVICE_OBJECT Device, PIRP Irp) { return STATUS_SUCCESS; }
NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
    Driver->MajorFunction[IRP_MJ_CREATE] = OnCreateClose;
    Driver->MajorFunction[IRP_MJ_CLOSE] = OnCreateClose;
    return STATUS_SUCCESS;
}
`);
    expect(functionsOf(session).OnCreateClose).toMatch(/\| DRIVER_DISPATCH \(IRP_MJ_CREATE, IRP_MJ_CLOSE\) \| system/);
    expect(functionsOf(session).DriverEntry).toMatch(/^PASSIVE_LEVEL \| DRIVER_INITIALIZE \| system/);
  });

  it("joins the calls of one callee under the highest level at which they are made", () => {
    const session = one(`
#include <ntddk.h>
typedef struct _EXT { KSPIN_LOCK Lock; ULONG Count; } EXT;
void Note(EXT *Ext);
DRIVER_INITIALIZE DriverEntry;
NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
    EXT *ext = Driver->DriverExtension;
    KIRQL old;
    Note(ext);
    KeAcquireSpinLock(&ext->Lock, &old);
    Note(ext);
    KeReleaseSpinLock(&ext->Lock, old);
    return STATUS_SUCCESS;
}
void Note(EXT *Ext) { Ext->Count++; }
`);
    expect(callsOf(session)).toEqual(["DriverEntry -> Note x2 at DISPATCH_LEVEL"]);
  });

  it("goes round in circles", () => {
    const session = one(`
void B(int n);
void A(int n) { if (n) { B(n - 1); A(n - 1); } }
void B(int n) { A(n); }
`);
    expect(callsOf(session)).toEqual(["A -> B", "A -> A", "B -> A"]);
  });

  it("has one function for definitions under different conditions, and two for static ones of two files", () => {
    const session = openUnit([
      {
        path: "a.c",
        text: "static void Init(void) {}\n#ifdef X\nvoid Same(void) { Init(); }\n#endif\n#ifdef Y\nvoid Same(void) {}\n#endif\nvoid StartA(void) { Init(); Same(); }\n",
      },
      { path: "b.c", text: "static void Init(void) {}\nvoid StartB(void) { Init(); }\n" },
    ]);
    const graph = callGraph(session);
    expect(graph?.functions.filter(({ name }) => name === "Init").map(({ place }) => place.file)).toEqual([
      "a.c",
      "b.c",
    ]);
    expect(new Set(graph?.functions.map(({ key }) => key)).size).toBe(graph?.functions.length);
    const targets = graph?.calls.map(({ from, to }) => `${from.name} ${to.name} ${to.place.file}`);
    expect(targets).toContain("StartA Init a.c");
    expect(targets).toContain("StartB Init b.c");
  });

  it("follows pointers that the unit fills, and macros that call", () => {
    const session = one(`
#define NOTE(x) Note((x), 1)
typedef void (*HANDLER)(int);
typedef struct _OPS { HANDLER Handler; } OPS;
static void Handle(int n) {}
static OPS Ops = { Handle };
void Note(int n, int m) {}
void Run(void) { Ops.Handler(1); NOTE(2); }
`);
    expect(callsOf(session)).toEqual(["Run ~> Handle", "Run -> Note"]);
  });

  it("is after an edit what it is of the new text", () => {
    const before = "void A(void) {}\nvoid B(void) { A(); }\nvoid C(void) { B(); }\n";
    const session = one(before);
    expect(callsOf(session)).toEqual(["B -> A", "C -> B"]);
    const at = before.indexOf("B();");
    session.edit("driver.c", { start: at, oldEnd: at + 1, text: "A" });
    expect(callsOf(session)).toEqual(["B -> A", "C -> A"]);
  });

  it("is not there for code that is no kernel's", () => {
    expect(callGraph(openUnit([{ path: "tool.c", text: "int main() { return 0; }" }], { kind: "windows-user" }))).toBe(
      undefined,
    );
  });
});
