/** What the functions of a unit say together, through edits: the answers, and who is asked again. */
import { describe, expect, it } from "vitest";
import type { UnitIndex } from "../../server/src/analysis/unit-index.ts";
import type { UnitSession } from "../../server/src/engine/unit-session.ts";
import type { Place } from "../../server/src/model/place.ts";
import type { RuleContext } from "../../server/src/rules/context.ts";
import { defineRule, type Rule } from "../../server/src/rules/rule.ts";
import { findingsOf, openUnit } from "../support/engine.ts";
import { reachAnalysis, replace } from "./summaries/reach.ts";

interface Use {
  readonly by: string;
  readonly at: Place;
}

/** Says of each function which others name what it calls first. */
function sharing(detail: "said" | "reasons"): {
  readonly rule: Rule;
  readonly asked: string[];
  readonly read: string[];
} {
  const asked: string[] = [];
  const read: string[] = [];
  const uses: UnitIndex<RuleContext, Use> = {
    says(fn) {
      read.push(fn.name);
      return fn.calls.map(({ name = "", nameSpan }) => ({ key: name, said: { by: fn.name, at: fn.place(nameSpan) } }));
    },
    text: ({ by }) => by,
  };
  const rule = defineRule({
    ...reachAnalysis("first").rule,
    summaries: [],
    indexes: [uses],
    *checkFunction(fn, context) {
      asked.push(fn.name);
      const said = context.said(uses, fn.calls[0]?.name ?? "", detail);
      yield {
        at: fn.place(fn.definition.nameSpan),
        message: said.map(({ by }) => by).join(" "),
        advice: "",
        related: detail === "said" ? [] : said.map(({ at }) => ({ at, message: "" })),
      };
    },
  });
  return { rule, asked, read };
}

const files = [
  { path: "a.c", text: "void A(void)\n{\n    Log();\n}\nvoid B(void) { Halt(); }\n" },
  { path: "b.c", text: "void C(void) { Log(); }\nvoid D(void) { Log(); Halt(); }\n" },
];

const says = (session: UnitSession): readonly string[] =>
  session.paths.flatMap((path) => findingsOf(session, path).map(({ symbol, message }) => `${symbol}: ${message}`));

describe("what functions say together", () => {
  it("comes in the order of the unit and follows edits in other files", () => {
    const session = openUnit(files, { rules: [sharing("said").rule] });
    expect(says(session)).toEqual(["A: A C D", "B: B D", "C: A C D", "D: A C D"]);
    replace(session, "Log", "Halt");
    expect(says(session)).toEqual(["A: A B D", "B: A B D", "C: C D", "D: C D"]);
    replace(session, "void B(void) { Halt(); }", "");
    expect(says(session)).toEqual(["A: A D", "C: C D", "D: C D"]);
  });

  it("is told to those who read no places when it is another, and to those who read places with each edit", () => {
    for (const [detail, afterBody] of [
      ["said", ["A"]],
      ["reasons", ["A", "C", "D"]],
    ] as const) {
      const { rule, asked, read } = sharing(detail);
      const session = openUnit(files, { rules: [rule] });
      says(session);
      asked.length = 0;
      read.length = 0;
      replace(session, "{\n    Log", "{\n    int n;\n    Log");
      says(session);
      expect([...asked].sort()).toEqual(afterBody);
      expect(read).toEqual(["A"]);
      asked.length = 0;
      replace(session, "Log", "Halt");
      says(session);
      expect([...asked].sort()).toEqual(["A", "B", "C", "D"]);
    }
  });
});
