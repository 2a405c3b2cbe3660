/** What functions of a Linux module use that the kernel's configuration has an option to watch. */
import type { FunctionAnalysis } from "../../analysis/function-analysis.ts";
import type { Facts } from "../../facts/index.ts";
import type { RuleContext } from "../../rules/context.ts";
import { callbackOf } from "../reading/levels/callbacks.ts";
import { type NamedUse, type UseSite, usesInCalls } from "./use-site.ts";

export const linuxUses: FunctionAnalysis<RuleContext, readonly UseSite[]> = {
  run: (fn, context) => {
    const { start, end } = fn.definition.nameSpan;
    const registrations = context.derived(callbackOf, fn)?.registrations ?? [];
    const entries = registrations.map(({ linux }) => linux?.callbackEntry);
    const isAtomic = entries.some((entry) => entry !== undefined && entry !== "process");
    return [
      ...(isAtomic ? [{ use: "atomic-entry", rules: [], name: fn.name, start, end }] : []),
      ...usesInCalls(fn, context, usesOfCall),
    ];
  },
};

/** Acquisitions that do not wait, or that a signal ends. */
const endsBySignal = /trylock|_interruptible|_killable/;

function usesOfCall(name: string, facts: Facts): readonly NamedUse[] {
  const named = facts.verifierUses(name, "linux");
  const uses = new Set(named);
  for (const { effect, lock } of facts.linuxContext(name)) {
    if (effect === "alloc" && !named.includes("dma")) {
      uses.add("allocation");
      if (!named.includes("page-allocation")) {
        uses.add("slab-allocation");
      }
    }
    if (lock?.action === "acquire" && lock.lock !== undefined) {
      const sleeps = lock.lock.kind === "mutex" || lock.lock.kind === "rwsem";
      uses.add("lock");
      if (!sleeps) {
        uses.add("atomic");
      } else if (!endsBySignal.test(name)) {
        uses.add("sleeping-lock");
      }
    } else if (lock?.action === "acquire") {
      uses.add("atomic");
    }
  }
  return [...uses].map((use) => ({ use, rules: [] }));
}
