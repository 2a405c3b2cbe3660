/** How large variables are, held against what a compiler says of the same declarations. */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { Sizes } from "../../../server/src/analysis/sizes/type-size.ts";
import type { UnitSession } from "../../../server/src/engine/unit-session.ts";
import { openUnit } from "../../support/engine.ts";

const compiler = "x86_64-w64-mingw32-gcc";
const installed = spawnSync(compiler, ["--version"], { stdio: "ignore" }).status === 0;

/** Declarations that the compiler and the analysis are given alike; without headers, so that both know the same. */
const types = `
typedef unsigned char UCHAR;
typedef unsigned short USHORT;
typedef unsigned long ULONG;
typedef unsigned long long ULONGLONG;
typedef void *PVOID;
typedef ULONG (*ROUTINE)(PVOID);
typedef UCHAR NAME[32];
typedef enum { One, Two } KIND;
#define COUNT 5
enum { MORE = COUNT * 2, LAST };
typedef struct _PAIR { UCHAR Small; ULONGLONG Large; } PAIR, *PPAIR;
#pragma pack(push, 1)
typedef struct { UCHAR Small; ULONGLONG Large; NAME Name; } PACKED;
#pragma pack(2)
struct two { UCHAR Small; ULONG Large; };
#pragma pack(pop)
struct after { UCHAR Small; ULONG Large; };
typedef union { PAIR Pair; UCHAR Bytes[17]; } EITHER;
typedef struct { USHORT A : 3; USHORT B : 13; USHORT C : 1; ULONG D : 4; UCHAR E; } FLAGS;
typedef struct { struct { UCHAR a; ULONG b; } Inner[3]; union { UCHAR c; USHORT d; }; PPAIR Next; } NESTED;
typedef struct { ULONG Length; UCHAR Data[]; } OPEN;
typedef struct { KIND Kind; ROUTINE Routine; const UCHAR *Names[COUNT]; UCHAR (*Rows)[4]; } MIXED;
`;

const variables = [
  "UCHAR a",
  "unsigned long int a",
  "long long a",
  "long double *a",
  "unsigned a[3]",
  "signed char a[MORE]",
  "PAIR a",
  "struct _PAIR a[LAST]",
  "PPAIR a[COUNT + 1]",
  "PACKED a",
  "struct two a[2]",
  "struct after a[2]",
  "EITHER a",
  "FLAGS a",
  "NESTED a[2]",
  "OPEN a",
  "MIXED a",
  "NAME a[2][3]",
  "ROUTINE a[4]",
  "void (*a)(int)",
  "void (*a[6])(int)",
  "UCHAR (*a)[40]",
  "UCHAR *a[40]",
  'char a[] = "text\\n"',
  'char a[] = "a" "b\\x41"',
  "int a[] = { 1, 2, 3 }",
  "UCHAR a[sizeof(PAIR) * 2]",
  "UCHAR a[sizeof(struct after) + sizeof(NAME)]",
  "enum { Three } a",
  "KIND a[7]",
];

function sizeOf(variable: string): { readonly bytes: number; readonly exact: boolean } | undefined {
  return sizeIn(`${types}\nvoid f(void) { ${variable}; }\n`);
}

function sizeIn(text: string, settings: Parameters<typeof openUnit>[1] = {}) {
  const session: UnitSession = openUnit([{ path: "a.c", text }], settings);
  const context = session.reading("a.c")?.context;
  const [fn] = context?.unit.functions("f") ?? [];
  const [decl] = fn?.locals.get("a") ?? [];
  if (context === undefined || fn === undefined || decl === undefined) {
    return undefined;
  }
  const { bytes, exact } = new Sizes(context, "a.c", fn).ofVariable(decl);
  return { bytes, exact };
}

describe.skipIf(!installed && process.env.CI !== "true")("sizes are the compiler's", () => {
  const functions = variables.map(
    (variable, index) => `void f${index}(void) { ${variable}; static const ULONGLONG size = sizeof(a); use(&size); }`,
  );
  const { stdout, stderr } = spawnSync(compiler, ["-w", "-S", "-x", "c", "-", "-o", "-"], {
    input: [types, "void use(const ULONGLONG *);", ...functions].join("\n"),
    encoding: "utf8",
  });
  const compiled = [...stdout.matchAll(/^size\.\d+:\s+\.quad\s+(\d+)$/gm)].map(([, bytes]) => Number(bytes));

  it("of as many variables", () => {
    expect(stderr).toBe("");
    expect(compiled.length).toBe(variables.length);
  });

  it.each(variables.map((variable, index) => ({ variable, index })))("$variable", ({ variable, index }) => {
    expect(sizeOf(variable)).toEqual({ bytes: compiled[index], exact: true });
  });
});

describe("sizes of what the unit does not show", () => {
  it.each([
    ["PDEVICE_OBJECT a", 8, true],
    ["UNICODE_STRING a[3]", 48, true],
    ["struct _KEVENT a", 24, true],
    ["WCHAR a[MAX_PATH]", 520, true],
    ["KIT_TYPE a", 0, false],
    ["UCHAR a[KIT_LENGTH]", 0, false],
    ["PDEVICE_OBJECT a[KIT_LENGTH]", 0, false],
    ["UCHAR a[sizeof(KIT_TYPE) + 1]", 0, false],
    ["UCHAR a[-1]", 0, false],
    ["LOOP a", 0, false],
  ])("%s", (variable, bytes, exact) => {
    expect(sizeIn(`typedef LOOP ROUND; typedef ROUND LOOP; void f(void) { ${variable}; }`)).toEqual({ bytes, exact });
  });

  it("are at least those of the fields that it shows", () => {
    const text = "struct part { KIT_TYPE first; UCHAR second[100]; }; void f(void) { struct part a[2]; }";
    expect(sizeIn(text)).toEqual({ bytes: 200, exact: false });
  });

  it("are the smallest of several definitions", () => {
    const text = "struct part { UCHAR a[100]; }; struct part { UCHAR a[60]; }; void f(void) { struct part a; }";
    expect(sizeIn(text)).toEqual({ bytes: 60, exact: false });
  });

  it("are without what another build may leave out", () => {
    const text =
      "struct part { UCHAR a[100];\n#ifdef WITH_MORE\nUCHAR b[50];\n#endif\n}; void f(void) { struct part a; }";
    expect(sizeIn(text)?.bytes).toBe(100);
  });

  it("of types that double at each step are worked out in no time, or left", () => {
    const types = Array.from({ length: 60 }, (_, index) => `struct s${index} { struct s${index + 1} a, b, c; };`);
    const text = `${types.join("\n")} struct s60 { UCHAR a; }; void f(void) { struct s0 a; }`;
    expect(sizeIn(text)?.exact).toBe(false);
    expect(sizeIn("void f(void) { UCHAR a[0x40000000][0x40000000][0x40000000]; }")).toEqual({ bytes: 0, exact: false });
  });

  it("differ in Linux", () => {
    const text =
      "struct part { char kind; long stamp; struct list_head node; spinlock_t lock; }; void f(void) { struct part a; }";
    expect(sizeIn(text, { kind: "linux-kernel" })).toEqual({ bytes: 25, exact: false });
    expect(sizeIn("void f(void) { long a[4]; }", { kind: "linux-kernel" })).toEqual({ bytes: 32, exact: true });
    expect(sizeIn("void f(void) { long a[4]; }")).toEqual({ bytes: 16, exact: true });
  });
});
