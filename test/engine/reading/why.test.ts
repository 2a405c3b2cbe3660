/** "Why can this run at this level?": what is answered at places of drivers, and what is said to be missing. */
import { describe, expect, it } from "vitest";
import { type WhyReason, whyAt } from "../../../server/src/engine/reading/why.ts";
import { openUnit } from "../../support/engine.ts";

const EXT =
  "#include <ntddk.h>\ntypedef struct _EXT { KSPIN_LOCK Lock; KIRQL Old; ULONG Count; BOOLEAN Shared; } EXT;\n";

/** The answer at the `^` of a driver's text, which is taken out: its title, and its reasons as an outline with lines. */
function why(marked: string, path = "driver.c"): readonly string[] | undefined {
  const all = EXT + marked;
  const offset = all.indexOf("^");
  const text = all.replace("^", "");
  const answer = whyAt(openUnit([{ path, text }]), path, offset);
  const lineOf = (at: number): number => text.slice(0, at).split("\n").length;
  const outline = (reasons: readonly WhyReason[], indent: string): readonly string[] =>
    reasons.flatMap(({ text: said, at, because }) => [
      `${indent}${said}${at === undefined ? "" : ` (${lineOf(at.start)})`}`,
      ...outline(because, `${indent}  `),
    ]);
  return answer && [answer.title, ...outline(answer.reasons, "  ")];
}

describe("a level that the driver sets itself", () => {
  it("leads through its own functions to the call that does it", () => {
    expect(
      why(`static void Inner(EXT *Ext)
{
    KeAcquireSpinLock(&Ext->Lock, &Ext->Old);
}
static void Outer(EXT *Ext)
{
    Inner(Ext);
}
void Use(EXT *Ext)
{
    Outer(Ext);
    Ext->^Count++;
    KeReleaseSpinLock(&Ext->Lock, Ext->Old);
}
`),
    ).toEqual([
      "driver.c:14 runs at DISPATCH_LEVEL",
      "  Outer sets the level to DISPATCH_LEVEL here (13)",
      "    Inner sets the level to DISPATCH_LEVEL here (9)",
      "      KeAcquireSpinLock sets the level to DISPATCH_LEVEL here (5)",
    ]);
  });

  it("leads into macros and into what makes objects", () => {
    expect(
      why(`#define LOCK(e) KeAcquireSpinLock(&(e)->Lock, &(e)->Old)
void Use(EXT *Ext)
{
    LOCK(Ext);
    Ext->^Count++;
}
`),
    ).toEqual([
      "driver.c:7 runs at DISPATCH_LEVEL",
      "  LOCK sets the level to DISPATCH_LEVEL here (6)",
      "    KeAcquireSpinLock sets the level to DISPATCH_LEVEL here (3)",
    ]);
    expect(
      why(
        `class Guard {
public:
    Guard(EXT *ext) : m_ext(ext) { KeAcquireSpinLock(&m_ext->Lock, &m_ext->Old); }
    ~Guard() { KeReleaseSpinLock(&m_ext->Lock, m_ext->Old); }
private:
    EXT *m_ext;
};
void Use(EXT *Ext)
{
    Guard guard(Ext);
    Ext->^Count++;
}
`,
        "driver.cpp",
      ),
    ).toEqual([
      "driver.cpp:13 runs at DISPATCH_LEVEL",
      "  guard sets the level to DISPATCH_LEVEL here (12)",
      "    KeAcquireSpinLock sets the level to DISPATCH_LEVEL here (5)",
    ]);
  });

  it("names the conditions that it hangs on, those of the place itself left out", () => {
    expect(
      why(`void Use(EXT *Ext)
{
    if (Ext->Count > 0) {
        switch (Ext->Count) {
        case 1:
            if (!Ext->Shared) {
                break;
            } else {
                KeAcquireSpinLock(&Ext->Lock, &Ext->Old);
            }
        }
        Ext->^Count++;
    }
}
`),
    ).toEqual([
      "driver.c:14 may run at DISPATCH_LEVEL, and on other ways at a level that is not known",
      "  KeAcquireSpinLock sets the level to DISPATCH_LEVEL here (11)",
      "    in the case 1 (7)",
      "    where !Ext->Shared does not hold (8)",
      '  nobody in this driver says at which level Use is entered: annotate it with _IRQL_requires_max_, or declare its role, as in "KDEFERRED_ROUTINE Use;" (3)',
    ]);
  });

  it("is told to be lost where a function leaves one or another", () => {
    expect(
      why(`static void Lock(EXT *Ext)
{
    if (Ext->Shared) {
        KeAcquireSpinLock(&Ext->Lock, &Ext->Old);
    } else {
        KeRaiseIrql(APC_LEVEL, &Ext->Old);
    }
}
void Use(EXT *Ext)
{
    Lock(Ext);
    Ext->^Count++;
}
`),
    ).toEqual([
      "driver.c:14 runs at a level that is not known",
      "  Lock leaves one of several levels here, and nobody can tell which (13)",
    ]);
  });
});

