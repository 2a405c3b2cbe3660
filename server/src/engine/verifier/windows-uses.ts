/** What functions of a Windows driver use that Driver Verifier has a check for. */
import type { FunctionAnalysis } from "../../analysis/function-analysis.ts";
import type { Facts, FunctionContract, IrqlEffect, LockKind } from "../../facts/index.ts";
import type { FileModel } from "../../model/file.ts";
import type { RuleContext } from "../../rules/context.ts";
import { poolExecutable } from "../../rules/pool-executable.ts";
import { callbackOf } from "../reading/levels/callbacks.ts";
import { controlCodeRows } from "../reading/unit-view/control-codes.ts";
import type { ViewedUnit } from "../reading/unit-view/unit.ts";
import type { Steps } from "../steps.ts";
import type { PlacedUse } from "./unit-uses.ts";
import { type NamedUse, type UseSite, usesInCalls } from "./use-site.ts";

export const windowsUses: FunctionAnalysis<RuleContext, readonly UseSite[]> = {
  run: (fn, context) => {
    const callback = context.derived(callbackOf, fn);
    const { start, end } = fn.definition.nameSpan;
    const roles = (callback?.roles ?? []).flatMap((role) => context.facts.verifierUsesOfRole(role));
    const controls = (callback?.majors ?? []).some((major) => controlMajors.test(major)) ? ["control-dispatch"] : [];
    return [
      ...[...new Set([...roles, ...controls])].map((use) => ({ use, rules: [], name: fn.name, start, end })),
      ...usesInCalls(fn, context, usesOfCall),
    ];
  },
};

const controlMajors = /^IRP_MJ_(?:INTERNAL_)?DEVICE_CONTROL$/;

/** Locks whose order deadlock detection keeps a record of. */
const ordered: readonly LockKind[] = ["spin-lock", "cancel-spin-lock", "interrupt-spin-lock", "fast-mutex", "mutex"];

/** Locks that are held at DISPATCH_LEVEL or above. */
const raising: readonly LockKind[] = [
  "spin-lock",
  "cancel-spin-lock",
  "interrupt-spin-lock",
  "reader-writer-spin-lock",
];

function usesOfCall(name: string, facts: Facts): readonly NamedUse[] {
  const contract = facts.functionContract(name);
  const header = contract?.header;
  const named = [
    ...facts.verifierUses(name, "windows"),
    ...(header === undefined ? [] : facts.verifierUsesOfHeader(header)),
  ];
  const hosted = isHosted(contract, facts);
  const own = hosted ? [] : usesOfEffects(facts.irqlEffect(name));
  const allocates = !hosted && facts.poolFunction(name)?.action === "allocate";
  const rules = new Map<string, string[]>();
  for (const rule of contract?.complianceRules ?? []) {
    const check = facts.verifierRule(rule)?.check;
    // Rules of several models share names: of the port driver's functions those of NDIS alone speak.
    if (check !== undefined && (!hosted || rule.startsWith("Ndis"))) {
      rules.set(check, [...(rules.get(check) ?? []), rule]);
    }
  }
  const ofRules = [...rules].map(([check, names]) => ({ use: `${check}-rule`, rules: names }));
  const plain = new Set([...named, ...own, ...(allocates ? ["pool-allocation"] : [])]);
  return [...[...plain].map((use) => ({ use, rules: [] })), ...ofRules];
}

/** Whether another driver does the work; a macro of its header is the caller's own code. */
const isHosted = (contract: FunctionContract | undefined, facts: Facts): boolean =>
  contract?.kind === "function" && contract.header !== undefined && facts.verifierHost(contract.header) !== undefined;

function usesOfEffects(effect: IrqlEffect | undefined): readonly string[] {
  const { lock, level, region } = effect ?? {};
  const takes = lock?.action === "acquire";
  // KeSynchronizeExecution; other functions that hold a lock inside, ExInterlockedAddUlong, have no order and no level.
  const synchronizes = lock?.action === "within" && lock.kind === "interrupt-spin-lock";
  const raises = level === "raises" || synchronizes || (takes && raising.includes(lock.kind));
  return [
    ...(takes && ordered.includes(lock.kind) ? ["ordered-lock"] : []),
    ...(raises ? ["raised-level"] : []),
    // A lock that enters one besides does it elsewhere.
    ...(region === "enters-critical" && lock === undefined ? ["critical-region"] : []),
  ];
}

/** What the unit's other readers know: control codes whose buffers are the caller's, and executable memory. */
export function* windowsUsesOfUnit(unit: ViewedUnit, files: readonly FileModel[]): Steps<readonly PlacedUse[]> {
  const codes = yield* controlCodeRows(unit);
  const found = codes.flatMap(({ label, remark, rows }): readonly PlacedUse[] => {
    const place = rows.find(({ at }) => files.some(({ path }) => path === at?.file))?.at;
    return remark === undefined || place === undefined ? [] : [{ use: "user-memory", name: label, rules: [], place }];
  });
  for (const file of files) {
    const context = unit.context(file.path);
    for (const { at } of context === undefined ? [] : (poolExecutable.checkFile?.(file, context) ?? [])) {
      found.push({ use: "executable-memory", name: "", rules: [], place: at });
    }
    yield;
  }
  return found;
}
