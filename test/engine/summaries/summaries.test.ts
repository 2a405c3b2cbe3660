/** Summaries over a unit's calls: what callers learn, through circles too, and who is asked again after an edit. */
import { describe, expect, it } from "vitest";
import type { SummaryAnalysis } from "../../../server/src/analysis/summaries.ts";
import type { UnitSession } from "../../../server/src/engine/unit-session.ts";
import type { RuleContext } from "../../../server/src/rules/context.ts";
import { defineRule } from "../../../server/src/rules/rule.ts";
import { findingsOf, openUnit, type SourceText } from "../../support/engine.ts";
import { type ReachAnalysis, reachAnalysis, reachesOf, replace } from "./reach.ts";

interface Opened extends ReachAnalysis {
  readonly session: UnitSession;
  says(path?: string): readonly string[];
  /** Edits the first file and checks it; gives the functions that were summarized and those that were checked again. */
  edit(from: string, to: string): { readonly summarized: readonly string[]; readonly checked: readonly string[] };
}

function open(text: string | readonly SourceText[], way: "nearest" | "first" = "nearest"): Opened {
  const reach = reachAnalysis(way);
  const files = typeof text === "string" ? [{ path: "driver.c", text }] : text;
  const session = openUnit(files, { rules: [reach.rule] });
  for (const path of session.paths) {
    reachesOf(session, path);
  }
  return {
    ...reach,
    session,
    says: (path) => reachesOf(session, path),
    edit(from, to) {
      reach.summarized.length = 0;
      reach.checked.length = 0;
      replace(session, from, to);
      for (const path of session.paths) {
        reachesOf(session, path);
      }
      return { summarized: [...reach.summarized].sort(), checked: [...reach.checked].sort() };
    },
  };
}

/** `A: B C` is a function A that calls B and C. */
const unitOf = (...functions: readonly string[]): string =>
  functions
    .map((line) => {
      const [head = "", calls = ""] = line.split(":");
      const body = calls.split(" ").filter((name) => name !== "");
      return `void ${head}(void)\n{\n${body.map((name) => `    ${name}();\n`).join("")}}\n`;
    })
    .join("\n");

describe("summaries", () => {
  it("go from callees to callers, whatever stands first", () => {
    expect(open(unitOf("A: B", "B: C", "C: Halt", "D: E", "E: Other")).says()).toEqual([
      "A: maybe A > B > C > Halt",
      "B: maybe B > C > Halt",
      "C: maybe C > Halt",
      "D: never",
      "E: never",
    ]);
  });

  it("are worked out once a function where no function calls itself through others", () => {
    const { summarized } = open(unitOf("A: B C", "B: D", "C: D", "D: E", "E: Halt"));
    expect([...summarized].sort()).toEqual(["A", "B", "C", "D", "E"]);
  });

  it("are told apart by file for static functions of one name", () => {
    const helper = (call: string): string => `static void Help(void) { ${call}(); }\n`;
    const unit = open([
      { path: "a.c", text: `${helper("Halt")}void A(void) { Help(); }\n` },
      { path: "b.c", text: `${helper("Other")}void B(void) { Help(); }\n` },
    ]);
    expect(unit.says("a.c")).toEqual(["Help: maybe Help a.c > Halt", "A: maybe A > Help a.c > Halt"]);
    expect(unit.says("b.c")).toEqual(["Help: never", "B: never"]);
    expect(unit.edit("Halt", "Other").checked).toEqual(["A", "Help"]);
    expect(unit.says("a.c")).toEqual(["Help: never", "A: never"]);
  });

  it("are unknown where definitions of one key differ, and what they have in common else", () => {
    const twice = (second: string): string =>
      `#ifdef A\nvoid F(void) { Halt(); }\n#endif\nvoid F(int n) { ${second}(); }\nvoid G(void) { F(1); }\n`;
    const unit = open([{ path: "driver.cpp", text: twice("Halt").replace("#ifdef A\n", "").replace("#endif\n", "") }]);
    expect(unit.says().at(-1)).toBe("G: maybe G > F > Halt");
    unit.edit("int n) { Halt", "int n) { Other");
    expect(unit.says().at(-1)).toBe("G: unknown G > F");
    unit.edit("void F(void) { Halt(); }", "");
    expect(unit.says()).toEqual(["F: never", "G: never"]);
  });

  it("of functions that come, go and change their names reach those that call them", () => {
    const unit = open(unitOf("A: B"));
    expect(unit.says()).toEqual(["A: never"]);
    unit.edit("void A", `${unitOf("B: Halt")}void A`);
    expect(unit.says()).toEqual(["B: maybe B > Halt", "A: maybe A > B > Halt"]);
    unit.edit("void B", "void C");
    expect(unit.says()).toEqual(["C: maybe C > Halt", "A: never"]);
    unit.edit("B();", "C();");
    expect(unit.says().at(-1)).toBe("A: maybe A > C > Halt");
  });

  it("of a function that cannot be read are unknown, and so of its callers", () => {
    const unit = open(unitOf("A: B", "B: C", "C: "));
    expect(unit.session.stats("driver.c")?.givenUpFunctions).toBe(0);
    unit.edit("    C();", "    C(;");
    expect(unit.says().slice(0, 2)).toEqual(["A: unknown A > B", "B: unknown B"]);
    expect(unit.session.stats("driver.c")?.givenUpFunctions).toBe(2);
    unit.edit("    C(;", "    C();");
    expect(unit.says().slice(0, 2)).toEqual(["A: never", "B: never"]);
    expect(unit.session.stats("driver.c")?.givenUpFunctions).toBe(0);
  });

  it("go through chains of any length", () => {
    const length = 20_000;
    const chain = Array.from({ length }, (_, index) => `F${index}: ${index + 1 < length ? `F${index + 1}` : "Halt"}`);
    const reach = reachAnalysis("nearest");
    let told = 0;
    const rule = defineRule({
      ...reach.rule,
      checkFunction(fn, context) {
        told = Math.max(told, context.summary(reach.analysis, fn.name).distance);
        return [];
      },
    });
    const session = openUnit([{ path: "driver.c", text: unitOf(...chain) }], { rules: [rule] });
    findingsOf(session, "driver.c");
    expect([told, reach.summarized.length]).toEqual([length, length]);
    reach.summarized.length = 0;
    replace(session, "    Halt();", "    Other();");
    findingsOf(session, "driver.c");
    expect(reach.summarized.length).toBe(length);
  });
});

