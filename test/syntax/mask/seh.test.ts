/** Structured exception handling in spellings that the grammars do not know. */
import { describe, expect, it } from "vitest";
import { folded, mask, records } from "./support.ts";

describe("structured exception handling", () => {
  it("stays where it is spelled natively", () => {
    const source = "void f(void) { __try { g(); __leave; } __except (h()) { } }";
    expect(mask(source)).toEqual({ text: source, side: [] });
  });

  it.each([
    ["try", "except"],
    ["TRY", "EXCEPT"],
    ["_try", "_except"],
    ["__try", "EXCEPT"],
    ["try", "__except"],
  ])("is two blocks and two records as %s and %s", (tryWord, exceptWord) => {
    const source = `void f(void) { ${tryWord} { g(); } ${exceptWord} (Filter(1)) { h(); } }`;
    const masked = mask(source);
    expect(masked.text.replace(/\s+/g, " ")).toBe("void f(void) { { g(); } { h(); } }");
    const [begin, handler] = records(masked, "seh");
    expect(begin).toMatchObject({ role: "try", start: source.indexOf(tryWord), filter: undefined });
    expect(source.slice(begin?.block)).toMatch(/^\{ g\(\)/);
    expect(handler).toMatchObject({ role: "except", start: source.indexOf(exceptWord) });
    expect(source.slice(handler?.block)).toMatch(/^\{ h\(\)/);
    expect(source.slice(handler?.filter?.start, handler?.filter?.end)).toBe("Filter(1)");
  });

  it("pairs finally", () => {
    const masked = mask("void f(void) { try { leave; } finally { g(); } }");
    expect(records(masked, "seh").map(({ role }) => role)).toEqual(["try", "finally"]);
    expect(masked.text).toContain("leave;");
  });

  it("leaves C++ exceptions alone", () => {
    const source = "void f() { try { g(); } catch (...) { } }";
    expect(mask(source, { language: "cpp" })).toEqual({ text: source, side: [] });
    expect(folded("void f() { try { g(); } __finally { } }", { language: "cpp" })).toBe("void f() { { g(); } { } }");
  });

  it("knows nested statements", () => {
    const masked = mask("void f(void) { try { try { g(); } finally { } } except (1) { } }");
    expect(records(masked, "seh").map(({ role }) => role)).toEqual(["try", "try", "finally", "except"]);
  });
});
