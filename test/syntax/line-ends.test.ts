/** Lines may end with LF, CRLF or a lone CR: the tokens are the same ones. */
import { describe, expect, it } from "vitest";
import { evaluateCondition } from "../../server/src/syntax/condition.ts";
import { readDirective } from "../../server/src/syntax/directives.ts";
import { lex } from "../../server/src/syntax/lexer.ts";
import { TokenKind } from "../../server/src/syntax/tokens.ts";

const source = [
  "// a comment \\",
  "that goes on",
  "#define TWO \\",
  "  (1 + 1) // two",
  "  # if TWO",
  'char *s = "never closed',
  'int a; char *t = "goes \\',
  'on";',
  "/* # is no directive",
  "# here */ int b; # nor here",
  "#endif",
].join("\n");

function tokensOf(text: string): string[] {
  const tokens = lex(text);
  return Array.from({ length: tokens.count }, (_, index) => {
    const start = tokens.starts[index] as number;
    const end = tokens.ends[index] as number;
    const { name, rest } = readDirective(text, start, end);
    const shown = tokens.kinds[index] === TokenKind.directive ? `${name} ${rest}` : text.slice(start, end);
    return shown.replace(/\r\n?/g, "\n").trimEnd();
  });
}

describe("line ends", () => {
  it("end comments, directives and unterminated strings", () => {
    expect(tokensOf(source).slice(0, 8)).toEqual([
      "define TWO    (1 + 1)",
      "if TWO",
      "char",
      "*",
      "s",
      "=",
      '"never closed',
      "int",
    ]);
  });
  it.each([
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ])("are the same as %s", (_, end) => {
    expect(tokensOf(source.replaceAll("\n", end))).toEqual(tokensOf(source));
  });
});

describe("a condition", () => {
  it.each([
    ["parentheses", `${"(".repeat(100_000)}1${")".repeat(100_000)}`],
    ["negations", `${"!".repeat(100_000)}A`],
    ["choices", `${"A ? 1 : ".repeat(50_000)}0`],
    ["choices in choices", `${"A ? ".repeat(50_000)}0`],
  ])("of very many %s is unknown", (_, text) => {
    expect(evaluateCondition(text, () => undefined)).toBeUndefined();
  });
  it("of very many terms has its value", () => {
    expect(evaluateCondition(`${"1 + ".repeat(100_000)}0`, () => undefined)).toBe(100_000);
  });
});
