/** Statements: what is written and what is read, and what the side table adds. */
import { describe, expect, it } from "vitest";
import type { SideRecord } from "../../../server/src/syntax/side-table.ts";
import type { Language } from "../../../server/src/syntax/tokens.ts";
import { callsIn } from "../../../server/src/syntax/walk.ts";
import { dump, dumpBody, parse } from "./parse.ts";

function table(language: Language, rows: readonly (readonly [string, string])[]): void {
  it.each(rows)(`%s (${language})`, (source, expected) => {
    expect(dumpBody(source, language)).toBe(expected);
  });
}

const both: readonly (readonly [string, string])[] = [
  ["{ a(); } ;", "{(call a);} (empty)"],
  ["if (a) b(); else if (c) d(); else { e(); }", "(if a (call b); (if c (call d); {(call e);}))"],
  ["if ((x = f()) == 0) ;", "(if (== (assign = x (call f)) 0) (empty))"],
  ["while (a) b();", "(while a (call b);)"],
  ["do { a(); } while (b);", "(do {(call a);} b)"],
  ["for (i = 0; i < 3; i++) a();", "(for (assign = i 0); (< i 3) (postfix ++ i) (call a);)"],
  ["for (int i = 0, j = 1;;) a();", "(for (group (variable <int> i = 0) (variable <int> j = 1)) - - (call a);)"],
  ["for (;;) { }", "(for - - - {})"],
  [
    "switch (a) { case 1: case B: x(); break; default: { y(); } z(); }",
    "(switch a {(case 1) (case B (call x); (break)) (default {(call y);} (call z);)})",
  ],
  [
    "switch (a) { int b; case 1: int c; d(); }",
    "(switch a {(variable <int> b) (case 1 (variable <int> c) (call d);)})",
  ],
  ["switch (a) { case 1: l: x(); y(); }", "(switch a {(case 1 (label l (call x);) (call y);)})"],
  ["return;", "(return)"],
  ["return a, b;", "(return (comma a b))"],
  ["goto end; end: ;", "(goto end) (label end (empty))"],
  ["while (1) { break; continue; }", "(while 1 {(break) (continue)})"],
  ["struct S { int a; } s;", "(group (struct S (variable <int> a)) (variable <struct S> s))"],
  ["struct S { int a; };", "(struct S (variable <int> a))"],
  ["typedef int T; T a;", "(typedef <int> T) (variable <T> a)"],
  ["T *a = b;", "(variable <T *> a = b)"],
  ["T * a;", "(variable <T *> a)"],
  [
    "__try { a(); __leave; } __except (f(GetExceptionCode())) { b(); }",
    "(seh-try {(call a); (leave)} except (call f (call GetExceptionCode)) {(call b);})",
  ],
  ["__try { a(); } __finally { b(); }", "(seh-try {(call a);} finally {(call b);})"],
  ["MACRO(x) { y(); }", "(unknown-stmt (call MACRO x); {(call y);})"],
];

describe("statements", () => {
  table("c", both);
  table("cpp", both);
  table("cpp", [
    ["if (T x = f()) a();", "(if (variable <T> x = (call f)) (call a);)"],
    ["if (int i = f(); i > 0) a();", "(if (variable <int> i = (call f)) (> i 0) (call a);)"],
    ["while (T *x = f()) a();", "(while (variable <T *> x = (call f)) (call a);)"],
    ["for (auto &x : xs) f(x);", "(range-for (variable <auto &> x) xs (call f x);)"],
    ["for (auto [a, b] : xs) f(a);", "(range-for - xs (call f a);)"],
    ["try { a(); } catch (int) { b(); } catch (...) { }", "(try {(call a);} (catch {(call b);}) (catch {}))"],
    ["VOID (*g)(PVOID) = h; g(x);", "(variable <VOID (*)(PVOID)> g [<PVOID>] = h) (call g x);"],
    ["int (*a)[2];", "(variable <int (*)[2]> a)"],
    ["f(*p)(x);", "(call (call f (unary * p)) x);"],
    ["Lock guard(&lock);", "(variable <Lock> guard (args (unary & lock)))"],
    ["Lock guard(lock);", "(variable <Lock> guard (args lock))"],
    ["Lock guard(m.lock, 1);", "(variable <Lock> guard (args (. m lock) 1))"],
    ["Lock guard(lock());", "(variable <Lock> guard (args (call lock)))"],
    ["Lock guard{lock};", "(variable <Lock> guard = (init lock))"],
    ["int f(int);", "(prototype <int> f [<int>])"],
    ["NTSTATUS f(PVOID);", "(prototype <NTSTATUS> f [<PVOID>])"],
    ["using namespace std;", '(other "using namespace std;")'],
    ["auto [a, b] = f();", '(other "auto [a, b] = f();" (call f))'],
    ["switch (a) { case 1: using T = int; b(); }", '(switch a {(case 1 (other "using T = int;") (call b);)})'],
  ]);
});

