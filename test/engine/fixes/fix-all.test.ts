/** "Fix all" in rounds: over plain words, where every case can be made, and over all fixtures of the rules. */
import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";
import { type FixAllRequest, type FixAllResult, fixAll } from "../../../server/src/engine/fixes/fix-all.ts";
import { applyEdits } from "../../../server/src/engine/fixes/source-edit.ts";
import { finish } from "../../../server/src/engine/steps.ts";
import { findingsOf, openUnit } from "../../support/engine.ts";
import { fixUnit } from "../../support/fixes.ts";
import { readFixtures } from "../../support/fixtures.ts";
import { type WordRule, WordUnit } from "./word-unit.ts";

/** A rule that wants one word in place of another. */
const replace = (from: string, to: string, rule = from): WordRule => ({
  rule,
  pattern: new RegExp(`\\b${from}\\b`, "g"),
  fix: ({ index }, path) => ({ edits: [{ path, start: index, end: index + from.length, text: to }] }),
});

function run(unit: WordUnit, more: Partial<FixAllRequest> = {}): FixAllResult {
  const before = new Map(unit.texts);
  const result = finish(
    fixAll(unit, {
      paths: [...unit.texts.keys()],
      judged: (path) => unit.judged(path),
      mayEdit: () => true,
      ...more,
    }),
  );
  for (const [path, text] of before) {
    expect(unit.text(path)).toBe(applyEdits(text, result.edits.get(path) ?? []));
  }
  return result;
}

/** The text after fixing; checks that a second run changes nothing. */
function fixed(text: string, ...rules: readonly WordRule[]): string {
  const result = run(new WordUnit({ "a.c": text }, rules));
  const after = applyEdits(text, result.edits.get("a.c") ?? []);
  expect(run(new WordUnit({ "a.c": after }, rules)).edits).toEqual(new Map());
  return after;
}

