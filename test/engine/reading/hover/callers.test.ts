/** What a hover says of the levels at which a driver calls its own functions. */
import { describe, expect, it } from "vitest";
import { plaintext } from "./hovers.ts";

const helper = `
typedef struct _EXT { KSPIN_LOCK Lock; } EXT;
static void He^lper(EXT *Ext) { Ext->Lock = 0; }
`;

describe("levels that callers give", () => {
  it("names the calls and their levels", () => {
    const text = `#include <ntddk.h>${helper}
static void Between(EXT *Ext) { Helper(Ext); }
void UnderLock(EXT *Ext)
{
    KIRQL old;
    KeAcquireSpinLock(&Ext->Lock, &old);
    Between(Ext);
    Helper(Ext);
    KeReleaseSpinLock(&Ext->Lock, old);
}
KDEFERRED_ROUTINE Dpc;
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B) { Helper(C); }
`;
    const shown = plaintext(text);
    expect(shown).toContain("Called at DISPATCH_LEVEL by Between (driver.c:5)");
    expect(shown).toContain("UnderLock (driver.c:11)");
    expect(shown).toContain("Dpc (driver.c:15)");
  });

  it("names no more than a few of many", () => {
    const callers = Array.from(
      { length: 9 },
      (_, index) => `static void Dpc${index}(void) { Helper(0); Helper(0); }\n`,
    );
    const all = callers.map((_, index) => `Dpc${index}();`).join(" ");
    const text = `#include <ntddk.h>${helper}${callers.join("")}
KDEFERRED_ROUTINE Dpc;
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B) { ${all} }
`;
    expect(plaintext(text)).toMatch(
      /Called at DISPATCH_LEVEL by Dpc0 \(driver.c:4\), Dpc0 \(driver.c:4\), Dpc1 \(driver.c:5\) and 7 more functions/,
    );
  });

  it("says nothing where one caller's level is not known", () => {
    const text = `#include <ntddk.h>${helper}
void Anywhere(EXT *Ext) { Helper(Ext); }
KDEFERRED_ROUTINE Dpc;
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B) { Helper(C); }
`;
    expect(plaintext(text) ?? "").not.toContain("Called at");
  });

  it("comes to an end where functions call each other", () => {
    const text = `#include <ntddk.h>
static void Second(int n);
static void Fi^rst(int n) { Second(n); }
static void Second(int n) { First(n - 1); }
KDEFERRED_ROUTINE Dpc;
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B) { First(3); }
`;
    expect(plaintext(text)).toMatch(/Called at DISPATCH_LEVEL by .*Dpc \(driver.c:6\)/);
  });
});
