/** What is told right after an edit, before it is worked out what the edit means for functions that were not edited. */
import { describe, expect, it } from "vitest";
import { finish } from "../../server/src/engine/steps.ts";
import type { UnitSession } from "../../server/src/engine/unit-session.ts";
import { findingsOf, openUnit } from "../support/engine.ts";

const driver = `KSPIN_LOCK Lock;

static VOID Sleeper(VOID)
{
    LARGE_INTEGER interval = { 0 };
    KeDelayExecutionThread(KernelMode, FALSE, &interval);
}

VOID First(VOID)
{
    KIRQL irql;
    KeAcquireSpinLock(&Lock, &irql);
    Sleeper();
    KeReleaseSpinLock(&Lock, irql);
}

VOID Second(VOID)
{
}
`;

const open = (): UnitSession => openUnit([{ path: "driver.c", text: driver }]);

function replace(session: UnitSession, from: string, to: string): void {
  const start = (session.text("driver.c") ?? "").indexOf(from);
  session.edit("driver.c", { start, oldEnd: start + from.length, text: to });
}

const glance = (session: UnitSession): readonly string[] | undefined =>
  finish(
    session.glancing("driver.c", ({ message }) => {
      throw new Error(message);
    }),
  )?.map(({ rule, symbol }) => `${rule} in ${symbol}`);

const check = (session: UnitSession): readonly string[] =>
  findingsOf(session, "driver.c").map(({ rule, symbol }) => `${rule} in ${symbol}`);

describe("right after an edit", () => {
  it("nothing is told of a file that has not been checked", () => {
    expect(glance(open())).toBeUndefined();
  });

  it("a function that was edited says what it says now, by what is known of those it calls", () => {
    const session = open();
    expect(check(session)).toEqual(["wait-with-spin-lock in First"]);
    replace(
      session,
      "VOID Second(VOID)\n{\n",
      "VOID Second(VOID)\n{\n    KIRQL irql;\n    KeAcquireSpinLock(&Lock, &irql);\n    Sleeper();\n    KeReleaseSpinLock(&Lock, irql);\n",
    );
    const both = ["wait-with-spin-lock in First", "wait-with-spin-lock in Second"];
    expect(glance(session)).toEqual(both);
    expect(check(session)).toEqual(both);
  });

  it("others say what they said last, until the check", () => {
    const session = open();
    check(session);
    replace(session, "    KeDelayExecutionThread(KernelMode, FALSE, &interval);\n", "");
    expect(glance(session)).toEqual(["wait-with-spin-lock in First"]);
    expect(check(session)).toEqual([]);
  });

  it("others keep their places where text above them has moved", () => {
    const session = open();
    check(session);
    replace(session, "KSPIN_LOCK Lock;\n", "KSPIN_LOCK Lock;\n/* one\n   two */\n");
    const glanced = finish(session.glancing("driver.c", () => {}));
    expect(glanced).toEqual(findingsOf(session, "driver.c"));
    expect(glanced).toHaveLength(1);
  });

  it("a function that is half written makes nobody else say something else", () => {
    const session = open();
    check(session);
    replace(session, "KeDelayExecutionThread(", "KeDelayExecutionThread((");
    expect(glance(session)).toEqual(["wait-with-spin-lock in First"]);
  });
});
