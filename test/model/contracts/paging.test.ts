/** Sections of code: pragmas, attributes, macros for them, and PAGED_CODE. */
import { describe, expect, it } from "vitest";
import { pagingOf, residenceOf } from "../../../server/src/model/contracts/paging.ts";
import type { FunctionModel } from "../../../server/src/model/function.ts";
import { oneFile, type TestUnit, testUnit } from "./support.ts";

function paging(unit: TestUnit, fn: FunctionModel) {
  const file = unit.unit.files.find(({ path }) => path === fn.file);
  if (file === undefined) {
    throw new Error(`no ${fn.file}`);
  }
  return pagingOf(fn, file, unit.unit);
}

const words = (unit: TestUnit, name: string): string => {
  const { residence, reasons } = paging(unit, unit.fn(name));
  return [residence, ...reasons.map(({ how, section, place }) => `${how} ${section} ${unit.show(place)}`)].join("; ");
};

describe("a function's section", () => {
  it("is given by alloc_text, by several names and before the definition", () => {
    const unit = oneFile(`
NTSTATUS A(VOID); VOID B(VOID); VOID C(VOID);
#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, A)
#pragma alloc_text(PAGE, B, \\
    C)
#pragma alloc_text("PAGESER", D)
#endif
NTSTATUS A(VOID) { return 0; }
VOID B(VOID) { }
VOID C(VOID) { }
VOID D(VOID) { }
VOID E(VOID) { }
`);
    expect(words(unit, "A")).toBe("init; alloc_text INIT driver.c:4 #pragma alloc_text(INIT, A)");
    expect(words(unit, "B")).toMatch(/^pageable; alloc_text PAGE driver\.c:5 /);
    expect(words(unit, "C")).toMatch(/^pageable; alloc_text PAGE /);
    expect(words(unit, "D")).toMatch(/^pageable; alloc_text PAGESER /);
    expect(words(unit, "E")).toBe("resident");
  });

  it("is given through macros in pragmas, the unit's and those of ndis.h", () => {
    const unit = oneFile(`
#define PAGED_FUNCTION(name) alloc_text(PAGE, name)
#pragma PAGED_FUNCTION(A)
#pragma NDIS_INIT_FUNCTION(B)
#pragma NDIS_PAGEABLE_FUNCTION(C)
#pragma OTHER_FUNCTION(D)
VOID A(VOID) { }
VOID B(VOID) { }
VOID C(VOID) { }
VOID D(VOID) { }
`);
    expect(words(unit, "A")).toBe("pageable; alloc_text PAGE driver.c:3 #pragma PAGED_FUNCTION(A)");
    expect(["B", "C", "D"].map((name) => words(unit, name).split(";")[0])).toEqual(["init", "pageable", "resident"]);
  });

  it("of another file's function of the same name is another", () => {
    const unit = testUnit([
      { path: "a.c", text: "#pragma alloc_text(PAGE, Local)\nstatic VOID Local(VOID) { }\n" },
      { path: "b.c", text: "static VOID Local(VOID) { }\n" },
    ]);
    expect(unit.unit.functions("Local").map((fn) => paging(unit, fn).residence)).toEqual(["pageable", "resident"]);
  });

  it("is that of the code_seg region it begins in", () => {
    const unit = oneFile(
      `
VOID A() { }
#pragma code_seg("PAGE")
VOID B() {
}
#pragma code_seg(push, inner, "INIT")
VOID C() { }
#pragma code_seg(push, "PAGEX")
VOID D() { }
#pragma code_seg(pop, inner)
VOID E() { }
#pragma code_seg()
VOID F() { }
#pragma code_seg(push)
#pragma code_seg(".text")
VOID G() { }
#pragma code_seg(pop)
#pragma code_seg(pop)
VOID H() { }
`,
      "a.cpp",
    );
    const all = ["A", "B", "C", "D", "E", "F", "G", "H"].map((name) => words(unit, name).replace(/ a\.cpp.*/, ""));
    expect(all).toEqual([
      "resident",
      "pageable; code_seg PAGE",
      "init; code_seg INIT",
      "pageable; code_seg PAGEX",
      "pageable; code_seg PAGE",
      "resident",
      "resident; code_seg .text",
      "resident",
    ]);
  });

  it("is given by attributes, before pragmas: on the definition, a declaration, the class, through macros", () => {
    const unit = testUnit([
      {
        path: "a.h",
        text: `
#define PAGED_SEG __declspec(code_seg("PAGE"))
#define SEGMENT "PAGEVID"
#define NONPAGED_SEG __declspec(code_seg(".text"))
PAGED_SEG VOID ByDeclaration(VOID);
class __declspec(code_seg("PAGE")) Paged { void InPaged(); PAGED_SEG void AlsoPaged(); };
class Plain { __declspec(code_seg("PAGE")) void First(); void InPlain(); PAGED_SEG void OnMember(); };
`,
      },
      {
        path: "a.cpp",
        text: `
#include "a.h"
__declspec(code_seg("PAGE")) VOID Direct(VOID) { }
__declspec(noinline, code_seg(SEGMENT)) VOID Named(VOID) { }
PAGED_SEG _Use_decl_annotations_ VOID ByMacro(VOID) { }
VOID ByDeclaration(VOID) { }
void Paged::InPaged() { }
void Plain::InPlain() { }
void Plain::OnMember() { }
#pragma code_seg("PAGE")
NONPAGED_SEG VOID Stays(VOID) { }
`,
      },
    ]);
    expect(words(unit, "Direct")).toBe('pageable; attribute PAGE a.cpp:3 __declspec(code_seg("PAGE"))');
    expect(words(unit, "Named")).toMatch(/^pageable; attribute PAGEVID/);
    expect(words(unit, "ByMacro")).toBe("pageable; attribute PAGE a.cpp:5 PAGED_SEG");
    expect(words(unit, "ByDeclaration")).toBe("pageable; attribute PAGE a.h:5 PAGED_SEG");
    expect(words(unit, "InPaged")).toMatch(/^pageable; attribute PAGE a\.h:6 __declspec/);
    expect(words(unit, "InPlain")).toBe("resident");
    expect(words(unit, "OnMember")).toBe("pageable; attribute PAGE a.h:7 PAGED_SEG");
    expect(words(unit, "Stays")).toMatch(/^resident; attribute \.text a\.cpp:11 NONPAGED_SEG; code_seg PAGE/);
  });

  it("is Linux's too", () => {
    const unit = oneFile(
      "static int __init start(void) { return 0; }\nstatic void __exit stop(void) { }\nint run(void) { return 0; }\n",
      "m.c",
      "linux",
    );
    expect(["start", "stop", "run"].map((name) => words(unit, name))).toEqual([
      "init; attribute __init m.c:1 __init",
      "exit; attribute __exit m.c:2 __exit",
      "resident",
    ]);
  });

  it("says whether it is resident by its name", () => {
    expect(["PAGE", "PAGELK", "PAGE$a", "INIT", "INIT$x", ".text", "NONPAGED"].map(residenceOf)).toEqual([
      "pageable",
      "pageable",
      "pageable",
      "init",
      "init",
      "resident",
      "resident",
    ]);
  });

  it("follows edits of the pragmas above", () => {
    const unit = oneFile('#pragma code_seg("PAGE")\nVOID A(VOID) { }\n');
    expect(words(unit, "A")).toMatch(/^pageable/);
    unit.replace("driver.c", '"PAGE"', "");
    expect(words(unit, "A")).toBe("resident");
  });
});

