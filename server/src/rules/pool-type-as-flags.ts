/** Reports POOL_TYPE where POOL_FLAGS are wanted, and the other way round, with what the value means there. */
import { type KindArgument, kindArgument } from "../analysis/pool/kind-argument.ts";
import { type KindSlot, kindSlots } from "../analysis/pool/kind-slots.ts";
import { asFlags, asPoolType, hex, namesMemory } from "../analysis/pool/kind-values.ts";
import { isPoolFunction } from "../analysis/pool/pool-call.ts";
import type { Facts, PoolConstant } from "../facts/index.ts";
import { kindFixes } from "../fixes/pool-kinds.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const poolTypeAsFlags = defineRule({
  id: "pool-type-as-flags",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "POOL_TYPE passed as POOL_FLAGS, or POOL_FLAGS as POOL_TYPE",
    why:
      "Both are plain integers, so no compiler complains in C. PagedPool is 1, which as POOL_FLAGS is POOL_FLAG_USE_QUOTA and " +
      "names no memory; ExAllocatePool2 then returns NULL every time. POOL_FLAG_PAGED is 0x100, which as POOL_TYPE is " +
      "NonPagedPool with a modifier: executable memory that is never paged out.",
    bad: `PVOID AllocateName(SIZE_T Size)
{
    return ExAllocatePool2(PagedPool, Size, 'emaN');
}`,
    good: `PVOID AllocateName(SIZE_T Size)
{
    return ExAllocatePool2(POOL_FLAG_PAGED, Size, 'emaN');
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/pool_flags",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ne-wdm-_pool_type",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exallocatepool2",
    ],
  },
  readsMacrosWith: isPoolFunction,
  *checkFunction(fn, context) {
    for (const slot of kindSlots(fn, context)) {
      const argument = kindArgument(slot.argument, fn, context);
      const fault =
        slot.wants === "POOL_FLAGS" ? typeAsFlags(argument, slot, context) : flagsAsType(argument, slot, context);
      if (fault !== undefined) {
        yield {
          ...fault,
          at: fn.place(slot.argument),
          related: [...slot.passedBy, ...(fault.related ?? [])],
          fixes: kindFixes(slot, fn, context),
        };
      }
    }
  },
});

type Fault = Omit<Finding, "at">;

function typeAsFlags(argument: KindArgument, slot: KindSlot, { facts }: RuleContext): Fault | undefined {
  const { callee } = slot;
  const wrong = argument.names.find(
    ({ constant }) => constant.kind === "pool-type" || constant.kind === "pool-type-bit",
  );
  if (wrong !== undefined) {
    const value = argument.certain ? argument.value : Number(wrong.constant.value);
    return {
      message: `${callee} takes POOL_FLAGS and ${argument.certain ? "gets" : "may get"} ${wrong.constant.name}, a POOL_TYPE`,
      ...(value === undefined
        ? {}
        : { why: meaningOfFlags(wrong.constant.name, value, slot, argument.certain ? "every time" : "then", facts) }),
      advice: `Give ${dataFlags(wrong.constant, facts).join(" | ") || "POOL_FLAG_ constants"} instead`,
      related: wrong.via,
      ...(argument.certain ? {} : { severity: "warning" as const }),
    };
  }
  const typed = argument.typed.find(({ type }) => type === "POOL_TYPE");
  if (typed !== undefined) {
    return {
      message: `${callee} takes POOL_FLAGS and gets ${typed.name}, which is a POOL_TYPE`,
      advice: `Declare ${typed.name} as POOL_FLAGS and give it POOL_FLAG_ constants`,
      related: [declared(typed)],
      severity: "warning",
    };
  }
  const { value } = argument;
  // A function of the unit may add the kind of memory itself.
  if (slot.api !== undefined && value !== undefined && !namesMemory(value, facts)) {
    return {
      message: `${callee} gets the flags ${hex(value)}, which name no kind of memory`,
      why: meaningOfFlags(undefined, value, slot, "every time", facts),
      advice: "Give one of POOL_FLAG_NON_PAGED and POOL_FLAG_PAGED",
    };
  }
  return undefined;
}

/** The POOL_FLAG_ constants that replace a POOL_TYPE, none of them for memory that holds code. */
const dataFlags = ({ counterparts }: PoolConstant, facts: Facts): readonly string[] =>
  counterparts.map((flag) => facts.poolConstant(flag)?.nxInstead ?? flag);

/** What becomes of a value that arrives as POOL_FLAGS. */
function meaningOfFlags(
  name: string | undefined,
  value: number,
  slot: KindSlot,
  when: "every time" | "then",
  facts: Facts,
): string {
  const flags = asFlags(value, facts);
  const arrives = `${name === undefined ? "It" : `${name} arrives as ${hex(value)}, which`} ${flags === undefined ? "sets no flag" : `is ${flags}`}`;
  const raise = BigInt(value) & (facts.poolConstant("POOL_FLAG_RAISE_ON_FAILURE")?.value ?? 0n);
  if (namesMemory(value, facts)) {
    return `${arrives}: other memory, or with other attributes, than the name says.`;
  }
  const allocator = slot.api?.name ?? "an allocation with it";
  return `${arrives} and names no memory: ${allocator} ${raise === 0n ? "returns NULL" : "raises an exception"} ${when}.`;
}

function flagsAsType(argument: KindArgument, slot: KindSlot, { facts }: RuleContext): Fault | undefined {
  const { callee } = slot;
  const wrong = argument.names.find(({ constant }) => constant.kind === "pool-flag");
  if (wrong !== undefined) {
    const value = argument.certain ? argument.value : Number(wrong.constant.value);
    const [type] = wrong.constant.counterparts;
    return {
      message: `${callee} takes a POOL_TYPE and ${argument.certain ? "gets" : "may get"} ${wrong.constant.name}, one of POOL_FLAGS`,
      ...(value === undefined ? {} : { why: meaningOfType(wrong.constant.name, value, facts) }),
      advice:
        slot.api?.action === "allocate"
          ? `Call ExAllocatePool2, which takes POOL_FLAGS${type === undefined ? "" : `, or give ${type}`}`
          : `Give ${type ?? "a POOL_TYPE"} instead`,
      related: wrong.via,
      ...(argument.certain ? {} : { severity: "warning" as const }),
    };
  }
  const typed = argument.typed.find(({ type }) => type === "POOL_FLAGS");
  return typed === undefined
    ? undefined
    : {
        message: `${callee} takes a POOL_TYPE and gets ${typed.name}, which is of POOL_FLAGS`,
        advice: `Declare ${typed.name} as POOL_TYPE, or call a function that takes POOL_FLAGS`,
        related: [declared(typed)],
        severity: "warning",
      };
}

function meaningOfType(name: string, value: number, facts: Facts): string {
  const type = asPoolType(value, facts);
  return type === undefined
    ? `${name} arrives as ${hex(value)}, which is no POOL_TYPE: its lowest bits ask for ${(value & 1) === 1 ? "paged" : "executable nonpaged"} memory and the others mean nothing.`
    : `${name} arrives as ${hex(value)}, which as POOL_TYPE is ${type}.`;
}

const declared = ({ name, type, declaredAt }: KindArgument["typed"][number]): Related => ({
  at: declaredAt,
  message: `${name} is declared as ${type} here`,
});
