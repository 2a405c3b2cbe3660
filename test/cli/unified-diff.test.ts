/** Diffs of edits: what `patch` makes of them is what the edits make. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { unifiedDiff } from "../../server/src/cli/unified-diff.ts";
import { applyEdits, type SourceEdit } from "../../server/src/engine/fixes/source-edit.ts";
import { seeded } from "../engine/random.ts";
import { folder } from "../support/program.ts";

const text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";

describe("a unified diff", () => {
  test("shows changes with the lines around them, near ones together", () => {
    const at = (line: string): number => text.indexOf(`${line}\n`);
    expect(
      unifiedDiff("src/a.c", text, [
        { start: 0, end: 0, text: "0\n" },
        { start: at("3"), end: at("4"), text: "" },
        { start: at("12"), end: at("12") + 3, text: "twelve" },
      ]),
    ).toBe(`--- a/src/a.c
+++ b/src/a.c
@@ -1,6 +1,6 @@
+0
 1
 2
-3
 4
 5
 6
@@ -9,4 +9,4 @@
 9
 10
 11
-12
+twelve
\\ No newline at end of file
`);
  });

  test("is empty where nothing changes", () => {
    expect(unifiedDiff("a.c", text, [])).toBe("");
    expect(unifiedDiff("a.c", text, [{ start: 0, end: 1, text: "1" }])).toBe("");
  });

  test.each([1, 2, 3])("is what `git apply` takes, seed %i", (seed) => {
    const random = seeded(seed);
    for (let run = 0; run < 12; run++) {
      const eol = random.pick(["\n", "\r\n"]);
      const before = Array.from({ length: random.upTo(40) }, () => "x".repeat(random.upTo(4))).join(eol);
      const edits: SourceEdit[] = [];
      for (let start = random.upTo(20); start <= before.length; start += 1 + random.upTo(30)) {
        const end = Math.min(before.length, start + random.upTo(3) * random.upTo(4));
        edits.push({ start, end, text: random.pick(["", "y", `a${eol}`, `${eol}b`, eol]) });
        start = end;
      }
      const after = applyEdits(before, edits);
      const diff = unifiedDiff("a.c", before, edits);
      if (before === after) {
        expect(diff).toBe("");
        continue;
      }
      const path = folder({ "a.c": before, "a.diff": diff });
      // Outside of a repository of its own, git would look for the file in the one around it.
      const git = spawnSync("git", ["apply", "--whitespace=nowarn", "a.diff"], {
        cwd: path,
        encoding: "utf8",
        env: { ...process.env, GIT_CEILING_DIRECTORIES: join(path, "..") },
      });
      expect([git.stderr, diff]).toEqual(["", diff]);
      expect(readFileSync(join(path, "a.c"), "utf8")).toBe(after);
    }
  });
});
