// The Windows releases that driver documentation and build settings tell apart, oldest first.

/**
 * `ntddi` is the NTDDI_VERSION of the release's own headers; releases that share headers (2004 to 22H2 of Windows 10) share
 * it. `winnt` is _WIN32_WINNT. `build` is the first public build.
 */
export interface WindowsRelease {
  readonly name: string;
  readonly ntddi: number;
  readonly winnt: number;
  readonly build: number;
  /** Suffix of the NTDDI_ constant where the SDK defines one; several are separated by spaces. */
  readonly ntddiNames: string;
  /** Other spellings, lower case, `|` between them; settings and project files use them. */
  readonly aliases: string;
}

const release = (
  name: string,
  ntddi: number,
  winnt: number,
  build: number,
  ntddiNames: string,
  aliases: string,
): WindowsRelease => ({ name, ntddi, winnt, build, ntddiNames, aliases });

/** From the public sdkddkver.h constants and the release history. Order is age, also where numbers are equal. */
export const windowsReleases: readonly WindowsRelease[] = [
  release("Windows NT 4.0", 0x04000000, 0x0400, 1381, "WIN4", "nt4|nt 4.0|windows 95"),
  release("Windows 98", 0x04000000, 0x0400, 1998, "", "98|windows 98 se|windows me"),
  release("Windows 2000", 0x05000000, 0x0500, 2195, "WIN2K", "2000|win2k|w2k"),
  release("Windows XP", 0x05010000, 0x0501, 2600, "WINXP", "xp|winxp|wxp"),
  release("Windows XP SP1", 0x05010100, 0x0501, 2600, "WINXPSP1", "xp sp1|windows xp service pack 1"),
  release("Windows XP SP2", 0x05010200, 0x0501, 2600, "WINXPSP2", "xp sp2|windows xp service pack 2"),
  release("Windows XP SP3", 0x05010300, 0x0501, 2600, "WINXPSP3", "xp sp3|windows xp service pack 3"),
  release("Windows Server 2003", 0x05020000, 0x0502, 3790, "WS03", "server 2003|ws03|winnet|windows xp x64"),
  release(
    "Windows Server 2003 SP1",
    0x05020100,
    0x0502,
    3790,
    "WS03SP1",
    "server 2003 sp1|windows server 2003 with sp1",
  ),
  release("Windows Server 2003 R2", 0x05020100, 0x0502, 3790, "", "server 2003 r2"),
  release("Windows Server 2003 SP2", 0x05020200, 0x0502, 3790, "WS03SP2", "server 2003 sp2"),
  release("Windows Vista", 0x06000000, 0x0600, 6000, "VISTA WIN6 LONGHORN", "vista|windowsvista|wlh"),
  release(
    "Windows Vista SP1",
    0x06000100,
    0x0600,
    6001,
    "VISTASP1 WIN6SP1 WS08",
    "vista sp1|windows server 2008|server 2008",
  ),
  release("Windows Vista SP2", 0x06000200, 0x0600, 6002, "VISTASP2 WIN6SP2 WS08SP2", "vista sp2"),
  release("Windows 7", 0x06010000, 0x0601, 7600, "WIN7", "7|win7|windows7|windows server 2008 r2|windows 7 sp1|7 sp1"),
  release("Windows 8", 0x06020000, 0x0602, 9200, "WIN8", "8|win8|windows8|windows server 2012|server 2012"),
  release(
    "Windows 8.1",
    0x06030000,
    0x0603,
    9600,
    "WINBLUE",
    "8.1|win8.1|win81|windowsv6.3|winv6.3|windows8.1|windows server 2012 r2|server 2012 r2",
  ),
  release(
    "Windows 10",
    0x0a000000,
    0x0a00,
    10240,
    "WIN10 WINTHRESHOLD",
    "10|win10|windows10|10.0|10-1507|win10-1507|windows 10, version 1507|windows 10 rtm",
  ),
  release("Windows 10, version 1511", 0x0a000001, 0x0a00, 10586, "WIN10_TH2", "10-1511"),
  release(
    "Windows 10, version 1607",
    0x0a000002,
    0x0a00,
    14393,
    "WIN10_RS1",
    "10-1607|windows server 2016|server 2016",
  ),
  release("Windows 10, version 1703", 0x0a000003, 0x0a00, 15063, "WIN10_RS2", "10-1703"),
  release("Windows 10, version 1709", 0x0a000004, 0x0a00, 16299, "WIN10_RS3", "10-1709"),
  release("Windows 10, version 1803", 0x0a000005, 0x0a00, 17134, "WIN10_RS4", "10-1803"),
  release(
    "Windows 10, version 1809",
    0x0a000006,
    0x0a00,
    17763,
    "WIN10_RS5",
    "10-1809|windows server 2019|server 2019",
  ),
  release("Windows 10, version 1903", 0x0a000007, 0x0a00, 18362, "WIN10_19H1", "10-1903"),
  release("Windows 10, version 1909", 0x0a000007, 0x0a00, 18363, "", "10-1909"),
  release("Windows 10, version 2004", 0x0a000008, 0x0a00, 19041, "WIN10_VB", "10-2004"),
  release("Windows 10, version 20H2", 0x0a000008, 0x0a00, 19042, "", "10-20h2|10-2009"),
  release("Windows 10, version 21H1", 0x0a000008, 0x0a00, 19043, "", "10-21h1"),
  release("Windows 10, version 21H2", 0x0a000008, 0x0a00, 19044, "", "10-21h2"),
  release("Windows 10, version 22H2", 0x0a000008, 0x0a00, 19045, "", "10-22h2"),
  release("Windows Server 2022", 0x0a00000a, 0x0a00, 20348, "WIN10_FE WIN10_MN", "server 2022|ws2022"),
  release(
    "Windows 11",
    0x0a00000b,
    0x0a00,
    22000,
    "WIN10_CO",
    "11|win11|windows11|11-21h2|win11-21h2|windows 11, version 21h2",
  ),
  release("Windows 11, version 22H2", 0x0a00000c, 0x0a00, 22621, "WIN10_NI", "11-22h2"),
  release("Windows 11, version 23H2", 0x0a00000c, 0x0a00, 22631, "", "11-23h2"),
  release(
    "Windows 11, version 24H2",
    0x0a000010,
    0x0a00,
    26100,
    "WIN11_GE WIN10_CU WIN11_ZN WIN11_GA",
    "11-24h2|windows server 2025|server 2025",
  ),
  release("Windows 11, version 25H2", 0x0a000010, 0x0a00, 26200, "", "11-25h2"),
];
