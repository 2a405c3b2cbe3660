// Random edits with a seed: an edited session says the same at every place as one that was opened on the text.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { hoverAt } from "../../../server/src/engine/hover/hover.ts";
import { openUnit } from "../../support/engine.ts";
import { seeded } from "../random.ts";
import { randomEdit } from "../random-edits.ts";

const source = readFileSync(new URL("../../../examples/sqlite-driver-right/driver.c", import.meta.url), "utf8");

it("an edited session answers as a fresh one", () => {
  const random = seeded(20_261);
  let text = source;
  let answers = 0;
  const edited = openUnit([{ path: "driver.c", text }]);
  for (let step = 0; step < 80; step++) {
    const edit = randomEdit(text, random);
    edited.edit("driver.c", edit);
    text = text.slice(0, edit.start) + edit.text + text.slice(edit.oldEnd);
    const fresh = openUnit([{ path: "driver.c", text }]);
    for (let place = 0; place < 60; place++) {
      const offset = random.upTo(text.length);
      const answer = hoverAt(edited, "driver.c", offset);
      expect(answer, `step ${step}, offset ${offset}`).toEqual(hoverAt(fresh, "driver.c", offset));
      answers += answer === undefined ? 0 : 1;
    }
  }
  expect(answers).toBeGreaterThan(100);
});
