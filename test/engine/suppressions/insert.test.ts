/** Comments that an editor puts in to hide a finding: where they go, and that they hide it and nothing else. */
import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";
import { ruleNames } from "../../../server/src/engine/config/rule-names.ts";
import { applyEdits } from "../../../server/src/engine/fixes/source-edit.ts";
import { judge, type Lexed } from "../../../server/src/engine/judge.ts";
import type { ReportedFinding, ReportedFix } from "../../../server/src/engine/report.ts";
import { finish } from "../../../server/src/engine/steps.ts";
import { cComments } from "../../../server/src/engine/suppressions/comment-style.ts";
import { suppressionFixes } from "../../../server/src/engine/suppressions/insert.ts";
import { WordPlaces } from "../../../server/src/engine/suppressions/words.ts";
import type { UnitSession } from "../../../server/src/engine/unit-session.ts";
import { lex } from "../../../server/src/syntax/lexer.ts";
import { findingsOf, openUnit, parts } from "../../support/engine.ts";
import { readFixtures } from "../../support/fixtures.ts";
import { finding } from "../fixes/word-unit.ts";

const names = ruleNames(parts.rules);
const byId = new Map(parts.rules.map((rule) => [rule.id, rule]));

const lexed = (text: string): Lexed => ({ tokens: lex(text), words: finish(WordPlaces.in(text)), comments: cComments });

function actions(text: string, rule = "pool-untagged", word = "BAD"): readonly ReportedFix[] {
  const start = text.indexOf(word);
  return suppressionFixes(finding({ path: "a.c", rule, start, end: start + word.length }), text, lexed(text));
}

/** The text with its `BAD` hidden by the action whose title ends so. */
function hidden(text: string, reach: "line" | "macro" | "file"): string {
  const action = actions(text).find(({ title }) => title.endsWith(reach));
  return action === undefined ? "" : applyEdits(text, action.edits);
}

describe("for a line", () => {
  test.each([
    ["\tBAD();\n", "\t// driverlens-disable-next-line pool-untagged\n\tBAD();\n"],
    ["BAD();", "// driverlens-disable-next-line pool-untagged\nBAD();"],
    ["a();\r\n  BAD();", "a();\r\n  // driverlens-disable-next-line pool-untagged\r\n  BAD();"],
    ["#include <BAD.h>\n", "// driverlens-disable-next-line pool-untagged\n#include <BAD.h>\n"],
    ["/* C89 */\nBAD();\n", "/* C89 */\n/* driverlens-disable-next-line pool-untagged */\nBAD();\n"],
    [
      "// SPDX-License-Identifier: MIT\n/* x */\nBAD();\n",
      "// SPDX-License-Identifier: MIT\n/* x */\n/* driverlens-disable-next-line pool-untagged */\nBAD();\n",
    ],
    ["f(a,\n  BAD);\n", "f(a,\n  // driverlens-disable-next-line pool-untagged\n  BAD);\n"],
  ])("a comment line above it: %j", (text, expected) => {
    expect(hidden(text, "line")).toBe(expected);
  });

  test.each([
    [
      "// driverlens-disable-next-line pool-deprecated\nBAD();",
      "// driverlens-disable-next-line pool-deprecated, pool-untagged\nBAD();",
    ],
    [
      "/* driverlens-disable-next-line a, b */\r\n\tBAD();",
      "/* driverlens-disable-next-line a, b, pool-untagged */\r\n\tBAD();",
    ],
    [
      "// driverlens-disable-next-line pool-deprecated\n// codeql[x/y]\nBAD();",
      "// driverlens-disable-next-line pool-deprecated, pool-untagged\n// codeql[x/y]\nBAD();",
    ],
  ])("the name goes to the order that stands there: %j", (text, expected) => {
    expect(hidden(text, "line")).toBe(expected);
  });

  test.each([
    ["// driverlens-disable-next-line pool-deprecated -- ours\n", "BAD();"],
    ["#pragma warning(suppress: 28147)\n", "BAD();"],
    ["// lgtm[cpp/drivers/x]\n", "BAD();"],
    ['#pragma prefast(suppress: 1, "x")\n  // NOLINTNEXTLINE\n', "BAD();"],
  ])("above what has a reason of its own or is read by other tools: %j", (other, code) => {
    expect(hidden(`x();\n${other}${code}`, "line")).toBe(
      `x();\n// driverlens-disable-next-line pool-untagged\n${other}${code}`,
    );
  });

  test.each([
    ["/* a\n b */ BAD();\n", "/* a\n b */ /* driverlens-disable-line pool-untagged */ BAD();\n"],
    ['f("a\\\nb", BAD);\n', 'f("a\\\nb", /* driverlens-disable-line pool-untagged */ BAD);\n'],
    ["/* a\n b */ #define X BAD\n", "/* a\n b */ /* driverlens-disable-line pool-untagged */ #define X BAD\n"],
  ])("beside it, where no comment line can stand: %j", (text, expected) => {
    expect(hidden(text, text.includes("define") ? "macro" : "line")).toBe(expected);
  });

  test("above a macro's definition, for all of it", () => {
    expect(hidden("  #  define A(n) \\\n    BAD(n)\n", "macro")).toBe(
      "  // driverlens-disable-next-line pool-untagged\n  #  define A(n) \\\n    BAD(n)\n",
    );
  });

  test.each(["#if BAD\n", "#pragma BAD\n", "// BAD\nx;", "/* a\n */ #define A \\\n BAD\n", "// BAD"])(
    "nowhere, where it could not be read: %j",
    (text) => {
      expect(actions(text).map(({ title }) => title)).toEqual(["Disable pool-untagged for the whole file"]);
    },
  );
});

