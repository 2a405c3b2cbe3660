/** The fixtures' own machinery: a mark that is not met must be said, or no fixture means anything. */
import { describe, expect, it } from "vitest";
import { defineRule } from "../../server/src/rules/rule.ts";
import { differences, withLines } from "./compare.ts";
import { checkText, openUnit } from "./engine.ts";
import { fixUnit } from "./fixes.ts";
import { readUnitLine } from "./fixtures.ts";
import { readMarks } from "./marks.ts";

/** Reports every call of a function whose name begins with Bad; its fix says Good instead. */
const noBadCalls = defineRule({
  id: "no-bad-calls",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: { summary: "", why: "", bad: "", good: "", references: [] },
  *checkFunction(fn) {
    for (const call of fn.calls) {
      if (call.name?.startsWith("Bad")) {
        yield {
          at: fn.place(call.nameSpan),
          message: `${call.name} is called`,
          advice: "Call a good one",
          fixes: [
            {
              title: "Call a good one",
              preferred: true,
              edits: [{ at: fn.place(call.nameSpan), text: call.name.replace("Bad", "Good") }],
            },
          ],
        };
      }
    }
  },
});

const isRule = (id: string): boolean => id === "no-bad-calls";

const compare = (text: string): readonly string[] =>
  differences("driver.c", withLines(text, checkText(text, { rules: [noBadCalls] })), readMarks(text, isRule).marks);

describe("marks", () => {
  it("are met by what is found on their lines", () => {
    expect(
      compare(`void f(void)
{
    BadOne(); BadTwo(); // want no-bad-calls "BadTwo"; want no-bad-calls
    BadOne(); /* want no-bad-calls warning "is called" */
    GoodOne();   // ok no-bad-calls
    // todo-want no-bad-calls
    BadOne();    // todo-ok no-bad-calls
}
`),
    ).toEqual([]);
  });

  it("fail where nothing or something else comes", () => {
    expect(
      compare(`void f(void)
{
    GoodOne();   // want no-bad-calls
    BadOne();    // want no-bad-calls "BadTwo"
    BadOne();    // want no-bad-calls error
    BadTwo();    // ok no-bad-calls
}
`),
    ).toEqual([
      "driver.c:3: no-bad-calls did not come; nothing is found on this line, but by this rule on 4, 5, 6",
      'driver.c:4: no-bad-calls "BadTwo" did not come; on this line: warning no-bad-calls "BadOne is called"',
      'driver.c:4: no mark announces warning no-bad-calls "BadOne is called"',
      'driver.c:5: no-bad-calls error did not come; on this line: warning no-bad-calls "BadOne is called"',
      'driver.c:5: no mark announces warning no-bad-calls "BadOne is called"',
      'driver.c:6: must be ok, but warning no-bad-calls "BadTwo is called"',
    ]);
  });

  it("fail where a todo has come true", () => {
    expect(
      compare("void f(void)\n{\n    BadOne(); // todo-want no-bad-calls\n    // todo-ok no-bad-calls\n}\n"),
    ).toEqual([
      "driver.c:3: no-bad-calls finds this now: make the todo-want a want",
      "driver.c:4: no-bad-calls is silent here now: make the todo-ok an ok",
    ]);
  });

  it("are told from prose and misspellings", () => {
    expect(readMarks("// we want this\n// wanted\n/* okay */\n", isRule)).toEqual({ marks: [], mistakes: [] });
    expect(readMarks("// want no-such-rule\n// want no-bad-calls 'x'\n", isRule).mistakes).toEqual([
      "1: there is no rule no-such-rule",
      '2: "want no-bad-calls \'x\'" is no mark: want|ok|todo-want|todo-ok <rule> [severity] ["message"]',
    ]);
  });
});

describe("a unit's line", () => {
  it("says what a project would", () => {
    const line =
      "unit: kind=linux-kernel target=10.0.19041 define=A=1=2 define=B framework=kmdf framework=ndis broken=2";
    expect(readUnitLine(line)).toEqual({
      settings: {
        kind: "linux-kernel",
        target: "10.0.19041",
        defines: new Map([
          ["A", "1=2"],
          ["B", "1"],
        ]),
        frameworks: ["kmdf", "ndis"],
      },
      broken: 2,
    });
  });

  it("fails on what nobody knows", () => {
    expect(() => readUnitLine("unit: kind=kernel")).toThrow('"kernel" is none of windows-kernel');
    expect(() => readUnitLine("unit: os=10")).toThrow('"os=10" says nothing of a unit');
  });
});

describe("fixes", () => {
  it("are made from the end, and none over another", () => {
    const text = "void f(void)\n{\n    BadOne(BadTwo());\n    BadOne();\n}\n";
    const { files, cures } = fixUnit(openUnit([{ path: "driver.c", text }], { rules: [noBadCalls] }));
    expect(files).toEqual([{ path: "driver.c", text: text.replaceAll("Bad", "Good") }]);
    expect(cures).toHaveLength(3);
  });
});
