/** Rust items as plain data: what rules read of them, where it stands, and that nothing makes the parser fail. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RustFunctionItem, RustItem } from "../../../server/src/syntax/rust/ast.ts";
import { rustWalk } from "../../../server/src/syntax/rust/walk.ts";
import { cpuMilliseconds } from "../../support/cpu-time.ts";
import { dump, fileItems, item, parse, print } from "./parse.ts";

function fn(text: string): RustFunctionItem {
  const made = item(text);
  if (made.kind !== "function") {
    throw new Error(made.kind);
  }
  return made;
}

describe("functions", () => {
  const text = `#[unsafe(no_mangle)]
#[link_section = "INIT"]
#[cfg(not(test))]
pub unsafe extern "system" fn driver_entry(driver: &mut DRIVER_OBJECT, _: wdk_sys::PCUNICODE_STRING, ...) -> NTSTATUS { #![allow(x)] 0 }`;
  const entry = fn(text);
  const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);

  it("have a head", () => {
    expect(entry).toMatchObject({
      name: "driver_entry",
      abi: "system",
      isUnsafe: true,
      isVariadic: true,
      isPublic: true,
    });
    expect(entry.start).toBe(0);
    expect(text.slice(entry.head)).toMatch(/^pub unsafe/);
    expect([entry.nameSpan, entry.fnSpan, entry.abiSpan ?? entry, entry.parametersSpan].map(slice)).toEqual([
      "driver_entry",
      "fn",
      'extern "system"',
      "(driver: &mut DRIVER_OBJECT, _: wdk_sys::PCUNICODE_STRING, ...)",
    ]);
    expect(entry.parameters.map(({ pattern, type }) => `${pattern.kind} ${type?.text}`)).toEqual([
      "name &mut DRIVER_OBJECT",
      "wildcard wdk_sys::PCUNICODE_STRING",
    ]);
    expect(entry.returnType?.text).toBe("NTSTATUS");
  });

  it("have their attributes, those inside them too", () => {
    expect(entry.attributes.map(({ path, isUnsafe, isInner, value }) => ({ path, isUnsafe, isInner, value }))).toEqual([
      { path: "no_mangle", isUnsafe: true, isInner: false, value: undefined },
      { path: "link_section", isUnsafe: false, isInner: false, value: "INIT" },
      { path: "cfg", isUnsafe: false, isInner: false, value: undefined },
      { path: "allow", isUnsafe: false, isInner: true, value: undefined },
    ]);
    expect(entry.attributes.map(({ bare }) => slice(bare))).toEqual([
      "no_mangle",
      'link_section = "INIT"',
      "cfg(not(test))",
      "allow(x)",
    ]);
    expect(entry.attributes[2]?.args?.map((token) => token.text)).toEqual(["not", "(", "test", ")"]);
  });

  it.each([
    ["fn f() {}", undefined],
    ["extern fn f() {}", "C"],
    ['extern "C" fn f() {}', "C"],
    ['const unsafe extern /* x */ "win64" fn f() {}', "win64"],
  ])("%s has its ABI", (text, abi) => {
    expect(fn(text).abi).toBe(abi);
  });

  it("know self", () => {
    const made = item("impl A { fn a(&mut self, x: u8) {} fn b(self: Pin<&Self>) {} fn c(x: Self) {} }");
    const methods = made.kind === "impl" ? made.items : [];
    expect(methods.map((method) => method.kind === "function" && [method.isMethod, method.parameters.length])).toEqual([
      [true, 1],
      [true, 0],
      [false, 1],
    ]);
  });
});

