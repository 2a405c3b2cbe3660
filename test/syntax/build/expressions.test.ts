/** Expressions: what is written and what is read. */
import { describe, expect, it } from "vitest";
import type { Language } from "../../../server/src/syntax/tokens.ts";
import { dumpBody } from "./parse.ts";

function table(language: Language, rows: readonly (readonly [string, string])[]): void {
  it.each(rows)(`%s (${language})`, (source, expected) => {
    expect(dumpBody(`${source};`, language)).toBe(`${expected};`);
  });
}

const both: readonly (readonly [string, string])[] = [
  ["a", "a"],
  ["((a))", "a"],
  ["x = 0x1Fu", "(assign = x 31)"],
  ["x = 017", "(assign = x 15)"],
  ["x = 0xFFFFFFFFFFFFFFFF", "(assign = x 0xFFFFFFFFFFFFFFFF)"],
  ["x = 1.5f", "(assign = x 1.5f)"],
  ["x = -1", "(assign = x -1)"],
  ["x = 'abcd'", "(assign = x 'abcd')"],
  ["x = L'a'", "(assign = x L'a')"],
  ['f("a\\"b")', '(call f "a\\"b")'],
  ['f("a" L"b")', '(call f (string "a" L"b"))'],
  ["f(a, g(b), 1)", "(call f a (call g b) 1)"],
  ["a->b.c[i]", "(index (. (-> a b) c) i)"],
  ["a->f(1)(2)", "(call (call (-> a f) 1) 2)"],
  ["(*p)(x)", "(call (unary * p) x)"],
  ["!a", "(unary ! a)"],
  ["x = ~a", "(assign = x (unary ~ a))"],
  ["f(&a, *b)", "(call f (unary & a) (unary * b))"],
  ["++a", "(unary ++ a)"],
  ["a--", "(postfix -- a)"],
  ["x = a + b * c", "(assign = x (+ a (* b c)))"],
  ["x |= a << 2 | b", "(assign |= x (| (<< a 2) b))"],
  ["x = a && b || c", "(assign = x (|| (&& a b) c))"],
  ["a = b = c", "(assign = a (assign = b c))"],
  ["x = a ? b : c ? d : e", "(assign = x (?: a b (?: c d e)))"],
  ["x = a ?: b", "(assign = x (?: a - b))"],
  ["a, b, c", "(comma a (comma b c))"],
  ["x = (PVOID)y", "(assign = x (cast <PVOID> y))"],
  ["x = (struct S *)y", "(assign = x (cast <struct S *> y))"],
  ["x = (const UCHAR *const *)y", "(assign = x (cast <const UCHAR *const *> y))"],
  ["x = (unsigned  long)y", "(assign = x (cast <unsigned long> y))"],
  ["x = (NTSTATUS (*)(PVOID, int))y", "(assign = x (cast <NTSTATUS (*)(PVOID, int)> y))"],
  ["x = sizeof(struct S)", "(assign = x (sizeof <struct S>))"],
  ["x = sizeof a", "(assign = x (sizeof a))"],
  ["x = sizeof(*p)", "(assign = x (sizeof (unary * p)))"],
  ["x = sizeof(DEVICE_EXTENSION) + 1", "(assign = x (+ (sizeof <DEVICE_EXTENSION>) 1))"],
  ["x = offsetof(struct S, m)", "(assign = x (offsetof <struct S>))"],
  ["x = (struct S){ 1, .a = 2 }", "(assign = x (init <struct S> 1 .a=2))"],
  ["x = ({ int a; f(a); a; })", "(assign = x (statement-expr {(variable <int> a) (call f a); a;}))"],
  ["x = this_is.TRUE_", "(assign = x (. this_is TRUE_))"],
  ["x = TRUE", "(assign = x TRUE)"],
  ["x = NULL", "(assign = x NULL)"],
];

