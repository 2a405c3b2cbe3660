/** What holds for every rule: its name, its documentation, its examples, its fixtures. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkText, loadRust, parts, type UnitSettings } from "../support/engine.ts";
import { isRule, readFixtures } from "../support/fixtures.ts";
import { readMarks } from "../support/marks.ts";

const { rules } = parts;
const extensions = { c: "c", cpp: "cpp", rust: "rs", inf: "inf" } as const;
await loadRust();
const marks = readFixtures(import.meta.dirname).flatMap(({ files }) =>
  files.flatMap(({ text }) => readMarks(text, isRule).marks),
);
/** Whether the facts know a check of that name: a PREfast number, a CodeQL id, or a rule of Static Driver Verifier. */
const isKnownCheck = (name: string): boolean =>
  (/^(?:C\d{4,5}|cpp\/.*)$/.test(name) ? parts.facts.equivalents(name) : parts.facts.sdvRules(name)).length > 0;

describe("the names of other tools' checks", () => {
  it.each(["C28719", "cpp/drivers/pool-tag-integral", "wdm-signaleventincompletion"])("%s is one", (name) => {
    expect(isKnownCheck(name)).toBe(true);
  });

  it.each(["C28000", "28719", "cpp/drivers/no-such-query", "NullDereference", "PoolTag", ""])("%s is none", (name) => {
    expect(isKnownCheck(name)).toBe(false);
  });
});

describe("the registry", () => {
  it("has every rule's file, and each id once", () => {
    const files = readdirSync(join(import.meta.dirname, "../../server/src/rules"))
      .map((name) => name.replace(/\.ts$/, ""))
      .filter((name) => !["context", "finding", "index", "rule"].includes(name));
    expect(rules.map(({ id }) => id).sort()).toEqual(files.sort());
  });

  it("is in alphabetical order", () => {
    const ids = rules.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
  });
});

describe.each(rules)("$id", (rule) => {
  const [platform] = rule.platforms;
  const settings: UnitSettings & { path: string } = {
    path: `example.${extensions[rule.docs.language ?? "c"]}`,
    ...(platform === undefined ? {} : { kind: platform }),
    ...(rule.docs.target === undefined ? {} : { target: rule.docs.target }),
    ...(rule.docs.processor === undefined ? {} : { processor: rule.docs.processor }),
  };

  it("has an id in kebab-case", () => {
    expect(rule.id).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
  });

  it("names its equivalents as the tables of other tools' checks spell them", () => {
    for (const name of rule.equivalents) {
      expect(isKnownCheck(name), name).toBe(true);
    }
    expect(new Set(rule.equivalents).size).toBe(rule.equivalents.length);
  });

  it("refers to public pages", () => {
    expect(rule.docs.references.length).toBeGreaterThan(0);
    for (const reference of rule.docs.references) {
      expect(new URL(reference).protocol).toBe("https:");
    }
  });

  it("is documented in sentences", () => {
    expect(rule.docs.summary).toMatch(/^[A-Z_].*[^.]$/);
    expect(rule.docs.why).toMatch(/^[A-Z_][\s\S]*\.$/);
  });

  it("fires on its bad example", () => {
    expect(checkText(`${rule.docs.bad}\n`, settings).map((finding) => finding.rule)).toContain(rule.id);
  });

  it("and everything is silent on its good one", () => {
    const found = checkText(`${rule.docs.good}\n`, settings).filter(
      (finding) => finding.severity !== "hint" || finding.rule === rule.id,
    );
    expect(found.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([]);
  });

  it("has a want and an ok among its fixtures", () => {
    const kinds = new Set(marks.filter((mark) => mark.rule === rule.id).map((mark) => mark.kind));
    expect([...kinds]).toEqual(expect.arrayContaining(["want", "ok"]));
  });
});