describe("items", () => {
  it("say what they import", () => {
    const made = item("pub use ::a::{self, b, c as d, e::{f, g::*}, h as _};");
    const imports = made.kind === "use" ? made.imports : [];
    expect(imports.map(({ segments, name, isGlob }) => `${segments.join("::")} ${isGlob ? "*" : name}`)).toEqual([
      "a a",
      "a::b b",
      "a::c d",
      "a::e::f f",
      "a::e::g *",
      "a::h _",
    ]);
    expect(imports.every(({ isGlobal }) => isGlobal)).toBe(true);
  });

  it("of extern blocks are declarations, with the qualifiers of today's Rust", () => {
    const made = item(`#[link(name = "ntoskrnl")]
unsafe extern "system" { #![allow(x)] pub safe fn a(x: u32) -> u32; pub unsafe static B: u32; unsafe fn c(f: *const u8, ...); }`);
    expect(made).toMatchObject({ kind: "extern-block", abi: "system", isUnsafe: true, start: 0 });
    expect(made.attributes.map(({ path }) => path)).toEqual(["link", "allow"]);
    expect(print(made)).toMatch(/^\(extern-block \(function a\) \(static B\) \(function c\)\)$/);
  });

  it("of implementations are read one by one", () => {
    const { items, errors } = parse(
      "unsafe impl<T> core::alloc::GlobalAlloc for A<T> where T: B { fn a() {} fn b() { ( } fn c() {} }",
    );
    const [made] = items;
    expect(made).toMatchObject({ kind: "impl", isUnsafe: true, trait: { segments: ["core", "alloc", "GlobalAlloc"] } });
    expect(made?.kind === "impl" && made.items.map((member) => "name" in member && member.name)).toEqual([
      "a",
      "b",
      "c",
    ]);
    expect(errors.length).toBeGreaterThan(0);
  });

  it.each<[string, RustItem["kind"]]>([
    ["#![no_std]", "inner-attribute"],
    ["macro_rules! m { ($x:expr) => { $x.unwrap() }; }", "macro-rules"],
    ["entry!(driver);", "macro-item"],
    ["thread_local! { static A: u32 = 1; }", "macro-item"],
    ["mod a { mod b { fn c() {} } }", "mod"],
    ["extern crate alloc as mem;", "extern-crate"],
    ["pub static mut A: [u8; 4] = [0; 4];", "static"],
    ["const _: () = { };", "const"],
    ['type F = unsafe extern "C" fn(u32) -> !;', "type"],
    ['#[repr(C)] pub struct S<T> { #[doc = "a"] pub a: u32, b: *mut T }', "struct"],
    ["enum E { A, B(u32), C { d: u8 } = 3 }", "enum"],
    ["impl const Deref for A { }", "impl"],
    ["auto trait T { }", "trait"],
    ["#[doc(hidden)] pub macro m($a:expr) { $a + 1 }", "macro-rules"],
  ])("%s", (text, kind) => {
    expect(item(text)).toMatchObject({ kind, start: 0, end: text.length });
  });

  it("keep what is unknown", () => {
    expect(parse("#[cfg(a)]").items).toMatchObject([{ kind: "unknown-item", attributes: [{ path: "cfg" }] }]);
    expect(parse("}").items).toMatchObject([{ kind: "unknown-item" }]);
    expect(parse("}").errors).toHaveLength(1);
  });
});

