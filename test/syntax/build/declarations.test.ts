/** Declarations: what is written and what is read. */
import { describe, expect, it } from "vitest";
import type { Language } from "../../../server/src/syntax/tokens.ts";
import { dump } from "./parse.ts";

function table(language: Language, rows: readonly (readonly [string, string])[]): void {
  it.each(rows)(`%s (${language})`, (source, expected) => {
    expect(dump(source, language)).toBe(expected);
  });
}

const both: readonly (readonly [string, string])[] = [
  ["int a;", "(variable <int> a)"],
  ["int a = 1, *b, c[4];", "(group (variable <int> a = 1) (variable <int *> b) (variable <int [4]> c))"],
  ["static const UCHAR *const t[4] = { 0 };", "(variable static <const UCHAR *const [4]> t = (init 0))"],
  ["char *argv[];", "(variable <char *[]> argv)"],
  ["UCHAR const x;", "(variable <const UCHAR> x)"],
  ["extern unsigned  long x;", "(variable extern <unsigned long> x)"],
  ["DRIVER_DISPATCH Read;", "(variable <DRIVER_DISPATCH> Read)"],
  ["VOID (*Routine)(PVOID Context);", "(variable <VOID (*)(PVOID Context)> Routine [<PVOID> Context])"],
  ["int (*table[2])(int) = { f, g };", "(variable <int (*[2])(int)> table [<int>] = (init f g))"],
  ["int f(void);", "(prototype <int> f [])"],
  ["VOID f(VOID);", "(prototype <VOID> f [])"],
  ["PVOID f(int a, char *b, ...);", "(prototype <PVOID> f [<int> a, <char *> b, ...])"],
  [
    "static int *f(const struct S *, int (*cb)(int));",
    "(prototype static <int *> f [<const struct S *>, <int (*)(int)> cb])",
  ],
  ["int (f)(int a);", "(prototype <int> f [<int> a])"],
  ["static inline int f(int a) { return a; }", "(function static inline <int> f [<int> a] {(return a)})"],
  ["int (*f(int a))(char) { }", "(function <int (*)(char)> f [<int> a] {})"],
  ["typedef int T;", "(typedef <int> T)"],
  ["typedef NTSTATUS F(int a);", "(typedef <NTSTATUS (int a)> F [<int> a])"],
  ["typedef VOID (*PF)(PVOID, ...);", "(typedef <VOID (*)(PVOID, ...)> PF [<PVOID>])"],
  [
    "typedef struct _S { int a, *b; union { int c; }; VOID (*f)(int); } S, *PS;",
    "(group (struct _S (group (variable <int> a) (variable <int *> b)) (union - (variable <int> c)) (variable <VOID (*)(int)> f [<int>])) (typedef <struct _S> S) (typedef <struct _S *> PS))",
  ],
  ["typedef enum { A, B = 2, C = A | B } E;", "(group (enum - A B=2 C=(| A B)) (typedef <enum> E))"],
  ["struct S { int a : 3; unsigned : 5; };", '(struct S (variable <int> a) (other "unsigned : 5;"))'],
  ["NTSTATUS EXPORT(Open)(ULONG a) { }", "(function <NTSTATUS> EXPORT(Open) [<ULONG> a] {})"],
  ["VOID EXPORT( Close )(PVOID);", "(prototype <VOID> EXPORT(Close) [<PVOID>])"],
  ["struct S;", '(other "struct S")'],
  [
    "struct S s = { .a = 1, .b.c = f(2), [3] = { 4 } };",
    "(variable <struct S> s = (init .a=1 .b.c=(call f 2) [3]=(init 4)))",
  ],
];

