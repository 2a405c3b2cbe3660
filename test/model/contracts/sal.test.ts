/** Annotations over a definition and its declarations, and what each says. */
import { describe, expect, it } from "vitest";
import { entryLevels, type SalContract, salOf, salOfPrototype } from "../../../server/src/model/contracts/sal.ts";
import { parseAnnotation, parseLevelTerm, splitArguments } from "../../../server/src/model/contracts/sal-terms.ts";
import { oneFile, type TestUnit, testUnit } from "./support.ts";

/** `kind value` of a contract with its condition and parameter: `irql-max APC_LEVEL when x`. */
function words({ term, condition, parameter, target }: SalContract): string {
  const value =
    "level" in term
      ? ` ${term.level.level ?? `?${term.level.text}`}`
      : "lock" in term
        ? ` ${term.lock}${term.mode === "any" ? "" : ` ${term.mode}`}${term.nonreentrant ? " nonreentrant" : ""}`
        : "role" in term
          ? ` ${term.role}`
          : "major" in term
            ? ` ${term.major}`
            : "resource" in term
              ? ` ${term.resource} ${term.target}`
              : "";
  return [
    `${term.kind}${value}`,
    ...(condition === undefined ? [] : [`when ${condition}`]),
    ...(target === undefined ? [] : [`at ${target}`]),
    ...(parameter === undefined ? [] : [`on ${parameter}`]),
  ].join(" ");
}

const contracts = ({ unit, fn }: TestUnit, name: string): readonly string[] =>
  salOf(fn(name), unit).contracts.map(words);

describe("an annotation", () => {
  const none = () => undefined;
  const kinds = (name: string, args?: string): readonly string[] =>
    parseAnnotation(name, args, none).map(
      ({ term, condition, target }) => `${term.kind} ${condition ?? ""} ${target ?? ""}`,
    );

  it.each([
    ["_IRQL_requires_max_", "irql-max"],
    ["__drv_maxIRQL", "irql-max"],
    ["_IRQL_requires_min_", "irql-min"],
    ["__drv_minIRQL", "irql-min"],
    ["_IRQL_requires_", "irql-exact"],
    ["__drv_requiresIRQL", "irql-exact"],
    ["_IRQL_raises_", "irql-raises"],
    ["__drv_raisesIRQL", "irql-raises"],
    ["__drv_setsIRQL", "irql-raises"],
    ["_IRQL_always_function_max_", "irql-always-max"],
    ["__drv_maxFunctionIRQL", "irql-always-max"],
    ["_IRQL_always_function_min_", "irql-always-min"],
    ["__drv_minFunctionIRQL", "irql-always-min"],
  ])("%s gives a level", (name, kind) => {
    expect(parseAnnotation(name, "DISPATCH_LEVEL", none)).toEqual([
      {
        term: { kind, level: { text: "DISPATCH_LEVEL", level: "DISPATCH_LEVEL" } },
        condition: undefined,
        target: undefined,
      },
    ]);
  });

  it("holds others with a condition or a target", () => {
    expect(kinds("_When_", "a(1, 2) != 0, _IRQL_raises_(APC_LEVEL) _IRQL_saves_")).toEqual([
      "irql-raises a(1, 2) != 0 ",
      "irql-saves a(1, 2) != 0 ",
    ]);
    expect(kinds("__drv_when", "x, __drv_when(y, __drv_sameIRQL)")).toEqual(["irql-same (x) && (y) "]);
    expect(kinds("_At_", "*Irql, _IRQL_saves_ _Post_satisfies_(1)")).toEqual(["irql-saves  *Irql"]);
    expect(kinds("_Group_", "_IRQL_requires_same_ _Must_inspect_result_")).toEqual(["irql-same  ", "must-inspect  "]);
  });

  it("that speaks of other things has no terms", () => {
    expect(kinds("_In_reads_bytes_", "n")).toEqual([]);
    expect(kinds("_Success_", "return == 0")).toEqual([]);
    expect(kinds("_When_", "")).toEqual([]);
  });

  it("is read to its end where parentheses do not close", () => {
    expect(kinds("_When_", "x, _IRQL_raises_(APC_LEVEL")).toEqual(["irql-raises x "]);
    expect(splitArguments("f(a, \"b,)\"), ',' , {1, 2}")).toEqual(['f(a, "b,)")', "','", "{1, 2}"]);
    expect(splitArguments(" ")).toEqual([]);
  });

  it("gives levels by name, number, in parentheses and through macros", () => {
    const macro = (name: string) =>
      name === "MY_MAX"
        ? { parameters: undefined, body: "(DISPATCH_LEVEL)" }
        : name === "LOOP"
          ? { parameters: undefined, body: "LOOP" }
          : undefined;
    const level = (text: string) => parseLevelTerm(text, macro).level;
    expect(["2", "((APC_LEVEL))", "MY_MAX", "HIGH_LEVEL", "DIRQL"].map(level)).toEqual([
      "DISPATCH_LEVEL",
      "APC_LEVEL",
      "DISPATCH_LEVEL",
      "HIGH_LEVEL",
      "DIRQL",
    ]);
    expect(["DISPATCH_LEVEL + 1", "<DISPATCH_LEVEL", "LOOP", "Extension->Irql", "", "7"].map(level)).toEqual(
      new Array(6).fill(undefined),
    );
  });
});