describe("a summary that no rule lists", () => {
  it("is not kept, and whoever asks for it is told", () => {
    const { rule } = reachAnalysis("first");
    const session = openUnit([{ path: "driver.c", text: unitOf("A: ") }], { rules: [{ ...rule, summaries: [] }] });
    expect(() => findingsOf(session, "driver.c")).toThrow("that no rule lists under `summaries`");
  });
});

describe("an edit", () => {
  const chain = unitOf("A: B", "B: C", "C: Halt", "D: C");

  it("that callers cannot tell asks its own function alone, and says its reasons again", () => {
    const unit = open(chain);
    expect(unit.edit("    Halt();", "    int n = 0;\n    Halt();")).toEqual({
      summarized: ["C"],
      // The way of the others goes through its text.
      checked: ["A", "B", "C", "D"],
    });
    expect(unit.edit("    int n", "    Other();\n    int n").summarized).toEqual(["C"]);
  });

  it("of a function that gives no reasons is told to nobody", () => {
    const unit = open(unitOf("A: B", "B: ", "C: Halt"));
    expect(unit.edit("void B(void)\n{", "void B(void)\n{\n    int n;")).toEqual({
      summarized: ["B"],
      checked: ["B"],
    });
  });

  it("that callers can tell goes up as far as it makes a difference", () => {
    const unit = open(unitOf("A: B", "B: C Halt", "C: D", "D: E", "E: Halt", "X: Other"));
    // B has a nearer way of its own.
    expect(unit.edit("void E(void)\n{\n    Halt();", "void E(void)\n{\n").summarized).toEqual(["B", "C", "D", "E"]);
    expect(unit.says()[0]).toBe("A: maybe A > B > Halt");
  });

  it("that adds a call orders callees anew", () => {
    const unit = open(unitOf("A: ", "B: A", "C: B", "D: Halt"));
    unit.edit("void A(void)\n{", "void A(void)\n{\n    D();");
    expect(unit.says()[2]).toBe("C: maybe C > B > A > D > Halt");
    expect(unit.edit("void A(void)\n{\n    D();", "void A(void)\n{").summarized).toEqual(["A", "B", "C"]);
  });
});

