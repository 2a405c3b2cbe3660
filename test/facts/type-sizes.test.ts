/**
 * The sizes in server/data/type-sizes.tsv are those that compilers have. Needs x86_64-w64-mingw32-gcc with the DDK headers
 * (Debian: mingw-w64) and an x86-64 gcc with the kernel's headers for programs (linux-libc-dev); without them the suite is
 * skipped, and fails when CI=true.
 */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { readRows } from "./data.ts";

const windows = "x86_64-w64-mingw32-gcc";
const isThere = (compiler: string, machine: RegExp): boolean =>
  machine.test(spawnSync(compiler, ["-dumpmachine"], { encoding: "utf8" }).stdout ?? "");
const installed = isThere(windows, /^x86_64/) && isThere("gcc", /^x86_64.*linux/);

type Row = Readonly<Record<"name" | "kind" | "platform" | "size" | "align" | "source", string>>;
const rows = readRows("type-sizes").map(
  ({ name = "", kind = "", platform = "", size = "", align = "", source = "" }): Row => ({
    name,
    kind,
    platform,
    size,
    align,
    source,
  }),
);

const cHeaders = ["stdbool.h", "stddef.h", "stdint.h"];
const ddkHeaders = ["ntifs.h", "ntdddisk.h", "scsi.h", "srb.h", "ntddkbd.h", "ntddmou.h", "mountmgr.h"];
const linuxHeaders = [
  ...["types.h", "if.h", "if_ether.h", "ip.h", "ipv6.h", "udp.h", "icmp.h", "in.h", "in6.h"],
  ...["usb/ch9.h", "input.h", "fiemap.h", "limits.h"],
].map((name) => `linux/${name}`);
/** Names of windef.h, which the DDK's headers leave out. */
const windef = /^(?:UINT|DWORD|WORD|BYTE|FLOAT|BOOL|LPVOID|LPCVOID|PBYTE|PWORD|PDWORD|MAX_PATH)$/;

describe.skipIf(!installed && process.env.CI !== "true")("sizes in the table are those of", () => {
  const of = (source: string, platform: string): readonly Row[] =>
    rows.filter((row) => row.source === source && ["both", platform].includes(row.platform));

  it.each([
    {
      what: "the DDK's headers",
      compiler: windows,
      headers: ddkHeaders,
      picked: of("mingw", "windows").filter(({ name }) => !windef.test(name)),
    },
    {
      what: "windef.h",
      compiler: windows,
      headers: ["windef.h"],
      picked: of("mingw", "windows").filter(({ name }) => windef.test(name)),
    },
    { what: "C on Windows", compiler: windows, headers: cHeaders, picked: of("c", "windows") },
    { what: "C on Linux", compiler: "gcc", headers: cHeaders, picked: of("c", "linux") },
    { what: "Linux's headers", compiler: "gcc", headers: linuxHeaders, picked: of("linux-headers", "linux") },
  ])("$what", ({ compiler, headers, picked }) => {
    expect(picked.length).toBeGreaterThan(5);
    expect(compile(compiler, headers, picked.map(claim))).toBe("");
  });

  it("and others would be told", () => {
    expect(compile(windows, ddkHeaders, ["sizeof(KEVENT) == 25"])).toContain("static assertion failed");
  });
});

/** What the compiler is to find true. */
function claim({ name, kind, platform, size, align }: Row): string {
  const type = platform === "linux" && isTag.test(name) ? `struct ${name}` : name;
  return kind === "constant" ? `${name} == ${size}` : `sizeof(${type}) == ${size} && _Alignof(${type}) == ${align}`;
}

/** Linux's structures have no other names; its numbers begin with `__`, those of C are words of their own. */
const isTag = /^(?!__|long|bool$|.*_t$)[a-z]\w*$/;

function compile(compiler: string, headers: readonly string[], claims: readonly string[]): string {
  const includes = headers.map((name) => `#include <${name}>\n`).join("");
  const asserts = claims.map((each) => `_Static_assert(${each}, "${each}");\n`).join("");
  const ddk =
    compiler === windows && !headers.includes("windef.h") ? ["-isystem", "/usr/x86_64-w64-mingw32/include/ddk"] : [];
  const flags = ["-std=gnu11", "-w", "-D_WIN32_WINNT=0x0601", "-fsyntax-only", ...ddk, "-x", "c", "-"];
  return spawnSync(compiler, flags, { input: includes + asserts, encoding: "utf8" }).stderr;
}
