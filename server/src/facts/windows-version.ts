// One comparable scale for the many ways in which documentation, headers, project files and settings name a Windows version.
import { type WindowsRelease, windowsReleases } from "./windows-release-list.ts";

/** A point on the scale. Compare with `compareWindowsVersions`; `name` is for people ("Windows 10, version 2004"). */
export interface WindowsVersion {
  /** Position in the list of known releases, oldest 0. Means nothing outside one run of the program. */
  readonly order: number;
  readonly name: string;
  /** NTDDI_VERSION of the release's headers. */
  readonly ntddi: number;
  /** First public build, for example 19041. */
  readonly build: number;
}

/** Negative when `a` is older than `b`, 0 when it is the same release, positive when it is newer. */
export function compareWindowsVersions(a: WindowsVersion, b: WindowsVersion): number {
  return a.order - b.order;
}

/**
 * Reads a version in any of these forms, upper or lower case; anything else is undefined:
 * - documentation: `Windows 10, version 2004`, `Windows 8.1`, `Windows XP SP2`, `Windows Server 2003`; NDIS releases
 *   (`NDIS 6.20`) stand for the Windows release that brought them;
 * - constants and their values: `NTDDI_WIN10_VB`, `NTDDI_VISTASP1`, `_WIN32_WINNT_WIN7`, `0x0A000008` (NTDDI_VERSION),
 *   `0x0601` (_WIN32_WINNT), also in parentheses and with an integer suffix;
 * - project files: TargetVersion `Windows10`, `Windows7`, `WindowsV6.3`, `Win8.1`; WindowsTargetPlatformMinVersion
 *   `10.0.19041.0`; also `6.1` as a kernel version;
 * - settings: `10-2004`, `win10-2004`, `10 2004`, `win11`, `11-22H2`, `8.1`, `10.0.19041`, a bare build `19041`.
 * A build between two releases counts as the older one.
 */
export function parseWindowsVersion(text: string): WindowsVersion | undefined {
  const plain = text
    .trim()
    .replace(/^\((.*)\)$/, "$1")
    .trim()
    .toLowerCase();
  if (plain === "") return undefined;
  return parseConstant(plain) ?? parseHex(plain) ?? parseNdis(plain) ?? parseDotted(plain) ?? parseName(plain);
}

/** The newest release whose headers define an NTDDI_VERSION of at most `ntddi`; undefined below Windows 2000. */
export function windowsVersionOfNtddi(ntddi: number): WindowsVersion | undefined {
  if (!(ntddi >= 0x05000000)) return undefined;
  // Of the releases that share a value the first is meant: its headers promise no more.
  const newest = windowsReleases.findLast((release) => release.ntddi <= ntddi)?.ntddi;
  return versionAt(windowsReleases.findIndex((release) => release.ntddi === newest));
}

/** The first release with this _WIN32_WINNT (0x0501, 0x0A00 ...); undefined when no release has it. */
export function windowsVersionOfWinnt(winnt: number): WindowsVersion | undefined {
  return versionAt(windowsReleases.findIndex((release) => release.winnt === winnt));
}

/** The newest release whose first build is at most `build`; undefined below Windows Vista (6000). */
export function windowsVersionOfBuild(build: number): WindowsVersion | undefined {
  if (!(build >= 6000)) return undefined;
  return versionAt(windowsReleases.findLastIndex((release) => release.build <= build));
}

/** Every release that is known, oldest first. */
export function knownWindowsVersions(): readonly WindowsVersion[] {
  return windowsReleases.flatMap((_, order) => versionAt(order) ?? []);
}

function versionAt(order: number): WindowsVersion | undefined {
  const release = windowsReleases[order];
  if (release === undefined) return undefined;
  return { order, name: release.name, ntddi: release.ntddi, build: release.build };
}

function parseConstant(plain: string): WindowsVersion | undefined {
  const match = /^(?:ntddi|_win32_winnt)_(\w+)$/.exec(plain);
  const wanted = match?.[1];
  if (wanted === undefined) return undefined;
  const order = windowsReleases.findIndex((release) => constants(release).includes(wanted));
  return versionAt(order);
}

function constants(release: WindowsRelease): readonly string[] {
  return release.ntddiNames.toLowerCase().split(" ");
}

function parseHex(plain: string): WindowsVersion | undefined {
  const digits = /^0x([0-9a-f]{3,8})[ul]*$/.exec(plain)?.[1];
  if (digits === undefined) return undefined;
  const value = Number.parseInt(digits, 16);
  return value > 0xffff ? windowsVersionOfNtddi(value) : windowsVersionOfWinnt(value);
}

/** NDIS versions and the Windows release each came with. */
const ndisReleases: Readonly<Record<string, string>> = {
  "4.0": "windows nt 4.0",
  "5.0": "windows 2000",
  "5.1": "windows xp",
  "5.2": "windows server 2003",
  "6.0": "windows vista",
  "6.1": "windows vista sp1",
  "6.20": "windows 7",
  "6.30": "windows 8",
  "6.40": "windows 8.1",
  "6.50": "windows 10",
  "6.60": "windows 10, version 1607",
  "6.70": "windows 10, version 1703",
  "6.80": "windows 10, version 1709",
  "6.81": "windows 10, version 1803",
  "6.82": "windows 10, version 1809",
  "6.83": "windows 10, version 1903",
  "6.84": "windows 10, version 2004",
  "6.85": "windows 11",
  "6.86": "windows 11, version 22h2",
};

function parseNdis(plain: string): WindowsVersion | undefined {
  const match = /^ndis (\d+)\.(\d+)$/.exec(plain);
  if (match === null) return undefined;
  const name = ndisReleases[`${match[1]}.${match[2]}`] ?? ndisReleases[`${match[1]}.${match[2]}0`];
  return name === undefined ? undefined : parseName(name);
}

function parseDotted(plain: string): WindowsVersion | undefined {
  const build = /^(?:10\.0\.)?(\d{5})(?:\.\d+)?$/.exec(plain)?.[1];
  if (build !== undefined) return Number(build) < 10240 ? undefined : windowsVersionOfBuild(Number(build));
  const older = /^6\.([0-3])(?:\.(\d{4})(?:\.\d+)?)?$/.exec(plain);
  if (older === null) return undefined;
  return older[2] === undefined
    ? windowsVersionOfWinnt(0x0600 + Number(older[1]))
    : windowsVersionOfBuild(Number(older[2]));
}

function parseName(plain: string): WindowsVersion | undefined {
  const name = plain
    .replace(/\s+/g, " ")
    .replace(/^win(?:dows)?[- ]?(1[01])[- ,]+(?:version )?([12][0-9][0-9h][0-9])$/, "$1-$2")
    .replace(/^(1[01])[ ,]+(?:version )?([12][0-9][0-9h][0-9])$/, "$1-$2");
  return versionAt(
    windowsReleases.findIndex(
      (release) => release.name.toLowerCase() === name || release.aliases.split("|").includes(name),
    ),
  );
}
