/** What the makers of fixes ask of the unit; a rule's context is one. */
import type { PoolEnvironment } from "../analysis/pool/environment.ts";
import { compareWindowsVersions, type WindowsVersion } from "../facts/index.ts";
import type { Place } from "../model/place.ts";
import type { DriverUnit } from "../model/unit/types.ts";

export interface FixEnvironment extends PoolEnvironment {
  readonly driver: DriverUnit;
  /** Undefined where nobody names a version: then fixes write for a current Windows. */
  readonly targetWindows: { readonly version: WindowsVersion } | undefined;
  /** See `RuleContext.assumption`. */
  assumption(place: Place): string | undefined;
}

/** Whether what came with a Windows version is on every Windows that the driver runs on; taken to be where nobody names one. */
export function isOnTarget(since: WindowsVersion | undefined, env: FixEnvironment): boolean {
  const target = env.targetWindows?.version;
  return target === undefined || since === undefined || compareWindowsVersions(since, target) <= 0;
}