describe("for a file", () => {
  const order = "// driverlens-disable-file pool-untagged";
  test.each([
    ["BAD();", `${order}\n\nBAD();`],
    ["\r\nBAD();\r\n", `${order}\r\n\r\nBAD();\r\n`],
    ["// (c) us\n// MIT\n\nBAD();\n", `// (c) us\n// MIT\n\n${order}\n\nBAD();\n`],
    ["// (c) us\n#include <a.h>\nBAD();\n", `// (c) us\n\n${order}\n\n#include <a.h>\nBAD();\n`],
    ["// What f does.\nvoid f() { BAD(); }\n", `${order}\n\n// What f does.\nvoid f() { BAD(); }\n`],
    ["// (c) us\n\n#pragma once\n\nBAD();\n", `// (c) us\n\n#pragma once\n\n${order}\n\nBAD();\n`],
    ["#pragma once\nBAD();\n", `#pragma once\n\n${order}\n\nBAD();\n`],
    [
      "/* (c)\r\n us */\r\n\r\nBAD();\r\n",
      "/* (c)\r\n us */\r\n\r\n/* driverlens-disable-file pool-untagged */\r\n\r\nBAD();\r\n",
    ],
    ["BAD();\n// driverlens-disable-file a\n", "BAD();\n// driverlens-disable-file a, pool-untagged\n"],
    [
      "// driverlens-disable-file a -- ours\n\nBAD();\n",
      `// driverlens-disable-file a -- ours\n\n${order}\n\nBAD();\n`,
    ],
  ])("%j", (text, expected) => {
    expect(hidden(text, "file")).toBe(expected);
  });
});

describe("all findings of the rules' fixtures can be hidden, and no other goes with them", () => {
  const fixtures = readFixtures(fileURLToPath(new URL("../../rules", import.meta.url)));
  const judged = (session: UnitSession, path: string): readonly ReportedFinding[] =>
    judge(
      path,
      session.text(path) ?? "",
      findingsOf(session, path),
      { severityOf: (_rule, own) => own },
      byId,
      names,
      session.lexed(path),
    ).findings;
  const tokensOf = (text: string): readonly string[] => {
    const { starts, ends, count } = lex(text);
    return Array.from({ length: count }, (_, token) => text.slice(starts[token], ends[token]));
  };
  const variants = {
    "as it is": (text: string) => text,
    "CRLF and no last line end": (text: string) => text.replace(/\r?\n/g, "\r\n").trimEnd(),
    "block comments": (text: string) =>
      text.replace(/\/\/(.*)$/gm, (_, body: string) => `/*${body.replaceAll("*/", "")} */`),
  };

  for (const [variant, change] of Object.entries(variants)) {
    it.each(fixtures)(`$name, ${variant}`, (fixture) => {
      const files = fixture.files.map(({ path, text }) => ({ path, text: change(text) }));
      const session = openUnit(files, fixture.settings);
      for (const { path, text } of files) {
        const before = judged(session, path);
        for (const [index, one] of before.entries()) {
          if (one.suppression !== undefined) continue;
          const offered = suppressionFixes(one, text, session.lexed(path) ?? lexed(text));
          expect(offered).toHaveLength(2);
          for (const { title, edits } of offered) {
            const [edit] = edits;
            if (edit === undefined || edits.length !== 1) throw new Error("one edit does it");
            session.edit(path, { start: edit.start, oldEnd: edit.end, text: edit.text });
            const now = session.text(path) ?? "";
            expect(tokensOf(now)).toEqual(tokensOf(text));
            const after = judged(session, path);
            const moved = (offset: number): number => offset + (offset >= edit.start ? edit.text.length : 0);
            expect(after.map(({ rule, start, message }) => [rule, start, message])).toEqual(
              before.map(({ rule, start, message }) => [rule, moved(start), message]),
            );
            expect(after[index]?.suppression?.kind).toBe("comment");
            for (const [at, other] of after.entries()) {
              const isSame = (other.suppression === undefined) === (before[at]?.suppression === undefined);
              const goesToo = title.endsWith("file")
                ? other.rule === one.rule
                : other.rule === one.rule && sharesLine(now, other, after[index] ?? other);
              expect([other.rule, other.start, isSame || goesToo]).toEqual([other.rule, other.start, true]);
            }
            session.edit(path, { start: edit.start, oldEnd: edit.start + edit.text.length, text: "" });
          }
        }
      }
    });
  }
});

/** Whether a finding touches the line on which another begins, or the directive that it is in. */
function sharesLine(text: string, other: ReportedFinding, one: ReportedFinding): boolean {
  const { starts, ends, count } = lex(text);
  let from = text.lastIndexOf("\n", one.start - 1) + 1;
  let to = text.indexOf("\n", one.start);
  for (let token = 0; token < count; token++) {
    const [start = 0, end = 0] = [starts[token], ends[token]];
    if (start <= one.start && one.start < end && text[start] === "#") [from, to] = [start, end];
  }
  return other.start < (to < 0 ? text.length : to) && other.end > from;
}