describe("circles", () => {
  it("of calls have the summary that follows from what leads out of them", () => {
    const unit = open(unitOf("A: B", "B: C", "C: A D", "D: Halt", "E: F", "F: E"));
    expect(unit.says()).toEqual([
      "A: maybe A > B > C > D > Halt",
      "B: maybe B > C > D > Halt",
      "C: maybe C > D > Halt",
      "D: maybe D > Halt",
      "E: never",
      "F: never",
    ]);
  });

  it("lose what they have only from themselves", () => {
    const unit = open(unitOf("A: B", "B: C", "C: A Halt", "D: A"));
    unit.edit("    Halt();", "");
    expect(unit.says()).toEqual(["A: never", "B: never", "C: never", "D: never"]);
    unit.edit("    C();", "    C();\n    Halt();");
    unit.edit("    Halt();", "");
    unit.edit("void C(void)\n{", "void C(void)\n{\n    Halt();");
    expect(unit.says()).toEqual([
      "A: maybe A > B > C > Halt",
      "B: maybe B > C > Halt",
      "C: maybe C > Halt",
      "D: maybe D > A > B > C > Halt",
    ]);
  });

  it("may be one function that calls itself", () => {
    const unit = open(unitOf("A: A Halt", "B: B"));
    expect(unit.says()).toEqual(["A: maybe A > Halt", "B: never"]);
    unit.edit("    Halt();", "");
    expect(unit.says()).toEqual(["A: never", "B: never"]);
    unit.edit("void B(void)\n{\n    B();", "void B(void)\n{\n    Halt();");
    expect(unit.says()).toEqual(["A: never", "B: maybe B > Halt"]);
  });

  it("come and go with their calls", () => {
    const unit = open(unitOf("A: B", "B: C", "C: Halt", "D: "));
    unit.edit("    Halt();", "    A();");
    expect(unit.says()).toEqual(["A: never", "B: never", "C: never", "D: never"]);
    unit.edit("    A();\n}", "    A();\n    D();\n}");
    unit.edit("void D(void)\n{", "void D(void)\n{\n    Halt();");
    expect(unit.says()[0]).toBe("A: maybe A > B > C > D > Halt");
    unit.edit("    A();\n", "");
    expect(unit.says()[0]).toBe("A: maybe A > B > C > D > Halt");
    unit.edit("    B();", "");
    expect(unit.says()).toEqual([
      "A: never",
      "B: maybe B > C > D > Halt",
      "C: maybe C > D > Halt",
      "D: maybe D > Halt",
    ]);
  });

  it.each(["nearest", "first"] as const)("are asked as little as an edit calls for: the %s way", (way) => {
    const ring = unitOf("A: B", "B: C", "C: D", "D: A Halt", "Outside: A");
    const unit = open(ring, way);
    // D says what it says without the circle, so nobody else is asked.
    expect(new Set(unit.edit("    Halt();", "    int n;\n    Halt();").summarized)).toEqual(new Set(["D"]));
    // B says it because of the circle, at the time when it did before.
    expect(new Set(unit.edit("void B(void)\n{", "void B(void)\n{\n    int n;").summarized)).toEqual(new Set(["B"]));
    expect(unit.says()[0]).toBe("A: maybe A > B > C > D > Halt");
  });

  it("that say nothing cost the function that is edited", () => {
    const unit = open(unitOf("A: B", "B: C", "C: A", "Outside: A"));
    expect(unit.edit("void B(void)\n{", "void B(void)\n{\n    int n;")).toEqual({ summarized: ["B"], checked: ["B"] });
  });

  it("do not concern their callers while they say the same in the end", () => {
    const unit = open(unitOf("A: B", "B: A Halt", "Outside: A", "Further: Outside"));
    // Another call inside the circle: all of it is worked out again, and comes to the same.
    const { summarized } = unit.edit("void B(void)\n{", "void B(void)\n{\n    B();");
    expect(summarized).not.toContain("Outside");
    expect(unit.says().at(-1)).toBe("Further: maybe Further > Outside > A > B > Halt");
  });

  it("without an end are unknown, and counted", () => {
    const restless: SummaryAnalysis<RuleContext, number> = {
      summarize: (fn, env) =>
        fn.name === "Fixed" ? 1 : Math.max(...restless.callees(fn, env).map((key) => env.summary(restless, key))) + 1,
      callees: (fn) => fn.calls.flatMap(({ name }) => name ?? []),
      bottom: 0,
      unknown: 1_000_000,
      equal: (a, b) => a === b,
      sameReasons: () => true,
    };
    const rule = defineRule({
      ...reachAnalysis("first").rule,
      summaries: [restless],
      *checkFunction(fn, context) {
        yield { at: fn.place(fn.definition), message: `${context.summary(restless, fn.name)}`, advice: "" };
      },
    });
    const session = openUnit([{ path: "driver.c", text: unitOf("A: B", "B: A", "C: A", "Fixed: ", "D: Fixed") }], {
      rules: [rule],
    });
    const all = ["A: 1000000", "B: 1000000", "C: 1000001", "Fixed: 1", "D: 2"];
    expect(reachesOf(session)).toEqual(all);
    expect(session.stats("driver.c")?.givenUpFunctions).toBe(2);
    replace(session, "    A();", "    int n;\n    A();");
    expect(reachesOf(session)).toEqual(all);
    replace(session, "    A();", "    Fixed();");
    expect(reachesOf(session)).toEqual(["A: 3", "B: 2", "C: 4", "Fixed: 1", "D: 2"]);
    expect(session.stats("driver.c")?.givenUpFunctions).toBe(0);
  });

  it("an analysis that throws knows nothing of that function", () => {
    const failing: SummaryAnalysis<RuleContext, string> = {
      summarize(fn) {
        if (fn.text(fn.definition).includes("Broken")) {
          throw new Error("no");
        }
        return "known";
      },
      callees: () => [],
      bottom: "",
      unknown: "unknown",
      equal: (a, b) => a === b,
      sameReasons: () => true,
    };
    const rule = defineRule({
      ...reachAnalysis("first").rule,
      summaries: [failing],
      *checkFunction(fn, context) {
        yield { at: fn.place(fn.definition), message: context.summary(failing, fn.name), advice: "" };
      },
    });
    const session = openUnit([{ path: "driver.c", text: unitOf("A: ", "B: Broken") }], { rules: [rule] });
    expect(reachesOf(session)).toEqual(["A: known", "B: unknown"]);
    replace(session, "Broken", "Whole");
    expect(reachesOf(session)).toEqual(["A: known", "B: known"]);
  });
});
