/** A server that crashes now and then is started again; one that crashes at once, each time, is not. */
import { expect, test } from "vitest";
import { CRASH_LIMIT, CRASH_WINDOW_MINUTES, crashPolicy } from "../../client/src/crashes.ts";

const minute = 60_000;

test("the first crash is told, the next are not, then it is given up", () => {
  const policy = crashPolicy();
  const answers = Array.from({ length: CRASH_LIMIT }, (_, index) => policy.crashed(index * 1_000));
  expect(answers).toEqual(["restart-and-tell", "restart", "restart", "give-up"]);
});

test("crashes of long ago do not count", () => {
  const policy = crashPolicy();
  for (let crash = 0; crash < 20; crash += 1) {
    expect(policy.crashed(crash * (CRASH_WINDOW_MINUTES + 1) * minute)).toBe("restart-and-tell");
  }
});

test("somebody who restarts by hand starts afresh", () => {
  const policy = crashPolicy();
  for (let crash = 0; crash < CRASH_LIMIT; crash += 1) policy.crashed(crash);
  expect(policy.crashed(CRASH_LIMIT)).toBe("restart-and-tell");
});
