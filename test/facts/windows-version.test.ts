// The Windows version scale: every spelling that documentation, headers, project files and settings use.
import { describe, expect, it } from "vitest";
import {
  compareWindowsVersions,
  parseWindowsVersion,
  windowsVersionOfBuild,
  windowsVersionOfNtddi,
  windowsVersionOfWinnt,
} from "../../server/src/facts/index.ts";
import { windowsReleases } from "../../server/src/facts/windows-release-list.ts";
import { readColumn } from "./data.ts";

const name = (text: string): string | undefined => parseWindowsVersion(text)?.name;

describe("parseWindowsVersion", () => {
  it.each([
    ["Windows 10, version 2004", "Windows 10, version 2004"],
    ["Windows 10 version 1607", "Windows 10, version 1607"],
    ["windows 11, VERSION 22h2", "Windows 11, version 22H2"],
    ["Windows 11, version 21H2", "Windows 11"],
    ["Windows 8.1", "Windows 8.1"],
    ["Windows XP SP2", "Windows XP SP2"],
    ["Windows XP Service Pack 1", "Windows XP SP1"],
    ["Windows Server 2003", "Windows Server 2003"],
    ["Windows Server 2008", "Windows Vista SP1"],
    ["Windows Server 2016", "Windows 10, version 1607"],
    ["NDIS 6.0", "Windows Vista"],
    ["NDIS 6.20", "Windows 7"],
    ["NDIS 6.30", "Windows 8"],
    ["NTDDI_WIN10_VB", "Windows 10, version 2004"],
    ["NTDDI_VISTASP1", "Windows Vista SP1"],
    ["NTDDI_WIN7", "Windows 7"],
    ["NTDDI_WINBLUE", "Windows 8.1"],
    ["0x0A000008", "Windows 10, version 2004"],
    ["0x0A00000B", "Windows 11"],
    ["(0x06010000UL)", "Windows 7"],
    ["0x0601", "Windows 7"],
    ["0x0A00", "Windows 10"],
    ["_WIN32_WINNT_WIN8", "Windows 8"],
    ["Windows10", "Windows 10"],
    ["Windows7", "Windows 7"],
    ["WindowsV6.3", "Windows 8.1"],
    ["Win8.1", "Windows 8.1"],
    ["Vista", "Windows Vista"],
    ["10.0.19041.0", "Windows 10, version 2004"],
    ["10.0.19041", "Windows 10, version 2004"],
    ["10.0.22000.0", "Windows 11"],
    ["10.0.26100.0", "Windows 11, version 24H2"],
    ["10.0", "Windows 10"],
    ["6.1", "Windows 7"],
    ["6.3.9600", "Windows 8.1"],
    ["10-2004", "Windows 10, version 2004"],
    ["win10-2004", "Windows 10, version 2004"],
    ["10 21H2", "Windows 10, version 21H2"],
    ["11", "Windows 11"],
    ["win11", "Windows 11"],
    ["11-24H2", "Windows 11, version 24H2"],
    ["8.1", "Windows 8.1"],
    ["19041", "Windows 10, version 2004"],
  ])("%s is %s", (text, expected) => {
    expect(name(text)).toBe(expected);
  });

  it.each([
    "",
    "Windows",
    "banana",
    "10-1234",
    "12",
    "0x",
    "0x0999",
    "KMDF 1.15",
    "NDIS 9.9",
    "10.0.1",
    "9999",
    "0x00000001",
  ])("%j is unknown", (text) => {
    expect(parseWindowsVersion(text)).toBeUndefined();
  });

  it("reads its own printable names back", () => {
    for (const [order, release] of windowsReleases.entries()) {
      expect(parseWindowsVersion(release.name)).toMatchObject({ order, name: release.name, build: release.build });
    }
  });

  it("reads every version that the function table names", () => {
    const unread = new Set(
      [...readColumn("ddi", "min_client")].filter((text) => text !== "" && name(text) === undefined),
    );
    expect([...unread]).toEqual([]);
  });

  it("reads every version since which something is deprecated, but for those of frameworks", () => {
    const unread = new Set(
      [...readColumn("deprecated", "since")].filter((text) => text !== "" && name(text) === undefined),
    );
    expect([...unread].sort()).toEqual(["NetAdapterCx 2.1", "all NDIS versions"]);
  });
});

describe("the scale", () => {
  const at = (text: string) => parseWindowsVersion(text) ?? expect.fail(`cannot read ${text}`);

  it("orders releases by age", () => {
    const ages = [
      "XP",
      "Vista",
      "7",
      "8",
      "8.1",
      "10",
      "10-1607",
      "10-1909",
      "10-2004",
      "10-20H2",
      "11",
      "11-22H2",
    ].map(at);
    for (const [index, version] of ages.slice(1).entries()) {
      expect(compareWindowsVersions(ages[index] ?? version, version)).toBeLessThan(0);
    }
    expect(compareWindowsVersions(at("10-2004"), at("NTDDI_WIN10_VB"))).toBe(0);
  });

  it("never goes back in build, NTDDI or WINNT", () => {
    for (const [index, release] of windowsReleases.slice(1).entries()) {
      const older = windowsReleases[index];
      expect(release.build).toBeGreaterThanOrEqual(older?.build ?? 0);
      expect(release.ntddi).toBeGreaterThanOrEqual(older?.ntddi ?? 0);
      expect(release.winnt).toBeGreaterThanOrEqual(older?.winnt ?? 0);
    }
  });

  it("takes the oldest release of a shared header value, and the older of two for a value between them", () => {
    expect(windowsVersionOfNtddi(0x0a000007)?.name).toBe("Windows 10, version 1903");
    expect(windowsVersionOfNtddi(0x0a000009)?.name).toBe("Windows 10, version 2004");
    expect(windowsVersionOfNtddi(0x0400)).toBeUndefined();
    expect(windowsVersionOfNtddi(Number.NaN)).toBeUndefined();
    expect(windowsVersionOfWinnt(0x0603)?.name).toBe("Windows 8.1");
    expect(windowsVersionOfWinnt(0x0604)).toBeUndefined();
    expect(windowsVersionOfBuild(19500)?.name).toBe("Windows 10, version 22H2");
    expect(windowsVersionOfBuild(1)).toBeUndefined();
  });
});
