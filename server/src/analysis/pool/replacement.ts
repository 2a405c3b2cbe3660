/** Which allocators are out of use, and what to call instead on the Windows versions that a driver runs on. */
import {
  compareWindowsVersions,
  type Deprecation,
  type Facts,
  type PoolFunction,
  type WindowsVersion,
} from "../../facts/index.ts";

/** The deprecation of a pool allocator; undefined for other functions, deprecated or not. */
export function poolDeprecation(name: string, facts: Facts): Deprecation | undefined {
  const api = facts.poolFunction(name);
  return api?.action === "allocate" && api.scheme === "pool-type" ? facts.deprecation(name) : undefined;
}

/**
 * The best replacement that the oldest Windows a driver runs on has; of an unknown target the newest. Undefined where
 * the facts know none.
 */
export function poolReplacement(
  deprecation: Deprecation,
  target: WindowsVersion | undefined,
  facts: Facts,
): PoolFunction | undefined {
  const candidates = deprecation.replacements.flatMap((text) => facts.poolFunction(text.split(" ", 1)[0] ?? "") ?? []);
  return target === undefined
    ? candidates[0]
    : candidates.find(({ minWindows }) => minWindows === undefined || compareWindowsVersions(minWindows, target) <= 0);
}