describe("declarations", () => {
  table("c", both);
  table("cpp", both);
  table("c", [
    ["int f(a, b, c) int a; char *b; { return a; }", "(function <int> f [<int> a, <char *> b, <int> c] {(return a)})"],
    ["struct S s = { a: 1 };", "(variable <struct S> s = (init .a=1))"],
    ["int a[] = { [0 ... 3] = 1 };", "(variable <int []> a = (init [0...3]=1))"],
  ]);
  table("cpp", [
    ["NTSTATUS ns::Cls::Foo(int a) { }", "(function <NTSTATUS> ns::Cls::Foo [<int> a] {})"],
    ["A::A(int a) : Base(a), b{1} { c(); }", "(function A::A [<int> a] (: (init <Base> a) (init <b> 1)) {(call c);})"],
    ["A::~A() { }", "(function A::~A [] {})"],
    ["A::A() try : b(1) { } catch (...) { }", "(function A::A [] (: (init <b> 1)) {(try {} (catch {}))})"],
    [
      "void *operator new(size_t n, POOL_TYPE t) { }",
      "(function <void *> operator new [<size_t> n, <POOL_TYPE> t] {})",
    ],
    ["void operator  delete [] (void *p);", "(prototype <void> operator delete[] [<void *> p])"],
    ["bool A::operator == (const A &o) const { }", "(function <bool> A::operator== [<const A &> o] {})"],
    ["A::operator bool() const { }", "(function A::operator bool [] {})"],
    ["auto f(int a = 1) -> T * { }", "(function <T *> f [<int> a = 1] {})"],
    ["template <class T> T max(T a, T b) { }", "(function <T> max [<T> a, <T> b] {})"],
    ["template <class T> class V { T t; };", "(class V (variable <T> t))"],
    ["constexpr int a = 1;", "(variable constexpr <int> a = 1)"],
    ["std::vector<int> v;", "(variable <std::vector<int>> v)"],
    ["Lock g(&a);", "(variable <Lock> g (args (unary & a)))"],
    ["Lock g(a);", "(prototype <Lock> g [<a>])"],
    ["enum class E : UCHAR { A = 1 };", "(enum E A=1)"],
    ["int A::*p;", "(variable <int *> p)"],
    ["[[nodiscard]] int f();", "(prototype <int> f [])"],
    [
      "class A : public B, private ns::C<int> { public: virtual void f() = 0; A() = default; ~A(); explicit operator bool() const; static int s; int m = 3; template <class T> void g(T t) { } friend class Q; using X = int; void h() { m = 1; } };",
      '(class A :B,ns::C<int> (prototype virtual <void> f []) (prototype A []) (prototype ~A []) (prototype explicit operator bool []) (variable static <int> s) (variable <int> m = 3) (function <void> g [<T> t] {}) (other "friend class Q;") (other "using X = int;") (function <void> h [] {(assign = m 1);}))',
    ],
    ['extern "C" int f(int);', "(prototype <int> f [<int>])"],
    ['extern "C" { int a; }', '(namespace extern "C" (variable <int> a))'],
    ["namespace n { void f() { } }", "(namespace n (function <void> f [] {}))"],
    ["using namespace std;", '(other "using namespace std;")'],
    ['static_assert(sizeof(A) == 4, "x");', '(other "static_assert(sizeof(A) == 4, \\"x\\");")'],
  ]);
});

describe("source that is not finished", () => {
  it("keeps the function and the calls in it", () => {
    expect(dump("void f(int a) { foo(); if (a) { bar(a);")).toBe(
      "(function <void> f [<int> a] {(call foo); (unknown-stmt a) (call bar a);})\nerrors: 1",
    );
  });

  it.each(["c", "cpp"] as const)("keeps calls inside of what is not understood (%s)", (language) => {
    const text = dump("int f(void) { x = g(1 2 h(3)); k(; m(4); } ", language);
    for (const call of ["(call h 3)", "(call m 4)"]) {
      expect(text).toContain(call);
    }
    expect(text).toMatch(/errors: \d/);
  });

  it("says where something is missing", () => {
    expect(dump("int f(void) { a(); return 1 }")).toBe("(function <int> f [] {(call a); (return 1)})\nerrors: 1");
  });
});
