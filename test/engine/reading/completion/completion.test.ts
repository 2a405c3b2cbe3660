/** The functions that a name may become: which are listed, what is said of each, in which order. */
import { describe, expect, it } from "vitest";
import {
  type Completion,
  type Completions,
  completionCard,
  completionsAt,
} from "../../../../server/src/engine/reading/completion/completion.ts";
import { openUnit, type SourceText, type UnitSettings } from "../../../support/engine.ts";

const windows = `#include <ntddk.h>
typedef struct _EXT { KSPIN_LOCK Lock; ULONG Count; HANDLE File; } EXT;
_IRQL_requires_(PASSIVE_LEVEL)
void ZwOwnPassive(EXT *Ext) { Ext->Count = 0; }
void ZwOwnPlain(EXT *Ext) { Ext->Count++; }
static void ZwOwnDeep(EXT *Ext) { ZwClose(Ext->File); }
`;
/** A function with a spin lock around these lines. */
const locked = (lines: string): string => `${windows}
void Work(EXT *Ext, ULONG n)
{
    KIRQL old;
    KeAcquireSpinLock(&Ext->Lock, &old);
${lines}
    KeReleaseSpinLock(&Ext->Lock, old);
}
`;
const passive = (lines: string): string => `${windows}
_IRQL_requires_(PASSIVE_LEVEL)
void Work(EXT *Ext, ULONG n)
{
${lines}
}
`;

/** What is offered at `|`, which is taken out of the text first. */
function offered(
  marked: string,
  settings: UnitSettings = {},
  others: readonly SourceText[] = [],
  path = "driver.c",
): Completions | undefined {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return completionsAt(openUnit([{ path, text }, ...others], settings), path, offset);
}
const names = (found: Completions | undefined): readonly string[] => found?.items.map(({ name }) => name) ?? [];
function item(found: Completions | undefined, name: string): Completion {
  const one = found?.items.find((each) => each.name === name);
  if (one === undefined) {
    throw new Error(`${name} is not offered`);
  }
  return one;
}

describe("under a spin lock", () => {
  const found = offered(locked("    ZwC|"));

  it("a function with its contract is offered, and one that is not for the level says so and why", () => {
    const { label, detail, isDeprecated } = item(found, "ZwClose");
    expect(label).toBe("not at DISPATCH_LEVEL");
    expect(detail).toBe(
      "not at DISPATCH_LEVEL: ZwClose may be called at PASSIVE_LEVEL only; KeAcquireSpinLock sets the level to DISPATCH_LEVEL (driver.c:11) · PASSIVE_LEVEL · wdm.h",
    );
    // It is not deprecated: nothing is struck through.
    expect(isDeprecated).toBe(false);
  });

  it("what may be called is not marked", () => {
    const { label, detail } = item(offered(locked("    KeSetEv|")), "KeSetEvent");
    expect(label).toMatch(/^<= DISPATCH_LEVEL/);
    expect(detail).toMatch(/^DISPATCH_LEVEL or below.* · wdm\.h/);
    expect(detail).not.toContain("not at");
  });

  it("those that cannot be called come behind all others", () => {
    const list = offered(locked("    Ex|"));
    const marks = list?.items.map(({ label }) => label?.startsWith("not at") === true) ?? [];
    expect(marks.indexOf(true)).toBeGreaterThan(0);
    expect(marks.slice(marks.indexOf(true))).not.toContain(false);
    const order = list?.items.map(({ sortText }) => sortText) ?? [];
    expect(order).toEqual([...order].sort());
  });

  it("the driver's own functions are judged by their annotations and by what they call", () => {
    const own = offered(locked("    ZwOwn|"));
    expect(names(own)).toEqual(["ZwOwnPlain", "ZwOwnDeep", "ZwOwnPassive"]);
    expect(item(own, "ZwOwnPlain").label).toBeUndefined();
    expect(item(own, "ZwOwnDeep").detail).toMatch(
      /^not at DISPATCH_LEVEL: it leads to ZwClose, which may be called at PASSIVE_LEVEL only; .* · PASSIVE_LEVEL · driver\.c$/,
    );
    expect(item(own, "ZwOwnPassive").detail).toMatch(
      /^not at DISPATCH_LEVEL: it is annotated for PASSIVE_LEVEL at most/,
    );
  });

  it("levels that hang on arguments are shown and mark nothing", () => {
    const wait = item(offered(locked("    KeWaitForSi|")), "KeWaitForSingleObject");
    expect(wait.label).not.toContain("not at");
    expect(wait.label).toContain("with conditions");
  });
});

