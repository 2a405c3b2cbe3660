/** Lists of words as regular expressions: they match these words, wherever one begins as another, and nothing else. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyOf } from "../../server/tools/grammars/any-of.ts";
import { root } from "../e2e/support/tools.ts";

const matches = (words: readonly string[], word: string): boolean => new RegExp(`^${anyOf(words)}$`).test(word);

test("any words, with letters that mean something in an expression", () => {
  const word = fc.string({ unit: fc.constantFrom(..."ab.$_(|"), minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 12 }), fc.array(word), (words, others) => {
      for (const one of [...words, ...others]) {
        expect(matches(words, one)).toBe(words.includes(one));
      }
    }),
    { seed: 20_261_122 },
  );
});

test("the role types of the table, each whole", () => {
  const rows = readFileSync(join(root, "server/data/callbacks.tsv"), "utf8").split("\n").slice(1);
  const names = rows.map((row) => row.split("\t")[0] ?? "").filter((name) => name !== "");
  const known = new Set(names);
  const expression = new RegExp(`^${anyOf(names)}$`);
  expect(names.filter((name) => !expression.test(name))).toEqual([]);
  const shorter = names.map((name) => name.slice(0, -1)).filter((name) => !known.has(name));
  expect(shorter.filter((name) => expression.test(name))).toEqual([]);
});
