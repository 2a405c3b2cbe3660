/** What holds of the mask for any tokens whatever: length, places, no exception, linear time. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskDeclaration } from "../../../server/src/syntax/mask/mask.ts";
import type { Dialect, Language } from "../../../server/src/syntax/tokens.ts";
import { cpuMilliseconds } from "../../support/cpu-time.ts";
import { declarationOf, mask } from "./support.ts";

const words = `_In_ _When_ __drv_maxIRQL IN OPTIONAL NTAPI CONST EXTERN_C __declspec __attribute__ try __try except
  __except EXCEPT finally catch if else while do for switch case goto return struct union enum class typedef static
  extern const template operator new delete typeof offsetof sizeof __asm asm TEXT STDMETHOD STDMETHOD_ THIS_ interface
  DECLARE_INTERFACE_ for_each_x FOREACH EACH MACRO ALL_CAPS foo bar T x int unsigned 1 10ui64 100baseT 0x1F "s" L"w" 'c'
  ( ) ( ) [ ] { } { } ; ; , , : = * & | ~ < > . - + ! # \n /*c*/ //c\n #if\n __init =) word_PDECL __aligned struct_group ref sealed`;
const pieces = words.split(/ +|\n(?= )/).map((word) => word.replaceAll("\\n", "\n"));

const soup = fc
  .array(fc.constantFrom(...pieces), { maxLength: 60 })
  .chain((parts) =>
    fc
      .array(fc.constantFrom(" ", "", "\n", "  "), { minLength: parts.length, maxLength: parts.length })
      .map((gaps) => parts.map((part, index) => part + gaps[index]).join("")),
  );

describe("any token soup", () => {
  it("keeps its length, and every token at its place or blank or replaced at its place", () => {
    fc.assert(
      fc.property(
        soup,
        fc.constantFrom<Language>("c", "cpp"),
        fc.constantFrom<Dialect>("windows", "linux"),
        (source, language, dialect) => {
          const declaration = declarationOf(source, { language, dialect });
          const { text, side } = maskDeclaration(declaration);
          expect(text).toHaveLength(declaration.end - declaration.start);
          const original = source.slice(declaration.start, declaration.end);
          const inToken = new Uint8Array(text.length);
          for (const token of declaration.live) {
            const start = (declaration.tokens.starts[token] as number) - declaration.start;
            const end = (declaration.tokens.ends[token] as number) - declaration.start;
            inToken.fill(1, start, end);
          }
          let added = 0;
          for (let at = 0; at < text.length; at++) {
            if (inToken[at] === 0 && !/\s/.test(text[at] as string)) {
              added++;
              // Outside of tokens there are only the small things that the mask puts into blanks.
              expect("();}=,T_while^if").toContain(text[at]);
            }
          }
          expect(added).toBeLessThanOrEqual(declaration.live.length * 5);
          let before = 0;
          for (const record of side) {
            expect(record.start).toBeGreaterThanOrEqual(before);
            expect(record.end).toBeGreaterThanOrEqual(record.start);
            expect(record.end).toBeLessThanOrEqual(original.length);
            before = record.start;
          }
        },
      ),
      { seed: 20250117, numRuns: 4000 },
    );
  });

  it("does not depend on what stands around the declaration", () => {
    fc.assert(
      fc.property(soup, (source) => {
        const alone = declarationOf(source);
        const shift = 7;
        const moved = maskDeclaration({
          ...alone,
          source: `int q;\n${source}`,
          start: alone.start + shift,
          end: alone.end + shift,
          tokens: {
            ...alone.tokens,
            count: alone.tokens.count,
            kinds: alone.tokens.kinds,
            starts: alone.tokens.starts.map((start) => start + shift),
            ends: alone.tokens.ends.map((end) => end + shift),
          },
        });
        expect(moved).toEqual(maskDeclaration(alone));
      }),
      { seed: 20250117, numRuns: 500 },
    );
  });
});