describe("at PASSIVE_LEVEL", () => {
  it("what needs a higher level is marked, and nothing else", () => {
    const list = offered(passive("    KeAcquireSpin|"));
    expect(item(list, "KeAcquireSpinLockAtDpcLevel").label).toBe("not at PASSIVE_LEVEL");
    expect(item(list, "KeAcquireSpinLockAtDpcLevel").detail).toContain("may be called at DISPATCH_LEVEL or above only");
    expect(item(list, "KeAcquireSpinLock").label).toBe("<= DISPATCH_LEVEL");
    expect(item(offered(passive("    ZwC|")), "ZwClose").label).toBe("PASSIVE_LEVEL");
  });
});

describe("where the level is not known", () => {
  it("nothing is marked", () => {
    const list = offered(locked("").replace("{\n    KIRQL old;", "{\n    Ex|\n    KIRQL old;"));
    expect(list?.items.length).toBeGreaterThan(50);
    expect(list?.items.filter(({ label }) => label?.startsWith("not"))).toEqual([]);
  });
});

describe("deprecated and newer functions", () => {
  it("are told apart: the first are deprecated, the others are not in the oldest Windows of the driver", () => {
    const list = offered(passive("    ExAllocatePool|"), { target: "6.1" });
    expect(item(list, "ExAllocatePoolWithTag").isDeprecated).toBe(true);
    expect(item(list, "ExAllocatePoolWithTag").detail).toContain("deprecated: use ExAllocatePool2");
    const newer = item(list, "ExAllocatePool2");
    expect(newer.isDeprecated).toBe(false);
    expect(newer.label).toBe("not in Windows 7");
    expect(newer.sortText > item(list, "ExAllocatePoolWithTag").sortText).toBe(true);
    expect(item(offered(passive("    ExAllocatePool|")), "ExAllocatePool2").label).not.toContain("not");
  });
});

describe("where names are offered", () => {
  it.each([
    ["alone on a line", "    Ex|"],
    ["in a condition", "    if (Ex|"],
    ["as an argument", "    Foo(n, Ex|);"],
    ["behind return", "    return Ex|"],
    ["behind a cast", "    n = (ULONG)Ex|;"],
    ["behind a sign", "    n = -Ex|;"],
    ["as a factor", "    n = n * Ex|;"],
    ["in an initialiser", "    ULONG a = 1, b = Ex|;"],
    ["behind else", "    if (n) n = 1; else Ex|"],
    ["in the middle of a word", "    Ex|Allo(n);"],
  ])("%s", (_, lines) => {
    expect(names(offered(locked(lines)))).toContain("ExAllocatePool2");
  });

  it.each([
    ["a member", "    Ext->Ex|"],
    ["a member of an object", "    ext.Ex|"],
    ["a comment", "    // Ex|"],
    ["a string", '    Foo("Ex|");'],
    ["a directive", "#if Ex|\n#endif"],
    ["a macro's body", "#define F Ex|"],
    ["code that is not compiled", "#if 0\n    Ex|\n#endif"],
    ["a label that is gone to", "    goto Ex|"],
    ["a variable's declaration", "    ULONG Ex|"],
    ["a pointer's declaration", "    EXT *Ex|"],
    ["the second of a declaration", "    ULONG a, Ex|"],
    ["a structure's name", "    struct Ex|"],
    ["a number", "    n = 0Ex|;"],
  ])("not in %s", (_, lines) => {
    expect(offered(locked(lines))).toBeUndefined();
  });

  it("not outside of functions, nor in a structure, nor in user mode", () => {
    expect(offered(`${windows}Ex|\n`)).toBeUndefined();
    expect(offered(`${windows}struct S { Ex| };\n`)).toBeUndefined();
    expect(offered(`${windows}void Ex|(void) { }\n`)).toBeUndefined();
    expect(offered(`${windows}void F(ULONG Ex|) { }\n`)).toBeUndefined();
    expect(offered(locked("    Ex|"), { kind: "windows-user" })).toBeUndefined();
  });

  it("not behind :: in C++, and in methods", () => {
    const text = (lines: string): string => `#include <ntddk.h>
class Queue { void Fill(int n); void FillMore() { } };
void Queue::Fill(int n)
{
${lines}
}
`;
    expect(offered(text("    Queue::Fi|"), {}, [], "queue.cpp")).toBeUndefined();
    expect(names(offered(text("    Fill|"), {}, [], "queue.cpp"))).toContain("FillMore");
    expect(names(offered(text("    Ex|"), {}, [], "queue.cpp"))).toContain("ExFreePool");
  });
});

