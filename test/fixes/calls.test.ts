/** Fixes that a person has to choose: what each of them writes, and which of them may be taken unasked. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ReportedFix } from "../../server/src/engine/report.ts";
import { parseTemplate } from "../../server/src/fixes/calls/template.ts";
import { parseTable } from "../../server/tools/facts/table.ts";
import { checkText, findingsOf, openUnit, parts, type UnitSettings } from "../support/engine.ts";
import { fixUnit } from "../support/fixes.ts";
import { readFixtures } from "../support/fixtures.ts";

const linux: UnitSettings = { kind: "linux-kernel" };

/** The statement `written` after the first fix whose title has `title`; places to fill in as `<name>`. */
function fixed(written: string, title: string, settings: UnitSettings = {}): string {
  const head = "VOID F(PEXT e, HANDLE h, PCSTR s, PCWSTR w, ULONG n)\n{\n    ";
  const text = `${head}${written}\n}\n`;
  const fixes = checkText(text, settings).flatMap((finding) => finding.fixes);
  const fix = fixes.find((candidate) => candidate.title.includes(title));
  if (fix === undefined) {
    throw new Error(`no "${title}" among: ${fixes.map((one) => one.title).join(", ")}`);
  }
  expect(fix.preferred).toBe(false);
  return apply(text, fix)
    .slice(head.length)
    .replace(/\n\}\n$/, "");
}

function apply(text: string, fix: ReportedFix): string {
  const edits = [...fix.edits].sort((a, b) => b.start - a.start || b.end - a.end);
  // Headers and tags are other tests' matter.
  return edits
    .filter((edit) => !/^\s*#/.test(edit.text))
    .reduce((rest, { start, end, text: plain, snippet }) => {
      const filled = snippet?.replace(/\$\{\d+:((?:\\.|[^}])*)\}/g, "<$1>").replace(/\\([\\$}])/g, "$1") ?? plain;
      return rest.slice(0, start) + filled + rest.slice(end);
    }, text);
}

const titles = (written: string, settings: UnitSettings = {}): readonly string[] =>
  checkText(`VOID F(PSTR s, ULONG n)\n{\n    ${written}\n}\n`, settings).flatMap(({ fixes }) =>
    fixes.map(({ title, preferred }) => (preferred ? `* ${title}` : title)),
  );

describe("fixes of user-mode calls", () => {
  it("puts a macro's parameters in parentheses where they become factors", () => {
    const macro = "#define ZEROED(count, size) calloc(count, (size))\n";
    const text = `${macro}PVOID F(ULONG n) { return ZEROED(n + 1, 4); }\n`;
    const [fix] = checkText(text).flatMap(({ fixes }) => fixes);
    expect(fix && apply(text, fix)).toContain(
      " ExAllocatePool2(POOL_FLAG_NON_PAGED, (count) * (size), TEST_POOL_TAG)\n",
    );
  });

  it.each([
    [
      "with paged pool",
      "s = malloc(n);",
      "s = ExAllocatePool2(POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, n, TEST_POOL_TAG);",
    ],
    ["overflow", "s = calloc(n, 8);", "s = ExAllocatePool2(POOL_FLAG_NON_PAGED, n * 8, TEST_POOL_TAG);"],
    [
      "nonpaged pool",
      "s = VirtualAlloc(NULL, n, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);",
      "s = ExAllocatePool2(POOL_FLAG_NON_PAGED, n, TEST_POOL_TAG);",
    ],
    [
      "old memory to keep",
      "s = realloc(s, n);",
      `{
        PVOID memory = ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED, n, TEST_POOL_TAG);

        if (memory != NULL && s != NULL) {
            RtlCopyMemory(memory, s, <bytesToKeep>);
            ExFreePoolWithTag(s, TEST_POOL_TAG);
        }
        s = memory;
    }`,
    ],
    ["DbgPrintEx", 'printf("%ls", w);', 'DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%ls", w);'],
    ["PASSIVE_LEVEL", "OutputDebugStringW(w);", 'DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%ws", w);'],
    [
      "status code",
      "FormatMessageW(n, NULL, GetLastError(), 0, w, 9, NULL);",
      'DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "status %08lx\\n", <status>);',
    ],
    ["no text", "n = FormatMessageW(n, NULL, 2, 0, w, 9, NULL);", "n = 0;"],
    [
      "ZwCreateFile",
      "h = CreateFileW(w, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);",
      `InitializeObjectAttributes(&<attributes>, &<name>, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
    <status> = ZwCreateFile(&h, GENERIC_READ | SYNCHRONIZE, &<attributes>, &<ioStatus>, NULL, FILE_ATTRIBUTE_NORMAL, FILE_SHARE_READ, FILE_OPEN, FILE_SYNCHRONOUS_IO_NONALERT | FILE_NON_DIRECTORY_FILE, NULL, 0);`,
    ],
    [
      "ZwReadFile",
      "if (!ReadFile(h, e->Buffer, n, &n, NULL)) n = 0;",
      "if (!NT_SUCCESS(ZwReadFile(h, NULL, NULL, NULL, &<ioStatus>, e->Buffer, n, <NULL>, NULL))) n = 0;",
    ],
    ["wcslen", "n = lstrlenW(w);", "n = (int)wcslen(w);"],
    ["last error", "SetLastError(n);", ""],
  ])("%s: %s", (title, written, expected) => {
    expect(fixed(written, title)).toBe(expected);
  });

  it("offers nothing where nothing means the same", () => {
    expect(titles('printf("%f", 1.0);')).toEqual([]);
    expect(titles("Sleep(INFINITE);")).toEqual([]);
    expect(titles("s = VirtualAlloc(NULL, n, MEM_RESERVE, PAGE_NOACCESS);")).toEqual([]);
    expect(titles("n = HeapFree(s, 0, s);")).toEqual([]);
  });

  it("keeps the oldest Windows of the driver in mind", () => {
    const target = { target: "10.0.10240" };
    expect(fixed("s = malloc(n);", "with paged pool", target)).toContain("ExAllocatePoolUninitialized(");
    expect(titles("s = calloc(1, 8);", target)).toContain(
      "Replace calloc with nonpaged pool (not zeroed by Windows before 10, version 2004)",
    );
  });

  it("frees unasked only where no other file would give its memory another tag", () => {
    const free = { path: "free.c", text: "VOID F(PVOID p)\n{\n    free(p);\n}\n" };
    const allocate = { path: "allocate.c", text: "PVOID A(VOID)\n{\n    return malloc(8);\n}\n" };
    const other = { path: "other.c", text: `#define OTHER_POOL_TAG 'rhtO'\n${allocate.text}` };
    const preferred = (...files: readonly (typeof free)[]): readonly boolean[] =>
      findingsOf(openUnit(files), "free.c").flatMap(({ fixes }) => fixes.map((fix) => fix.preferred));
    expect(preferred(free)).toEqual([true]);
    expect(preferred(free, allocate)).toEqual([true]);
    expect(preferred(free, other)).toEqual([false]);
  });
});

