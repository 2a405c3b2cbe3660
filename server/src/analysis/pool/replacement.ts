/** Which pool functions are out of use, and what to call instead on the Windows versions that a driver runs on. */
import {
  compareWindowsVersions,
  type Deprecation,
  type Facts,
  type PoolFunction,
  type WindowsVersion,
} from "../../facts/index.ts";

/** The deprecation of a function that allocates or frees pool; undefined for others, and where it is mere advice. */
export function poolDeprecation(api: PoolFunction, facts: Facts): Deprecation | undefined {
  const found = api.action === "allocate" || api.action === "free" ? facts.deprecation(api.name) : undefined;
  return found?.status === "discouraged" ? undefined : found;
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