describe("which names are offered", () => {
  it("one letter gives nothing yet, and is asked again", () => {
    expect(offered(locked("    E|"))).toMatchObject({ items: [], isIncomplete: true });
  });

  it("as many as somebody looks through, and all of them where they are fewer", () => {
    const many = offered(locked("    Rt|"));
    expect(many?.items.length).toBe(300);
    expect(many?.isIncomplete).toBe(true);
    const few = offered(locked("    ExAcq|"));
    expect(few?.isIncomplete).toBe(false);
    expect(names(few).every((name) => name.startsWith("ExAcq"))).toBe(true);
  });

  it("in any case of letters, and with the whole word to be replaced", () => {
    const found = offered(locked("    exacq|uire(n);"));
    expect(names(found)).toContain("ExAcquireFastMutex");
    const text = locked("    exacq|uire(n);");
    expect(found?.typed).toEqual({ start: text.indexOf("exacq"), end: text.indexOf("(n)") - 1, prefix: "exacq" });
  });

  it("what the driver defines itself is its own, and names of the function's own variables are none", () => {
    const text = `${windows}void ExFreePool(void *P) { }\nvoid Work(void *ExRaiseStatus)\n{\n    Ex|\n}\n`;
    expect(names(offered(text)).filter((name) => name === "ExFreePool")).toHaveLength(1);
    expect(item(offered(text), "ExFreePool").detail).toBe("driver.c");
    expect(names(offered(text))).not.toContain("ExRaiseStatus");
  });

  it("a static function of another file is not", () => {
    const other = { path: "other.c", text: "static void ExMine(void) { }\nvoid ExShared(void) { }\n" };
    const found = names(offered(locked("    Ex|"), {}, [other]));
    expect(found).toContain("ExShared");
    expect(found).not.toContain("ExMine");
  });

  it("what the driver includes comes before what it does not", () => {
    const text = passive("    Fl|");
    expect(item(offered(text), "FltGetRoutineAddress").sortText).toMatch(/^~1/);
    expect(item(offered(text.replace("ntddk.h", "fltkernel.h")), "FltGetRoutineAddress").sortText).toMatch(/^~0/);
    const list = offered(passive("    Wdf|").replace("#include <ntddk.h>", "#include <ntddk.h>\n#include <wdf.h>"));
    expect(list?.items[0]?.sortText).toMatch(/^~0wdf/);
    expect(offered(passive("    Wdf|"))?.items[0]?.sortText).toMatch(/^~1wdf/);
  });
});

describe("Linux", () => {
  const text = (lines: string): string => `#include <linux/module.h>
#include <linux/spinlock.h>
struct dev { spinlock_t lock; int n; };
static void kdeep(struct dev *d) { msleep(10); }
static void kplain(struct dev *d) { d->n++; }
static int work(struct dev *d)
{
	unsigned long flags;
	spin_lock_irqsave(&d->lock, flags);
${lines}
	spin_unlock_irqrestore(&d->lock, flags);
	return 0;
}
`;
  const at = (lines: string) => offered(text(lines), { kind: "linux-kernel" });

  it("says what sleeps, and marks it where nothing may", () => {
    const { label, detail } = item(at("\tmsl|"), "msleep");
    expect(label).toBe("not under a spin lock");
    expect(detail).toMatch(/^not under a spin lock: msleep may sleep; .* · may sleep · <linux\/delay\.h>$/);
    expect(item(at("\tkma|"), "kmalloc").label).toBe("may sleep, by its gfp flags");
    expect(item(at("\tudel|"), "udelay").label).toBe("does not sleep");
  });

  it("judges the module's own functions by what they call", () => {
    expect(item(at("\tkdee|"), "kdeep").detail).toMatch(/^not under a spin lock: it leads to msleep, which may sleep/);
    expect(item(at("\tkplai|"), "kplain").label).toBeUndefined();
  });
});

describe("what is said of a name that is looked at", () => {
  const session = openUnit([{ path: "driver.c", text: locked("") }]);
  it("is what a hover says", () => {
    expect(completionCard(session, "driver.c", "ZwClose")?.markdown).toMatch(/PASSIVE\\_LEVEL|`PASSIVE_LEVEL`/);
    expect(completionCard(session, "driver.c", "ZwOwnPassive")?.plaintext).toContain("PASSIVE_LEVEL");
    expect(completionCard(session, "driver.c", "NoSuchThing")).toBeUndefined();
    const linux = openUnit([{ path: "a.c", text: "" }], { kind: "linux-kernel" });
    expect(completionCard(linux, "a.c", "msleep")?.plaintext).toContain("May sleep");
  });
});
