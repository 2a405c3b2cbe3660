/** Suppressions in the comments of Rust, INF files and Cargo.toml, and the ones that are written for people. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruleNames } from "../../../server/src/engine/config/rule-names.ts";
import { applyEdits } from "../../../server/src/engine/fixes/source-edit.ts";
import type { Lexed } from "../../../server/src/engine/judge.ts";
import { finish } from "../../../server/src/engine/steps.ts";
import {
  type CommentStyle,
  infComments,
  rustComments,
  tomlComments,
} from "../../../server/src/engine/suppressions/comment-style.ts";
import { suppressionFixes } from "../../../server/src/engine/suppressions/insert.ts";
import { lineTokens } from "../../../server/src/engine/suppressions/line-tokens.ts";
import { readSuppressions } from "../../../server/src/engine/suppressions/table.ts";
import { WordPlaces } from "../../../server/src/engine/suppressions/words.ts";
import { lexRust } from "../../../server/src/syntax/rust/lexer.ts";
import { tagRule } from "../../cli/support.ts";
import { finding } from "../fixes/word-unit.ts";

const names = ruleNames([tagRule]);
const { id } = tagRule;

function lexed(text: string, comments: CommentStyle): Lexed {
  const tokens = comments === rustComments ? lexRust(text) : lineTokens(text, comments);
  return { tokens, words: finish(WordPlaces.in(text)), comments };
}

/** For each `BAD` of the text, whether a finding on it is hidden. */
function hidden(text: string, comments: CommentStyle): boolean[] {
  const { tokens, words } = lexed(text, comments);
  const table = readSuppressions("a", text, () => tokens, names, words, comments);
  return [...text.matchAll(/BAD/g)].map((match) => table.find(tagRule, match.index, match.index + 3) !== undefined);
}

const next = `driverlens-disable-next-line ${id} -- why`;
const line = `driverlens-disable-line ${id}`;

describe("in Rust", () => {
  it.each([
    ["the next line", `// ${next}\nBAD();\nBAD();\n`, [true, false]],
    ["attributes between", `// ${next}\n\n// more\nBAD();\n`, [true]],
    ["its own line", `BAD(); // ${line}\nBAD();\n`, [true, false]],
    ["a block comment", `/* ${line} */ BAD();\n`, [true]],
    ["a block in a block", `/* ${next} /* a */ b */\nBAD();\n`, [true]],
    ["a comment that is not open any more", `/* /* */ */ BAD(); // ${line}\n`, [true]],
    ["behind lifetimes", `fn f<'a, 'b: 'a>(x: &'a str, y: &'b str) {\n    BAD(x); // ${line}\n}\n`, [true]],
    ["behind character literals", `let q = '"'; let r = '\\''; BAD(q); // ${line}\n`, [true]],
    ["behind a raw string", `let s = r#"a " // b"#; BAD(s); // ${line}\n`, [true]],
    ["a backslash does not go on", `// ${next} \\\nBAD();\nBAD();\n`, [true, false]],
    ["a region", `// driverlens-disable ${id}\nBAD();\n// driverlens-enable\nBAD();\n`, [true, false]],
    ["the file", `//! Docs.\n// driverlens-disable-file ${id}\nBAD();\nBAD();\n`, [true, true]],
  ])("%s", (_name, text, expected) => {
    expect(hidden(text, rustComments)).toEqual(expected);
  });

  it.each([
    ["in a string", `let s = "// ${line}"; BAD();\n`],
    ["in a raw string", `let s = r##"x"# // ${line}"##; BAD();\n`],
    ["in a byte string of several lines", `let s = b"\n// ${next}\n";\nBAD();\n`],
    ["in a pragma, of which Rust has none", "#pragma warning(disable: 28147)\nBAD();\n"],
  ])("but not %s", (_name, text) => {
    expect(hidden(text, rustComments)).toEqual([false]);
  });
});

describe("in an INF", () => {
  it.each([
    ["the next line", `; ${next}\nBAD = a\nBAD = b\n`, [true, false]],
    ["its own line", `BAD = "a;b" ; ${line}\nBAD = b\n`, [true, false]],
    ["the file", `; driverlens-disable-file\r\n[BAD]\r\nBAD=1\r\n`, [true, true]],
    ["not in a string", `BAD = "; ${line}"\n`, [false]],
  ])("%s", (_name, text, expected) => {
    expect(hidden(text, infComments)).toEqual(expected);
  });
});

describe("in Cargo.toml", () => {
  it.each([
    ["the next line", `# ${next}\nBAD = 1\nBAD = 2\n`, [true, false]],
    ["its own line", `BAD = "a # b" # ${line}\nBAD = 'c\\' # ${line}\n`, [true, true]],
    ["not in a string of several lines", `a = """\n# ${next}\n"""\nBAD = 1\n`, [false]],
  ])("%s", (_name, text, expected) => {
    expect(hidden(text, tomlComments)).toEqual(expected);
  });
});

describe("what is offered", () => {
  it.each([
    [
      "rust",
      rustComments,
      "fn f() {\n    BAD();\n}\n",
      `fn f() {\n    // driverlens-disable-next-line ${id}\n    BAD();\n}\n`,
    ],
    ["inf", infComments, "[a]\r\nBAD = 1\r\n", `[a]\r\n; driverlens-disable-next-line ${id}\r\nBAD = 1\r\n`],
    ["toml", tomlComments, "[a]\nBAD = 1\n", `[a]\n# driverlens-disable-next-line ${id}\nBAD = 1\n`],
  ] as const)("for a line of %s is a comment of that language", (_name, style, text, expected) => {
    const start = text.indexOf("BAD");
    const one = finding({ path: "a", rule: id, start, end: start + 3 });
    const [here, whole] = suppressionFixes(one, text, lexed(text, style));
    expect(applyEdits(text, here?.edits ?? [])).toBe(expected);
    expect(hidden(expected, style)).toEqual([true]);
    expect(hidden(applyEdits(text, whole?.edits ?? []), style)).toEqual([true]);
  });

  it("takes another name where an order stands", () => {
    const text = "; driverlens-disable-next-line other\nBAD = 1\n";
    const start = text.indexOf("BAD");
    const one = finding({ path: "a", rule: id, start, end: start + 3 });
    const [here] = suppressionFixes(one, text, lexed(text, infComments));
    expect(applyEdits(text, here?.edits ?? [])).toBe(`; driverlens-disable-next-line other, ${id}\nBAD = 1\n`);
  });
});

it("garbage hides nothing, and ends", () => {
  const pieces = ["/*", "*/", "//", ";", "#", '"', '"""', "'", "\n", "\r\n", "\\", next, line, "BAD", " ", 'r#"'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
      for (const style of [rustComments, infComments, tomlComments]) {
        const text = parts.join("");
        expect(hidden(text, style).length).toBe(text.split("BAD").length - 1);
      }
    }),
    { seed: 20_261_122 },
  );
});
