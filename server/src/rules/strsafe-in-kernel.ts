/** Reports strsafe.h and its functions in kernel code, which has ntstrsafe.h. */
import { isOtherBuild } from "../analysis/names/builds.ts";
import { unitHeader } from "../analysis/names/headers.ts";
import { globalName, ownership } from "../analysis/names/ownership.ts";
import { kernelTwin, strsafeCallFix, strsafeHeaderFix } from "../fixes/strsafe.ts";
import type { FileModel } from "../model/file.ts";
import type { CallSite, FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import { defineRule } from "./rule.ts";

const warning = "C28146";
/** The kernel's twins have this in front of the same name, and are declared in this header. */
const kernelPrefix = "Rtl";
const kernelHeader = "ntstrsafe.h";
const kernelLibrary = "ntstrsafe.lib";

export const strsafeInKernel = defineRule({
  id: "strsafe-in-kernel",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: [warning, "cpp/drivers/str-safe"],
  docs: {
    summary: "User-mode string functions (strsafe.h) in kernel code",
    why:
      "Functions of strsafe.h are for applications and return an HRESULT, which NT_SUCCESS and callers that expect an NTSTATUS " +
      "misread. The header ntstrsafe.h has the same functions for kernel mode.",
    bad: `#include <ntddk.h>
#include <strsafe.h>

VOID NameDevice(PWSTR Name, SIZE_T Bytes, ULONG Index)
{
    StringCbPrintfW(Name, Bytes, L"\\\\Device\\\\Sample%u", Index);
}`,
    good: `#include <ntddk.h>
#include <ntstrsafe.h>

NTSTATUS NameDevice(PWSTR Name, SIZE_T Bytes, ULONG Index)
{
    return RtlStringCbPrintfW(Name, Bytes, L"\\\\Device\\\\Sample%u", Index);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28146-kernel-mode-drivers-should-use-ntstrsafe",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/summary-of-kernel-mode-safe-string-functions",
    ],
  },
  readsMacrosWith: (name) => name.startsWith("String"),
  *checkFunction(fn, context) {
    for (const { call, name, twin } of strsafeCalls(fn, context)) {
      const at = fn.place(call.nameSpan);
      if (!isOtherBuild(at, context)) {
        const fix = strsafeCallFix(call, twin, fn, context);
        yield {
          at,
          message: `${name} is the user-mode form of ${twin} and returns an HRESULT`,
          advice: `Call ${twin} of ${kernelHeader}, which takes the same arguments and returns an NTSTATUS; link ${kernelLibrary}`,
          fixes: fix === undefined ? [] : [fix],
        };
      }
    }
  },
  *checkFile(file, context) {
    for (const include of file.includes) {
      if (context.facts.includedHeader(include.path)?.warning !== warning) {
        continue;
      }
      const at = { file: file.path, anchor: include, start: 0, end: include.end - include.start };
      if (unitHeader(include.path, context.unit) === undefined && !isOtherBuild(at, context)) {
        yield {
          at,
          message: `<${include.path}> is for user mode`,
          advice: `Include <${kernelHeader}>, whose functions have the same names with ${kernelPrefix} in front, and link ${kernelLibrary}`,
          fixes: [strsafeHeaderFix(include, file, fixesIn(file, context), context)],
        };
      }
    }
  },
});

interface StrsafeCall {
  readonly call: CallSite;
  readonly name: string;
  /** The kernel's function that does the same. */
  readonly twin: string;
}

function* strsafeCalls(fn: FunctionModel, { facts, unit }: RuleContext): Iterable<StrsafeCall> {
  for (const call of fn.calls) {
    const name = call.name === undefined ? undefined : globalName(call.name);
    const twin = name === undefined ? undefined : kernelTwin(name, facts);
    if (name !== undefined && twin !== undefined && ownership(name, fn, unit) === "foreign") {
      yield { call, name, twin };
    }
  }
}

/** The fixes of all calls in a file, of those in macros too. */
function fixesIn(file: FileModel, context: RuleContext): readonly ReturnType<typeof strsafeCallFix>[] {
  const functions = [
    ...file.declarations.flatMap((declaration) => declaration.functions),
    ...file.macros
      .filter(({ calls }) => calls.some((name) => name.startsWith("String")))
      .flatMap((macro) => macro.function ?? []),
  ];
  return functions.flatMap((fn) =>
    [...strsafeCalls(fn, context)].map(({ call, twin }) => strsafeCallFix(call, twin, fn, context)),
  );
}
