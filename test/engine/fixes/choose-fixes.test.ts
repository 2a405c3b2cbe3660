/** Which fixes are made together. */
import { describe, expect, test } from "vitest";
import { type Cure, chooseFixes, preferredFix } from "../../../server/src/engine/fixes/choose-fixes.ts";
import { applyEdits } from "../../../server/src/engine/fixes/source-edit.ts";
import { cure, finding } from "./word-unit.ts";

const text = "0123456789";

/** Which of the candidates are taken, and the text that they make. */
function choose(...candidates: readonly Cure[]): readonly [taken: readonly number[], text: string] {
  const { cures, edits } = chooseFixes(candidates, (path) => (path === "a.c" ? text.length : undefined));
  return [cures.map((one) => candidates.indexOf(one)), applyEdits(text, edits.get("a.c") ?? [])];
}

describe("fixes go together", () => {
  test("when their edits are apart or adjoin", () => {
    expect(choose(cure([0, 1], [0, 2, "a"]), cure([2, 3], [2, 4, "b"]), cure([4, 5], [4, 4, "c"]))).toEqual([
      [0, 1, 2],
      "abc456789",
    ]);
  });

  test("all edits of one or none", () => {
    expect(
      choose(cure([0, 1], [1, 4, "a"]), cure([7, 8], [3, 5, "b"], [7, 8, "b"]), cure([9, 10], [7, 8, "c"])),
    ).toEqual([[0, 2], "0a456c89"]);
  });

  test("the later of two that replace the same text, insert into it, or are about the same code waits", () => {
    expect(choose(cure([0, 1], [2, 5, "a"]), cure([9, 10], [2, 5, "a"], [9, 10, "x"]))).toEqual([[0], "01a56789"]);
    expect(choose(cure([0, 1], [2, 5, "a"]), cure([9, 10], [3, 3, "b"]))).toEqual([[0], "01a56789"]);
    expect(choose(cure([9, 10], [3, 3, "b"]), cure([0, 1], [2, 5, "a"]))).toEqual([[0], "012b3456789"]);
    expect(choose(cure([0, 4], [0, 1, "a"]), cure([2, 6], [5, 6, "b"]))).toEqual([[0], "a123456789"]);
  });

  test("a line that several insert at one place is inserted once, different ones in the order of their findings, includes first", () => {
    expect(
      choose(
        cure([3, 4], [0, 0, "#define B\n"], [3, 4, "x"]),
        cure([5, 6], [0, 0, "#define A\n"], [5, 6, "y"]),
        cure([7, 8], [0, 0, "#define B\n"], [7, 8, "z"]),
      ),
    ).toEqual([[0, 1, 2], "#define B\n#define A\n012x4y6z89"]);
    expect(
      choose(
        cure([3, 4], [0, 0, "\n#define B\n"], [3, 4, "x"]),
        cure([5, 6], [0, 0, "#include <b.h>\n"], [5, 6, "y"]),
        cure([7, 8], [0, 0, "#include <a.h>\n"], [7, 8, "z"]),
      ),
    ).toEqual([[0, 1, 2], "#include <b.h>\n#include <a.h>\n\n#define B\n012x4y6z89"]);
  });

  test("other insertions at one place do not go together, not even the same", () => {
    expect(choose(cure([1, 2], [2, 2, "("], [5, 5, ")"]), cure([8, 9], [2, 2, "("], [8, 8, ")"]))).toEqual([
      [0],
      "01(234)56789",
    ]);
  });

  test("one fix may insert twice at a place, in its order", () => {
    expect(choose(cure([1, 2], [2, 2, "a"], [2, 2, "b"]))).toEqual([[0], "01ab23456789"]);
  });

  test("one fix that two findings have cures both", () => {
    expect(choose(cure([1, 2], [2, 4, "a"]), cure([5, 6], [2, 4, "a"]))).toEqual([[0, 1], "01a456789"]);
  });
});

test("a fix that overlaps itself, reaches out of its file, lies in no file or does nothing is not made", () => {
  const unsound = [
    cure([0, 1], [2, 5, "a"], [4, 6, "b"]),
    cure([0, 1], [8, 11, "a"]),
    cure([0, 1], [5, 4, "a"]),
    cure([0, 1], ["gone.h", 0, 0, "a"]),
    cure([0, 1]),
  ];
  expect(choose(...unsound)).toEqual([[], text]);
});

test("the preferred fix is the one without questions, of a finding that nothing hides", () => {
  const edit = { path: "a.c", start: 0, end: 0, text: "x" };
  const other = { title: "other", preferred: false, edits: [edit] };
  const first = { title: "first", preferred: true, edits: [edit] };
  const asking = { title: "asking", preferred: true, edits: [{ ...edit, snippet: "$0" }] };
  expect(preferredFix(finding({ fixes: [other, first] }))).toBe(first);
  expect(preferredFix(finding({ fixes: [asking, other] }))).toBeUndefined();
  const suppression = { kind: "comment", at: undefined, justification: undefined } as const;
  expect(preferredFix(finding({ fixes: [first], suppression }))).toBeUndefined();
});
