/** Files that are no image say what to do, and those of Linux that are no module are told of too. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { has, isNeeded, tool } from "../binary/support/linux-files.ts";
import { folder } from "../support/program.ts";
import { reportOfBytes, said } from "./support/report.ts";

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from([...values, ...Array(100).fill(0)]);

describe("refused with what to do", () => {
  test.each([
    [
      "xz",
      "lens.ko.xz",
      bytes(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0),
      "Unpack it, then open what comes of it: xz -dk lens.ko.xz",
    ],
    ["zstd", "lens.ko.zst", bytes(0x28, 0xb5, 0x2f, 0xfd), "zstd -d lens.ko.zst"],
    ["text", "notes.txt", Buffer.from("text of any kind".repeat(10)), "notes.txt is neither an image nor an object"],
    ["nothing", "empty.sys", new Uint8Array(0), "empty.sys is empty."],
    [
      "link-time code",
      "a.obj",
      bytes(0, 0, 0xff, 0xff, 1, 0, 0x64, 0x86),
      "compiled for link-time code generation (/GL)",
    ],
    ["bitcode", "a.o", bytes(0x42, 0x43, 0xc0, 0xde), "compiled for link-time optimization (-flto)"],
    ["an import", "a.obj", bytes(0, 0, 0xff, 0xff, 0, 0, 0x64, 0x86), "names one function of a DLL"],
    ["an empty library", "a.lib", Buffer.from("!<arch>\n"), "a.lib is a library without objects"],
  ])("%s", (_, name, file, message) => {
    expect(() => reportOfBytes(file, name)).toThrow(
      expect.objectContaining({ name: "SourceError", message: expect.stringContaining(message) }),
    );
  });
});

const source = `extern int other(int);
int given = 1;
__attribute__((weak)) int perhaps(int x) { return x; }
static int own(int x) { return x + 1; }
int function(int x) { return other(x) + own(given); }
`;

describe.skipIf(!has("gcc") && !isNeeded)("made by gcc", () => {
  const built = (...args: readonly string[]): Uint8Array => {
    const cwd = folder({ "a.c": source, "main.c": '#include <stdio.h>\nint main(void) { return puts("x"); }\n' });
    tool("gcc", [...args, "-o", "out"], cwd);
    return readFileSync(join(cwd, "out"));
  };

  test("an object", () => {
    const report = reportOfBytes(built("-c", "a.c"), "a.o");
    expect(report).toMatchObject({ kind: "Object file for Linux, x86-64", isKernel: false, findings: [] });
    expect(report.imports).toEqual([{ module: "", isDelayed: false, functions: [{ name: "other" }] }]);
    expect(report.exports.map(({ name, note }) => [name, note])).toEqual(
      expect.arrayContaining([
        ["given", "in .data"],
        ["perhaps", "in .text, weak"],
        ["function", "in .text"],
      ]),
    );
    expect(report.exports.map(({ name }) => name)).not.toContain("own");
    expect(said(report, "debug", "Compilers")).toMatch(/^GCC: /);
  });

  test("a library and programs", () => {
    const library = reportOfBytes(
      built("-shared", "-fPIC", "-nostdlib", "-Wl,-soname,libours.so.1", "a.c"),
      "libours.so",
    );
    expect(library).toMatchObject({ kind: "Shared library for Linux, x86-64", isKernel: false });
    expect(said(library, "headers", "Name")).toBe("libours.so.1");
    expect(library.exports.map(({ name }) => name).toSorted()).toEqual(["function", "given", "perhaps"]);
    const program = reportOfBytes(built("main.c"), "program");
    expect(program.kind).toBe("Program for Linux, x86-64");
    expect(said(program, "headers", "Needs")).toBe("libc.so.6");
    expect(said(program, "debug", "Build ID")).toMatch(/^[\da-f]{40}$/);
  });

  test("a library of objects names them", () => {
    const cwd = folder({ "a.c": source });
    tool("gcc", ["-c", "a.c"], cwd);
    tool("ar", ["rcs", "ours.a", "a.o"], cwd);
    expect(() => reportOfBytes(readFileSync(join(cwd, "ours.a")), "ours.a")).toThrow(
      "ours.a is a library of one object (a.o), not an image. Take one out and open that: ar x ours.a <object>",
    );
  });
});
