/** Edits that wait lead to the same text as those that were made, however they are merged. */
import { describe, expect, it } from "vitest";
import { difference, PendingEdits } from "../../../server/src/engine/workspace/pending-edits.ts";
import { changesUnit } from "../../../server/src/engine/workspace/unit-edits.ts";
import type { TextEdit } from "../../../server/src/syntax/document.ts";
import { seeded } from "../random.ts";
import { randomEdit } from "../random-edits.ts";

const apply = (text: string, { start, oldEnd, text: added }: TextEdit): string =>
  text.slice(0, start) + added + text.slice(oldEnd);
const TEXT = "#include <ntddk.h>\n\nVOID F(VOID)\n{\n    Sleep(1);\n}\n".repeat(8);

describe("pending edits", () => {
  it("lead to the text that all of them lead to", () => {
    const random = seeded(7);
    for (let run = 0; run < 400; run++) {
      const pending = new PendingEdits();
      let text = TEXT;
      for (let count = random.upTo(30); count >= 0; count--) {
        const edit = randomEdit(text, random);
        pending.add(edit);
        text = apply(text, edit);
      }
      expect(pending.take(text).reduce(apply, TEXT)).toBe(text);
      expect(pending.take(text)).toEqual([]);
    }
  });

  it("are one edit where people type and take back what they typed", () => {
    const pending = new PendingEdits();
    const at = TEXT.indexOf("Sleep");
    for (const [index, character] of [..."Wait"].entries()) {
      pending.add({ start: at + index, oldEnd: at + index, text: character });
    }
    pending.add({ start: at + 2, oldEnd: at + 4, text: "" });
    pending.add({ start: at - 1, oldEnd: at + 1, text: "" });
    expect(pending.take("")).toEqual([{ start: at - 1, oldEnd: at, text: "a" }]);
  });
});

describe("the difference of two texts", () => {
  it("is the least that makes one of the other", () => {
    const random = seeded(11);
    for (let run = 0; run < 300; run++) {
      const after = apply(TEXT, randomEdit(TEXT, random));
      const edit = difference(TEXT, after);
      expect(edit === undefined ? TEXT : apply(TEXT, edit)).toBe(after);
    }
    expect(difference("abab", "ab")).toEqual({ start: 2, oldEnd: 4, text: "" });
    expect(difference("a", "a")).toBeUndefined();
  });
});

describe("whether what a unit is may change", () => {
  const changes = (text: string, ...edits: readonly TextEdit[]): boolean =>
    changesUnit("a.c", text, edits.reduce(apply, text), edits);
  const text = '#include "a.h"\nint x;\n  # include <b.h>\n';

  it.each([
    ["a name is typed", { start: 10, oldEnd: 11, text: "c" }, true],
    ["a line is taken out", { start: 0, oldEnd: 15, text: "" }, true],
    ["a line is pasted", { start: 15, oldEnd: 15, text: '#include "c.h"\n' }, true],
    ["a line becomes a comment", { start: 0, oldEnd: 0, text: "//" }, true],
    ["other code is typed", { start: 16, oldEnd: 16, text: "nclude" }, false],
    ["lines move", { start: 15, oldEnd: 15, text: "int y;\n" }, false],
  ])("%s", (_what, edit, expected) => {
    expect(changes(text, edit)).toBe(expected);
  });

  it("is told of several edits too", () => {
    const other = { start: 16, oldEnd: 17, text: "m" };
    expect(changes(text, other, other)).toBe(false);
    expect(changes(text, other, { start: 10, oldEnd: 11, text: "c" })).toBe(true);
  });

  it.each([
    ["lib.rs", "mod a;\nfn f() {}\n", { start: 4, oldEnd: 5, text: "b" }, true],
    ["lib.rs", "mod a;\nfn f() {}\n", { start: 10, oldEnd: 11, text: "g" }, false],
    ["lib.rs", "#![no_std]\n", { start: 0, oldEnd: 0, text: "//" }, true],
    ["lib.rs", '#[link(name = "a")]\nextern "C" {}\n', { start: 15, oldEnd: 16, text: "b" }, true],
    ["a.inf", "[Version]\nClass=Net\n", { start: 1, oldEnd: 2, text: "v" }, true],
    ["a.inf", "[Version]\nClass=Net\n", { start: 12, oldEnd: 12, text: "x" }, false],
    // It tells when it is saved.
    ["Cargo.toml", "[package]\n", { start: 1, oldEnd: 2, text: "P" }, false],
  ])("of %s: %j with %j", (path, before, edit, expected) => {
    expect(changesUnit(path, before, apply(before, edit), [edit])).toBe(expected);
  });
});