describe("a fix of all files", () => {
  const queue = readFixtures(join(import.meta.dirname, "../rules")).find(({ name }) => name === "user-mode-api/lock");

  it("makes critical sections fast mutexes, with their type", () => {
    const session = openUnit(queue?.files ?? []);
    const path = "user-mode-api/lock/queue.c";
    const fixes = findingsOf(session, path).flatMap((finding) => finding.fixes);
    expect(new Set(fixes.map((fix) => JSON.stringify(fix)))).toHaveLength(1);
    const [fix] = fixes;
    const textOf = (file: string): string => queue?.files.find((one) => one.path === file)?.text ?? "";
    const written = fix?.edits.map((edit) => [textOf(edit.path).slice(edit.start, edit.end).trim(), edit.text]);
    expect(written).toContainEqual(["CRITICAL_SECTION", "FAST_MUTEX"]);
    expect(written).toContainEqual(["EnterCriticalSection", "ExAcquireFastMutex"]);
    expect(written).toContainEqual(["TryEnterCriticalSection", "ExTryToAcquireFastMutex"]);
    expect(written?.at(-1)).toEqual(["CRITICAL_SECTION", "FAST_MUTEX"]);
    expect(fix?.preferred).toBe(false);
    expect(fix?.title).toContain("not recursive");
  });

  it("follows edits of other functions", () => {
    const text = `static CRITICAL_SECTION lock;
VOID A(VOID) { EnterCriticalSection(&lock); }
VOID B(VOID) { LeaveCriticalSection(&lock); }
`;
    const session = openUnit([{ path: "driver.c", text }]);
    const editsOf = (): number => findingsOf(session, "driver.c")[0]?.fixes[0]?.edits.length ?? 0;
    expect(editsOf()).toBe(3);
    const at = text.indexOf("Leave");
    session.edit("driver.c", { start: at, oldEnd: at, text: "EnterCriticalSection(&lock); " });
    expect(editsOf()).toBe(4);
    expect(findingsOf(session, "driver.c")).toEqual(
      findingsOf(openUnit([{ path: "driver.c", text: session.text("driver.c") ?? "" }]), "driver.c"),
    );
  });

  it("is none where one use is not known", () => {
    const text =
      "static CRITICAL_SECTION lock;\nVOID A(VOID) { Register(EnterCriticalSection); LeaveCriticalSection(&lock); }";
    expect(checkText(text).flatMap(({ fixes }) => fixes)).toEqual([]);
  });
});

