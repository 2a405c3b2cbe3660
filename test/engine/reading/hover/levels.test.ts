/** What a hover on a statement says of the level there. */
import { describe, expect, it } from "vitest";
import { hover, plaintext } from "./hovers.ts";

const unit = (statements: string): string => `#include <ntddk.h>
typedef struct _EXT { KSPIN_LOCK Lock; ULONG Count; } EXT;
static void Helper(EXT *Ext)
{
    ${statements.includes("IN HELPER") ? statements : "Ext->Count++;"}
}
void UnderLock(EXT *Ext)
{
    KIRQL old;
    KeAcquireSpinLock(&Ext->Lock, &old);
    ${statements.includes("IN HELPER") ? "" : statements}
    Helper(Ext);
    KeReleaseSpinLock(&Ext->Lock, old);
}
`;

describe("a hover on a statement", () => {
  it("says the level and what set it", () => {
    expect(plaintext(unit("Ext->Co^unt = 1;"))).toBe(
      "Runs at DISPATCH_LEVEL\n- KeAcquireSpinLock sets the level to DISPATCH_LEVEL here (driver.c:10)",
    );
  });

  it("answers on operators and keywords too", () => {
    expect(plaintext(unit("if (Ext->Count =^= 2) Ext->Count = 1;"))).toContain("Runs at DISPATCH_LEVEL");
    expect(plaintext(unit("i^f (Ext->Count == 2) Ext->Count = 1;"))).toContain("Runs at DISPATCH_LEVEL");
  });

  it("leads through the callers", () => {
    expect(plaintext(unit("Ext->Cou^nt = 0; /* IN HELPER */"))).toBe(
      [
        "Runs at DISPATCH_LEVEL",
        "- UnderLock calls Helper here at DISPATCH_LEVEL (driver.c:12)",
        "  - KeAcquireSpinLock sets the level to DISPATCH_LEVEL here (driver.c:10)",
      ].join("\n"),
    );
  });

  it("stands below what is known of the word", () => {
    const text = plaintext(unit("KeSetEv^ent(0, 0, FALSE);"));
    expect(text).toMatch(/^KeSetEvent\n[\s\S]*\n\nRuns at DISPATCH_LEVEL\n/);
  });

  it("names the level after a call that changes it", () => {
    const text =
      "#include <ntddk.h>\n_IRQL_requires_(PASSIVE_LEVEL) void f(PKSPIN_LOCK l) { KIRQL o; KeAcquireSp^inLock(l, &o); }";
    expect(plaintext(text)).toContain("Runs at PASSIVE_LEVEL, then at DISPATCH_LEVEL");
  });

  it("says nothing where nothing is known, in comments, and where it was turned off", () => {
    expect(plaintext("#include <ntddk.h>\nvoid f(int a) { a = ^1; }")).toBeUndefined();
    expect(plaintext(unit("/* no^thing */ Ext->Count = 1;"))).toBeUndefined();
  });

  it("links places as far as the editor can go there", () => {
    const found = hover(unit("Ext->Co^unt = 1;"));
    expect(found?.markdown).toContain("(`driver.c:10`)");
  });
});
