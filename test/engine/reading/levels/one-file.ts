/** A driver of one file that is edited, checked after each edit as an editor's is. */
import { expect } from "vitest";
import type { UnitSession } from "../../../../server/src/engine/unit-session.ts";
import { openUnit, type SourceText } from "../../../support/engine.ts";

/** Its file is driver.c; `more` are further ones. */
export function openFile(text: string, ...more: readonly SourceText[]): UnitSession {
  const session = openUnit([{ path: "driver.c", text }, ...more]);
  check(session);
  return session;
}

/** Replaces a text of driver.c. */
export function edit(session: UnitSession, from: string, to: string): void {
  const start = (session.text("driver.c") ?? "").indexOf(from);
  session.edit("driver.c", { start, oldEnd: start + from.length, text: to });
  check(session);
}

const check = (session: UnitSession): void => void session.check("driver.c", ({ message }) => expect.fail(message));
