/** Each rule of images has a heading in docs/images.md, and nothing else has. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { imageRules } from "../../server/src/image/judge/rules.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/images.md"), "utf8");

test("the page has what there is, each rule once", () => {
  expect([...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([...imageRules]);
});

test("each rule says how grave it is and how it is cured", () => {
  for (const part of page.split(/^## /m).slice(1)) {
    expect(part).toMatch(/\n\*(?:Error|Warning|Information)/);
    expect(part).toContain("\n*Cure:*");
  }
});

test("each rule has an image in the tests that has it", () => {
  const tests = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".test.ts") && name !== "pages.test.ts")
    .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
    .join("");
  expect(imageRules.filter((rule) => !tests.includes(rule))).toEqual([]);
});
