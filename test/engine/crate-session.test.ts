/** Crates of Rust under check: what an edit leaves is kept, and what is found is what a fresh session finds. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { applyEdits } from "../../server/src/engine/fixes/source-edit.ts";
import type { Place } from "../../server/src/model/place.ts";
import type { RustFunctionModel } from "../../server/src/model/rust/crate.ts";
import { defineRule, type Rule } from "../../server/src/rules/rule.ts";
import { findingsOf, loadRust, openSession, type SourceText } from "../support/engine.ts";

const docs = { summary: "A test's", why: "The test says so.", bad: "", good: "", references: [] };
const base = { severity: "warning", platforms: ["windows-kernel"], equivalents: [], docs } as const;

/** Says of each function what is asked for: its own text, how paths in its text are resolved, which items have its name. */
function probe(asked: string[] = []): Rule {
  return defineRule({
    id: "probe",
    ...base,
    *checkRustFunction(fn, context) {
      asked.push(fn.name);
      yield { at: fn.place(fn.syntax.nameSpan), message: describeFunction(fn), advice: "" };
      for (const name of ["alpha", "beta", "Kind"]) {
        const path = { segments: [name], isGlobal: false, qualified: undefined, start: 0, end: 0, nameSpan: nowhere };
        const meaning = context.resolve(path, fn);
        const said =
          meaning?.kind === "item"
            ? meaning.items.map(({ file, scope }) => [file, ...scope].join(":")).join()
            : meaning;
        yield { at: fn.place(fn.syntax.nameSpan), message: `${name}: ${JSON.stringify(said)}`, advice: "" };
      }
      const named = context.named("gamma").map(({ file, item }) => `${file}${item.length}`);
      yield { at: fn.place(fn.syntax.nameSpan), message: `${named.join()} ${context.isNoStd}`, advice: "" };
    },
    *checkCrate(crate, context) {
      const at = (place: Place): Place => place;
      for (const fn of crate.functions) {
        const length = context.derived(lengthOf, fn);
        yield { at: at(fn.place(fn.syntax.nameSpan)), message: `${fn.name} of ${length}`, advice: "" };
      }
      for (const { name, panic } of crate.manifest?.profiles ?? []) {
        if (panic !== undefined) {
          yield { at: panic.place, message: `${name} ${panic.value}`, advice: "" };
        }
      }
    },
  });
}

const nowhere = { start: 0, end: 0 };
const lengthOf = { run: (fn: RustFunctionModel): number => fn.syntax.end - fn.syntax.start };
const describeFunction = (fn: RustFunctionModel): string =>
  `${fn.scope.join("::")} ${fn.name} ${fn.broken} ${fn.container?.kind} ${fn.text(fn.syntax).length}`;

const manifest: SourceText = {
  path: "/d/Cargo.toml",
  text: '[package]\nname = "d"\nedition = "2021"\n\n[dependencies]\nwdk-sys = "0.4"\n\n[profile.dev]\npanic = "abort"\n',
};
const lib: SourceText = {
  path: "/d/src/lib.rs",
  text: `#![no_std]

mod device;
use device::alpha;
use wdk_sys::ntddk::beta;
use wdk_sys::*;

/// Text with a "quote' and a { brace.
#[unsafe(export_name = "DriverEntry")]
pub extern "system" fn driver_entry(driver: &mut DRIVER_OBJECT) -> NTSTATUS {
    alpha(driver, r#"raw " string"#, 'x', b'"');
    unsafe { beta() };
    STATUS_SUCCESS
}

struct Kind<'a> {
    name: &'a str,
}

impl<'a> Kind<'a> {
    fn gamma(&self) -> usize {
        self.name.len()
    }
}

mod inner {
    use super::device::alpha;
    fn delta() {
        alpha();
    }
    #[cfg(test)]
    mod tests {
        fn never() {}
    }
}

#[cfg(test)]
fn also_never() {}
`,
};
const device: SourceText = {
  path: "/d/src/device.rs",
  text: `use crate::Kind;

pub fn alpha() {}

/* a block /* in a block */ fn no() {} */
pub fn gamma(kind: &Kind) {
    let mut x = 1;
    x += 2;
}
`,
};
const crate = [lib, device, manifest];
const rules = [probe()];

