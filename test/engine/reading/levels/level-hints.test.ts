/** What stands at the ends of lines, in ⟦ ⟧ behind the text. */
import { describe, expect, it } from "vitest";
import { LevelHints } from "../../../../server/src/engine/reading/levels/level-hints.ts";
import type { UnitSession } from "../../../../server/src/engine/unit-session.ts";
import type { SourceText } from "../../../support/engine.ts";
import { edit, openFile } from "./one-file.ts";

const plain = (text: string): string => text.replace(/⟦.*?⟧/g, "");

function shown(session: UnitSession, hints = new LevelHints(session)): string {
  let text = session.text("driver.c") ?? "";
  for (const { at, label } of [...(hints.of("driver.c", 0, text.length, { hasLenses: false }) ?? [])].reverse()) {
    text = `${text.slice(0, at)}⟦${label}⟧${text.slice(at)}`;
  }
  return text;
}

function open(text: string, ...more: readonly SourceText[]): UnitSession {
  return openFile(plain(text), ...more);
}

const driver = `#include <ntddk.h>
KSPIN_LOCK Lock;
ULONG Count;

void UnderLock(PKIRQL Old)
{
    KeAcquireSpinLock(
        &Lock, Old); // Taken.⟦DISPATCH_LEVEL⟧
    Count++;
    KeReleaseSpinLock(&Lock, *Old);
}

void Paged(void)
{
    PAGED_CODE();
}

_IRQL_requires_max_(DISPATCH_LEVEL)
void Annotated(void)
{
    KIRQL old;
    if (Count > 1) {
        KeAcquireSpinLock(&Lock, &old);⟦DISPATCH_LEVEL⟧
        KeReleaseSpinLock(&Lock, old); Count++;⟦<= DISPATCH_LEVEL⟧
    }
    KeAcquireSpinLock(&Lock, &old); KeReleaseSpinLock(&Lock, old);⟦<= DISPATCH_LEVEL⟧
}

static void Helper(ULONG More) {⟦runs at DISPATCH_LEVEL⟧
    Count += More;
}

KDEFERRED_ROUTINE Dpc;
void
Dpc(
    PKDPC D, PVOID C, PVOID A, PVOID B
    )⟦runs at DISPATCH_LEVEL⟧
{
    Helper(1);
}
`;

describe("hints", () => {
  it("stand at the ends of heads and behind calls that change the level", () => {
    expect(shown(open(driver))).toBe(driver);
  });

  it("leave to a lens what it says above the head", () => {
    const session = open(driver);
    const text = session.text("driver.c") ?? "";
    const labels = new LevelHints(session)
      .of("driver.c", 0, text.length, { hasLenses: true })
      ?.map(({ label }) => label);
    // Helper's, by its callers; a lens says it of Dpc.
    expect(labels?.filter((label) => label.startsWith("runs"))).toEqual(["runs at DISPATCH_LEVEL"]);
  });

  it("are those of the range that is asked for", () => {
    const session = open(driver);
    const text = session.text("driver.c") ?? "";
    const [from, to] = [text.indexOf("_IRQL_requires"), text.indexOf("static void Helper")];
    const labels = new LevelHints(session).of("driver.c", from, to, { hasLenses: false })?.map(({ label }) => label);
    expect(labels).toEqual(["DISPATCH_LEVEL", "<= DISPATCH_LEVEL", "<= DISPATCH_LEVEL"]);
  });

  it("repeat annotations only where they stand elsewhere", () => {
    const session = open(
      `#include "driver.h"
void Elsewhere(void)⟦runs at <= APC_LEVEL⟧
{
}
`,
      { path: "driver.h", text: "_IRQL_requires_max_(APC_LEVEL)\nvoid Elsewhere(void);\n" },
    );
    expect(shown(session)).toContain("void Elsewhere(void)⟦runs at <= APC_LEVEL⟧\n");
  });

  it("say who says so, with a place", () => {
    const session = open(driver);
    const hints = new LevelHints(session);
    const text = session.text("driver.c") ?? "";
    const details = (name: string) => {
      const found = hints
        .of("driver.c", 0, text.length, { hasLenses: false })
        ?.find(({ about }) => text.startsWith(name, about));
      return found && hints.details("driver.c", found.about);
    };
    const dpc = details("Dpc(");
    expect(dpc?.text).toEqual([
      "Dpc runs at DISPATCH_LEVEL: the system calls it there.",
      "Dpc is a KDEFERRED_ROUTINE, which the system calls at DISPATCH_LEVEL.",
    ]);
    expect(dpc?.place && dpc.place.anchor.start + dpc.place.start).toBe(text.indexOf("KDEFERRED_ROUTINE Dpc"));
    expect(details("Helper(")?.text).toEqual([
      "Helper runs at DISPATCH_LEVEL: all its callers in the driver do.",
      "Dpc calls Helper here at DISPATCH_LEVEL.",
    ]);
    expect(details("KeAcquireSpinLock")?.text).toEqual([
      "KeAcquireSpinLock leaves the code behind it running at DISPATCH_LEVEL.",
    ]);
  });

  it("of a function that is being typed into stay, but for the line that is typed", () => {
    const session = open(driver);
    const hints = new LevelHints(session);
    shown(session, hints);
    edit(session, "    if (Count > 1) {\n", "    if (Count > (\n    if (Count > 1) {\n");
    expect(shown(session, hints)).toBe(
      driver.replace("    if (Count > 1) {\n", "    if (Count > (\n    if (Count > 1) {\n"),
    );
    edit(session, "    if (Count > (\n", "");
    expect(shown(session, hints)).toBe(driver);
  });
});
