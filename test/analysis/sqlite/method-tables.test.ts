/** Method tables are read as they are written: designated, positional, mixed, in C and in C++, filled at once or later. */
import { describe, expect, it } from "vitest";
import { type MethodTable, tablesOfUnit } from "../../../server/src/analysis/sqlite/method-tables.ts";
import { missingMembers } from "../../../server/src/analysis/sqlite/missing-members.ts";
import { openUnit } from "../../support/engine.ts";

const head = `
#include "sqlite3.h"
void *M(int); void F(void *); void *R(void *, int); int S(void *); int U(int); int I(void *);
`;

function contextOf(text: string, path: string) {
  const reading = openUnit([{ path, text: head + text }]).reading(path);
  if (reading === undefined) {
    throw new Error("a unit has a file");
  }
  return reading.context;
}

const tables = (text: string, path = "driver.c"): readonly MethodTable[] => tablesOfUnit(contextOf(text, path));

/** The states of the six methods of an allocator that matter, as letters: given, null, missing, unknown. */
const states = ({ members }: MethodTable): string =>
  ["xMalloc", "xFree", "xRealloc", "xSize", "xRoundup", "xInit"]
    .map((name) => members.get(name)?.state.charAt(0))
    .join("");

const only = (text: string, path?: string): string =>
  tables(text, path)
    .map((table) => states(table))
    .join(" ");

describe("what an allocator's table has", () => {
  it.each([
    ["designated", "sqlite3_mem_methods t = { .xMalloc = M, .xSize = NULL, .xInit = I };", "gmmnmg"],
    ["in another order", "sqlite3_mem_methods t = { .xInit = I, .xFree = F, .xMalloc = M };", "ggmmmg"],
    ["positional", "const sqlite3_mem_methods t = { M, F, 0, S };", "ggngmm"],
    ["mixed: behind a designator the order goes on", "sqlite3_mem_methods t = { .xRealloc = R, S, U, 0 };", "mmgggn"],
    ["a cast of nothing", "sqlite3_mem_methods t = { M, F, (void *(*)(void *, int))0, S, U, I };", "ggnggg"],
    ["a macro for nothing", "#define NONE 0\nsqlite3_mem_methods t = { M, F, NONE, S, U, I };", "ggnggg"],
    ["addresses", "sqlite3_mem_methods t = { &M, &F, &R, &S, &U, &I };", "gggggg"],
    ["a macro for several", "#define ALL M, F, R, S, U, I\nsqlite3_mem_methods t = { ALL };", "uuuuuu"],
    ["a call", "#define MAKE(x) { x }\nsqlite3_mem_methods t = MAKE(M);", "uuuuuu"],
    ["branches", "sqlite3_mem_methods t = {\n.xMalloc = M,\n#ifdef SIZES\n.xSize = S,\n#endif\n};", "guuguu"],
    ["something computed", "sqlite3_mem_methods t = { M, F, choose(1), S, U, I };", "gggggg"],
    ["a structure's name", "struct sqlite3_mem_methods t = { M };", "gmmmmm"],
    ["static in a function", "void f(void) { static sqlite3_mem_methods t = { M, F }; use(t); }", "ggmmmm"],
    ["elsewhere", "extern sqlite3_mem_methods t;", ""],
    ["a pointer", "sqlite3_mem_methods *t = 0;", ""],
    ["empty", "sqlite3_mem_methods t = { 0 };", "nmmmmm"],
  ])("%s", (_, text, wanted) => {
    expect(only(text)).toBe(wanted);
  });

  it.each([
    ["one by one", "sqlite3_mem_methods t; void f(void) { t.xMalloc = M; t.xFree = F; t.xInit = 0; }", "ggmmmn"],
    [
      "through its address",
      "sqlite3_mem_methods t = { M }; void f(void) { sqlite3_mem_methods *p = &t; p->xFree = F; }",
      "ggmmmm",
    ],
    [
      "through any pointer",
      "sqlite3_mem_methods t = { M }; void f(sqlite3_mem_methods *p) { p->xFree = F; }",
      "ggmmmm",
    ],
    [
      "in a structure of another",
      "struct D { sqlite3_mem_methods m; }; sqlite3_mem_methods t = { M }; void f(struct D *d) { d->m.xFree = F; }",
      "ggmmmm",
    ],
    [
      "not where it is const",
      "const sqlite3_mem_methods t = { M }; void f(sqlite3_mem_methods *p) { p->xFree = F; }",
      "gmmmmm",
    ],
    [
      "not of another structure",
      "struct V { int (*xSize)(void); }; sqlite3_mem_methods t = { M }; void f(struct V *v) { v->xSize = g; }",
      "gmmmmm",
    ],
    ["as a whole", "sqlite3_mem_methods t = { M }; void f(sqlite3_mem_methods *p) { t = *p; }", "guuuuu"],
    [
      "by SQLite",
      "sqlite3_mem_methods t = { M }; void f(void) { sqlite3_config(SQLITE_CONFIG_GETMALLOC, &t); }",
      "guuuuu",
    ],
    ["by somebody", "sqlite3_mem_methods t = { M }; void f(void) { fill(&t); }", "guuuuu"],
    [
      "not by who takes it only",
      "sqlite3_mem_methods t = { M }; void f(void) { sqlite3_config(SQLITE_CONFIG_MALLOC, &t); }",
      "gmmmmm",
    ],
    [
      "not by zeroing it",
      "void f(void) { sqlite3_mem_methods t; RtlZeroMemory(&t, sizeof(t)); t.xMalloc = M; }",
      "gmmmmm",
    ],
    ["nowhere", "sqlite3_mem_methods t;", "uuuuuu"],
  ])("filled %s", (_, text, wanted) => {
    expect(only(text)).toBe(wanted);
  });

  it.each([
    ["braces", "const sqlite3_mem_methods t { M, F, nullptr, S };", "ggngmm"],
    ["designated", "static sqlite3_mem_methods t = { .xMalloc = M, .xFree = F };", "ggmmmm"],
    ["a namespace's", "namespace n { static sqlite3_mem_methods t = { M, F }; }", "ggmmmm"],
  ])("in C++: %s", (_, text, wanted) => {
    expect(only(text, "driver.cpp")).toBe(wanted);
  });
});

