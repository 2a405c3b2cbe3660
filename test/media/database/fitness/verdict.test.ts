/** What checks say together. */
import { expect, test } from "vitest";
import { byUrgency, costText, verdictOf } from "../../../../media/database/fitness/verdict.ts";
import type { FitnessCheck } from "../../../../server/src/database/protocol.ts";

const check = (id: string, state: FitnessCheck["state"]): FitnessCheck => ({ id, title: id, state, reason: "so" });

test("one that fails decides, whatever the others say", () => {
  const [pass, info, warning, fail] = [
    check("a", "pass"),
    check("b", "info"),
    check("c", "warning"),
    check("d", "fail"),
  ];
  expect(verdictOf([pass, info])).toEqual({ state: "pass", title: "Fit to embed" });
  expect(verdictOf([pass, warning])).toEqual({ state: "warning", title: "Fit to embed, with 1 thing to consider" });
  expect(verdictOf([fail, warning, fail])).toEqual({ state: "fail", title: "2 things to mend first" });
});

test("what asks for something comes first, else the order stays", () => {
  const checks = [
    check("a", "info"),
    check("b", "pass"),
    check("c", "warning"),
    check("d", "pass"),
    check("e", "fail"),
  ];
  expect(byUrgency(checks).map(({ id }) => id)).toEqual(["e", "c", "b", "d", "a"]);
});

test("the cost is said as what a driver developer pays it with", () => {
  expect(costText(1_253_376)).toMatch(/1\.2 MB \(1,253,376 bytes\).*non-paged memory.*PAGE.*DISPATCH_LEVEL/);
  expect(costText(512)).toContain("adds 512 bytes to");
});
