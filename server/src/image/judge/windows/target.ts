/** The oldest Windows that a driver is to load on. */
import { parseWindowsVersion, type WindowsVersion } from "../../../facts/index.ts";

export interface Target {
  /** Undefined where what was said names no release: "Windows10" of a project is any release of it, mostly the current one. */
  readonly version: WindowsVersion | undefined;
  /** "Windows 10, version 2004". */
  readonly text: string;
}

/** @returns undefined where nobody said, or it names no Windows */
export function targetOf(said: string | undefined): Target | undefined {
  const version = said === undefined ? undefined : parseWindowsVersion(said);
  if (said === undefined || version === undefined) return undefined;
  // As the rule of sources has it (api-newer-than-target): the kit's projects have no word for a later release.
  return /^win(?:dows)?1[01]$/i.test(said.trim())
    ? { version: undefined, text: `${version.name}, any release` }
    : { version, text: version.name };
}
