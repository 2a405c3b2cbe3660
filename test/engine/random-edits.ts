/** Edits as people make them: typing, deleting, pasting, commenting out, half-written braces and directives. */
import type { TextEdit } from "../../server/src/syntax/document.ts";
import type { Random } from "./random.ts";

const typed = [
  ..."{}()[];,*&#\\/'\"<>=:!x0 ",
  "\n",
  "\r\n",
  "/*",
  "*/",
  "//",
  "if (x) {",
  "else ",
  "return;",
  "KeReleaseSpinLock(&Lock, irql);",
  "ExFreePool(buffer);",
  "HeapFree(heap, 0, p);",
  "_In_ ",
  "static ",
  'extern "C" {',
  "// driverlens-disable-line user-mode-api",
  "// lgtm",
  "__pragma(warning(suppress: 28719))",
];

const lines = [
  "#if 0",
  "#if DBG",
  "#ifdef FEATURE",
  "#if NTDDI_VERSION >= NTDDI_WIN10_VB",
  "#else",
  "#endif",
  "#define QUIRKS_TAG 'bbbb'",
  "#define HeapFree(a, b, c) ExFreePool(c)",
  "#undef QUIRKS_TAG",
  '#include "driver.h"',
  '#include "quirksctl.h"',
  "#include <lib/SQLite3.h>",
  "#ifdef QUIRKS_TAG",
  "#ifndef QUIRKS_NAME_LENGTH",
  "#pragma alloc_text(PAGE, QuirksPasted)",
  "// driverlens-disable-next-line",
  "#pragma warning(disable: 28719 28750)",
  "#pragma warning(default: 28719)",
  "#define PAIR(a, b) \\\n    (a + b)",
];

const declarations = [
  "static const ULONG PastedTag = 'dtsP';\n",
  "typedef struct _PASTED {\n    LIST_ENTRY Link;\n    ULONG Count;\n} PASTED, *PPASTED;\n",
  "enum { FirstPasted = 4, SecondPasted };\n",
  "NTSTATUS HeapFree(HANDLE Heap, ULONG Flags, PVOID Memory);\n",
  "_IRQL_requires_max_(DISPATCH_LEVEL)\nVOID QuirksPasted(_In_ PVOID Context)\n{\n    PVOID p = ExAllocatePoolWithTag(NonPagedPool, SecondPasted, PastedTag);\n    if (p != NULL) {\n        ExFreePoolWithTag(p, QUIRKS_TAG);\n    }\n}\n",
  "VOID QuirksBroken(VOID)\n{\n    if (a {\n        Sleep(1);\n}\n",
  "DRIVER_DISPATCH QuirksPasted;\n",
];

/** One edit of a text; its offsets lie in the text. */
export function randomEdit(text: string, random: Random): TextEdit {
  const at = random.upTo(text.length);
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const insert = (start: number, added: string): TextEdit => ({ start, oldEnd: start, text: added });
  switch (random.upTo(9)) {
    case 0:
    case 1:
    case 2:
      return insert(at, random.pick(typed));
    case 3:
      return { start: at, oldEnd: Math.min(text.length, at + 1 + random.upTo(3)), text: "" };
    case 4:
      return { start: lineStart, oldEnd: afterLines(text, lineStart, 1 + random.upTo(6)), text: "" };
    case 5:
      return insert(lineStart, `${random.pick(lines)}\n`);
    case 6:
      return insert(lineStart, random.pick(declarations));
    case 7: {
      // A copy of some lines, put down somewhere else.
      const from = text.lastIndexOf("\n", random.upTo(text.length) - 1) + 1;
      return insert(lineStart, text.slice(from, afterLines(text, from, 1 + random.upTo(20))));
    }
    case 8:
      return renamed(text, at, random) ?? insert(at, "x");
    default:
      // What grew by pasting is cut back, so that a run stays about as long as it began.
      return text.length > 12_000
        ? { start: lineStart, oldEnd: afterLines(text, lineStart, 60), text: "" }
        : { start: at, oldEnd: Math.min(text.length, at + random.upTo(40)), text: random.pick(typed) };
  }
}

function afterLines(text: string, start: number, count: number): number {
  let end = start;
  for (let line = 0; line < count && end < text.length; line++) {
    const next = text.indexOf("\n", end);
    end = next < 0 ? text.length : next + 1;
  }
  return end;
}

/** Another name for the word at or after an offset. */
function renamed(text: string, at: number, random: Random): TextEdit | undefined {
  const word = /[A-Za-z_]\w*/g;
  word.lastIndex = at;
  const match = word.exec(text);
  return match === null
    ? undefined
    : {
        start: match.index,
        oldEnd: match.index + match[0].length,
        text: random.pick(["HeapFree", "ExAllocatePool2", "PagedPool", "QUIRKS_TAG", "int", "Renamed", "struct", "if"]),
      };
}
