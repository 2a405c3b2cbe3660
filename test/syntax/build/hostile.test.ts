/** Inputs that nobody writes: deep nesting, endless chains, garbage. None may throw, hang or keep memory. */

import { describe, expect, it, vi } from "vitest";
import { Tree } from "web-tree-sitter";
import { createDeclarationParser } from "../../../server/src/syntax/parser.ts";
import { callsIn } from "../../../server/src/syntax/walk.ts";
import { parse, wasm } from "./parse.ts";

const deep: readonly (readonly [string, string])[] = [
  ["parentheses", `int f(void) { return ${"(".repeat(10_000)}1${")".repeat(10_000)}; }`],
  ["blocks", `int f(void) ${"{".repeat(5_000)}${"}".repeat(5_000)}`],
  ["a sum to the left", `int f(void) { return a${"+a".repeat(50_000)}; }`],
  ["assignments to the right", `int f(void) { ${"a=".repeat(20_000)}1; }`],
  ["commas", `int f(void) { a${",a".repeat(20_000)}; }`],
  ["calls", `int f(void) { ${"g(".repeat(10_000)}1${")".repeat(10_000)}; }`],
  ["else if", `int f(void) { ${"if (a) b(); else ".repeat(5_000)}c(); }`],
  ["records", `${"struct { ".repeat(3_000)}int a;${" } b;".repeat(3_000)}`],
  ["declarators", `int ${"(*".repeat(5_000)}f${")(int)".repeat(5_000)};`],
  ["parameters", `int f(${"int g(".repeat(2_000)}int${")".repeat(2_000)});`],
  ["lists", `int a[] = ${"{".repeat(5_000)}1${"}".repeat(5_000)};`],
  ["casts", `int f(void) { return ${"(T)".repeat(5_000)}1; }`],
  ["labels", `int f(void) { ${"l: ".repeat(5_000)}; }`],
  ["open parentheses", `int f(void) { return ${"(".repeat(10_000)}`],
  ["open blocks", `int f(void) ${"{ a(); ".repeat(5_000)}`],
  ["garbage", ") } ( ] * {".repeat(5_000)],
  ["less than", `int f(void) { x = a${"<a".repeat(5_000)}; }`],
  ["letters", "a ".repeat(20_000)],
  ["zero characters", "\0".repeat(5_000)],
  ["half of a pair", `int f(void) { g("\ud83d", \udc00); }`],
];

describe("hostile input", () => {
  for (const [name, text] of deep) {
    it.each(["c", "cpp"] as const)(`${name}, in %s`, (language) => {
      const { decls, errors } = parse(text, language);
      for (const decl of decls) {
        callsIn(decl);
      }
      expect(decls.length + errors.length).toBeGreaterThan(0);
      for (const { start, end } of errors) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    });
  }

  it("marks what is nested too deep as an error", () => {
    expect(parse(`int f(void) { return a${"+a".repeat(1_000)}; }`).errors).not.toHaveLength(0);
    expect(parse(`int f(void) { return a${"+a".repeat(200)}; }`).errors).toHaveLength(0);
  });

  it("gives a declaration up that takes too long, and reads the next", async () => {
    const strict = await createDeclarationParser(wasm, () => 3);
    const text = `int f(void) { ${"a(1);".repeat(1_000)} }`;
    expect(strict.parse({ text, side: [] }, "c")).toEqual({
      decls: [{ kind: "other", start: 0, end: text.length, text, children: [] }],
      errors: [{ start: 0, end: text.length }],
    });
    expect(strict.parse({ text: "int a;", side: [] }, "c").errors).toEqual([]);
    strict.dispose();
  });
});

describe("memory", () => {
  it("deletes every tree", () => {
    const deleted = vi.spyOn(Tree.prototype, "delete");
    for (let index = 0; index < 20_000; index++) {
      parse(`int f${index}(int a) { return g(a, ${index}); }`, index % 2 === 0 ? "c" : "cpp");
    }
    expect(deleted).toHaveBeenCalledTimes(20_000);
    deleted.mockRestore();
  });
});
