/** Which lines are marked: the letter before each line is what the gutter says, small where it is not certain. */
import { describe, expect, it } from "vitest";
import type { Mark } from "../../../../server/src/engine/reading/levels/level.ts";
import { LineMarks } from "../../../../server/src/engine/reading/levels/marked-lines.ts";
import type { UnitSession } from "../../../../server/src/engine/unit-session.ts";
import { edit, openFile } from "./one-file.ts";

const letters: Readonly<Record<Mark, string>> = { apc: "a", dispatch: "d", device: "i", high: "h", atomic: "x" };

/** The text of lines that begin with a column for their letter. */
const plain = (marked: string): string => marked.replace(/^.\|/gm, "");

function shown(session: UnitSession, marks = new LineMarks(session)): string {
  const text = session.text("driver.c") ?? "";
  const lines = text.split("\n");
  const columns = lines.map(() => " ");
  for (const { first, last, level } of marks.of("driver.c") ?? []) {
    for (let line = first; line <= last; line++) {
      expect(columns[line], `line ${line} is in two runs`).toBe(" ");
      const letter = letters[level.mark ?? "apc"];
      columns[line] = level.isCertain ? letter.toUpperCase() : letter;
    }
  }
  return lines.map((line, index) => (index === lines.length - 1 ? line : `${columns[index]}|${line}`)).join("\n");
}

/** The marked lines on which a statement begins. */
const begun = (session: UnitSession, marks = new LineMarks(session)): readonly string[] => {
  const lines = (session.text("driver.c") ?? "").split("\n");
  return (marks.of("driver.c") ?? []).flatMap(({ statements }) => statements.map((line) => (lines[line] ?? "").trim()));
};

const open = (marked: string): UnitSession => openFile(plain(marked));

const locked = ` |#include <ntddk.h>
 |KSPIN_LOCK Lock;
 |ULONG Count;
 |
 |void UnderLock(PULONG Other)
 |{
 |    KIRQL old;
 |
 |    Count = 0;
 |    KeAcquireSpinLock(
 |        &Lock,
 |        &old);
D|    if (Count > 1) {
D|
D|        // More than one.
D|        Count = 1;
D|    }
D|    else
D|    {
D|        Count = 2;
D|    }
D|    for (ULONG i = 0;
D|         i < 3;
D|         i++)
D|        Count++;
D|    KeReleaseSpinLock(&Lock,
D|        old);
 |    // Behind it.
 |    *Other = 2;
 |    KeAcquireSpinLock(&Lock, &old); Count++;
D|    KeReleaseSpinLock(&Lock, old);
 |}
`;