describe("a function's contract", () => {
  it("is that of its definition, its parameters' included", () => {
    const unit = oneFile(`
_IRQL_requires_max_(APC_LEVEL)
_When_(Wait, _IRQL_requires_max_(PASSIVE_LEVEL))
_Requires_lock_held_(Device->Lock)
_Releases_nonreentrant_lock_(Device->Queue)
VOID Leave(_In_ PDEVICE Device, _In_ BOOLEAN Wait, _In_ _IRQL_restores_ KIRQL Irql,
    __drv_releasesExclusiveResource(KSPIN_LOCK) PKSPIN_LOCK Lock)
{
}
`);
    expect(contracts(unit, "Leave")).toEqual([
      "irql-max APC_LEVEL",
      "irql-max PASSIVE_LEVEL when Wait",
      "lock-held Device->Lock",
      "lock-released Device->Queue nonreentrant",
      "irql-restores on 2",
      "lock-released Lock exclusive on 3",
    ]);
  });

  it("is also that of every declaration, in the definition's names, each with its place", () => {
    const unit = testUnit([
      {
        path: "driver.h",
        text: `
_IRQL_requires_(PASSIVE_LEVEL)
_Must_inspect_result_
_When_(dev->Busy, _Acquires_shared_lock_(dev->Lock))
NTSTATUS Start(_In_ PDEVICE dev, _In_ ULONG Flags);
`,
      },
      {
        path: "start.c",
        text: `
#include "driver.h"
_Use_decl_annotations_
NTSTATUS Start(PDEVICE Device, ULONG Flags) { return 0; }
_Use_decl_annotations_
NTSTATUS Stop(PDEVICE Device) { return 0; }
`,
      },
    ]);
    const sal = salOf(unit.fn("Start"), unit.unit);
    expect(sal.contracts.map(words)).toEqual([
      "irql-exact PASSIVE_LEVEL",
      "must-inspect",
      "lock-acquired Device->Lock shared when Device->Busy",
    ]);
    expect(sal.contracts.map(({ origin }) => origin)).toEqual(["prototype", "prototype", "prototype"]);
    expect(sal.contracts.map(({ place }) => unit.show(place))[0]).toBe("driver.h:2 _IRQL_requires_(PASSIVE_LEVEL)");
    expect([sal.usesDeclarations, sal.declared]).toEqual([true, true]);
    const alone = salOf(unit.fn("Stop"), unit.unit);
    expect([alone.usesDeclarations, alone.declared, alone.contracts]).toEqual([true, false, []]);
  });

  it("comes from role declarations and the unit's own function types", () => {
    const unit = oneFile(`
_IRQL_requires_(DISPATCH_LEVEL) _Function_class_(TICK)
typedef VOID TICK(PVOID Context);
_Requires_lock_held_(g_Lock) TICK OnTick;
VOID OnTick(PVOID Context) { }
`);
    expect(salOf(unit.fn("OnTick"), unit.unit).contracts.map((at) => `${at.origin} ${words(at)}`)).toEqual([
      "role-declaration lock-held g_Lock",
      "role-type irql-exact DISPATCH_LEVEL",
      "role-type function-class TICK",
    ]);
  });

  it("knows the unit's own words for annotations", () => {
    const unit = oneFile(`
#define DRV_MAX APC_LEVEL
#define UP_TO(level) _IRQL_requires_max_(level) _IRQL_requires_same_
#define PASSIVE_ONLY _IRQL_requires_(PASSIVE_LEVEL)
PASSIVE_ONLY VOID A(VOID) { }
_IRQL_requires_max_(DRV_MAX) VOID B(VOID) { }
_IRQL_requires_max_(SOMETHING) VOID C(VOID) { }
`);
    expect(contracts(unit, "A")).toEqual(["irql-exact PASSIVE_LEVEL"]);
    expect(contracts(unit, "B")).toEqual(["irql-max APC_LEVEL"]);
    expect(contracts(unit, "C")).toEqual(["irql-max ?SOMETHING"]);
  });

  it("keeps functions of the same name apart: by scope, parameters, types and static", () => {
    const unit = testUnit([
      {
        path: "a.cpp",
        text: `
class Lock { public: _IRQL_raises_(DISPATCH_LEVEL) void Enter(); _IRQL_requires_max_(APC_LEVEL) void Enter(int n); };
_IRQL_requires_(PASSIVE_LEVEL) void Enter();
_IRQL_requires_(DISPATCH_LEVEL) void Over(int a);
_IRQL_requires_(APC_LEVEL) void Over(char* a);
void Lock::Enter() { }
void Enter() { }
void Over(int a) { }
void Over(char* a) { }
static void Local(void) { }
`,
      },
      { path: "b.c", text: "_IRQL_requires_(APC_LEVEL) static VOID Local(VOID);\nstatic VOID Local(VOID) { }\n" },
    ]);
    const all = (name: string) =>
      unit.unit.functions(name).map((fn) => [fn.scope, ...salOf(fn, unit.unit).contracts.map(words)]);
    expect(all("Enter")).toEqual([
      ["Lock", "irql-raises DISPATCH_LEVEL"],
      [undefined, "irql-exact PASSIVE_LEVEL"],
    ]);
    expect(all("Over")).toEqual([
      [undefined, "irql-exact DISPATCH_LEVEL"],
      [undefined, "irql-exact APC_LEVEL"],
    ]);
    expect(all("Local")).toEqual([[undefined], [undefined, "irql-exact APC_LEVEL"]]);
  });

  it("gives the levels that it may be entered at", () => {
    const unit = oneFile(`
_IRQL_requires_min_(APC_LEVEL) _IRQL_requires_max_(HIGH_LEVEL) VOID A(VOID);
_IRQL_requires_max_(DISPATCH_LEVEL) _When_(x, _IRQL_requires_max_(PASSIVE_LEVEL)) VOID A(VOID) { }
_IRQL_requires_(DISPATCH_LEVEL) VOID B(VOID) { }
_IRQL_raises_(DISPATCH_LEVEL) _IRQL_requires_max_(WHAT) VOID C(VOID) { }
`);
    const levels = (name: string) => {
      const { min, max } = entryLevels(salOf(unit.fn(name), unit.unit).contracts);
      return [min?.level, max?.level, max && unit.show(max.contract.place)];
    };
    expect(levels("A")).toEqual(["APC_LEVEL", "DISPATCH_LEVEL", "driver.c:3 _IRQL_requires_max_(DISPATCH_LEVEL)"]);
    expect(levels("B").slice(0, 2)).toEqual(["DISPATCH_LEVEL", "DISPATCH_LEVEL"]);
    expect(levels("C")).toEqual([undefined, undefined, undefined]);
  });

  it("of a function that the unit only declares is its prototype's", () => {
    const { unit } = oneFile("_IRQL_requires_max_(APC_LEVEL) VOID Elsewhere(_IRQL_uses_cancel_ KIRQL Irql);\n");
    const [prototype] = unit.prototypes("Elsewhere");
    expect(prototype && salOfPrototype(prototype, unit).map(words)).toEqual([
      "irql-max APC_LEVEL",
      "irql-uses-cancel on 0",
    ]);
  });

  it("follows edits of the header", () => {
    const unit = testUnit([
      { path: "a.h", text: "_IRQL_requires_max_(APC_LEVEL) VOID A(VOID);\n" },
      { path: "a.c", text: "VOID A(VOID) { }\n" },
    ]);
    unit.replace("a.h", "APC", "DISPATCH");
    expect(contracts(unit, "A")).toEqual(["irql-max DISPATCH_LEVEL"]);
    unit.replace("a.c", "{ }", "{ return; }");
    expect(contracts(unit, "A")).toEqual(["irql-max DISPATCH_LEVEL"]);
  });
});
