/** Which findings the comments, pragmas and attributes of a file hide. A `!` in a source marks a finding's place. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ruleNames } from "../../../server/src/engine/config/rule-names.ts";
import { readSuppressions, unusedEntries } from "../../../server/src/engine/suppressions/table.ts";
import type { Rule } from "../../../server/src/rules/rule.ts";
import { lex } from "../../../server/src/syntax/lexer.ts";
import { irqlRule, tagRule } from "../../cli/support.ts";
import { cpuMilliseconds } from "../../support/cpu-time.ts";

const deprecated: Rule = { ...tagRule, id: "pool-deprecated", equivalents: ["C28751"] };
const banned: Rule = { ...tagRule, id: "deprecated-api", equivalents: ["C28719", "C4996"] };
const names = ruleNames([irqlRule, tagRule, deprecated, banned]);

function read(text: string) {
  return readSuppressions("io.c", text, () => lex(text), names);
}

/** For each `BAD` of the text, whether the rule's finding on it is hidden. */
function hidden(text: string, rule: Rule = irqlRule): boolean[] {
  const table = read(text);
  return [...text.matchAll(/BAD/g)].map((match) => table.find(rule, match.index, match.index + 3) !== undefined);
}

describe("#pragma warning and prefast", () => {
  test("suppress holds for the next line of code, over blank lines, comments and other pragmas", () => {
    expect(hidden("#pragma warning(suppress: 28121)\nBAD;\nBAD;\n")).toEqual([true, false]);
    expect(
      hidden("BAD;\n#pragma warning(suppress:28121)\n\n// why\n#pragma warning(suppress: 28147)\nBAD;\nBAD;"),
    ).toEqual([false, true, false]);
    expect(hidden("#pragma warning(suppress: 28121)\n#if DBG\nBAD;\n#endif\nBAD;")).toEqual([true, false]);
    expect(hidden("#pragma warning(suppress: 28121)\n#include <BAD.h>\nBAD;")).toEqual([true, false]);
  });

  test("a finding that reaches over several lines is hidden by its first line", () => {
    const text = "#pragma warning(suppress: 28121)\nBAD(a,\n  b);\n";
    const start = text.indexOf("BAD");
    expect(read(text).find(irqlRule, start, text.length - 2)).toBeDefined();
  });

  test("hides only the rules that it names, by number, with several numbers and clauses", () => {
    expect(hidden("#pragma warning(suppress: 28147)\nBAD;")).toEqual([false]);
    expect(hidden("#pragma warning(suppress: 4996 28719)\nBAD;", banned)).toEqual([true]);
    expect(hidden("#pragma warning(disable: 4201; suppress: 28121)\nBAD;\nBAD;")).toEqual([true, false]);
    expect(hidden("#  pragma  warning ( suppress : 4100 \\\n 28121 )\nBAD;")).toEqual([true]);
  });

  test("prefast takes a reason, and the macros of warnings.h", () => {
    const text = '#pragma prefast(suppress: 28121, "the lock is \\"ours\\"")\nBAD;';
    expect(read(text).find(irqlRule, text.indexOf("BAD"), text.length)?.suppression).toEqual({
      kind: "pragma",
      at: { path: "io.c", start: 0, end: text.indexOf("\n") },
      justification: 'the lock is "ours"',
    });
    expect(hidden('#pragma prefast(suppress:__WARNING_BANNED_API_USAGE_EXALLOCATEPOOL "x")\nBAD;', deprecated)).toEqual(
      [true],
    );
    expect(hidden('#pragma warning(suppress: 28121, justification: "x")\nBAD;')).toEqual([true]);
  });

  test("disable holds up to default, or to the pop of its push", () => {
    expect(hidden("BAD;\n#pragma warning(disable: 28121)\nBAD;\nBAD;")).toEqual([false, true, true]);
    expect(hidden("#pragma warning(disable: 28121)\nBAD;\n#pragma warning(default: 28121)\nBAD;")).toEqual([
      true,
      false,
    ]);
    expect(
      hidden(`#pragma warning(push, 3)
#pragma warning(disable: 28121)
BAD;
#pragma prefast(push)
#pragma prefast(enable: 28121)
BAD;
#pragma prefast(pop)
BAD;
#pragma warning(pop)
BAD;`),
    ).toEqual([true, false, true, false]);
    expect(hidden("#pragma warning(pop)\n#pragma warning(pop)\nBAD;")).toEqual([false]);
  });

  test("what a header leaves switched off is known to those who include it", () => {
    const held = (text: string) => read(text).heldOver(irqlRule) !== undefined;
    expect(held("#pragma warning(disable: 28121)\nvoid f();")).toBe(true);
    expect(held("#pragma warning(push)\n#pragma warning(disable: 28121)\nvoid f();\n#pragma warning(pop)")).toBe(false);
    expect(held("// driverlens-disable irql-too-high\nvoid f();")).toBe(false);
  });

  test("__pragma and _Pragma do the same in code", () => {
    expect(hidden("__pragma(warning(suppress: 28121)) BAD;\nBAD;")).toEqual([true, false]);
    expect(hidden("__pragma(warning(suppress: 28121))\nBAD;\nBAD;")).toEqual([true, false]);
    expect(hidden('_Pragma("warning(suppress: 28121)")\nBAD;\nBAD;')).toEqual([true, false]);
    expect(hidden("f(); __pragma(warning(disable: 28121)) BAD;\nBAD;")).toEqual([true, true]);
  });

  test("what a macro switches off does not hold from its definition on", () => {
    expect(hidden("#define QUIET __pragma(warning(push)) __pragma(warning(disable: 28121))\nBAD;")).toEqual([false]);
    expect(hidden("#define CLOSE(h) __pragma(warning(suppress: 28121)) BAD(h)\nBAD;")).toEqual([true, false]);
  });

  test("strings and comments are no pragmas", () => {
    expect(hidden('x = "#pragma warning(suppress: 28121)";\nBAD;')).toEqual([false]);
    expect(hidden("// #pragma warning(suppress: 28121)\nBAD;")).toEqual([false]);
    expect(hidden("/*\n#pragma warning(suppress: 28121)\n*/\nBAD;")).toEqual([false]);
    expect(hidden('R"(\n#pragma warning(suppress: 28121)\n)"\nBAD;')).toEqual([false]);
  });
});

