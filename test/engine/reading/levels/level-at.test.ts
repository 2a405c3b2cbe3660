/** The level at a place where somebody is typing: what is half written there stands for nothing. */
import { describe, expect, it } from "vitest";
import { openUnit, type SourceText } from "../../../support/engine.ts";

/** The level at `|`, which is taken out of the text first. */
function levelAt(marked: string, path = "driver.c", others: readonly SourceText[] = []): string | undefined {
  const offset = marked.indexOf("|>") < 0 ? marked.indexOf("|") : marked.indexOf("|>");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return openUnit([{ path, text }, ...others]).levelAt(path, offset)?.level?.text;
}

const head = `#include <ntddk.h>
typedef struct _EXT { KSPIN_LOCK Lock; ULONG Count; LIST_ENTRY List; ULONG *Data; } EXT;
KDEFERRED_ROUTINE Dpc;
`;
/** A function whose lines are these; it may be entered at any level. */
const inFunction = (lines: string): string => `${head}NTSTATUS Work(EXT *Ext, ULONG n)
{
    KIRQL old;
    NTSTATUS status = STATUS_SUCCESS;
${lines}
    return status;
}
void After(EXT *Ext) { Ext->Count++; }
`;
/** Under a spin lock that is released behind. */
const locked = (lines: string): string =>
  inFunction(`    KeAcquireSpinLock(&Ext->Lock, &old);
${lines}
    KeReleaseSpinLock(&Ext->Lock, old);`);

describe("under a spin lock", () => {
  const places: readonly (readonly [string, string])[] = [
    ["a word alone on its line", "    Zw|"],
    ["a word before another statement", "    Zw|\n    Ext->Count = 1;"],
    ["a word before a call", "    Zw|\n    After(Ext);"],
    ["a word before what could be its arguments", "    Zw|\n    (*Ext->Data)++;"],
    ["a word before what could be its factor", "    status = Zw|\n    *Ext->Data = 1;"],
    ["a word before a declaration that could be its own", "    Zw|\n    old = old;"],
    ["an unfinished call", "    ZwClose(Ex|"],
    ["an unfinished call with a closing parenthesis", "    ZwClose(Ex|)\n    After(Ext);"],
    ["an unfinished call within another", "    status = Foo(n, Bar(Ex|\n    After(Ext);"],
    ["a call without semicolon", "    Zw|(n)\n    Ext->Count = 1;"],
    ["a whole call", "    Zw|(n);"],
    ["an argument on a line of its own", "    Foo(n,\n        Ex|\n    );\n    After(Ext);"],
    ["an argument in the middle of lines", "    Foo(n,\n        Ex|,\n        1);\n    After(Ext);"],
    ["the middle of an expression", "    status = n + Ex| * 2;"],
    ["the middle of an expression without end", "    status = n + Ex| *\n    After(Ext);"],
    ["an assignment", "    status = Zw|"],
    ["an initialiser", "    ULONG m = Ex|"],
    ["an initialiser list", "    ULONG m[] = { 1, Ex| };"],
    ["an initialiser list without end", "    ULONG m[] = { 1, Ex|\n    After(Ext);"],
    ["an index", "    Ext->Data[Ex|] = 1;"],
    ["an index without end", "    Ext->Data[Ex|"],
    ["a condition", "    if (Ex|) { n = 1; }"],
    ["a condition without end", "    if (Ex|"],
    ["a condition without a statement", "    if (Ex|)"],
    ["a condition before a block", "    if (n > 1 && Ex| {\n        n = 2;\n    }"],
    ["a branch without braces", "    if (n)\n        Ex|"],
    ["an else without braces", "    if (n)\n        n = 1;\n    else\n        Ex|"],
    ["a block in a block", "    if (n) {\n        if (n > 2) {\n            Ex|\n        }\n    }"],
    ["a return", "    return Ex|"],
    ["a switch", "    switch (n) {\n    case 1:\n        Ex|\n        break;\n    default:\n        break;\n    }"],
    ["the condition of a loop", "    while (Ex|) { n++; }"],
    ["the middle part of a for", "    for (n = 0; Ex|; n++) { status++; }"],
    ["the body of a loop", "    for (n = 0; n < 3; n++) {\n        Ex|\n        status++;\n    }"],
    ["the body of a loop without braces", "    while (n--)\n        Ex|"],
    ["a do", "    do {\n        Ex|\n    } while (n--);"],
    ["behind a label", "again:\n    Ex|\n    if (n--) goto again;"],
    ["a conditional expression", "    status = n ? Ex| : 0;"],
    ["a cast", "    status = (NTSTATUS)Ex|"],
    ["a macro's argument", "    NT_ASSERT(Ex|"],
    ["before a directive", "    Ex|\n#if DBG\n    n = 1;\n#endif"],
    ["behind code that is not compiled", "#if 0\n    if (n) {\n#endif\n    Ex|"],
    ["beside comments", "    /* it's { */ Ex| // and ( so\n    After(Ext);"],
    ["a __try", "    __try {\n        Ex|\n    } __except (EXCEPTION_EXECUTE_HANDLER) { n = 1; }"],
    ["the end of a line with an operator", "    status = Ex| &&\n        n;"],
    ["before an operator on the next line", "    status = Ex|\n        && n;"],
    ["the number of a statement", "    n = 0;Ex|"],
  ];
  it.each(places)("%s is at DISPATCH_LEVEL", (_, lines) => {
    expect(levelAt(locked(lines))).toBe("DISPATCH_LEVEL");
  });

  it("is found without the block's end, and without the function's", () => {
    expect(levelAt(locked("    if (n) {\n        Ex|"))).toBe("DISPATCH_LEVEL");
    expect(levelAt(locked("    __try {\n        Ex|"))).toBe("DISPATCH_LEVEL");
    const text = locked("    Ex|");
    expect(levelAt(text.slice(0, text.indexOf("|") + 1))).toBe("DISPATCH_LEVEL");
  });
});

