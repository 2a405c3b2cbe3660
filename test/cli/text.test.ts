/** How findings read at a terminal, also where the sources are hostile. */
import { describe, expect, test } from "vitest";
import { colors } from "../../server/src/cli/colors.ts";
import { formatStats } from "../../server/src/cli/stats.ts";
import { formatFinding, formatText } from "../../server/src/cli/text.ts";
import { findingAt, locate, plain, reportOf, statsOf } from "./support.ts";

const PATH = "/src/drv/io.c";

const SOURCE = `NTSTATUS
DevIo(PDEV dev, HANDLE handle)
{
    KIRQL old;
    KeAcquireSpinLock(&dev->Lock, &old);
    dev->Count++;
    ZwClose(handle);
    return STATUS_SUCCESS;
}
`;

function show(text: string, words: string, more = {}, options = {}): string {
  const [finding] = locate([findingAt(text, words, more)], { [PATH]: text });
  if (finding === undefined) throw new Error("no finding");
  return formatFinding(finding, { ...plain, ...options }, new Set());
}

describe("a finding at a terminal", () => {
  test("shows place, rule, message, the chain of reasons in the source, why and what to do", () => {
    const lock = SOURCE.indexOf("KeAcquireSpinLock");
    const related = [{ path: PATH, start: lock, end: lock + 35, message: "raises the IRQL to DISPATCH_LEVEL here" }];
    expect(show(SOURCE, "ZwClose(handle)", { related })).toBe(
      `io.c:7:5 error irql-too-high: ZwClose is called at DISPATCH_LEVEL, but may run at PASSIVE_LEVEL only (C28121)
    5 |     KeAcquireSpinLock(&dev->Lock, &old);
      |     ^ raises the IRQL to DISPATCH_LEVEL here
    7 |     ZwClose(handle);
      |     ^^^^^^^^^^^^^^^
   A pageable routine at DISPATCH_LEVEL stops the machine with 0xA or 0xD1 as soon as its page is
   out.
   fix: release dev->Lock before the call        driverlens explain irql-too-high

`,
    );
  });

  test("gives a reason in another file its own line", () => {
    const header = "// lock.h\nvoid LockDev(PDEV dev);\n";
    const related = [{ path: "/src/drv/inc/lock.h", start: 15, end: 22, message: "LockDev returns at DISPATCH_LEVEL" }];
    const files = { [PATH]: SOURCE, "/src/drv/inc/lock.h": header };
    const [finding] = locate([findingAt(SOURCE, "ZwClose(handle)", { related, why: "" })], files);
    expect(formatFinding(finding!, plain, new Set())).toBe(
      `io.c:7:5 error irql-too-high: ZwClose is called at DISPATCH_LEVEL, but may run at PASSIVE_LEVEL only (C28121)
    7 |     ZwClose(handle);
      |     ^^^^^^^^^^^^^^^
   inc/lock.h:2:6 LockDev returns at DISPATCH_LEVEL
    2 | void LockDev(PDEV dev);
      |      ^
   fix: release dev->Lock before the call        driverlens explain irql-too-high

`,
    );
  });

  test("opens tabs and counts wide characters, so that the marks stand below what they mean", () => {
    const text = "\tx(); /* 池𝄞 */\tZwClose(handle);\n";
    const lines = show(text, "ZwClose(handle)").split("\n");
    expect(lines[1]).toBe("    1 |     x(); /* 池𝄞 */  ZwClose(handle);");
    // Before the call: 4 + `x(); /* ` 8 + 2 + 1 + ` */` 3, then a tab up to column 20.
    expect(lines[2]).toBe(`      | ${" ".repeat(20)}^^^^^^^^^^^^^^^`);
    expect(lines[0]).toMatch(/^io\.c:1:17 error/);
  });

  test("marks the first line of a range of several lines", () => {
    const text = "a = f(\n  b);\n";
    const lines = show(text, "f(\n  b)").split("\n");
    expect(lines.slice(1, 3)).toEqual(["    1 | a = f(", "      |     ^^"]);
  });

  test("says the same reason once per file", () => {
    const [first, second] = locate([findingAt(SOURCE, "ZwClose"), findingAt(SOURCE, "KeAcquireSpinLock")], {
      [PATH]: SOURCE,
    });
    const told = new Set<string>();
    expect(formatFinding(first!, plain, told)).toContain("A pageable routine");
    expect(formatFinding(second!, plain, told)).not.toContain("A pageable routine");
    expect(formatFinding(second!, { ...plain, detail: "verbose" }, told)).toContain("A pageable routine");
  });

  test("is coloured where asked, and has no escape sequence otherwise", () => {
    expect(show(SOURCE, "ZwClose", {}, { colors: colors("always") })).toContain("\x1b[31m");
    expect(show(SOURCE, "ZwClose")).not.toContain("\x1b");
  });

  test("is one line when quiet", () => {
    expect(show(SOURCE, "ZwClose", {}, { detail: "quiet" }).split("\n")).toHaveLength(2);
  });
});

