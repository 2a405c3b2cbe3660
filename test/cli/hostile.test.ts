/**
 * Input that was made to hurt, through the built program: it ends in time and without a crash, still finds what stands
 * beside the damage, and names a file that it could not read. The bounds are far above what is measured.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { driverlens, folder, type Run } from "../support/program.ts";

const head = "#include <ntddk.h>\n";
/** Has one finding of its own, which every sound run reports. */
const sound = "void Sound(void) { ExAllocatePool(PagedPool, 1); }\n";
const inFunction = (body: string): string => `${head}void f(int x)\n{\n${body}\n}\n${sound}`;
const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join("");

const check = (cwd: string, ...paths: string[]): Run => driverlens(["check", "-q", "--jobs", "1", ...paths], { cwd });

function expectSound(run: Run): void {
  expect(run.stderr).toBe("");
  expect(run.code).toBe(0);
  expect(run.stdout).toContain("pool-untagged");
}

describe("paths that are no readable files", () => {
  it.each([
    ["nowhere.c", "there is no such file"],
    ["folder.c", "no C, C++, Rust or INF files"],
    ["dangling.c", "there is no such file"],
    ["loop.c", "there is no such file"],
    ["binary.c", "not text"],
    ["huge.h", "larger than 16 MB"],
  ])("%s alone: exit 2 and a message that names it", (name, words) => {
    const cwd = folder({ "binary.c": new Uint8Array(10_000).map((_, index) => index * 7), "huge.h": "" });
    mkdirSync(join(cwd, "folder.c"));
    symlinkSync("/nowhere/x.c", join(cwd, "dangling.c"));
    symlinkSync("loop.c", join(cwd, "loop.c"));
    truncateSync(join(cwd, "huge.h"), 60e6);
    const { code, stderr } = check(cwd, name);
    expect(stderr).toContain(`driverlens: ${name}: `);
    expect(stderr).toContain(words);
    expect(stderr.split("\n")).toHaveLength(2);
    expect(code).toBe(2);
  });
  it("beside sound ones are passed by, loops of links and pipes too", () => {
    const cwd = folder({ "a.c": head + sound });
    symlinkSync("..", join(cwd, "up"));
    symlinkSync(".", join(cwd, "self"));
    spawnSync("mkfifo", [join(cwd, "pipe.c")]);
    mkdirSync(join(cwd, "folder.c"));
    expectSound(check(cwd));
  });
  it("a pipe alone does not hang", () => {
    const cwd = folder({});
    spawnSync("mkfifo", [join(cwd, "pipe.c")]);
    expect(check(cwd, "pipe.c")).toMatchObject({ code: 2, stderr: expect.stringContaining("pipe.c") });
  });
  it("a header of 60 MB is named, and the rest checked", () => {
    const cwd = folder({
      "a.c": `${head}#include "big.h"\n${sound}`,
      "big.h": "int table[] = {\n".padEnd(60e6, "0x00,\n"),
    });
    const { code, stdout, stderr } = check(cwd);
    expect(stderr).toContain("big.h: The file is larger than 16 MB");
    expect(stdout).toContain("pool-untagged");
    expect(code).toBe(0);
  });
});