describe("marked lines", () => {
  it("are those behind the line that takes a lock, up to the one that releases it", () => {
    // The level of a line is that before its statements, the highest of several.
    const expected = locked.replace(
      " |    KeAcquireSpinLock(&Lock, &old); C",
      "D|    KeAcquireSpinLock(&Lock, &old); C",
    );
    expect(shown(open(locked))).toBe(expected);
  });

  it("of functions that are entered above PASSIVE_LEVEL are all from brace to brace", () => {
    const dpc = ` |#include <ntddk.h>
 |KDEFERRED_ROUTINE Dpc;
 |_Use_decl_annotations_
 |void
 |Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)
 |/* Head. */
D|{
D|    ULONG count;
D|
D|    // Only one.
D|    count = 1;
D|    if (count > 0) { return; }
D|}
 |
 |void Helper(void);
`;
    expect(shown(open(dpc))).toBe(dpc);
  });

  it("say on which of them a statement begins", () => {
    const session = open(locked);
    const marks = new LineMarks(session);
    const lines = [
      ...["if (Count > 1) {", "Count = 1;", "Count = 2;", "for (ULONG i = 0;", "Count++;"],
      ...["KeReleaseSpinLock(&Lock,", "KeReleaseSpinLock(&Lock, old);"],
    ];
    expect(begun(session, marks)).toEqual(lines.toSpliced(-1, 0, "KeAcquireSpinLock(&Lock, &old); Count++;"));
    edit(
      session,
      "        Count = 1;\n",
      "        // Two\n        // lines.\n        Count = 1;\n        if (Count (\n",
    );
    // While it is typed into: those below are where they were.
    expect(begun(session, marks)).toEqual(expect.arrayContaining(["for (ULONG i = 0;", "Count++;", "Count = 2;"]));
  });

  it("say where a level is possible alone", () => {
    const either = ` |#include <ntddk.h>
 |KSPIN_LOCK Lock;
 |_IRQL_requires_max_(DISPATCH_LEVEL)
 |void Either(PULONG Count)
d|{
d|    KIRQL old;
d|    KeAcquireSpinLock(&Lock, &old);
D|    (*Count)++;
D|    KeReleaseSpinLock(&Lock, old);
d|    (*Count)++;
d|}
`;
    expect(shown(open(either))).toBe(either);
  });

  it("leave out what is not compiled, and what is known to run at PASSIVE_LEVEL or is never reached", () => {
    const some = ` |#include <ntddk.h>
 |KSPIN_LOCK Lock;
 |ULONG Count;
 |void Some(void)
 |{
 |    KIRQL old;
 |    KeAcquireSpinLock(&Lock, &old);
D|    Count++;
 |#if 0
 |    Count = 1;
 |    Count = 2;
D|#else
D|    Count = 3;
D|#endif
D|    if (Count > 4) {
D|        goto out;
D|    }
D|    goto out;
D|out:
D|    KeReleaseSpinLock(&Lock, old);
 |    return;
 |    Count = 4;
 |}
`;
    expect(shown(open(some))).toBe(some);
  });

  it("follow callers, and edits above them", () => {
    const session = open(` |#include <ntddk.h>
 |KDEFERRED_ROUTINE Dpc;
 |static ULONG Count;
 |static void Helper(void)
D|{
D|    Count++;
D|}
 |void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)
D|{
D|    Helper();
D|}
`);
    const marks = new LineMarks(session);
    expect(shown(session, marks)).toContain("D|    Count++;");
    edit(session, "static ULONG", "\n\nstatic ULONG");
    expect(shown(session, marks)).toContain(" |static void Helper(void)\nD|{\nD|    Count++;\nD|}\n |void Dpc");
    edit(session, "    Helper();", "    Count = 0;");
    expect(shown(session, marks)).toContain(" |{\n |    Count++;\n |}\n |void Dpc");
  });

  it("of a function that is being typed into stay where they were, and move with its lines", () => {
    const session = open(locked);
    const marks = new LineMarks(session);
    shown(session, marks);
    edit(session, "        Count = 1;\n", "        Count = 1;\n        if (Count (\n");
    const broken = shown(session, marks);
    expect(broken).toContain(" |        &old);\nD|    if (Count > 1) {");
    expect(broken).toContain("D|        if (Count (\nD|    }");
    expect(broken).toContain("D|    KeReleaseSpinLock(&Lock,\nD|        old);\n |    // Behind it.");
    edit(session, "        if (Count (\n", "");
    expect(shown(session, marks)).toBe(shown(open(locked)));
  });

  it("of a function whose caller is being typed into stay too", () => {
    const session = open(` |#include <ntddk.h>
 |KDEFERRED_ROUTINE Dpc;
 |static ULONG Count;
 |static void Helper(void)
 |{
 |    Count++;
 |}
 |void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)
 |{
 |    Helper();
 |}
`);
    const marks = new LineMarks(session);
    const before = shown(session, marks);
    expect(before).toContain("D|    Count++;");
    edit(session, "    Helper();\n", "    Helper();\n    if (Count (\n");
    expect(shown(session, marks)).toContain(" |static void Helper(void)\nD|{\nD|    Count++;\nD|}");
  });
});
