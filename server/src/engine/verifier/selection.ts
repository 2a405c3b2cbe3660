/** Which checks a unit's uses ask for, and which of them a Windows version has. */
import { compareWindowsVersions, type VerifierCheck, type WindowsVersion } from "../../facts/index.ts";
import type { CheckAdvice } from "./advice.ts";
import type { Reason, UnitUses } from "./unit-uses.ts";

/** What asks for something: each entry on its own, the uses in one entry together. */
export function reasonsFor(asking: readonly (readonly string[])[], uses: UnitUses): readonly Reason[] {
  const held = asking.filter((entry) => entry.every((use) => uses.has(use)));
  return [...new Set(held.flat())].flatMap((use) => uses.get(use) ?? []);
}

const asksOfAny = (asking: readonly (readonly string[])[]): boolean => asking.some((entry) => entry.includes("any"));

/** The checks that the uses ask for, in the order of the facts; helpers are asked for by nobody. */
export function askedChecks(checks: readonly VerifierCheck[], uses: UnitUses): readonly CheckAdvice[] {
  return checks.flatMap((check): readonly CheckAdvice[] => {
    const reasons = reasonsFor(check.uses, uses);
    const fitsAny = asksOfAny(check.uses);
    return reasons.length > 0 || fitsAny ? [{ check, reasons, fitsAny, neededBy: [] }] : [];
  });
}

/** Whether a Windows version has a check. */
export function isIn(check: VerifierCheck, version: WindowsVersion): boolean {
  const { since, again } = check;
  const isBack = again !== undefined && compareWindowsVersions(version, again) >= 0;
  return compareWindowsVersions(version, since) >= 0 && (!isOver(check, version) || isBack);
}

const isOver = ({ until }: VerifierCheck, version: WindowsVersion): boolean =>
  until !== undefined && compareWindowsVersions(version, until) > 0;

/** How verifier.exe of a Windows version turns a check on; empty where it does not. */
export function formsIn(check: VerifierCheck, version: WindowsVersion): readonly ("flags" | "classes")[] {
  const { bit, ruleClass } = check;
  if (!isIn(check, version)) {
    return [];
  }
  const hasClasses = version.build >= firstBuildWithClasses;
  return [
    ...(ruleClass !== undefined && hasClasses ? (["classes"] as const) : []),
    // What is back is so as a rule class alone.
    ...(bit !== undefined && !isOver(check, version) ? (["flags"] as const) : []),
  ];
}

/** Windows 10, version 1803. */
const firstBuildWithClasses = 17134;

/** The checks with all that they need, in the order of the facts. */
export function withNeeded(
  checks: readonly VerifierCheck[],
  all: readonly VerifierCheck[],
  version: WindowsVersion,
): readonly VerifierCheck[] {
  const ids = new Set(checks.map(({ id }) => id));
  // A set that grows while it is gone through: what is needed may need more.
  for (const id of ids) {
    for (const needed of all.find((check) => check.id === id)?.needs ?? []) {
      ids.add(needed);
    }
  }
  return all.filter((check) => ids.has(check.id) && isIn(check, version));
}