describe("nothing is too deep", () => {
  const chain = times(60, (index) => `#define A${index} (A${index + 1} | A${index + 1})\n`);
  it.each<[string, string]>([
    ["parentheses", inFunction(`x = ${"(".repeat(100_000)}x${")".repeat(100_000)};`)],
    ["brackets", inFunction(`x = y${"[".repeat(100_000)}x${"]".repeat(100_000)};`)],
    ["braces", inFunction(`${"{".repeat(100_000)}x = 1;${"}".repeat(100_000)}`)],
    ["open parentheses", inFunction(`x = ${"(".repeat(100_000)};`)],
    ["calls", inFunction(`x = ${"f(".repeat(20_000)}1${")".repeat(20_000)};`)],
    ["casts", inFunction(`x = ${"(ULONG)".repeat(20_000)}1;`)],
    ["terms", inFunction(`x = ${times(100_000, (index) => `x${index} + `)}1;`)],
    ["else-ifs", inFunction(`${times(20_000, (index) => `if (x == ${index}) { x++; } else\n`)} x--;`)],
    ["ifs in ifs", inFunction(`${times(20_000, (index) => `if (x == ${index})\n`)} x--;`)],
    ["#ifs", `${head}${"#if A\n".repeat(100_000)}int x;\n${"#endif\n".repeat(100_000)}${sound}`],
    ["#elifs", `${head}#if 0\n${times(100_000, (index) => `#elif A${index}\n`)}#endif\n${sound}`],
    ["choices in an #if", `${head}#if ${"A ? 1 : ".repeat(50_000)}0\n#endif\n${sound}`],
    ["defines that chain", `${head}${times(100_000, (i) => `#define A${i} A${i + 1}\n`)}#if A0\n#endif\n${sound}`],
    [
      "defines that double",
      `${head}${chain}#if A0\n#endif\nvoid g(void) { ExAllocatePoolWithTag(A0, 1, A0); }\n${sound}`,
    ],
    [
      "defines in a circle",
      `${head}#define A B\n#define B A\n#if A\n#endif\nvoid g(void) { ExAllocatePool(A, A); }\n${sound}`,
    ],
  ])("%s", (_, source) => {
    expectSound(check(folder({ "a.c": source })));
  });
});

describe("nothing is too long", () => {
  it.each<[string, string]>([
    ["a comment that never ends", `${head}${sound}/* ${"/* ".repeat(1_000_000)}`],
    ["a string that never ends", inFunction('char *s = "never\n x = 2;')],
    ["a name", `${head}int ${"a".repeat(5_000_000)};\n${sound}`],
    ["a line", inFunction("x = 1; ".repeat(300_000))],
    ["lone quotes", `${head}${sound}${"\"\n'\n".repeat(100_000)}`],
    ["declarations", `${head}${"int v;\n".repeat(200_000)}${sound}`],
    ["suppressions", `${head}${"// driverlens-disable pool-deprecated\n".repeat(20_000)}${sound}`],
    ["pragmas", `${head}${"#pragma warning(push)\n".repeat(200_000)}${sound}`],
    ["findings", inFunction("ExAllocatePool(0, 1);\n".repeat(10_000))],
  ])("%s", (_, source) => {
    expectSound(check(folder({ "a.c": source })));
  });
  it("a raw string that never ends", () => {
    expectSound(check(folder({ "a.cpp": `${head}${sound}char *s = R"x(never\n${"x;\n".repeat(100_000)}` })));
  });
});

describe("includes", () => {
  it("in a circle, of oneself, and 3,000 deep", () => {
    const headers = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [`h${i}.h`, `#pragma once\n#include "h${i + 1}.h"\n#define D${i} ${i}\n`]),
    );
    const cwd = folder({
      ...headers,
      "h3000.h": '#define LAST 1\n#include "h0.h"\n#include "a.c"\n',
      "a.c": `${head}#include "a.c"\n#include "h0.h"\n#if LAST\n${sound}#endif\n`,
    });
    expectSound(check(cwd));
  });
});

describe("encodings and line ends", () => {
  const text = `${head}// \u00e4 comment\n#define ONE 1\n#if ONE\n${sound}#endif\n`;
  it.each<[string, Uint8Array]>([
    ["UTF-16 with a mark", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16 without", Buffer.from(text, "utf16le")],
    ["UTF-16 with its bytes swapped", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["UTF-16 with half a character", Buffer.concat([Buffer.from(`\ufeff${text}`, "utf16le"), Buffer.from("x")])],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`)],
    ["Latin-1", Buffer.from(text, "latin1")],
    ["CRLF", Buffer.from(text.replaceAll("\n", "\r\n"))],
    ["lone CRs", Buffer.from(text.replaceAll("\n", "\r"))],
  ])("%s", (_, bytes) => {
    const run = check(folder({ "a.c": bytes }));
    expectSound(run);
    expect(run.stdout).toContain("a.c:5:");
  });
});

describe("projects and settings that are broken are named, and the sources checked", () => {
  it.each([
    ["a.vcxproj", '<Project><ItemGroup><ClCompile Include="a.c" /><ItemGr'],
    ["a.vcxproj", "<a>".repeat(200_000)],
    ["a.vcxproj", "\u0000\u0001\u0002\u0003"],
    ["compile_commands.json", "[".repeat(200_000)],
    ["compile_commands.json", '{ "a": 1 }'],
    [".driverlens.json", '{ "rules": [1], "targetWindows": 7, "exclude": "x", "overrides": { "a": 1 } }'],
    [".driverlens.json", '{ "rules": '],
    [".driverlens.json", "[".repeat(1_000_000)],
  ])("%s", (name, text) => {
    const { code, stdout, stderr } = check(folder({ "a.c": head + sound, [name]: text }));
    expect(stderr).toContain(`driverlens: ${name}: `);
    for (const line of stderr.trimEnd().split("\n")) expect(line.length).toBeLessThan(400);
    expect(stdout).toContain("pool-untagged");
    expect(code).toBe(0);
  });
  it.each([
    ["CMakeLists.txt", `add_library(x SHARED a.c\nset(A "open\n${"if(".repeat(100_000)}`],
    [
      "CMakeLists.txt",
      `${times(60, (i) => `set(A${i + 1} \${A${i}}x\${A${i}})\n`)}add_library(x SHARED a.c \${A60})\n`,
    ],
    ["Makefile", `${times(60, (i) => `A${i + 1} = $(A${i})x$(A${i})\n`)}obj-m += $(A60) $(A\nA = $(B)\nB = $(A)\n`],
  ])("%s that doubles or never ends", (name, text) => {
    const { code, stdout } = check(folder({ "a.c": head + sound, [name]: text }));
    expect([code, stdout.includes("pool-untagged")]).toEqual([0, true]);
  });
});