describe("hostile sources", () => {
  test("a line of a megabyte is cut around the finding", () => {
    const text = `${"a".repeat(500_000)} ZwClose(h); ${"b".repeat(500_000)}\n`;
    const [, line, mark] = show(text, "ZwClose(h)").split("\n");
    expect(line!.length).toBeLessThanOrEqual(100);
    expect(line).toMatch(/^ {4}1 \| …a+ ZwClose\(h\); b+…$/);
    expect(line!.slice(mark!.indexOf("^"), mark!.lastIndexOf("^") + 1)).toBe("ZwClose(h)");
  });

  test("control characters of the source, the message and the path cannot steer the terminal", () => {
    const text = 'x("\x1b]0;owned\x07\u202e\x9b31m\x7f"); ZwClose(h);\n';
    const shown = show(text, "ZwClose(h)", { message: "bad\x1b[2Jname\nnext", advice: "a\rb" });
    expect(shown.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(shown).toContain("␛]0;owned␇<U+202E><U+009B>31m␡");
    const [, line, mark] = shown.split("\n");
    expect(line!.slice(mark!.indexOf("^"), mark!.lastIndexOf("^") + 1)).toBe("ZwClose(h)");
  });

  test("old Mac line ends count as lines", () => {
    expect(show("int a;\rZwClose(h);\r", "ZwClose(h)").split("\n").slice(0, 2)).toEqual([
      expect.stringMatching(/^io\.c:2:1 /),
      "    2 | ZwClose(h);",
    ]);
  });

  test("an empty file, a range beyond the end and a vanished file still give a finding", () => {
    const far = { start: 900, end: 1000 };
    expect(show("", "", far)).toMatch(/^io\.c:1:1 error[^\n]*\n {4}1 \|\n {6}\| \^\n/);
    expect(show("a;\n", "", far)).toMatch(/^io\.c:2:1 error/);
    const [gone] = locate([findingAt("", "", far)], {});
    expect(formatFinding(gone!, plain, new Set())).toMatch(/^io\.c:1:1 error[^\n]*\n {3}A pageable/);
  });

  test("a lone surrogate is replaced", () => {
    expect(show("\ud834 ZwClose(h);\n", "ZwClose(h)").split("\n")[1]).toBe("    1 | \uFFFD ZwClose(h);");
  });
});

describe("the end of the output", () => {
  test("counts findings by severity and rule, and says what was left out", () => {
    const findings = locate(
      [
        findingAt(SOURCE, "ZwClose"),
        findingAt(SOURCE, "dev->Count", { rule: "pool-default-tag", severity: "warning" }),
      ],
      { [PATH]: SOURCE },
    );
    const report = reportOf({
      findings,
      suppressed: findings.slice(0, 1),
      problems: [{ path: "/src/drv/x.c", message: "x" }],
      stats: [
        statsOf("a.c", { brokenFunctions: 1 }),
        statsOf("b.c"),
        statsOf("app.c", { kind: "windows-user" }),
        statsOf("u.c", { kind: "unknown" }),
      ],
      leftOut: new Map([
        ["windows-user", 1],
        ["unknown", 1],
      ]),
    });
    const text = [...formatText(report, plain)].join("");
    expect(text.slice(text.lastIndexOf("\n\n") + 2)).toBe(
      `1 error, 1 warning in 2 files checked, 1.2 s
  1 irql-too-high
  1 pool-default-tag
  1 file left out: neither a Windows nor a Linux driver as far as can be told (--all-kinds checks them)
  1 file left out: user mode
  1 function that could not be read in full: fewer rules looked at them
  1 finding suppressed
  1 input could not be read in full: see the messages
`,
    );
  });

  test("--stats counts by kind and language", () => {
    const stats = [
      statsOf("a.c", { lines: 12_000, brokenFunctions: 2, givenUpFunctions: 4 }),
      statsOf("b.c"),
      statsOf("c.cpp", { language: "cpp" }),
      statsOf("c.h", { language: "cpp" }),
      statsOf("m.c", { kind: "linux-kernel" }),
    ];
    expect(formatStats(stats)).toBe(
      `                        files   lines  functions  files with an unread body    share  functions given up
linux-kernel C              1      40          3                          0   0.00 %                   0
windows-kernel C            2  12,040          6                          1  50.00 %                   4
windows-kernel C++          1      40          3                          0   0.00 %                   0
windows-kernel headers      1      40          3                          0   0.00 %                   0
all                         5  12,160         15                          1  20.00 %                   4
`,
    );
  });
});
