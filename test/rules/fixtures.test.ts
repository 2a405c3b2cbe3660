/** Runs all rules over every fixture and holds what they find against the fixture's own comments. */
import { afterAll, describe, expect, it } from "vitest";
import { differences, withLines } from "../support/compare.ts";
import { findingsOf, openUnit } from "../support/engine.ts";
import { fixUnit } from "../support/fixes.ts";
import { type Fixture, folders, isRule, readFixtures } from "../support/fixtures.ts";
import { readMarks } from "../support/marks.ts";

const root = import.meta.dirname;
const fixtures = readFixtures(root);

describe("fixtures", () => {
  it.each(fixtures)("$name", (fixture) => {
    const session = openUnit(fixture.files, fixture.settings);
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

  it.each(fixtures.filter(({ fixed }) => fixed.size > 0))("$name after its fixes", (fixture) => {
    const rule = ruleOf(fixture);
    const session = openUnit(fixture.files, fixture.settings);
    const { files: fixedFiles } = fixUnit(session, (finding) => finding.rule === rule);
    const again = openUnit(fixedFiles, fixture.settings);
    for (const { path, text } of fixedFiles) {
      const golden = fixture.fixed.get(path);
      if (golden !== undefined) {
        expect(withoutMarks(text)).toBe(withoutMarks(golden));
        const left = findingsOf(again, path).filter((finding) => finding.rule === rule);
        expect(left.map(({ message }) => message)).toEqual([]);
      }
    }
  });

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

const ruleOf = (fixture: Fixture): string => fixture.name.split("/", 1)[0] ?? "";

/** Marks differ between a fixture and its golden result; nothing else does. */
const withoutMarks = (text: string): string =>
  text.replace(/[ \t]*\/[/*]\s*(?:todo-)?(?:want|ok)\s.*$/gm, "").replace(/^\s*\/\/\s*unit:.*\n/gm, "");