describe("bodies", () => {
  it.each([
    ["f::<u8>(x)?;", "(expr (try (call (path f) (path x))))"],
    ["a.b::<u8>(1).c;", "(expr (field .c (method-call .b (path a) (literal 1))))"],
    ["(a.b)(1)", "(call (field .b (path a)) (literal 1))"],
    ["<T as A>::f(*x)", "(call (path f) (unary * (path x)))"],
    ["unsafe { ExFreePool(p) };", "(expr (block unsafe = (call (path ExFreePool) (path p)))) (empty)"],
    ["unsafe { f(); }", "(block unsafe (expr (call (path f))))"],
    ["let _ = &raw const x.y;", "(let _ (reference &raw  (field .y (path x))))"],
    ["let Some(x) = a else { return };", "(let Some(x) (path a) (block plain = (jump return)))"],
    [
      "x[1..=n] += b'a' as u32;",
      "(expr (assign += (index (path x) (range ..= (literal 1) (path n))) (cast u32 (literal b'a'))))",
    ],
    ["if let A = b && c {}", "(if (binary && (let-condition A (path b)) (path c)) (block plain))"],
    ["'a: loop { break 'a 1; }", "(loop loop a (block plain (expr (jump break a (literal 1)))))"],
    ["for i in 0.. { continue }", "(loop for (range .. (literal 0)) (block plain = (jump continue)))"],
    ["match x { A if b => c, _ => {} }", "(match A=> _=> (path x) (path b) (path c) (block plain))"],
    [
      "S { a: 1, b, ..Default::default() }",
      "(struct-expr S a: b: (literal 1) (path b) (call (path Default::default)))",
    ],
    ["move |a, b: u8| a", "(closure |a,b| (path a))"],
    ["f(&raw, &raw const raw)", "(call (path f) (reference & (path raw)) (reference &raw  (path raw)))"],
    ["[0; N]", "(array (literal 0) (path N))"],
    ["a = (b, ());", "(expr (assign = (path a) (tuple (path b) (tuple))))"],
    ["if a { 1 } else { 2 }", "(if (path a) (block plain = (literal 1)) (block plain = (literal 2)))"],
    ["fn g() {} g()", "(item (function g (block plain))) (call (path g))"],
    ["!a && -b != c", "(binary && (unary ! (path a)) (binary != (unary - (path b)) (path c)))"],
  ])("%s", (text, expected) => {
    expect(dump(text)).toBe(expected);
  });

  it("leave what a macro is called with as tokens", () => {
    expect(dump('println!("{}", x.unwrap()); m!{ a }')).toBe(
      '(expr (macro-call println! "{}" , x . unwrap ( ))) (macro-call m! a)',
    );
    expect(dump("if !(a) { return !b; }")).toBe(
      "(if (unary ! (path a)) (block plain (expr (jump return (unary ! (path b))))))",
    );
  });

  it("have the attributes of statements and arms", () => {
    const made = fn("fn f() { #[cfg(a)] g(); match x { #[cfg(b)] A => 1, _ => 2 } }");
    const [first] = made.body?.statements ?? [];
    expect(first).toMatchObject({ kind: "expr", attributes: [{ path: "cfg" }] });
    expect(made.body?.tail).toMatchObject({
      kind: "match",
      arms: [{ attributes: [{ path: "cfg" }] }, { attributes: [] }],
    });
  });

  it.each([
    ["0x1F_u32", 31],
    ["1_000usize", 1000],
    ["0b11u8", 3],
    ["0o17", 15],
    ["0xFFFF_FFFF_FFFF_FFFF", undefined],
    ["b'a'", 97],
  ])("%s has its value", (text, value) => {
    expect(fn(`fn f() { ${text} }`).body?.tail).toMatchObject({ kind: "literal", value });
  });
});

describe("offsets", () => {
  it("are those of the text, in whatever item", () => {
    const call = "g(1)";
    const text = `#[cfg(a)] mod a { /* é */ impl B { fn c() { println!("😀"); ${call}; } } }`;
    const [found] = [...rustWalk(item(text))].filter((node) => node.kind === "call");
    expect(found && text.slice(found.start, found.end)).toBe(call);
  });
});

describe("whatever the text", () => {
  const pieces = fc.constantFrom(
    ...'fn f ( ) { } ; , impl A for unsafe extern "C" let x = 1 ! [ ] # [cfg(a)] . .. :: < > & * | => match if else loop \'a \'b\' "s" r#" /* */ // \n macro_rules! m $ return ? as u32 mod use trait'.split(
      " ",
    ),
  );

  it("nothing is thrown, and spans lie in the text", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (words) => {
        const text = words.join(" ");
        for (const { text: cut, syntax } of fileItems(text)) {
          expect(syntax.items.length > 0 || cut === ";").toBe(true);
          for (const made of syntax.items) {
            for (const { start, end } of rustWalk(made)) {
              expect(start >= 0 && start <= end && end <= cut.length).toBe(true);
            }
          }
        }
      }),
      { seed: 20_261_122, numRuns: 1500 },
    );
  });

  it.each([
    ["blocks", "fn f() ", "{", "}"],
    ["parentheses", "const A: u32 = ", "(", ")"],
    ["modules", "", "mod a {", "}"],
    ["operators", "const A: u32 = ", "!", ""],
    ["imports", "use a::", "{", "}"],
    ["arrays of attributes", "", "#[a]", ""],
    ["types", "type A = ", "&", ""],
    ["conditions", "fn f() {", "if a { } else ", ""],
    ["calls", "fn f() { a", ".b()", ""],
    ["closures", "const A: u32 = ", "|| ", ""],
  ])("%s that are nested deeply end in silence", (_, before, open, close) => {
    for (const depth of [500, 20_000]) {
      const started = cpuMilliseconds();
      parse(`${before}${open.repeat(depth)}${close.repeat(depth)}`);
      expect(cpuMilliseconds() - started).toBeLessThan(5000);
    }
  });
});