describe("what the mask took out", () => {
  const at = (text: string, mark: string): number => text.indexOf(mark);

  it("makes a loop of a macro that became `while`", () => {
    const text = "void f(void) { while (pos, head) { g(pos); } }";
    const record: SideRecord = { kind: "loop", start: at(text, "while"), end: at(text, "while") + 5, name: "each" };
    expect(dump(text, "c", [record])).toBe("(function <void> f [] {(while:each (comma pos head) {(call g pos);})})");
  });

  it("makes a type of the name in its place", () => {
    const text = "void f(void) { x = g(p, T, m); T v; }";
    const records: SideRecord[] = [
      { kind: "type-argument", start: at(text, "T,"), end: at(text, "T,") + 1, text: "struct S  *" },
      { kind: "type-argument", start: at(text, "T v"), end: at(text, "T v") + 1, text: "OF(x)" },
    ];
    expect(dump(text, "c", records)).toBe(
      "(function <void> f [] {(assign = x (call g p <struct S *> m)); (variable <OF(x)> v)})",
    );
  });

  it("makes assembly of the empty statement in its place", () => {
    const text = "void f(void) { ;         a(); ; }";
    const start = at(text, ";");
    expect(dump(text, "c", [{ kind: "asm", start, end: start + 8 }])).toBe(
      "(function <void> f [] {(asm) (call a); (empty)})",
    );
  });

  it("says where a list was shortened", () => {
    const text = "int a[] = {      };";
    expect(dump(text, "c", [{ kind: "elided", start: at(text, "{") + 1, end: at(text, "}") }])).toBe(
      "(variable <int []> a = (init ...))",
    );
  });

  describe("structured exceptions", () => {
    /** Blanks `try` and `except (..)`/`finally` as the mask does, and writes the records. */
    function masked(source: string): { text: string; side: SideRecord[] } {
      const side: SideRecord[] = [];
      const text = source.replace(/\b(try|except|finally)\s*(\(.*?\))?\s*(?=\{)/g, (whole, word, filter, start) => {
        const role = word as "try" | "except" | "finally";
        const open = start + whole.indexOf("(") + 1;
        side.push({
          kind: "seh",
          role,
          start,
          end: start + whole.trimEnd().length,
          block: start + whole.length,
          filter: filter === undefined ? undefined : { start: open, end: open + filter.length - 2 },
          filterText: filter?.slice(1, -1),
        });
        return " ".repeat(whole.length);
      });
      return { text, side };
    }

    const rows: readonly (readonly [string, string])[] = [
      ["try { a(); } except (1) { b(); } c();", "(seh-try {(call a);} except 1 {(call b);}) (call c);"],
      ["try { a(); } finally { b(); }", "(seh-try {(call a);} finally {(call b);})"],
      [
        "try { try { a(); } finally { b(); } } except ( x == y ? z : 0 ) { }",
        "(seh-try {(seh-try {(call a);} finally {(call b);})} except (?: (== x y) z 0) {})",
      ],
      ["if (x) try { a(); } except (F) { b(); }", "(if x (seh-try {(call a);} except F {(call b);}))"],
      ["switch (a) { case 1: try { } finally { } }", "(switch a {(case 1 (seh-try {} finally {}))})"],
      ["try { a(); } b();", "(seh-try {(call a);} -) (call b);"],
    ];
    for (const [source, expected] of rows) {
      it.each(["c", "cpp"] as const)(`${source} (%s)`, (language) => {
        const { text, side } = masked(`void f(void) { ${source} }`);
        expect(dump(text, language, side)).toBe(`(function <void> f [] {${expected}})`);
      });
    }

    it("gives the filter its place in the source", () => {
      const source = "void f(void) { try { } except (filter(a)) { } }";
      const { text, side } = masked(source);
      const spans: string[] = [];
      for (const decl of parse(text, "c", side).decls) {
        spans.push(...callsIn(decl).map((call) => source.slice(call.start, call.end)));
      }
      expect(spans).toEqual(["filter(a)"]);
    });
  });
});