describe("levels that change", () => {
  it("are those before what is typed, not behind it", () => {
    const lines = (first: string, second: string, third: string): string =>
      inFunction(`    PAGED_CODE();
${first}
    KeAcquireSpinLock(&Ext->Lock, &old);
${second}
    KeReleaseSpinLock(&Ext->Lock, old);
${third}`);
    const annotated = (text: string): string =>
      text.replace("NTSTATUS Work", "_IRQL_requires_(PASSIVE_LEVEL)\nNTSTATUS Work");
    expect(levelAt(annotated(lines("    Ex|", "", "")))).toBe("PASSIVE_LEVEL");
    expect(levelAt(annotated(lines("", "    Ex|", "")))).toBe("DISPATCH_LEVEL");
    expect(levelAt(annotated(lines("", "", "    Ex|")))).toBe("PASSIVE_LEVEL");
    expect(levelAt(annotated(lines("", "", "    status = Foo(Ex|")))).toBe("PASSIVE_LEVEL");
  });

  it("come round in loops", () => {
    const loop = (typed: string, before: string, after: string): string =>
      inFunction(`    KeAcquireSpinLock(&Ext->Lock, &old);
    for (;;) {
${before}
        ${typed}
${after}
    }`).replace("NTSTATUS Work", "_IRQL_requires_(PASSIVE_LEVEL)\nNTSTATUS Work");
    const both = "        KeReleaseSpinLock(&Ext->Lock, old);\n        KeAcquireSpinLock(&Ext->Lock, &old);";
    expect(levelAt(loop("Ex|", both, ""))).toBe("DISPATCH_LEVEL");
    const releases = "        if (n--) { KeReleaseSpinLock(&Ext->Lock, old); continue; }";
    expect(levelAt(loop("Ex|", "", releases))).toBe("DISPATCH_LEVEL or below");
    // What is behind cannot be read: whether it comes round is not known.
    expect(levelAt(loop("Ex|", "", "        if (n { ) continue;"))).toBeUndefined();
  });

  it("are not known behind what cannot be read", () => {
    expect(levelAt(inFunction("    KeAcquireSpinLock(&Ext->Lock, &old;\n    n = 1;\n    Ex|"))).toBeUndefined();
  });
});

describe("how the function is entered", () => {
  const dpc = `void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)\n{\n    Ex|\n}\n`;
  it("is known by its role", () => {
    expect(levelAt(head + dpc)).toBe("DISPATCH_LEVEL");
  });

  it("is known where it is handed to the system", () => {
    const setUp = "void SetUp(PKDPC D) { KeInitializeDpc(D, Other, 0); }\n";
    const other = dpc.replace("Dpc", "Other");
    expect(levelAt(`#include <ntddk.h>\nvoid Other(PKDPC D, PVOID C, PVOID A, PVOID B);\n${setUp}${other}`)).toBe(
      "DISPATCH_LEVEL",
    );
  });

  it("is known by its callers", () => {
    const helper = "static void Helper(EXT *Ext)\n{\n    Ex|\n    Ext->Count++;\n}\n";
    const caller = "void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B) { Helper(C); }\n";
    expect(levelAt(head + helper + caller)).toBe("DISPATCH_LEVEL");
    expect(levelAt(head + helper)).toBeUndefined();
  });
});

describe("C++", () => {
  const text = (body: string): string => `#include <ntddk.h>
namespace io {
class Queue {
public:
    _IRQL_requires_(DISPATCH_LEVEL) void Drain();
    void Fill() { KIRQL old; KeRaiseIrql(DISPATCH_LEVEL, &old); ${body} KeLowerIrql(old); }
private:
    ULONG count;
};
void Queue::Drain()
{
    auto each = [&](int n) { count += n; };
    each(1);
    ${body.replace("|", "")}
}
}
`;
  it("knows methods in their class and behind it", () => {
    expect(levelAt(text("Ex|\n"), "queue.cpp")).toBe("DISPATCH_LEVEL");
    const outside = text("Ex\n").replace("each(1);\n    Ex", "each(1);\n    Ex|");
    expect(levelAt(outside, "queue.cpp")).toBe("DISPATCH_LEVEL");
    const last = outside.replace("    Ex|\n", "    Ex|");
    expect(levelAt(last, "queue.cpp")).toBe("DISPATCH_LEVEL");
  });
});

describe("nothing is said", () => {
  it.each([
    ["outside of functions", `${head}Ex|\n`],
    ["in a structure", `${head}struct S {\n    Ex|\n};\n`],
    ["in a comment", locked("    /* Ex| */")],
    ["in the constant of a case", locked("    switch (n) {\n    case Ex|\n        break;\n    }")],
    ["in a string", locked('    Foo("Ex|");')],
    ["in a directive", locked("#if Ex|\n#endif")],
    ["in code that is not compiled", locked("#if 0\n    Ex|\n#endif")],
    ["in a function that is long to read", locked(`${"    Ext->Count++;\n".repeat(5000)}    Ex|`)],
    ["where control never comes", inFunction("    KeAcquireSpinLock(&Ext->Lock, &old);\n    return 0;\n    Ex|")],
    ["where nobody says how the function is entered", inFunction("    Ex|")],
  ])("%s", (_, text) => {
    expect(levelAt(text)).toBeUndefined();
  });
});
