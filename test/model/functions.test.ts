/** What the model says of functions and of a unit's names, and what an edit leaves as it is. */
import { describe, expect, it } from "vitest";
import { oneFile, type TestUnit, testUnit } from "./contracts/support.ts";

describe("a function", () => {
  const unit = oneFile(
    `
namespace io {
class Queue {
public:
    static int Depth(int n = Default());
    int Count() const { return m_count; }
};
}
_IRQL_requires_max_(APC_LEVEL)
__declspec(code_seg("PAGE")) EXTERN_C
int io::Queue::Depth(_In_ int n)
{
    int left = n, *p = &n;
    table[0] = Free;
    Trace("depth", left);
    if (left) {
        char left = Get(Get(n));
        m_ops->Release(left);
        io::Log(left);
        DECLARE_LIST(head);
    }
    return sizeof(Unused(n));
}
`,
    "queue.cpp",
  );
  const fn = unit.fn("Depth");

  it("has its name, scope and parameters", () => {
    expect([fn.name, fn.scope, fn.file, fn.broken]).toEqual(["Depth", "io::Queue", "queue.cpp", false]);
    expect([...fn.parameterNames]).toEqual(["n"]);
    expect(unit.fn("Count").scope).toBe("io::Queue");
  });

  it("has its calls in source order, those through members without a name", () => {
    expect(fn.calls.map(({ name, nameSpan }) => [name, fn.text(nameSpan)])).toEqual([
      ["Trace", "Trace"],
      ["Get", "Get"],
      ["Get", "Get"],
      [undefined, "m_ops->Release"],
      ["io::Log", "io::Log"],
      ["DECLARE_LIST", "DECLARE_LIST"],
      ["Unused", "Unused"],
    ]);
  });

  it("has the names it uses as values, callees not among them", () => {
    const uses = fn.uses.map(({ name }) => name);
    expect(uses).toContain("Free");
    expect(uses).toContain("m_ops");
    expect(uses).not.toContain("Trace");
    expect(uses.filter((name) => name === "n")).toHaveLength(4);
  });

  it("has its locals, several where blocks shadow", () => {
    expect([...fn.locals].map(([name, decls]) => [name, decls.map(({ type }) => type.text)])).toEqual([
      ["left", ["int", "char"]],
      ["p", ["int *"]],
    ]);
  });

  it("knows which names a macro may declare", () => {
    expect([...fn.macroArguments]).toEqual(["head"]);
  });

  it("finds a node's parents up to itself", () => {
    const [inner] = fn.calls.slice(2);
    const kinds: string[] = [];
    for (let node = inner && fn.parentOf(inner.expr); node !== undefined; node = fn.parentOf(node)) {
      kinds.push(node.kind);
    }
    expect(kinds).toEqual(["call", "variable", "decl", "block", "if", "block", "function"]);
    expect(fn.parentOf(fn.definition)).toBeUndefined();
  });

  it("has its head's annotations, attributes and words, its parameters' apart", () => {
    expect(fn.annotations.map(({ name, args }) => [name, args])).toEqual([["_IRQL_requires_max_", "APC_LEVEL"]]);
    expect(fn.attributes.map(({ name, args }) => [name, args])).toEqual([["__declspec", 'code_seg("PAGE")']]);
    expect(fn.conventions.map(({ name }) => name)).toEqual(["EXTERN_C"]);
    expect(fn.parameterAnnotations.map((records) => records.map(({ name }) => name))).toEqual([["_In_"]]);
  });

  it("that holds what the grammar does not understand is broken, its neighbours are not", () => {
    const broken = oneFile("void A(void) { if ( { } }\nvoid B(void) { }\n");
    expect(broken.unit.functions("B").map((other) => other.broken)).toEqual([false]);
    expect(broken.unit.functions("A").every((other) => other.broken)).toBe(true);
  });
});

