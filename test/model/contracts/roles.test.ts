/** Role types of functions, by everything that may say them. */
import { describe, expect, it } from "vitest";
import { rolesOf } from "../../../server/src/model/contracts/roles.ts";
import { parts } from "../../support/engine.ts";
import { oneFile, type TestUnit, testUnit } from "./support.ts";

const roles = (unit: TestUnit, name: string): readonly string[] =>
  rolesOf(unit.fn(name), unit.unit, parts.facts).roles.map(
    ({ roleType, callback, how, place }) => `${roleType}${callback ? "" : "?"} ${how} ${unit.show(place)}`,
  );

describe("a function's roles", () => {
  it("come from declarations by the role type's name, in headers too", () => {
    const unit = testUnit([
      { path: "driver.h", text: "EVT_WDF_TIMER OnTimer;\nDRIVER_DISPATCH Read, Write;\n" },
      {
        path: "driver.cpp",
        text: `
extern "C" { static KDEFERRED_ROUTINE Dpc; }
VOID OnTimer(WDFTIMER Timer) { }
NTSTATUS Read(PDEVICE_OBJECT d, PIRP i) { return 0; }
NTSTATUS Write(PDEVICE_OBJECT d, PIRP i) { return 0; }
static VOID Dpc(PKDPC d, PVOID c, PVOID a, PVOID b) { }
class Stream { static KDEFERRED_ROUTINE Tick; };
VOID Stream::Tick(PKDPC d, PVOID c, PVOID a, PVOID b) { }
`,
      },
    ]);
    expect(roles(unit, "OnTimer")).toEqual(["EVT_WDF_TIMER declaration driver.h:1 EVT_WDF_TIMER OnTimer"]);
    expect(roles(unit, "Read")).toEqual([expect.stringMatching(/^DRIVER_DISPATCH declaration driver\.h:2/)]);
    expect(roles(unit, "Write")).toEqual([expect.stringMatching(/^DRIVER_DISPATCH declaration driver\.h:2/)]);
    expect(roles(unit, "Dpc")).toEqual([expect.stringMatching(/^KDEFERRED_ROUTINE declaration driver\.cpp:2/)]);
    expect(roles(unit, "Tick")).toEqual([expect.stringMatching(/^KDEFERRED_ROUTINE declaration driver\.cpp:7/)]);
  });

  it("come from annotations, with the major functions it dispatches", () => {
    const unit = oneFile(`
_Dispatch_type_(IRP_MJ_CREATE)
_Dispatch_type_(IRP_MJ_CLOSE)
DRIVER_DISPATCH Open;
NTSTATUS Open(PDEVICE_OBJECT d, PIRP i) { return 0; }
_Function_class_(KSTART_ROUTINE) VOID Thread(PVOID c) { }
__drv_functionClass(NOT_KNOWN) VOID Other(PVOID c) { }
`);
    expect(roles(unit, "Open")).toEqual([expect.stringMatching(/^DRIVER_DISPATCH declaration/)]);
    expect(rolesOf(unit.fn("Open"), unit.unit, parts.facts).dispatches.map(({ major }) => major)).toEqual([
      "IRP_MJ_CREATE",
      "IRP_MJ_CLOSE",
    ]);
    expect(roles(unit, "Thread")).toEqual([
      "KSTART_ROUTINE function-class driver.c:6 _Function_class_(KSTART_ROUTINE)",
    ]);
    expect(roles(unit, "Other")).toEqual(["NOT_KNOWN? function-class driver.c:7 __drv_functionClass(NOT_KNOWN)"]);
  });

  it("come through typedefs and macros of the unit", () => {
    const unit = oneFile(`
typedef DRIVER_DISPATCH MY_DISPATCH;
#define YOUR_DISPATCH MY_DISPATCH
typedef VOID OWN(PVOID c);
YOUR_DISPATCH A;
OWN B;
NTSTATUS A(PDEVICE_OBJECT d, PIRP i) { return 0; }
VOID B(PVOID c) { }
`);
    expect(roles(unit, "A")).toEqual(["DRIVER_DISPATCH declaration driver.c:5 YOUR_DISPATCH A"]);
    expect(roles(unit, "B")).toEqual(["OWN? declaration driver.c:6 OWN B"]);
  });

  it("come from the name that the loader looks for, in no other scope", () => {
    const unit = oneFile(
      "namespace n { int DriverEntry(int a) { return 0; } }\nNTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) { return 0; }\n",
      "driver.cpp",
    );
    expect(unit.unit.functions("DriverEntry").map((fn) => rolesOf(fn, unit.unit, parts.facts).roles.length)).toEqual([
      0, 1,
    ]);
  });

  it("are not taken from variables: pointers to routines and objects", () => {
    const unit = testUnit([
      { path: "a.c", text: "static KDEFERRED_ROUTINE *Routine;\nstatic KDEFERRED_ROUTINE Dpc;\n" },
      { path: "b.c", text: "static VOID Dpc(VOID) { }\nVOID Routine(VOID) { }\n" },
    ]);
    expect(roles(unit, "Routine")).toEqual([]);
    expect(roles(unit, "Dpc")).toEqual([]);
  });
});
