/** Reports functions, and chains of calls, whose variables take much of the small kernel stack. */
import { functionKey, functionsOfKey, nameOfKey } from "../analysis/calls/function-key.ts";
import { functionPaging } from "../analysis/paging/function-paging.ts";
import { isAmalgamation } from "../analysis/sqlite/sources.ts";
import { type ChainLink, stackDepths } from "../analysis/stack/depth.ts";
import { type OpenPart, type StackFrame, type StackPart, stackFrame } from "../analysis/stack/frame.ts";
import { chainLimit, frameLimit, kernelStack } from "../analysis/stack/limits.ts";
import { inThousands } from "../analysis/stack/wording.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const largeStackFrame = defineRule({
  id: "large-stack-frame",
  severity: "warning",
  platforms: ["windows-kernel", "linux-kernel"],
  equivalents: ["C6262"],
  docs: {
    summary: "Variables take much of the kernel stack",
    why:
      "A kernel stack has 24 KB on x64 and 12 KB on x86 (16 KB in Linux on x86-64), does not grow, and is shared by all " +
      "drivers that a request passes through, file systems and filters among them, and by the interrupts that come " +
      "meanwhile. What runs out of it stops the machine with UNEXPECTED_KERNEL_MODE_TRAP (0x7F, double fault) or " +
      "PANIC_STACK_SWITCH (0x2B), on the one customer's machine that has two more filters.",
    bad: `NTSTATUS LogName(PUNICODE_STRING Name)
{
    WCHAR text[1024];

    if (Name->Length >= sizeof(text)) {
        return STATUS_NAME_TOO_LONG;
    }
    RtlCopyMemory(text, Name->Buffer, Name->Length);
    text[Name->Length / sizeof(WCHAR)] = L'\\0';
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "opened %ws\\n", text);
    return STATUS_SUCCESS;
}`,
    good: `NTSTATUS LogName(PUNICODE_STRING Name)
{
    PWCH text = ExAllocatePool2(POOL_FLAG_PAGED, Name->Length + sizeof(WCHAR), 'gnLD');

    if (text == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlCopyMemory(text, Name->Buffer, Name->Length);
    text[Name->Length / sizeof(WCHAR)] = L'\\0';
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "opened %ws\\n", text);
    ExFreePoolWithTag(text, 'gnLD');
    return STATUS_SUCCESS;
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/using-the-kernel-stack",
      "https://learn.microsoft.com/cpp/code-quality/c6262",
      "https://docs.kernel.org/process/deprecated.html#variable-length-arrays-vlas",
    ],
  },
  summaries: [stackDepths],
  *checkFunction(fn, context) {
    const frame = context.derived(stackFrame, fn);
    const findings = [...overLimit(frame, fn, context), ...openParts(frame, fn), ...deepChain(frame, fn, context)];
    if (findings.length > 0 && !isAmalgamation(context.file)) {
      yield* findings;
    }
  },
});

/** A variable that is smaller than this is not worth naming. */
const leastNamed = 64;
const mostNamed = 4;

function* overLimit(frame: StackFrame, fn: FunctionModel, context: RuleContext): Iterable<Finding> {
  const limit = context.driver.stackFrameLimit ?? frameLimit(context.file.dialect);
  if (frame.bytes <= limit) {
    return;
  }
  const [largest] = frame.parts;
  const named = frame.parts.filter(({ bytes }, index) => index === 0 || (index < mostNamed && bytes >= leastNamed));
  yield {
    at: fn.place(fn.definition.nameSpan),
    message: `${fn.name} has ${inBytes(frame)} of variables on the kernel stack; the limit is ${inThousands(limit)}`,
    advice: advice(largest, context),
    related: named.map((part) => ({
      at: placeOf(part, fn),
      message: `${part.name} takes ${inThousands(part.bytes)} bytes`,
    })),
    // Driver entry points run in a system thread that has nothing else on its stack, and once.
    ...(context.derived(functionPaging, fn).residence === "init" || fn.name === "DriverEntry"
      ? { severity: "hint" as const }
      : {}),
  };
}

function* openParts({ open }: StackFrame, fn: FunctionModel): Iterable<Finding> {
  for (const part of open) {
    yield {
      at: placeOf(part, fn),
      message: `${part.by} decides at run time how much of the kernel stack ${part.name} takes`,
      advice: `Allocate the memory from pool, or give ${part.name} a constant size and refuse what is larger`,
      equivalent: null,
    };
  }
}

/** Said of the function at which a chain passes the limit; of those that call it, it is true as well. */
function* deepChain(frame: StackFrame, fn: FunctionModel, context: RuleContext): Iterable<Finding> {
  const limit = chainLimit(context.file.dialect);
  if (fn.broken || frame.bytes > limit) {
    return;
  }
  const { bytes, chain } = context.summary(stackDepths, functionKey(fn));
  const below = bytes - (chain?.bytes ?? 0);
  if (bytes <= limit || below > limit) {
    return;
  }
  yield {
    at: fn.place(fn.definition.nameSpan),
    message:
      `${fn.name} and what it calls take at least ${inThousands(bytes)} of the ${inThousands(kernelStack(context.file.dialect))} ` +
      "bytes of a kernel stack",
    advice:
      "Allocate the large variables of this chain of calls from pool, or take them in a thread of the driver's own",
    related: linksOf(chain).flatMap((link) => relatedOf(link, context)),
    equivalent: null,
  };
}

function linksOf(chain: ChainLink | undefined): readonly ChainLink[] {
  const links: ChainLink[] = [];
  for (let link = chain; link !== undefined; link = link.next) {
    links.push(link);
  }
  return links;
}

function relatedOf({ key, bytes }: ChainLink, { unit }: RuleContext): readonly Related[] {
  const [fn] = bytes < leastNamed ? [] : functionsOfKey(key, unit);
  return fn === undefined
    ? []
    : [
        {
          at: fn.place(fn.definition.nameSpan),
          message: `${nameOfKey(key)} takes at least ${inThousands(bytes)} bytes`,
        },
      ];
}

function advice(largest: StackPart | undefined, { file }: RuleContext): string {
  const name = largest?.name ?? "the largest of them";
  return file.dialect === "linux"
    ? `Allocate ${name} with kmalloc, or keep it in the structure of the device`
    : `Allocate ${name} from pool, from a lookaside list where it is needed often, or keep it in the device extension`;
}

const placeOf = ({ of }: StackPart | OpenPart, fn: FunctionModel) =>
  fn.place(of.kind === "variable" ? of.nameSpan : of.callee);

const inBytes = ({ bytes, exact }: StackFrame): string => `${exact ? "" : "at least "}${inThousands(bytes)} bytes`;