describe("a unit", () => {
  const files = [
    {
      path: "driver.h",
      text: `
#define TAG 'gaTA'
#define SWAP(a, b) Exchange(a, b)
typedef struct _DEVICE { int Id; static int s_count; int Method(void); } DEVICE, *PDEVICE;
enum Mode { ModeOff, ModeOn = 5, ModeAuto };
_IRQL_requires_max_(APC_LEVEL) int Start(_In_ PDEVICE Device, int Mode);
DRIVER_DISPATCH Read;
LIST_HEAD(devices);
`,
    },
    {
      path: "driver.cpp",
      text: `
#include "driver.h"
namespace inner { static int g_level; int Start(int a) { return a; } }
extern "C" { int g_count = 1; }
int Start(PDEVICE Device, int Mode) { int local; return Mode; }
`,
    },
  ];
  const { unit } = testUnit(files);

  it("declares what any of its files names at file scope, and no more", () => {
    const names = ["TAG", "SWAP", "_DEVICE", "DEVICE", "PDEVICE", "ModeAuto", "Start", "Read", "g_level", "g_count"];
    expect(names.filter((name) => !unit.declares(name))).toEqual([]);
    expect(["Id", "local", "Device", "IoCallDriver", "devices"].filter((name) => unit.declares(name))).toEqual([]);
    expect(unit.namedInMacroCall("devices")).toBe(true);
    expect(unit.namedInMacroCall("device")).toBe(false);
  });

  it("says which names are used as values: read, stored or handed to a macro at file scope, not called alone", () => {
    const text = `
static struct ops table = { .read = InTable };
EXPORT_SYMBOL(Exported);
void Start(struct device *d) { d->fn = Stored; Register(d, Passed); Called(d); }
`;
    const { unit: other } = testUnit([{ path: "ops.c", text }]);
    const names = ["InTable", "Exported", "Stored", "Passed", "Called", "Start", "Register"];
    expect(names.filter((name) => other.usedAsValue(name))).toEqual(["InTable", "Exported", "Stored", "Passed"]);
  });

  it("gives what stands under a name, with scope and file", () => {
    expect(unit.functions("Start").map(({ scope, file }) => [scope, file])).toEqual([
      ["inner", "driver.cpp"],
      [undefined, "driver.cpp"],
    ]);
    expect(unit.functionSymbols("Start").map(({ scope }) => scope)).toEqual(["inner", undefined]);
    const [prototype] = unit.prototypes("Start");
    expect(prototype?.annotations.map(({ name }) => name)).toEqual(["_IRQL_requires_max_"]);
    expect(prototype?.parameterAnnotations.map((records) => records.map(({ name }) => name))).toEqual([["_In_"], []]);
    expect(unit.variables("Read").map(({ decl }) => decl.type.base)).toEqual(["DRIVER_DISPATCH"]);
    expect(unit.variables("g_level").map(({ scope }) => scope)).toEqual(["inner"]);
    expect(unit.variables("s_count").map(({ scope }) => scope)).toEqual(["_DEVICE"]);
    expect(unit.prototypes("Method").map(({ scope }) => scope)).toEqual(["_DEVICE"]);
    expect(unit.typedefs("PDEVICE").map(({ decl }) => [decl.type.base, decl.type.pointers])).toEqual([["_DEVICE", 1]]);
    expect(unit.records("_DEVICE").map(({ file }) => file)).toEqual(["driver.h"]);
    expect(unit.macros("SWAP").map(({ macro }) => [macro.parameters, macro.body])).toEqual([
      [["a", "b"], "Exchange(a, b)"],
    ]);
  });

  it("links an enumerator to the one before it", () => {
    const [auto] = unit.enumerators("ModeAuto");
    expect(auto?.decl.value).toBeUndefined();
    expect(auto?.previous?.name).toBe("ModeOn");
    expect(auto?.previous?.decl.value).toMatchObject({ kind: "number", value: 5 });
    expect(auto?.previous?.previous?.previous).toBeUndefined();
  });
});

describe("an edit", () => {
  const text = "int a;\nint First(int n) { return n; }\nint Second(void) { return First(1); }\n";
  const open = (): TestUnit => oneFile(text);

  it("in a body changes its own answers and not those about its name, and keeps the other functions and their places", () => {
    const unit = open();
    const [first, second] = [unit.fn("First"), unit.fn("Second")];
    expect([...unit.replace("driver.c", "return n", "Log();\n return n")]).toEqual(["First {}"]);
    expect(unit.fn("First")).not.toBe(first);
    expect(unit.fn("First").calls.map(({ name }) => name)).toEqual(["Log"]);
    expect(unit.fn("Second")).toBe(second);
    expect(unit.show(second.place(second.definition.nameSpan))).toBe("driver.c:4 Second");
    expect(second.text(second.definition.nameSpan)).toBe("Second");
  });

  it.each([
    ["a parameter's type", "int n)", "long n)", ["First {}"]],
    ["a parameter", "int n)", "int n, int m)", ["First", "First {}"]],
    ["linkage", "int First(int n)", "static int First(int n)", ["First", "First {}"]],
    ["an annotation", "int Second", "_IRQL_requires_same_ int Second", ["Second {}"]],
    ["a variable", "int a;", "int b;", ["a", "b"]],
    ["a new macro", "int a;", "#define A 1\nint a;", ["#macros driver.c", "A", "a"]],
    ["a pragma", "int a;", "#pragma alloc_text(PAGE, First)\nint a;", ["#pragmas driver.c", "a"]],
    ["a condition", "int a;", "#if A\nint a;\n#endif\n", ["#if driver.c", "a"]],
  ])("of %s changes what these names mean and no others", (_, from, to, names) => {
    const unit = open();
    expect([...unit.replace("driver.c", from, to)].sort()).toEqual(names);
  });

  it("that renames takes the old name away", () => {
    const unit = open();
    expect(unit.unit.declares("First")).toBe(true);
    unit.replace("driver.c", "First", "Renamed");
    expect([unit.unit.declares("First"), unit.unit.declares("Renamed")]).toEqual([false, true]);
  });
});
