/** Holds each annotated C and C++ file of this folder against the analysis of levels and locks. See marks.ts. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { judge, type Verdict } from "./annotated.ts";

const root = import.meta.dirname;
const files = readdirSync(root)
  .filter((name) => /\.(?:c|cpp)$/.test(name))
  .sort();
const verdicts: Verdict[] = [];

describe("annotated functions", () => {
  it.each(files)("%s", (name) => {
    const verdict = judge(name, readFileSync(join(root, name), "utf8"));
    verdicts.push(verdict);
    expect(verdict.messages.join("\n")).toBe("");
  });

  it("notices what is not so", () => {
    const text = [
      "// fact summary: nothing",
      "VOID Take(PKSPIN_LOCK Lock)",
      "{",
      "    KeAcquireSpinLockAtDpcLevel(Lock); // irql: PASSIVE; locks: none; todo-locks: Lock",
      "    // irgl: DISPATCH",
      "}",
    ].join("\n");
    expect(judge("wrong.c", text).messages).toHaveLength(5);
  });
});

afterAll(() => {
  const sum = (count: (verdict: Verdict) => number): number => verdicts.reduce((all, each) => all + count(each), 0);
  console.log(
    `${files.length} annotated files: ${sum(({ functions }) => functions)} functions, ` +
      `${sum(({ expectations }) => expectations)} expectations, ${sum(({ todos }) => todos)} of them todo`,
  );
});
