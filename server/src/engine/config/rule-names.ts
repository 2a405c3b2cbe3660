/**
 * All names that people know a rule by: its id, PREfast's number with and without the C, PREfast's macro, CodeQL's
 * query. Suppressions, the configuration and `explain` read names through this one table.
 */

import { didYouMean, nearest } from "../../analysis/names/nearest.ts";
import type { Rule } from "../../rules/rule.ts";

export interface RuleNames {
  /** The rules of that name, several where rules share a PREfast number; empty for a name that is not known. */
  rulesNamed(name: string): readonly Rule[];
  /** Ids and equivalents that resemble the name, nearest first. */
  nearest(name: string): readonly string[];
  /** `; did you mean "x"?` or nothing. */
  hint(name: string): string;
}

/** A table of all names of these rules. */
export function ruleNames(rules: readonly Rule[]): RuleNames {
  const byName = new Map<string, Rule[]>();
  const spellings: string[] = [];
  for (const rule of rules) {
    for (const name of new Set([rule.id, ...rule.equivalents])) {
      spellings.push(name);
      const key = canonicalName(name);
      const known = byName.get(key);
      if (known === undefined) byName.set(key, [rule]);
      else if (!known.includes(rule)) known.push(rule);
    }
  }
  return {
    rulesNamed: (name) => byName.get(canonicalName(name)) ?? [],
    nearest: (name) => nearest(name, spellings),
    hint: (name) => didYouMean(name, spellings),
  };
}

/** One spelling for all of a name's: `28147`, `c28147` and `C28147` are the same. */
export function canonicalName(name: string): string {
  const trimmed = name.trim();
  if (/^\d{4,5}$/.test(trimmed)) return `c${trimmed}`;
  return PREFAST_MACROS.get(trimmed) ?? trimmed.toLowerCase();
}

/**
 * Macros of warnings.h for PREfast's numbers, as the keywords of each warning's page in Microsoft's driver
 * documentation (windows-driver-docs, devtest) name them. A macro that is not here suppresses nothing.
 */
const PREFAST_MACROS: ReadonlyMap<string, string> = new Map([
  ["__WARNING_NOT_COPYING_NAME", "c28131"],
  ["__WARNING_INTERLOCKEDDECREMENT_MISUSE1", "c28616"],
  ["__WARNING_BANNED_API_USAGE", "c28719"],
  ["__WARNING_ISBADXXXPTR_API_USAGE", "c28720"],
  ["__WARNING_BANNED_API_USAGEL2", "c28726"],
  ["__WARNING_BANNED_API_USAGE_LSTRLEN", "c28750"],
  ["__WARNING_BANNED_API_USAGE_EXALLOCATEPOOL", "c28751"],
  ["__WARNING_BANNED_MEM_ALLOCATION_NOTYPE", "c30029"],
  ["__WARNING_BANNED_MEM_ALLOCATION_UNSAFE", "c30030"],
]);