describe("the level of the entry", () => {
  it("is told by what says so, at PASSIVE_LEVEL too", () => {
    expect(
      why(
        "DRIVER_INITIALIZE DriverEntry;\nNTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING P)\n{\n    return^ 0;\n}\n",
      ),
    ).toEqual([
      "driver.c:6 runs at PASSIVE_LEVEL",
      "  DriverEntry is a DRIVER_INITIALIZE, which the system calls at PASSIVE_LEVEL (3)",
    ]);
  });

  it("is narrower where something was called that may be called at some levels only", () => {
    expect(why("void Use(EXT *Ext)\n{\n    PAGED_CODE();\n    Ext->^Count++;\n}\n")).toEqual([
      "driver.c:6 runs at APC_LEVEL or below",
      "  PAGED_CODE may be called at APC_LEVEL or below only, so that it is the level from here on (5)",
    ]);
    expect(
      why(`_IRQL_requires_max_(DISPATCH_LEVEL)
void Use(EXT *Ext)
{
    if (KeGetCurrentIrql() == DISPATCH_LEVEL) {
        Ext->^Count++;
    }
}
`)?.slice(0, 2),
    ).toEqual(["driver.c:7 runs at DISPATCH_LEVEL", "  where KeGetCurrentIrql() == DISPATCH_LEVEL holds (6)"]);
  });

  it("is asked for in a function's head, and wherever its name stands outside of functions", () => {
    const text = "KDEFERRED_ROUTINE Dpc;\nvoid Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)\n{\n}\n";
    const answer = [
      "Dpc is entered at DISPATCH_LEVEL",
      "  Dpc is a KDEFERRED_ROUTINE, which the system calls at DISPATCH_LEVEL (3)",
    ];
    expect(why(text.replace("Dpc;", "D^pc;"))).toEqual(answer);
    expect(why(text.replace("PKDPC", "PK^DPC"))).toEqual(answer);
    expect(why(text.replace("{\n", "{\n^"))).toEqual(answer);
  });
});

describe("where the level is not known", () => {
  it("callers are told whose level is known, before those of whom something is missing", () => {
    expect(
      why(`static void Count(EXT *Ext)
{
    Ext->^Count++;
}
void Nobody(EXT *Ext)
{
    Count(Ext);
}
KDEFERRED_ROUTINE Dpc;
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)
{
    Count(C);
}
`),
    ).toEqual([
      "driver.c:5 may run at DISPATCH_LEVEL, and on other ways at a level that is not known",
      "  Dpc calls Count here at DISPATCH_LEVEL (14)",
      "    Dpc is a KDEFERRED_ROUTINE, which the system calls at DISPATCH_LEVEL (11)",
      "  Nobody calls Count here, at a level that is not known (9)",
      '    nobody in this driver says at which level Nobody is entered: annotate it with _IRQL_requires_max_, or declare its role, as in "KDEFERRED_ROUTINE Nobody;" (7)',
    ]);
  });

  it("says who may call it without being seen", () => {
    expect(
      why(`typedef void (*ROUTINE)(EXT *Ext);
static void Count(EXT *Ext)
{
    Ext->^Count++;
}
void Give(void (*Take)(ROUTINE R))
{
    Take(Count);
}
`)?.slice(2),
    ).toEqual(["    Give takes its address here (10)"]);
  });

  it("follows what makes it unknown into the driver's own functions", () => {
    expect(
      why(`static void Back(EXT *Ext)
{
    KeLowerIrql(Ext->Old);
}
KDEFERRED_ROUTINE Dpc;
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)
{
    EXT *Ext = C;
    Back(Ext);
    Ext->^Count++;
}
`)?.slice(0, 2),
    ).toEqual([
      "driver.c:12 runs at a level that is not known",
      "  Back goes back to the level here that Ext->Old held when Dpc began, and nobody knows which (11)",
    ]);
  });

  it("says so of a function that cannot be read, and of code that is never reached", () => {
    expect(why("void Use(EXT *Ext)\n{\n    Ext->^Count++ ++ (;\n}\n")?.[1]).toContain("cannot be read");
    expect(why("void Use(EXT *Ext)\n{\n    return;\n    Ext->^Count++;\n}\n")?.[1]).toContain(
      "none that control can come to",
    );
  });

  it("has no answer outside of functions, and none for code that is no kernel's", () => {
    expect(why("^int Global;\n")).toBeUndefined();
    const user = openUnit([{ path: "app.c", text: "int main(void) { return 0; }\n" }], { kind: "windows-user" });
    expect(whyAt(user, "app.c", 20)).toBeUndefined();
  });
});

describe("a place", () => {
  const text =
    "KDEFERRED_ROUTINE Dpc;\nvoid Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)\n{\n    ((EXT *)C)->Count++; // counted\n\n    ((EXT *)C)->Count--;\n}\n";

  it("is the statement of its line, else the next one", () => {
    expect(why(text.replace("// counted", "// coun^ted"))?.[0]).toBe("driver.c:6 runs at DISPATCH_LEVEL");
    expect(why(text.replace("    ((EXT", "^    ((EXT"))?.[0]).toBe("driver.c:6 runs at DISPATCH_LEVEL");
    expect(why(text.replace("counted\n\n", "counted\n^\n"))?.[0]).toBe("driver.c:8 runs at DISPATCH_LEVEL");
  });
});