describe("PAGED_CODE", () => {
  it("is found with its place, through macros and without a semicolon", () => {
    const unit = oneFile(`
#define ENTER_PAGED(name) do { PAGED_CODE(); Trace(name); } while (0)
VOID A(VOID) { PAGED_CODE(); if (x) { PAGED_CODE_LOCKED(); } }
VOID B(VOID) { ENTER_PAGED("B"); }
VOID C(VOID) { PAGED_CODE()
  Do(); }
VOID D(VOID) { Do(PAGED_CODE); }
#define TRACE_PAGED ENTER_PAGED(__FUNCTION__);
VOID E(VOID) { int x; TRACE_PAGED; Do(); }
`);
    const calls = (name: string) =>
      paging(unit, unit.fn(name)).asserts.map(({ macro, place }) => `${macro} ${unit.show(place)}`);
    expect(calls("A")).toEqual([
      "PAGED_CODE driver.c:3 PAGED_CODE()",
      "PAGED_CODE_LOCKED driver.c:3 PAGED_CODE_LOCKED()",
    ]);
    expect(calls("B")).toEqual(['PAGED_CODE driver.c:4 ENTER_PAGED("B")']);
    expect(calls("C")).toEqual(["PAGED_CODE driver.c:5 PAGED_CODE()"]);
    expect(calls("D")).toEqual([]);
    expect(calls("E")).toEqual(["PAGED_CODE driver.c:9 TRACE_PAGED"]);
  });
});
