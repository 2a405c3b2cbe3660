/** Reports strsafe.h and its functions in kernel code, which has ntstrsafe.h. */
import { isOtherBuild } from "../analysis/names/builds.ts";
import { unitHeader } from "../analysis/names/headers.ts";
import { globalName, ownership } from "../analysis/names/ownership.ts";
import type { RuleContext } from "./context.ts";
import { defineRule } from "./rule.ts";

const warning = "C28146";
/** The kernel's twins have this in front of the same name, and are declared in this header. */
const kernelPrefix = "Rtl";
const kernelHeader = "ntstrsafe.h";

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
    for (const call of fn.calls) {
      const name = call.name === undefined ? undefined : globalName(call.name);
      const twin = name?.startsWith("String") ? kernelTwin(name, context) : undefined;
      if (name === undefined || twin === undefined || ownership(name, fn, context.unit) !== "foreign") {
        continue;
      }
      const at = fn.place(call.nameSpan);
      if (!isOtherBuild(at, context)) {
        yield {
          at,
          message: `${name} is the user-mode form of ${twin} and returns an HRESULT`,
          advice: `Call ${twin} of ${kernelHeader}, which takes the same arguments and returns an NTSTATUS`,
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
          advice: `Include <${kernelHeader}>, whose functions have the same names with ${kernelPrefix} in front`,
        };
      }
    }
  },
});

/** The function of ntstrsafe.h that does the same; of a name without A or W the wide one tells that there is one. */
function kernelTwin(name: string, { facts }: RuleContext): string | undefined {
  const twin = kernelPrefix + name;
  return [twin, `${twin}W`].some((form) => facts.functionContract(form)?.header === kernelHeader) ? twin : undefined;
}