describe("time is linear", () => {
  const shapes: readonly [string, (size: number) => string][] = [
    ["nested parentheses", (size) => `int f(void) { x = ${"(".repeat(size)}1${")".repeat(size)}; }`],
    ["open parentheses, closing braces", (size) => "(".repeat(size) + "}".repeat(size)],
    ["deep blocks", (size) => `void f(void) ${"{".repeat(size)} g(); ${"}".repeat(size)}`],
    ["unclosed blocks", (size) => `void f(void) { ${"A(1) { ".repeat(size)}`],
    ["nested calls with statements", (size) => `void f(void) { ${"A(".repeat(size)};${")".repeat(size)} }`],
    ["nested lists", (size) => `int a[] = ${"{1,".repeat(size)}x${"}".repeat(size)};`],
    ["unclosed plain lists", (size) => `int a[] = ${"{1,".repeat(size)}`],
    ["macros in a row", (size) => "MACRO(1) ".repeat(size)],
    ["macros with initialisers", (size) => "MACRO(1) = ".repeat(size)],
    ["capitals on lines", (size) => "MACRO\n".repeat(size)],
    ["words", (size) => `${"WORD ".repeat(size)};`],
    ["templates", (size) => `${"template <class T> ".repeat(size)};`],
    ["template brackets", (size) => "template < ".repeat(size)],
    ["case ranges", (size) => `void f(void) { ${"case 1 ... ".repeat(size)}`],
    ["computed jumps", (size) => `void f(void) { ${"goto * ".repeat(size)}`],
    ["assembly", (size) => `void f(void) { ${"__asm ".repeat(size)}`],
    ["strings", (size) => `char *s = ${'A "x" '.repeat(size)};`],
    ["offsetof", (size) => `int x = ${"offsetof(".repeat(size)}`],
    ["stars", (size) => `void f(void) { g(a ${"* ".repeat(size)}`],
    ["types in calls", (size) => `void f(void) { g(${"const ".repeat(size)}`],
    ["qualified names", (size) => "A::".repeat(size)],
    ["records", (size) => "struct S { ".repeat(size)],
    ["tries", (size) => `void f(void) { ${"try { ".repeat(size)}`],
    ["initialisers in a row", (size) => "= {} ".repeat(size)],
    ["words on lines", (size) => `void f(void) { ${"word\n".repeat(size)}`],
    ["parameters", (size) => `void f(${"T a MACRO, ".repeat(size)}`],
    ["words of a parameter", (size) => `void f(${"word ".repeat(size)}`],
    ["jumps as arguments", (size) => `void f(void) { ${"CHECK(a, return ".repeat(size)}`],
    ["declarations as arguments", (size) => `void f(void) { ${"CHECK(int a = (".repeat(size)}`],
    ["stars before operators", (size) => `MACRO T ${"*".repeat(size)}`],
    ["comments", (size) => `A ${"/* x */".repeat(size)} B`],
  ];

  const milliseconds = (source: string, language: Language): number => {
    const declaration = declarationOf(source, { language });
    const started = cpuMilliseconds();
    maskDeclaration(declaration);
    return cpuMilliseconds() - started;
  };

  it.each(shapes)("%s", (_, make) => {
    for (const language of ["c", "cpp"] as const) {
      milliseconds(make(1_000), language);
      // A quadratic pass over 40,000 repetitions takes seconds; a linear one some milliseconds.
      expect(milliseconds(make(40_000), language)).toBeLessThan(1_000);
    }
  });

  it("a table of megabytes", () => {
    const source = `unsigned char t[] = { ${"0x12, ".repeat(1_000_000)} };`;
    const started = cpuMilliseconds();
    expect(mask(source).text.trimEnd()).toMatch(/^unsigned char t\[\] = \{ +\};$/);
    expect(cpuMilliseconds() - started).toBeLessThan(5_000);
  });
});