describe("fixes of deprecated functions", () => {
  it.each([
    ["fill in the size", 'strcpy(s, "x");', 'RtlStringCbCopyA(s, <bytes>, "x");'],
    ["always ends", '_snprintf(s, n, "%lu", n);', 'RtlStringCchPrintfA(s, n, "%lu", n);'],
    [
      "NULL",
      "e->Memory = MmGetSystemAddressForMdl(e->Mdl);",
      "e->Memory = MmGetSystemAddressForMdlSafe(e->Mdl, NormalPagePriority | MdlMappingNoExecute);",
    ],
    [
      "returns a status",
      "e->Lower = IoAttachDeviceToDeviceStack(e->Self, e->Pdo);",
      "IoAttachDeviceToDeviceStackSafe(e->Self, e->Pdo, &e->Lower);",
    ],
    ["all groups", "n = KeGetCurrentProcessorNumber();", "n = KeGetCurrentProcessorNumberEx(NULL);"],
  ])("%s: %s", (title, written, expected) => {
    expect(fixed(written, title)).toBe(expected);
  });

  it("do not call what an old Windows lacks", () => {
    const title = "Replace MmGetSystemAddressForMdl with MmGetSystemAddressForMdlSafe (check the result for NULL)";
    expect(titles("s = MmGetSystemAddressForMdl(s);", { target: "6.1" })).toEqual([title]);
    expect(fixed("e->M = MmGetSystemAddressForMdl(e->Mdl);", "NULL", { target: "6.1" })).not.toContain("NoExecute");
  });
});

describe("fixes of C library calls", () => {
  it.each([
    ["atomic context", "s = malloc(n);", "s = kmalloc(n, GFP_ATOMIC);"],
    ["whole string", "e->Count = atoi(s);", "if (kstrtoint(s, 10, &e->Count))\n        e->Count = 0;"],
    ["Linux 5.8", "usleep(n);", "fsleep(n);"],
  ])("%s: %s", (title, written, expected) => {
    expect(fixed(written, title, linux)).toBe(expected);
  });

  it("allocate unasked only where the function sleeps anyway", () => {
    expect(titles("s = malloc(n);", linux)[0]).toBe("Replace malloc with kmalloc");
    expect(titles("mutex_lock(&lock); s = malloc(n);", linux)[0]).toBe("* Replace malloc with kmalloc");
    expect(titles("spin_lock(&lock); s = malloc(n);", linux)[0]).toBe("Replace malloc with kmalloc");
  });

  it("turn assertions into warnings with their header", () => {
    const text = "#include <assert.h>\nstatic void f(int n)\n{\n\tassert(n > 0);\n}\n";
    const [finding] = checkText(text, linux);
    expect(finding?.fixes.map(({ title }) => title)).toEqual([
      "Include <linux/bug.h> instead, and WARN_ON for assert (which goes on)",
    ]);
    expect(finding?.fixes[0]?.edits.map((edit) => edit.text)).toContain("WARN_ON(!(n > 0))");
  });
});

it("fixes of C++ take the type for granted, or the header away", () => {
  const text =
    "#include <vector>\nstruct Base { virtual void Run(); };\nstruct Derived : Base { };\n" +
    "void F(Base *b)\n{\n    Use(dynamic_cast<Derived *>(b));\n}\n";
  const fixes = checkText(text, { path: "driver.cpp" }).flatMap((finding) => finding.fixes);
  expect(fixes.map((fix) => [fix.preferred, apply(text, fix)])).toEqual([
    [false, text.slice(text.indexOf("struct"))],
    [false, text.replace("dynamic", "static")],
  ]);
  expect(checkText("#include <vector>\nstd::vector<int> *v;\n", { path: "driver.cpp" })[0]?.fixes).toEqual([]);
});

it("fixtures whose name ends in -left have nothing that may be done unasked", () => {
  const left = readFixtures(join(import.meta.dirname, "../rules")).filter(({ name }) => /-left\.\w+$/.test(name));
  expect(left.length).toBeGreaterThan(3);
  for (const { name, files, settings } of left) {
    const rule = name.split("/", 1)[0];
    expect(fixUnit(openUnit(files, settings), (finding) => finding.rule === rule).cures, name).toEqual([]);
  }
});

describe("the table of fixes", () => {
  const text = readFileSync(join(import.meta.dirname, "../../server/data/call-fixes.tsv"), "utf8");
  const { columns, rows } = parseTable("call-fixes", text);
  const cells = (column: string): readonly string[] => rows.map((row) => row[columns.indexOf(column)] ?? "");

  it("has templates that can be read", () => {
    for (const template of cells("template")) {
      const parts = parseTemplate(template);
      expect(parts.length === 0, template).toBe(template === "");
      // What looks like a placeholder and is none would be written out.
      const written = parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
      expect(written).not.toMatch(/\{[^\n{}]*\}/);
    }
    expect(() => parseTemplate("f({pool paged})")).toThrow("is no placeholder");
  });

  it("has conditions of a known form", () => {
    for (const condition of cells("when").flatMap((when) => when.split(";").filter((one) => one !== ""))) {
      expect(condition).toMatch(/^(?:\d!?[=:&][\w|-]+|target(?:>=|<)\d+\.\d+)$/);
    }
  });

  it("has a fix for names that a rule speaks about", () => {
    const platforms = cells("platform");
    const results = cells("result");
    const unknown = cells("name").filter((name, index) => {
      const isCall = results[index] !== "type" && results[index] !== "initialiser" && name !== "assert";
      const { facts } = parts;
      return (
        isCall &&
        (platforms[index] === "linux"
          ? facts.linuxUserSpace(name) === undefined
          : facts.userMode(name) === undefined && facts.deprecation(name) === undefined)
      );
    });
    expect(unknown).toEqual([]);
  });
});