describe("[[gsl::suppress]]", () => {
  test("covers the statement, block or function behind it", () => {
    expect(hidden("[[gsl::suppress(28121)]] BAD(a,\n BAD);\nBAD;")).toEqual([true, true, false]);
    expect(hidden("[[gsl::suppress(28121)]]\nvoid f() { if (x) { BAD; } BAD; }\nBAD;")).toEqual([true, true, false]);
    expect(hidden('[[gsl::suppress("irql-too-high", justification: "x")]] { BAD; }\nBAD;')).toEqual([true, false]);
    expect(hidden("[[gsl::suppress(26400)]] BAD;")).toEqual([false]);
  });
});

describe("CodeQL's comments", () => {
  test("behind code they hold for their line, on a line of their own for the next", () => {
    expect(hidden("BAD; // lgtm[cpp/drivers/irql-too-high]\nBAD;")).toEqual([true, false]);
    expect(hidden("// codeql[cpp/drivers/irql-too-high] we hold no lock\nBAD;\nBAD;")).toEqual([true, false]);
    expect(hidden("BAD; /* lgtm [cpp/other, cpp/drivers/irql-too-high] */")).toEqual([true]);
    expect(hidden("BAD; // lgtm")).toEqual([true]);
    expect(hidden("#include <BAD.h> // lgtm[cpp/drivers/irql-too-high]")).toEqual([true]);
  });

  test("not in prose, in strings, or for other queries", () => {
    expect(hidden("BAD; // so lgtm to me")).toEqual([false]);
    expect(hidden('BAD("// lgtm");')).toEqual([false]);
    expect(hidden("BAD; // lgtm[cpp/drivers/init-not-cleared]")).toEqual([false]);
    expect(hidden("BAD; // codeql")).toEqual([false]);
  });
});

