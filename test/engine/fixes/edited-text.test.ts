/** Edits and their inverse; a text edited many times over comes to edits of the text it was. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EditedText } from "../../../server/src/engine/fixes/edited-text.ts";
import {
  applyEdits,
  inOrder,
  inverse,
  placeAfter,
  type SourceEdit,
} from "../../../server/src/engine/fixes/source-edit.ts";

/** Edits of a text that do not overlap, several insertions at one place among them. */
const editsOf = (text: string): fc.Arbitrary<readonly SourceEdit[]> =>
  fc.array(fc.tuple(fc.nat(text.length), fc.nat(3), fc.string({ maxLength: 4 })), { maxLength: 8 }).map((raw) => {
    const edits: SourceEdit[] = [];
    for (const [start, length, added] of raw) {
      const edit = { start, end: Math.min(text.length, start + length), text: added };
      if (edits.every((other) => edit.start >= other.end || other.start >= edit.end)) {
        edits.push(edit);
      }
    }
    return edits;
  });

describe("edits of one text", () => {
  test("are made in any order, insertions at one place as they are given", () => {
    const edits = [
      { start: 4, end: 5, text: "O" },
      { start: 4, end: 4, text: "1" },
      { start: 0, end: 1, text: "H" },
      { start: 4, end: 4, text: "2" },
    ];
    expect(applyEdits("hello", edits)).toBe("Hell12O");
  });

  test("are undone by their inverse", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 30 }).chain((text) => fc.tuple(fc.constant(text), editsOf(text))),
        ([text, edits]) => {
          expect(applyEdits(applyEdits(text, edits), inverse(text, edits))).toBe(text);
        },
      ),
      { seed: 20_261_122, numRuns: 2000 },
    );
  });

  test("move places: one behind them, one inside goes somewhere into the new text", () => {
    const edits = inOrder([
      { start: 2, end: 4, text: "long" },
      { start: 8, end: 8, text: "++" },
    ]);
    const place = (offset: number) => placeAfter({ from: offset, to: offset }, edits);
    expect(place(1)).toEqual({ from: 1, to: 1 });
    expect(place(2)).toEqual({ from: 2, to: 6 });
    expect(place(4)).toEqual({ from: 6, to: 6 });
    expect(place(8)).toEqual({ from: 10, to: 12 });
    expect(place(9)).toEqual({ from: 13, to: 13 });
  });
});

describe("a text that is edited again and again", () => {
  test("comes to edits of the original that keep what was kept", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }),
        fc.infiniteStream(fc.nat(10_000)),
        fc.integer({ min: 1, max: 5 }),
        (original, numbers, rounds) => {
          const next = (most: number): number => (numbers.next().value as number) % (most + 1);
          let edited = EditedText.of(original);
          for (let round = 0; round < rounds; round++) {
            const edits: SourceEdit[] = [];
            for (let at = next(5); at <= edited.text.length; at += next(9)) {
              const end = Math.min(edited.text.length, at + next(2));
              edits.push({ start: at, end, text: "<!>".slice(0, next(3)) });
              at = end + 1;
            }
            expect(edited.edited(edits).text).toBe(applyEdits(edited.text, edits));
            edited = edited.edited(edits);
          }
          const total = edited.edits();
          expect(applyEdits(original, total)).toBe(edited.text);
          for (const [index, edit] of total.entries()) {
            expect(edit.start > (total[index - 1]?.end ?? -1)).toBe(true);
            expect(original.slice(edit.start, edit.end)).not.toBe(edit.text);
          }
        },
      ),
      { seed: 20_261_122, numRuns: 2000 },
    );
  });

  test("is unchanged where edits undo each other", () => {
    const there = EditedText.of("one two").edited([{ start: 4, end: 7, text: "three" }]);
    expect(there.edits()).toEqual([{ start: 4, end: 7, text: "three" }]);
    expect(there.edited([{ start: 4, end: 9, text: "two" }]).edits()).toEqual([]);
  });
});
