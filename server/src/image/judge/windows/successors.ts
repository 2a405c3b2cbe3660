/** What a driver may call in place of something, on the oldest Windows that it is for. */
import { compareWindowsVersions, type Facts } from "../../../facts/index.ts";
import { firstVersion } from "./newer-imports.ts";
import type { Target } from "./target.ts";

/** Whether the target has every function that a phrase names: "ExAllocatePool2 + RtlCopyMemory". Without a target all are there. */
export function isThere(phrase: string, facts: Facts, target: Target | undefined): boolean {
  const version = target?.version;
  if (version === undefined) return true;
  return (phrase.match(/\w+/g) ?? []).every((name) => {
    const contract = facts.functionContract(name);
    const since = contract === undefined ? undefined : firstVersion(contract, facts);
    return since === undefined || compareWindowsVersions(since, version) <= 0;
  });
}
