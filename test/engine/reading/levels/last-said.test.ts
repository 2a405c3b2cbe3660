/** What was last said of functions: of how many it is remembered, and what becomes of it while they are broken. */
import { expect, it } from "vitest";
import { LastSaid } from "../../../../server/src/engine/reading/levels/last-said.ts";
import type { UnitLevels } from "../../../../server/src/engine/reading/levels/level.ts";
import type { FunctionModel } from "../../../../server/src/model/function.ts";
import { openUnit } from "../../../support/engine.ts";

it("is remembered of the functions that were asked for last, not of every name that one has had", () => {
  const count = 5001;
  const text = Array.from({ length: count }, (_, index) => `void f${index}(void) { }\n`).join("");
  const session = openUnit([{ path: "a.c", text }]);
  const last = new LastSaid<string>((value) => `moved ${value}`);
  const functions = (): readonly FunctionModel[] =>
    (session.reading("a.c")?.context.file.declarations ?? []).flatMap((declaration) => declaration.functions);
  const said = (name: string): string | undefined => {
    const fn = functions().find((one) => one.name === name);
    return fn && last.of(fn, session.levels as UnitLevels, () => (fn.broken ? "broken" : `said of ${name}`));
  };
  const { levels } = session;
  for (const fn of functions()) {
    last.of(fn, levels as UnitLevels, () => `said of ${fn.name}`);
  }
  for (const name of ["f0", "f1", "f5000"]) {
    const at = (session.text("a.c") ?? "").indexOf(`${name}(void) {`) + `${name}(void) {`.length;
    session.edit("a.c", { start: at, oldEnd: at, text: " x = ( ;" });
  }
  // The first of 5001 was forgotten when the last was said.
  expect(["f0", "f1", "f5000"].map(said)).toEqual(["broken", "moved said of f1", "moved said of f5000"]);
});