describe("where tables stand", () => {
  it("elements of arrays and fields of structures have names of their own", () => {
    const text =
      "struct D { int n; sqlite3_mem_methods m; };\n" +
      "struct D d = { .m = { M } };\nsqlite3_mem_methods a[] = { { M }, { M, F } };";
    expect(tables(text).map((table) => `${table.name} ${states(table)}`)).toEqual([
      "d.m gmmmmm",
      "a[0] gmmmmm",
      "a[1] ggmmmm",
    ]);
  });

  it("SQLite's own are nobody's to mend", () => {
    expect(tables("#define SQLITEINT_H\nsqlite3_mem_methods t = { M };")).toEqual([]);
  });

  it("those of another build are left out", () => {
    expect(tables("#ifdef USER_MODE\nsqlite3_mem_methods t = { M };\n#endif")).toEqual([]);
  });
});

describe("values", () => {
  it("are functions, numbers, sizes, texts and others", () => {
    const [vfs] = tables(
      'int O(sqlite3_vfs *);\nsqlite3_vfs v = { 1 + 1, sizeof(struct file), 64, 0, "name", get(), O };',
    );
    const values = ["iVersion", "szOsFile", "mxPathname", "pNext", "zName", "pAppData", "xOpen"].map((name) => {
      const { at: _, ...value } = vfs?.members.get(name)?.values[0] ?? { at: undefined };
      return value;
    });
    expect(values).toEqual([
      { is: "number", value: 2 },
      { is: "size", type: "file", isPointer: false },
      { is: "number", value: 64 },
      { is: "number", value: 0 },
      { is: "text", text: "name" },
      { is: "unknown" },
      { is: "function", name: "O" },
    ]);
  });
});

describe("what a table lacks", () => {
  it("is told with what comes of it", () => {
    const context = contextOf("const sqlite3_mem_methods t = { .xFree = F, .xSize = 0 };", "driver.c");
    const [table] = tablesOfUnit(context);
    const missing = table === undefined ? [] : missingMembers(table, context);
    expect(missing.map(({ member, how, effect }) => `${member.fact.name} ${how} ${effect}`)).toEqual([
      "xMalloc missing default",
      "xRealloc missing called",
      "xSize null called",
      "xRoundup missing called",
      "xInit missing called",
    ]);
  });
});