beforeAll(loadRust);

const messages = (files: readonly SourceText[], path: string): readonly string[] =>
  findingsOf(openSession(files, { rules }), path).map(({ message }) => message);

describe("a crate", () => {
  it("has the functions that are compiled for a driver, with what their paths mean", () => {
    expect(messages(crate, lib.path)).toEqual([
      " driver_entry false undefined 209",
      'alpha: "/d/src/device.rs"',
      'beta: {"kind":"path","segments":["wdk_sys","ntddk","beta"]}',
      'Kind: "/d/src/lib.rs"',
      "/d/src/lib.rs82,/d/src/device.rs60 true",
      "driver_entry of 209",
      " gamma false impl 56",
      'alpha: "/d/src/device.rs"',
      'beta: {"kind":"path","segments":["wdk_sys","ntddk","beta"]}',
      'Kind: "/d/src/lib.rs"',
      "/d/src/lib.rs82,/d/src/device.rs60 true",
      "gamma of 56",
      "inner delta false undefined 35",
      'alpha: "/d/src/device.rs"',
      "beta: undefined",
      "Kind: undefined",
      "/d/src/lib.rs82,/d/src/device.rs60 true",
      "delta of 35",
    ]);
  });

  it("has findings in its Cargo.toml", () => {
    const [found] = findingsOf(openSession(crate, { rules }), manifest.path);
    expect(manifest.text.slice(found?.start, found?.end)).toBe('"abort"');
  });

  it("is asked again about what an edit has touched, and about who asked for it, alone", () => {
    const asked: string[] = [];
    const session = openSession(crate, { rules: [probe(asked)] });
    const check = () => {
      asked.length = 0;
      for (const path of session.paths) {
        findingsOf(session, path);
      }
      return [...asked];
    };
    expect(check()).toEqual(["driver_entry", "gamma", "delta", "alpha", "gamma"]);
    expect(check()).toEqual([]);
    const at = lib.text.indexOf("unsafe {");
    session.edit(lib.path, { start: at, oldEnd: at, text: "let y = 1;\n    " });
    expect(check()).toEqual(["driver_entry"]);
    // Everybody asks for the name.
    const body = device.text.indexOf("x += 2");
    session.edit(device.path, { start: body, oldEnd: body, text: "x += 1; " });
    expect(check()).toEqual(["driver_entry", "gamma", "delta", "alpha", "gamma"]);
    session.edit(lib.path, { start: 0, oldEnd: 0, text: "// A comment that moves all.\n" });
    expect(check()).toEqual([]);
  });

  it("keeps what its Cargo.toml said while that cannot be read", () => {
    const session = openSession(crate, { rules });
    findingsOf(session, manifest.path);
    session.edit(manifest.path, { start: 0, oldEnd: 0, text: "[pack" });
    expect(findingsOf(session, manifest.path)).toEqual([]);
    session.edit(manifest.path, { start: 0, oldEnd: 5, text: "" });
    expect(findingsOf(session, manifest.path)).toHaveLength(1);
  });
});