describe("expressions", () => {
  table("c", both);
  table("cpp", both);
  table("c", [['f(L"a" X "b")', '(call f (string L"a" X "b"))']]);
  table("cpp", [
    ["ns :: f(a)", "(call ns::f a)"],
    ["::f()", "(call ::f)"],
    ["f<int>(a)", "(call f<int> a)"],
    ["this->m", "(-> this m)"],
    ["x = nullptr", "(assign = x nullptr)"],
    ["x = not a and b", "(assign = x (and (unary not a) b))"],
    ["x = static_cast<PFOO>(y)", "(assign = x (cast:static_cast <PFOO> y))"],
    ["x = reinterpret_cast<const A *>(y + 1)", "(assign = x (cast:reinterpret_cast <const A *> (+ y 1)))"],
    ["x = int(y)", "(assign = x (cast:function <int> y))"],
    ["x = T{1, a}", "(assign = x (init <T> 1 a))"],
    ["x = new T", "(assign = x (new <T>))"],
    ["x = new (PagedPool, 'gaT') T(a, 1)", "(assign = x (new (at PagedPool 'gaT') <T> a 1))"],
    ["x = ::new T[n]", "(assign = x (::new[] <T> n))"],
    ["delete p", "(delete p)"],
    ["delete[] p->q", "(delete[] (-> p q))"],
    ["x = [&](int a) { return a; }", "(assign = x (lambda [<int> a] {(return a)}))"],
    ["x = [=] { f(); }", "(assign = x (lambda [] {(call f);}))"],
    ["throw E(1)", "(throw (call E 1))"],
    ["throw", "(throw -)"],
    ["x = a < b && c > (d)", "(assign = x (&& (< a b) (> c d)))"],
    ["x = sizeof(FullItem<ns::Info>)", "(assign = x (sizeof <FullItem<ns::Info>>))"],
    ["x = alignof(T)", "(assign = x (alignof <T>))"],
  ]);
});

describe("types and values that look alike", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["x = (PFOO)(y)", "(assign = x (cast <PFOO> y))"],
    ["x = (PFOO)(y)->z", "(assign = x (cast <PFOO> (-> y z)))"],
    ["x = (PFOO)(y)[1].z", "(assign = x (cast <PFOO> (. (index y 1) z)))"],
    ["x = (PFOO)f(y)", "(assign = x (cast <PFOO> (call f y)))"],
    ["x = (PFOO)(f)(y)", "(assign = x (cast <PFOO> (call f y)))"],
    ["x = (T)*p + 1", "(assign = x (+ (cast <T> (unary * p)) 1))"],
    ["x = (PFOO)&a == b", "(assign = x (== (cast <PFOO> (unary & a)) b))"],
    ["x = (PFOO)&a->b", "(assign = x (cast <PFOO> (unary & (-> a b))))"],
    ["x = (ULONG)-1", "(assign = x (cast <ULONG> (unary - 1)))"],
    ["x = (u32)(y)", "(assign = x (cast <u32> y))"],
    ["x = (size_t)(y)", "(assign = x (cast <size_t> y))"],
    ["(f)(a, b)", "(call f a b)"],
    ["(Handler)(a, b)", "(call Handler a b)"],
    ["x = (a) * b", "(assign = x (* a b))"],
    ["x = (a + 1) * b", "(assign = x (* (+ a 1) b))"],
    ["x = sizeof(buffer)", "(assign = x (sizeof buffer))"],
    ["f(x)", "(call f x)"],
    ["f(*x)", "(call f (unary * x))"],
    ["x = f(a) * b", "(assign = x (* (call f a) b))"],
  ];
  table("c", rows);
  table("cpp", rows);

  it.each(["c", "cpp"] as const)("knows the variables that were declared before (%s)", (language) => {
    const declared = "(group (variable <int> Len) (variable <int> Size)) (variable <H> Cb)";
    const rows = [
      ["x = (Len) * 2", "(assign = x (* Len 2))"],
      ["x = (Len)-1", "(assign = x (- Len 1))"],
      ["x = (Len) & Size", "(assign = x (& Len Size))"],
      ["x = sizeof(Len)", "(assign = x (sizeof Len))"],
      ["(Cb)(x)", "(call Cb x)"],
      ["Len * Size", "(* Len Size)"],
    ] as const;
    for (const [source, expected] of rows) {
      expect(dumpBody(`int Len, Size; H Cb; ${source};`, language)).toBe(`${declared} ${expected};`);
    }
  });
});
