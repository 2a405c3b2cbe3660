/** The kernel's functions that a unit imports, by the Windows version that brought them, the newest first. */
import { functionKey } from "../../../analysis/calls/function-key.ts";
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import { globalName, ownership } from "../../../analysis/names/ownership.ts";
import type { Facts, FunctionContract } from "../../../facts/index.ts";
import { grouped } from "../../../model/grouped.ts";
import { isForNewerWindows, isNewerThanTarget } from "../../../rules/api-newer-than-target.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { Steps } from "../../steps.ts";
import { nameInUnit } from "../function-names.ts";
import { counted, numbered, placeRow, type Row } from "./row.ts";
import type { SaidBy, ViewedUnit } from "./unit.ts";

/** A call of a function that the driver imports. */
interface SystemCall {
  readonly name: string;
  /** Whether the oldest Windows of the driver does not have it, and the call is made there all the same. */
  readonly isMissing: boolean;
  /** The called name. */
  readonly start: number;
  readonly end: number;
}

const systemCalls: FunctionAnalysis<RuleContext, readonly SystemCall[]> = {
  run(fn, context) {
    // Whose a name is takes a look at the whole unit: it is asked once for each name, not for each call.
    const foreign = new Map<string, boolean>();
    return fn.calls.flatMap((call): readonly SystemCall[] => {
      const name = call.name === undefined ? undefined : globalName(call.name);
      const contract = name === undefined ? undefined : context.facts.functionContract(name);
      if (name === undefined || contract === undefined || !isImported(contract, context.facts)) {
        return [];
      }
      const isForeign = foreign.get(name) ?? ownership(name, fn, context.unit) === "foreign";
      foreign.set(name, isForeign);
      const { start, end } = call.nameSpan;
      const isMissing = isNewerThanTarget(contract, context) && !isForNewerWindows(call, fn, context);
      return isForeign ? [{ name, isMissing, start, end }] : [];
    });
  },
};

/** Macros, inline functions and static libraries come with the driver. */
function isImported({ name, kind, kmdfVersion, dlls }: FunctionContract, facts: Facts): boolean {
  return (
    kind === "function" &&
    // WDF_DPC_CONFIG_INIT: an inline function.
    !name.startsWith("WDF_") &&
    (kmdfVersion !== undefined ||
      facts.kernelExport(name).some((module) => module !== "crt") ||
      dlls.some((dll) => /\.(?:exe|sys|dll)\b/i.test(dll) && !/user mode|^wudf/i.test(dll)))
  );
}

export function* systemFunctionRows(unit: ViewedUnit): Steps<readonly Row[]> {
  const context = unit.context();
  const calls = context === undefined ? [] : yield* unit.said(systemCalls);
  const functions = [...grouped(calls, ({ said }) => said.name)].map(([name, sites]) => ({
    sites,
    row: functionRow(name, sites),
    since: sinceOf(name, context?.facts),
  }));
  return [...grouped(functions, ({ since }) => since.text)]
    .map(([text, members]) => ({ text, members, order: members[0]?.since.order ?? 0 }))
    .sort((a, b) => b.order - a.order)
    .map(({ text, members }): Row => {
      const missing = members.filter(({ row }) => row.remark !== undefined).length;
      const target = context?.targetWindows;
      return {
        id: text,
        kind: "version",
        label: text,
        notes: [counted(members.length, "function")],
        details:
          missing > 0 && target !== undefined
            ? [`The driver is to load on ${target.version.name} too (${target.saidBy}), which does not have them all`]
            : [],
        remark: missing > 0 ? "newer than the target" : undefined,
        at: undefined,
        rows: members.map(({ row }) => row).sort((a, b) => (a.label < b.label ? -1 : 1)),
      };
    });
}

function functionRow(name: string, sites: readonly SaidBy<SystemCall>[]): Row {
  const isMissing = sites.some(({ said }) => said.isMissing);
  const rows = sites.map(({ fn, said }) =>
    placeRow({
      id: functionKey(fn),
      kind: "call",
      label: nameInUnit(fn),
      at: fn.place(said),
      remark: said.isMissing ? "newer than the target" : undefined,
    }),
  );
  return {
    id: name,
    kind: "import",
    label: name,
    notes: [counted(sites.length, "call")],
    details: isMissing
      ? [`The oldest Windows that the driver is for does not have ${name}: it would not load there`]
      : [],
    remark: isMissing ? "newer than the target" : undefined,
    at: rows[0]?.at,
    shown: rows.length === 1 ? rows[0]?.at : undefined,
    rows: rows.length === 1 ? [] : numbered(rows),
  };
}

/** What brought a function, and where that stands among the others: frameworks last but for what nobody knows. */
function sinceOf(name: string, facts: Facts | undefined): { readonly text: string; readonly order: number } {
  const contract = facts?.functionContract(name);
  const { minWindows, kmdfVersion, minClient } = contract ?? {};
  if (kmdfVersion !== undefined) {
    const [major = 0, minor = 0] = kmdfVersion.split(".").map(Number);
    return { text: `KMDF ${kmdfVersion}`, order: -1000 + major * 100 + minor };
  }
  // What old systems export cannot be newer, whatever the reference says, nor can it have come when it was deprecated.
  const isOlder =
    minWindows === undefined ||
    (minWindows.build > newestListed && facts?.earlyExport(name)) ||
    minClient === facts?.deprecation(name)?.since;
  return isOlder ? { text: "Version not known", order: -10_000 } : { text: minWindows.name, order: minWindows.order };
}

/** The build of Windows 8.1: the lists of exports are no younger. */
const newestListed = 9600;