describe("driverlens's comments", () => {
  test("next line, same line, block and file", () => {
    expect(hidden("// driverlens-disable-next-line irql-too-high -- held by us\nBAD;\nBAD;")).toEqual([true, false]);
    expect(hidden("BAD; // driverlens-disable-line C28121, pool-default-tag\nBAD;")).toEqual([true, false]);
    expect(hidden("// driverlens-disable irql-too-high\nBAD;\n// driverlens-enable irql-too-high\nBAD;")).toEqual([
      true,
      false,
    ]);
    expect(hidden("BAD;\n/* driverlens-disable-file irql-too-high */")).toEqual([true]);
    expect(hidden("// driverlens-disable-next-line\nBAD;")).toEqual([true]);
    expect(hidden("// driverlens-disable-next-line pool-default-tag\nBAD;")).toEqual([false]);
  });

  test("enable ends only what it names", () => {
    const text = "// driverlens-disable irql-too-high, pool-default-tag\n// driverlens-enable pool-default-tag\nBAD;";
    expect([hidden(text), hidden(text, tagRule)]).toEqual([[true], [false]]);
  });

  test("carry their reason", () => {
    const text = "BAD; // driverlens-disable-line irql-too-high -- DPC only, see -- above";
    expect(read(text).find(irqlRule, 0, 3)?.suppression.justification).toBe("DPC only, see -- above");
  });

  test("a misspelt rule or word is a problem with a hint", () => {
    expect(read("// driverlens-disable-line irql-to-high\n").problems.map((problem) => problem.message)).toEqual([
      'No rule is named "irql-to-high"; did you mean "irql-too-high"?',
    ]);
    expect(read("// driverlens-disable-nextline irql-too-high\n").problems.map((problem) => problem.message)).toEqual([
      'driverlens-disable-nextline is not understood; did you mean "driverlens-disable-next-line" or "driverlens-disable-line" or "driverlens-disable-file"?',
    ]);
    expect(read("// see driverlens-disable-foo in the manual\n").problems).toEqual([]);
  });

  test("those that hide nothing are known, pragmas are left alone", () => {
    const text =
      "BAD; // driverlens-disable-line irql-too-high\nx; // driverlens-disable-line irql-too-high\n#pragma warning(disable: 28121)\n";
    const table = read(text);
    const used = table.find(irqlRule, 0, 3);
    expect(unusedEntries(table, new Set(used ? [used] : [])).map((entry) => entry.suppression.at?.start)).toEqual([
      text.lastIndexOf("//"),
    ]);
  });
});

describe("any text", () => {
  const pieces = [
    "#pragma warning(suppress: 28121)",
    "#pragma warning(disable: 28121 ",
    "#pragma prefast(",
    "__pragma(warning(push))",
    "_Pragma(",
    '_Pragma("warning(pop)")',
    "[[gsl::suppress(",
    "[[gsl::suppress]]",
    "// lgtm[",
    "/* codeql[x]",
    "*/",
    "// driverlens-disable",
    "// driverlens-enable a -- b",
    "driverlens-",
    '"',
    "'",
    "\\",
    "\n",
    "\r",
    " ",
    "(",
    ")",
    "{",
    "}",
    ";",
    "BAD",
    "#define X ",
    "\ud834",
    "\0",
  ];

  test("never throws, and hides nothing outside of its regions", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const table = read(text);
        for (const entry of table.entries) {
          const at = entry.suppression.at;
          expect(at !== undefined && at.start >= 0 && at.start < at.end && at.end <= text.length).toBe(true);
          for (const region of entry.regions) expect(region.start <= region.end).toBe(true);
        }
      }),
      { seed: 20_261_122, numRuns: 3000 },
    );
  });

  test.each([
    ["comments", "/*lgtm*/"],
    ["pragmas", "#pragma warning(disable: 28121)\n#pragma warning(push)\n"],
    ["suppress pragmas in a row", "#pragma warning(suppress: 28121)\n"],
    ["open operators", "__pragma(warning("],
    ["attributes", "[[gsl::suppress]]"],
    ["words in one directive", "\\\nlgtm pragma "],
    ["directive comments", "/*lgtm*/\\\n"],
  ])("time grows with the text alone: %s", (_name, piece) => {
    for (const head of ["", "#define X "]) {
      const text = `${head}${piece.repeat(1_000_000 / piece.length)}`;
      const tokens = lex(text);
      const start = cpuMilliseconds();
      readSuppressions("io.c", text, () => tokens, names);
      // A quadratic reader needs minutes for a megabyte.
      expect(cpuMilliseconds() - start).toBeLessThan(10_000);
    }
  });
});
