/** Windows releases that somebody may say a driver is for. */
import { compareWindowsVersions, knownWindowsVersions, parseWindowsVersion } from "../facts/windows-version.ts";

export interface TargetRelease {
  /** "Windows 10, version 2004": what `Surroundings.target` takes. */
  readonly name: string;
  /** Its first public build. */
  readonly build: number;
}

/** The newest first, down to the oldest whose drivers tools still build. */
export function targetReleases(): readonly TargetRelease[] {
  const oldest = parseWindowsVersion("Windows XP");
  return knownWindowsVersions()
    .filter((version) => oldest === undefined || compareWindowsVersions(version, oldest) >= 0)
    .map(({ name, build }) => ({ name, build }))
    .reverse();
}
