/** Runs all rules over every fixture and holds what they find against the fixture's own comments. */
import { afterAll, describe, expect, it } from "vitest";
import type { CheckSession } from "../../server/src/engine/check-session.ts";
import type { ReportedFinding } from "../../server/src/engine/report.ts";
import { differences, withLines } from "../support/compare.ts";
import { findingsOf, loadRust, openSession, type SourceText } from "../support/engine.ts";
import { fixUnit, fixUnitWith } from "../support/fixes.ts";
import { type Fixture, folders, isRule, readFixtures } from "../support/fixtures.ts";
import { readMarks } from "../support/marks.ts";

const root = import.meta.dirname;
await loadRust();
const fixtures = readFixtures(root);

describe("fixtures", () => {
  it.each(fixtures)("$name", (fixture) => {
    const session = openSession(fixture.files, fixture.settings);
    const messages: string[] = [];
    let broken = 0;
    for (const { path, text } of fixture.files) {
      const { marks, mistakes } = readMarks(text, isRule);
      messages.push(...mistakes.map((mistake) => `${path}:${mistake}`));
      messages.push(...differences(path, withLines(text, findingsOf(session, path)), marks));
      broken += session.stats(path)?.brokenFunctions ?? 0;
    }
    if (broken !== fixture.broken) {
      messages.push(
        `${fixture.name}: ${broken} functions have a syntax error (the unit line: broken=${fixture.broken})`,
      );
    }
    expect(messages.join("\n")).toBe("");
  });

  it.each(fixtures)("$name after its fixes", (fixture) => {
    const isOfRule = ({ rule }: ReportedFinding): boolean => rule === ruleOf(fixture);
    const session = openSession(fixture.files, fixture.settings);
    const { files, cures } = fixUnit(session, isOfRule);
    expect(goldenDifferences(files, fixture.fixed, fixture.files)).toEqual(new Map());
    if (cures.length === 0) {
      return;
    }
    const again = openSession(files, fixture.settings);
    expect(brokenIn(again)).toBeLessThanOrEqual(brokenIn(session));
    // What is left has no fix that may be made unasked.
    expect(fixUnit(again, isOfRule).cures).toEqual([]);
    expect(newFindings(again, session)).toEqual([]);
  });

  it.each(fixtures.flatMap((fixture) => [...fixture.alternatives.keys()].map((number) => ({ ...fixture, number }))))(
    "$name after the other fixes, $number",
    ({ number, ...fixture }) => {
      const session = openSession(fixture.files, fixture.settings);
      const files = fixUnitWith(session, number, ({ rule }) => rule === ruleOf(fixture));
      expect(goldenDifferences(files, fixture.alternatives.get(number) ?? new Map(), fixture.files)).toEqual(new Map());
      const again = openSession(files, fixture.settings);
      expect(brokenIn(again)).toBeLessThanOrEqual(brokenIn(session));
      expect(newFindings(again, session)).toEqual([]);
    },
  );

  it("belong to a rule each", () => {
    expect(folders(root).filter((name) => !isRule(name))).toEqual([]);
  });
});

afterAll(() => {
  const marks = fixtures.flatMap(({ files }) => files.flatMap(({ text }) => readMarks(text, isRule).marks));
  const count = (kind: string): number => marks.filter((mark) => mark.kind === kind).length;
  console.log(
    `${fixtures.length} fixtures, want: ${count("want")}, ok: ${count("ok")}, ` +
      `todo-want: ${count("todo-want")}, todo-ok: ${count("todo-ok")}`,
  );
});

/** Texts that are not as their golden result has them; those without one must not have changed where any has one. */
function goldenDifferences(
  files: readonly SourceText[],
  golden: ReadonlyMap<string, string>,
  before: readonly SourceText[],
): ReadonlyMap<string, string> {
  const wanted = (path: string): string | undefined =>
    golden.get(path) ?? before.find((file) => file.path === path)?.text;
  return new Map(
    golden.size === 0
      ? []
      : files.flatMap(({ path, text }) =>
          withoutMarks(text) === withoutMarks(wanted(path) ?? "") ? [] : [[path, withoutMarks(text)] as const],
        ),
  );
}

const brokenIn = (session: CheckSession): number =>
  session.paths.reduce((sum, path) => sum + (session.stats(path)?.brokenFunctions ?? 0), 0);

/** Rules that find more than before: also where their own fixes cannot help, for a tag given here is one to name there. */
function newFindings(now: CheckSession, before: CheckSession): readonly string[] {
  const had = countByRule(before.paths.flatMap((path) => findingsOf(before, path)));
  return [...countByRule(fixUnit(now).remaining)].flatMap(([rule, count]) =>
    count > (had.get(rule) ?? 0) ? rule : [],
  );
}

function countByRule(findings: readonly ReportedFinding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) {
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}

const ruleOf = (fixture: Fixture): string => fixture.name.split("/", 1)[0] ?? "";

/** Marks differ between a fixture and its golden result; nothing else does. */
const withoutMarks = (text: string): string =>
  text
    .replace(/[ \t]*(?:\/[/*]|[;#])\s*(?:todo-)?(?:want|ok)\s.*$/gm, "")
    .replace(/^\s*(?:\/\/|[;#])\s*unit:.*\n/gm, "");