describe("after any edits", () => {
  const pieces = [
    "{",
    "}",
    "/*",
    "*/",
    '"',
    "'",
    'r#"',
    "#",
    "\n",
    "//",
    "fn alpha() {}",
    "mod device;",
    "use device::*;",
  ];
  const more = ["mod x {", "#[cfg(test)]", "(", ";", "beta", "#![no_std]", " ", "pub fn gamma() { ", "impl Kind<'_> {"];
  const edit = fc.record({
    file: fc.constantFrom(0, 1, 2),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(fc.constant(0), fc.nat(40)),
    text: fc.oneof(fc.constantFrom("", ...pieces, ...more), fc.string({ maxLength: 4 })),
    looks: fc.boolean(),
  });

  it("all is as a fresh session has it", () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const session = openSession(crate, { rules });
        const texts = crate.map(({ text }) => text);
        for (const { file, from, length, text, looks } of edits) {
          const before = texts[file] ?? "";
          const start = Math.floor(from * before.length);
          const oldEnd = Math.min(before.length, start + length);
          session.edit(crate[file]?.path ?? "", { start, oldEnd, text });
          texts[file] = applyEdits(before, [{ start, end: oldEnd, text }]);
          if (looks) {
            // Dropped halfway, which is to leave nothing behind.
            const steps = session.checking(lib.path, () => {});
            steps.next();
            steps.next();
            steps.return([]);
          }
        }
        const files = crate.map(({ path }, index) => ({ path, text: texts[index] ?? "" }));
        const fresh = openSession(files, { rules });
        const sources = files.filter(({ path }) => path.endsWith(".rs"));
        for (const { path, text } of sources) {
          expect(session.text(path)).toBe(text);
          expect(session.functionCounts(path)).toEqual(fresh.functionCounts(path));
          expect(findingsOf(session, path)).toEqual(findingsOf(fresh, path));
          expect([...(session.lexed(path)?.tokens.starts ?? [])]).toEqual([
            ...(fresh.lexed(path)?.tokens.starts ?? []),
          ]);
        }
      }),
      { seed: 20_261_122, numRuns: 300 },
    );
  });
});

describe("hostile text", () => {
  it.each([
    ["brackets", "{".repeat(200_000)],
    ["closing brackets", "}".repeat(200_000)],
    ["modules", "mod m { ".repeat(20_000)],
    ["an open comment", `/*${"/*".repeat(100_000)}`],
    ["an expression", `fn f() { ${"(".repeat(50_000)} }`],
    ["a sum", `fn f() { x${"+1".repeat(100_000)}; }`],
    ["generic types", `fn f(x: ${"A<".repeat(20_000)}) {}`],
    ["raw strings", 'r#"'.repeat(50_000)],
    ["raw strings in a call", `fn f() { g(${'r##"x"# '.repeat(50_000)}`],
    ["raw strings of bytes in a method", `impl A { fn f() { g(br#"a"#, ${'br#"'.repeat(50_000)}`],
    ["attributes", "#[cfg(".repeat(50_000)],
    ["predicates", `#[cfg(${"not(".repeat(20_000)}test${")".repeat(20_000)})] fn f() {}`],
    ["zeros", "\0".repeat(100_000)],
    ["apostrophes", "'".repeat(100_000)],
    ["bytes of a program", Array.from({ length: 200_000 }, (_, at) => String.fromCharCode((at * 7919) % 256)).join("")],
  ])("of %s ends in silence", (_name, text) => {
    expect(messages([{ path: "/d/src/lib.rs", text }], "/d/src/lib.rs").length).toBeLessThan(20);
  });

  it("of many items ends, and of more than anybody reads there are none until there are fewer", () => {
    const item = "fn f() { g(); }\n";
    const text = item.repeat(1 << 12);
    const session = openSession([{ path: "lib.rs", text }], { rules });
    expect(session.functionCounts("lib.rs")?.functions).toBe(1 << 12);
    session.edit("lib.rs", { start: 0, oldEnd: 0, text: item.repeat(1 << 20) });
    expect(session.functionCounts("lib.rs")?.functions).toBe(0);
    expect(findingsOf(session, "lib.rs")).toEqual([]);
    session.edit("lib.rs", { start: 0, oldEnd: item.length << 20, text: "" });
    expect(session.functionCounts("lib.rs")?.functions).toBe(1 << 12);
  });
});