describe("fix all", () => {
  test("goes on while fixes show what is to be fixed next, with edits of the first text", () => {
    const unit = new WordUnit({ "a.c": "one; keep; one;" }, [replace("one", "two"), replace("two", "three")]);
    const result = run(unit);
    expect(result.edits.get("a.c")).toEqual([
      { start: 0, end: 3, text: "three" },
      { start: 11, end: 14, text: "three" },
    ]);
    expect(result.cures.map(({ finding }) => finding.rule)).toEqual(["one", "one", "two", "two"]);
    expect([result.left, result.remaining]).toEqual([[], []]);
  });

  test("makes fixes that stand in each other's way one after the other", () => {
    const drop: WordRule = {
      rule: "drop",
      pattern: /\bx(?= x)/g,
      fix: ({ index }, path) => ({ edits: [{ path, start: index, end: index + 3, text: "x" }] }),
    };
    expect(fixed("x x x x x x", drop)).toBe("x");
  });

  test("leaves what has no preferred fix, and says what is still found", () => {
    const rules = [replace("one", "two"), { rule: "two", pattern: /two/g }];
    const result = run(new WordUnit({ "a.c": "one two" }, rules));
    expect(result.remaining.map(({ start }) => start)).toEqual([0, 4]);
    expect(result.left).toEqual([]);
  });

  test("does not make a fix that leaves its finding in place, and makes the others", () => {
    const grow: WordRule = {
      rule: "grow",
      pattern: /\bp\b/g,
      fix: ({ index }, path) => ({ edits: [{ path, start: index, end: index, text: "(ULONG)" }] }),
    };
    const result = run(new WordUnit({ "a.c": "p = one;" }, [grow, replace("one", "two")]));
    expect(result.edits.get("a.c")).toEqual([{ start: 4, end: 7, text: "two" }]);
    expect(result.left.map(({ finding, reason }) => [finding.rule, reason])).toEqual([["grow", "returns"]]);
    expect(fixed("p = one; p", grow, replace("one", "two"))).toBe("p = two; p");
  });

  test("stops two rules that undo each other", () => {
    expect(fixed("a c", replace("a", "b"), replace("b", "a"), replace("c", "d"))).toBe("a d");
    expect(fixed("c", replace("c", "a"), replace("a", "b"), replace("b", "a"))).toBe("a");
    expect(fixed("a", replace("a", "b"), replace("b", "c c"), replace("c c", "a"))).toBe("a");
  });

  test("stops rules that make a text longer and longer", () => {
    const more = (from: string, to: string): WordRule => ({
      rule: from,
      pattern: new RegExp(`${from}$`, "g"),
      fix: ({ index }, path) => ({ edits: [{ path, start: index + 1, end: index + 1, text: to }] }),
    });
    expect(fixed("z a", more("a", "b"), more("b", "a"), replace("z", "y"))).toMatch(/^y a/);
    const count: WordRule = {
      rule: "count",
      pattern: /\d+/g,
      fix: ([number], path) => ({ edits: [{ path, start: 0, end: number.length, text: `${Number(number) + 1}` }] }),
    };
    expect(run(new WordUnit({ "a.c": "1" }, [count])).left.map(({ reason }) => reason)).toEqual(["returns"]);
  });

  test("ends although every round has something new", () => {
    const unit = new WordUnit({ "a.c": "1" }, []);
    const judged: FixAllRequest["judged"] = function* (path) {
      const text = unit.text(path) ?? "";
      const edits = [{ path, start: 0, end: text.length, text: `${Number(text) + 1}` }];
      yield;
      const counting = new WordUnit({ [path]: text }, [{ rule: "count", pattern: /\d+/g, fix: () => ({ edits }) }]);
      return counting.findings(path).map((one) => ({ ...one, message: text }));
    };
    const result = run(unit, { judged });
    expect(result.left.map(({ reason }) => reason)).toEqual(["unfinished"]);
  });

  test("a finding inside of what a fix writes anew is another one", () => {
    const call: WordRule = {
      rule: "call",
      pattern: /\bm\b/g,
      // The call that begins at an offset ends as far from the end.
      fix: ({ index, input }, path) => {
        const end = input.length - index / 2;
        return { edits: [{ path, start: index, end, text: `n${input.slice(index + 1, end)}` }] };
      },
    };
    expect(fixed("m(m(m(1)))", call)).toBe("n(n(n(1)))");
  });

  const include: WordRule = {
    rule: "tag",
    pattern: /\balloc\(\)/g,
    fix: ({ index }, path, texts) => ({
      edits: [
        { path, start: index + 6, end: index + 6, text: "TAG" },
        ...(texts.get("a.h")?.includes("#define TAG")
          ? []
          : [{ path: "a.h", start: 0, end: 0, text: "#define TAG 1\n" }]),
      ],
    }),
  };

  test("edits the unit's other files, what several need once", () => {
    const result = run(new WordUnit({ "a.c": "alloc() alloc()", "b.c": "alloc()", "a.h": "int x;" }, [include]));
    expect(Object.fromEntries(result.edits)).toEqual({
      "a.h": [{ start: 0, end: 0, text: "#define TAG 1\n" }],
      "a.c": [
        { start: 6, end: 6, text: "TAG" },
        { start: 14, end: 14, text: "TAG" },
      ],
      "b.c": [{ start: 6, end: 6, text: "TAG" }],
    });
  });

  test("makes no fix by half where a file may not be changed", () => {
    const own: Partial<FixAllRequest> = { paths: ["a.c"], mayEdit: (path) => path === "a.c" };
    const texts = { "a.c": "alloc() one", "a.h": "int x;" };
    const result = run(new WordUnit(texts, [include, replace("one", "two")]), own);
    expect(Object.fromEntries(result.edits)).toEqual({ "a.c": [{ start: 8, end: 11, text: "two" }] });
    expect(result.left.map(({ finding, reason }) => [finding.rule, reason])).toEqual([["tag", "elsewhere"]]);
    const defined = run(new WordUnit({ ...texts, "a.h": "#define TAG 1\n" }, [include, replace("one", "two")]), own);
    expect(defined.edits.get("a.c")).toHaveLength(2);
  });
});

describe("fix all of the rules' fixtures", () => {
  const fixtures = readFixtures(fileURLToPath(new URL("../../rules", import.meta.url)));

  it.each(fixtures)("$name", (fixture) => {
    const session = openUnit(fixture.files, fixture.settings);
    const paths = fixture.files.map(({ path }) => path);
    const before = paths.map((path) => findingsOf(session, path));
    const result = fixUnit(session);
    // The session is as it was.
    expect(fixture.files.map(({ path }) => session.text(path))).toEqual(fixture.files.map(({ text }) => text));
    expect(paths.map((path) => findingsOf(session, path))).toEqual(before);
    // What it said of the fixed texts is what a fresh session says, and there is nothing left to do.
    const fresh = openUnit(result.files, fixture.settings);
    expect(paths.flatMap((path) => findingsOf(fresh, path))).toEqual(result.remaining);
    expect(fixUnit(fresh).edits).toEqual(new Map());
    // Every fix that is offered as safe is made, and cures its finding.
    expect(result.left).toEqual([]);
  });
});
