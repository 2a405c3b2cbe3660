/** The levels that people are shown: at places, after calls, at entries, and the reasons for them. */
import { describe, expect, it } from "vitest";
import type { Why } from "../../../../server/src/engine/reading/levels/level.ts";
import { openUnit } from "../../../support/engine.ts";

const text = `#include <ntddk.h>
typedef struct _EXT { KSPIN_LOCK Lock; ULONG Count; } EXT;
static void Helper(EXT *Ext)
{
    Ext->Count++;
}
void UnderLock(EXT *Ext)
{
    KIRQL old;
    Ext->Count = 0;
    KeAcquireSpinLock(&Ext->Lock, &old);
    if (Ext->Count > 1) {
        Ext->Count = 1;
    }
    Helper(Ext);
    KeReleaseSpinLock(&Ext->Lock, old);
    Ext->Count = 2;
}
KDEFERRED_ROUTINE Dpc;
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)
{
    Helper(C);
}
`;

const session = openUnit([{ path: "driver.c", text }]);
const levels = session.levels;
const functions = session.reading("driver.c")?.context.file.declarations.flatMap(({ functions }) => functions) ?? [];
function fn(name: string) {
  const found = functions.find((one) => one.name === name);
  if (found === undefined || levels === undefined) {
    throw new Error(name);
  }
  return { found, levels };
}
/** The level where a text stands. */
function at(name: string, where: string): string | undefined {
  const { found, levels } = fn(name);
  const offset = text.indexOf(where, found.anchor.start + found.definition.start) - found.anchor.start;
  return levels.at(found, offset)?.level.text;
}
const told = (whys: readonly Why[], depth = 0): readonly string[] =>
  whys.flatMap(({ text: said, because }) => [`${"  ".repeat(depth)}${said}`, ...told(because, depth + 1)]);

describe("levels of a Windows driver", () => {
  it("are known where a lock is held, and not where nobody says", () => {
    expect(at("UnderLock", "Ext->Count = 0")).toBeUndefined();
    expect(at("UnderLock", "Ext->Count > 1")).toBe("DISPATCH_LEVEL");
    expect(at("UnderLock", "Count = 1")).toBe("DISPATCH_LEVEL");
    expect(at("UnderLock", "KeReleaseSpinLock")).toBe("DISPATCH_LEVEL");
    expect(at("UnderLock", "Ext->Count = 2")).toBeUndefined();
    expect(at("Dpc", "Helper")).toBe("DISPATCH_LEVEL");
    expect(at("Helper", "Ext->Count++")).toBe("DISPATCH_LEVEL");
  });

  it("have reasons that lead to where they come from", () => {
    const { found, levels } = fn("Helper");
    expect(told(levels.why(found, text.indexOf("Ext->Count++") - found.anchor.start))).toEqual([
      "UnderLock calls Helper here at DISPATCH_LEVEL",
      "  KeAcquireSpinLock sets the level to DISPATCH_LEVEL here",
      "Dpc calls Helper here at DISPATCH_LEVEL",
      "  Dpc is a KDEFERRED_ROUTINE, which the system calls at DISPATCH_LEVEL",
    ]);
  });

  it("change where calls change them", () => {
    const { found, levels } = fn("UnderLock");
    const changes = levels
      .changesIn(found)
      .map(({ start, after }) => [found.text({ start, end: start + 17 }), after.text]);
    expect(changes).toEqual([["KeAcquireSpinLock", "DISPATCH_LEVEL"]]);
  });

  it("of entries say who says so", () => {
    expect(fn("Helper").levels.entryOf(fn("Helper").found)).toMatchObject({ text: "DISPATCH_LEVEL", from: "callers" });
    expect(fn("Dpc").levels.entryOf(fn("Dpc").found)).toMatchObject({
      from: "role",
      mark: "dispatch",
      isCertain: true,
    });
    expect(fn("UnderLock").levels.entryOf(fn("UnderLock").found)).toBeUndefined();
  });
});
