/** Where Rust items begin and end, whole and while they are being typed; no token is lost. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutItems } from "../../../server/src/syntax/rust/cutter.ts";
import { lexRust } from "../../../server/src/syntax/rust/lexer.ts";
import { cpuMilliseconds } from "../../support/cpu-time.ts";

const cuts = (text: string): string[] => [...cutItems(text, 0)].map(({ start, end }) => text.slice(start, end));

describe("whole items", () => {
  it.each([
    ["a function", 'pub(crate) unsafe extern "system" fn f(a: [u8; 4]) -> u32 { { 1 } }'],
    ["a declaration", "fn f();"],
    ["a constant whose value has a block", "const T: Table = Table { a: 1, b: { 2 } };"],
    ["a constant function", "const unsafe fn f() -> u32 { 1 }"],
    ["imports in braces", "use a::{b, c::{d, e}};"],
    ["a static", "static mut X: [u8; { 4 }] = [0; { 4 }];"],
    ["a tuple structure", "pub struct A(pub u32, [u8; 2]);"],
    ["a unit structure", "struct A;"],
    ["a block in a type", "impl Foo<{ 1 }> for Bar<{ 2 }, 3> { fn x() {} }"],
    ["attributes", '#[cfg(test)]\n#[doc = "};"] mod tests { fn a() {} }'],
    ["an inner attribute", "#![allow(dead_code)]"],
    ["rules of a macro", "macro_rules! m { (}) => { }; }"],
    ["rules in parentheses", "macro_rules! m ( () => {} );"],
    ["a macro with a block", "lazy_static! { static ref A: u32 = 1; }"],
    ["a macro with parentheses", "wdk::macros::entry!(driver_entry);"],
    ["an extern block", '#[link(name = "ntoskrnl")]\nunsafe extern "C" { fn a(); fn b(); }'],
    ["an extern crate", "extern crate alloc as mem;"],
    ["a trait", "pub unsafe trait T: Sized { const A: u32 = { 1 }; fn f(); }"],
    ["a type", 'type F = unsafe extern "C" fn(u32) -> [u8; { 1 }];'],
  ])("%s is one", (_, text) => {
    const fixed = text.replace("(}) =>", "() =>");
    expect(cuts(`${fixed}\n${fixed} fn last() {}`)).toEqual([fixed, fixed, "fn last() {}"]);
  });

  it("takes literals and comments for what they are", () => {
    const first = `fn f<'a>(x: &'a str) { let _ = ('{', '\\'', b'}', "}\\"", r#"}"#, br##"}"# "##, 'a', '\\u{7d}', c"}", r"\\"); }`;
    const second = "fn g() { /* } /* } */ } */ // }\n}";
    expect(cuts(`${first}\n/// } doc\n${second}`)).toEqual([first, second]);
  });

  it("passes over the line that names an interpreter", () => {
    expect(cuts("#!/usr/bin/env {\nfn f() {}")).toEqual(["fn f() {}"]);
    expect(cuts("#![no_std]\nfn f() {}")).toEqual(["#![no_std]", "fn f() {}"]);
  });
});

describe("while something is typed", () => {
  const after = "#[repr(C)]\nstruct After {\n    a: u32,\n}";
  it.each([
    ["a brace is open", "fn f() {\n    if x {\n}"],
    ["a brace is open and an attribute follows", "fn f() {\n    let x = S {\n    g();\n}"],
    ["a parenthesis is open", "fn f() {\n    g(1;\n}"],
    ["an implementation's method is open", "impl A {\n    fn a() {\n        if x {\n    }\n\n    fn b() {}\n}"],
    ["a constant has no semicolon", "const A: T = T {\n    a: 1,\n}"],
    ["a macro has no semicolon", "entry!(f)"],
    ["an attribute is open", "#[cfg("],
    ["a brace is too many", "fn f() {\n}"],
  ])("%s: what follows is read", (_, text) => {
    expect(cuts(`${text}\n\n${after}\n`).at(-1)).toBe(after);
    expect(cuts(`${text}\n\n${after}\n`)[0]).toBe(text);
  });

  it("cuts a brace that closes nothing alone", () => {
    expect(cuts("fn f() {}\n}\nfn g() {}")).toEqual(["fn f() {}", "}", "fn g() {}"]);
  });

  it("trusts no columns where contents stand in the first one", () => {
    const text = "mod m {\nfn a() {\n}\nfn b() {\n}\n}";
    expect(cuts(`${text}\nfn c() {}`)).toEqual([text, "fn c() {}"]);
  });
});

const pieces = fc.constantFrom(
  ..."fn pub unsafe extern use mod impl const static f x ; , { } ( ) [ ] < > # ! :: -> => ' 'a '{' \" \\ r# r#\" /* */ // \n \n \n 1.0 b'x' macro_rules".split(
    " ",
  ),
  "\n",
  "    ",
);
const texts = fc.array(pieces, { maxLength: 60 }).map((words) => words.join(" ").replaceAll(" \n ", "\n"));

describe("whatever the text", () => {
  it("every token is in one cut, and a cut begins with one", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const tokens = lexRust(text);
        let at = 0;
        for (const { start, end } of cutItems(text, 0)) {
          expect(tokens.starts[at]).toBe(start);
          while (at < tokens.count && (tokens.starts[at] as number) < end) {
            at++;
          }
          expect(tokens.ends[at - 1]).toBe(end);
        }
        expect(at).toBe(tokens.count);
      }),
      { seed: 20_261_122, numRuns: 3000 },
    );
  });

  it("cuts the same whatever stands before", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom("  ", "x; ", "\n\n"), (text, before) => {
        const moved = [...cutItems(before + text, before.length)];
        const here = [...cutItems(`\n${text}`, 1)];
        const shift = before.length - 1;
        expect(moved).toEqual(here.map(({ start, end }) => ({ start: start + shift, end: end + shift })));
      }),
      { seed: 20_261_122, numRuns: 1000 },
    );
  });

  it("cuts the same from each cut on", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const all = [...cutItems(text, 0)];
        for (const [index, { start }] of all.entries()) {
          expect([...cutItems(text, start)]).toEqual(all.slice(index));
        }
      }),
      { seed: 20_261_122, numRuns: 1000 },
    );
  });

  it.each(["{", "fn f() {\n", "#[", "/*", "'", 'r#"', "(", "}\n", "use a::{\n}\n", "fn f(\n"])(
    "takes time that grows with the text: %j",
    (piece) => {
      const took = (count: number): number => {
        const text = piece.repeat(count);
        const before = cpuMilliseconds();
        for (const _ of cutItems(text, 0)) {
        }
        return cpuMilliseconds() - before;
      };
      took(1000);
      expect(took(80_000)).toBeLessThan(40 * took(10_000) + 200);
    },
  );
});
