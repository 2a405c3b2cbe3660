// Random edits with a seed: an edited session says the same at every place as one that was opened on the text.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type HoverWishes, hoverAt } from "../../../../server/src/engine/reading/hover/hover.ts";
import type { UnitSession } from "../../../../server/src/engine/unit-session.ts";
import { openUnit } from "../../../support/engine.ts";
import { seeded } from "../../random.ts";
import { randomEdit } from "../../random-edits.ts";

const source = readFileSync(new URL("../../../../examples/sqlite-driver-right/driver.c", import.meta.url), "utf8");

/** Compares hovers at random places after each of 80 random edits. */
function compare(seed: number, wishes: HoverWishes, afterEdit: (session: UnitSession) => void): void {
  const random = seeded(seed);
  let text = source;
  let answers = 0;
  const edited = openUnit([{ path: "driver.c", text }]);
  for (let step = 0; step < 80; step++) {
    const edit = randomEdit(text, random);
    edited.edit("driver.c", edit);
    afterEdit(edited);
    text = text.slice(0, edit.start) + edit.text + text.slice(edit.oldEnd);
    const fresh = openUnit([{ path: "driver.c", text }]);
    for (let place = 0; place < 60; place++) {
      const offset = random.upTo(text.length);
      const answer = hoverAt(edited, "driver.c", offset, wishes);
      expect(answer, `step ${step}, offset ${offset}`).toEqual(hoverAt(fresh, "driver.c", offset, wishes));
      answers += answer === undefined ? 0 : 1;
    }
  }
  expect(answers).toBeGreaterThan(100);
}

it("an edited session says of words at once what a fresh one says", () => {
  compare(20_261, { word: true, level: false }, () => {});
});

it("an edited session says of levels what a fresh one says, once it has been checked", () => {
  compare(20_262, { word: false, level: true }, (session) => void session.check("driver.c", () => {}));
});
