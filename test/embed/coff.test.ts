/**
 * Object files, byte for byte, and as the binutils and the linker of mingw-w64 see them. Without
 * x86_64-w64-mingw32-gcc (Debian: mingw-w64) the latter are skipped, and fail when CI=true.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { arrayText, headerText } from "../../server/src/embed/c-source.ts";
import { type Machine, machines, objectFile } from "../../server/src/embed/coff.ts";
import { isGenerated } from "../../server/src/embed/generated.ts";
import { folder } from "../support/program.ts";
import { embeddingOf, everyByte } from "./sample.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

test("an object is a header, a section, the bytes, four symbols and their names", () => {
  const bytes = Uint8Array.of(1, 2, 3, 4, 5);
  expect(hex(objectFile(embeddingOf(bytes), "x64"))).toBe(
    [
      // IMAGE_FILE_HEADER: machine, sections, date, symbols at 60 + 12, 4 of them
      "6486" + "0100" + "00000000" + "48000000" + "04000000" + "0000" + "0000",
      // IMAGE_SECTION_HEADER: 12 bytes at 60; initialized data, readable, 16-byte aligned
      "2e72646174610000" + "00000000" + "00000000" + "0c000000" + "3c000000",
      "00000000" + "00000000" + "0000" + "0000" + "40005040",
      // The bytes, three of nothing, their number
      "0102030405" + "000000" + "05000000",
      // .rdata, static, with its length behind it
      "2e72646174610000" + "00000000" + "0100" + "0000" + "03" + "01",
      `0c000000${"00".repeat(14)}`,
      // Quirks at 0 and QuirksSize at 8, external
      "00000000" + "04000000" + "00000000" + "0100" + "0000" + "02" + "00",
      "00000000" + "0b000000" + "08000000" + "0100" + "0000" + "02" + "00",
      `16000000${Buffer.from("Quirks\0QuirksSize\0").toString("hex")}`,
    ].join(""),
  );
});

test("on x86 names have an underscore, and the object is said to be safe for SAFESEH", () => {
  const object = objectFile(embeddingOf(Uint8Array.of(1, 2, 3, 4)), "x86");
  expect(hex(object.subarray(0, 2))).toBe("4c01");
  expect(Buffer.from(object).toString("latin1")).toContain("_Quirks\0_QuirksSize\0");
  expect(hex(object)).toContain(`${Buffer.from("@feat.00").toString("hex")}01000000ffff00000300`);
  expect(new DataView(object.buffer).getUint32(12, true)).toBe(5);
});

test("for ARM64 it differs in the machine alone", () => {
  const x64 = objectFile(embeddingOf(everyByte), "x64");
  const arm64 = objectFile(embeddingOf(everyByte), "arm64");
  expect(hex(arm64.subarray(0, 2))).toBe("64aa");
  expect(hex(arm64.subarray(2))).toBe(hex(x64.subarray(2)));
});

test("paged bytes are in a section that the loader takes for pageable", () => {
  const usual = objectFile(embeddingOf(everyByte), "x64");
  const paged = objectFile(embeddingOf(everyByte, { section: "paged" }), "x64");
  expect(Buffer.from(paged).toString("latin1").split("PAGECONS")).toHaveLength(3);
  expect(Buffer.from(paged).toString("latin1").replaceAll("PAGECONS", ".rdata\0\0")).toBe(
    Buffer.from(usual).toString("latin1"),
  );
});

test.each([1, 2, 3, 4, 15, 16, 17, 4096])("%d bytes and their number stand where the symbols say", (length) => {
  const bytes = everyByte.slice(0, length);
  const expected = length > bytes.length ? Uint8Array.of(...bytes, ...new Uint8Array(length - bytes.length)) : bytes;
  const object = objectFile(embeddingOf(expected), "x64");
  const view = new DataView(object.buffer);
  expect(hex(object.subarray(60, 60 + length))).toBe(hex(expected));
  const symbols = view.getUint32(8, true);
  const sizeAt = view.getUint32(symbols + 3 * 18 + 8, true);
  expect(sizeAt % 4).toBe(0);
  expect(view.getUint32(60 + sizeAt, true)).toBe(length);
});

const tool = (name: string, machine: "x64" | "x86"): string =>
  `${machine === "x64" ? "x86_64" : "i686"}-w64-mingw32-${name}`;
const installed = (["x64", "x86"] as const).every(
  (machine) => spawnSync(tool("gcc", machine), ["--version"], { stdio: "ignore" }).status === 0,
);

function run(file: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, encoding: "utf8", maxBuffer: 1 << 26 });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

/** What `objdump -s` prints of a section, as bytes. */
function dumped(text: string): string {
  return [...text.matchAll(/^ [\da-f]+ ((?:[\da-f]+ ){1,4})/gm)]
    .map((row) => row[1]?.replaceAll(" ", "") ?? "")
    .join("");
}

describe.skipIf(!installed && process.env.CI !== "true")("with mingw-w64", () => {
  /** Writes its bytes to a file, and fails where they are not aligned. */
  const program = `#include <stdio.h>
#include "quirks.h"
int main(void)
{
    FILE *out = fopen("out", "wb");
    if (out == NULL || (size_t)Quirks % 16 != 0) {
        return 1;
    }
    fwrite(Quirks, 1, QuirksSize, out);
    return fclose(out);
}
`;
  const strict = ["-std=c11", "-pedantic", "-Wall", "-Wextra", "-Werror"];

  test.each(["x64", "x86"] as const)("objdump of %s gives the bytes back", (machine) => {
    const cwd = folder({ "quirks.obj": objectFile(embeddingOf(everyByte), machine) });
    const objdump = tool("objdump", machine);
    expect(dumped(run(objdump, ["-s", "-j", ".rdata", "quirks.obj"], cwd)).slice(0, everyByte.length * 2)).toBe(
      hex(everyByte),
    );
    expect(run(objdump, ["-h", "quirks.obj"], cwd)).toMatch(
      /\.rdata .* 2\*\*4\s+CONTENTS, ALLOC, LOAD, READONLY, DATA/,
    );
    expect(run(objdump, ["-t", "quirks.obj"], cwd)).toMatch(/\(sec {2}1\).*\b_?QuirksSize\n/);
  });

  test.each(["x64", "x86"] as const)(
    "an object of %s links, and so does the array: both images hold the bytes",
    (machine) => {
      const cwd = folder({
        "main.c": program,
        "quirks.h": headerText(embeddingOf(everyByte)),
        "quirks.c": arrayText(embeddingOf(everyByte), "quirks.h"),
        "quirks.obj": objectFile(embeddingOf(everyByte), machine),
      });
      for (const form of ["quirks.obj", "quirks.c"]) {
        run(tool("gcc", machine), [...strict, "-o", `${form}.exe`, "main.c", form], cwd);
        expect(readFileSync(join(cwd, `${form}.exe`)).includes(Buffer.from(everyByte))).toBe(true);
      }
      run(
        tool("g++", machine),
        ["-std=c++17", "-Wall", "-Wextra", "-Werror", "-c", "-o", "cpp.o", "-x", "c++", "quirks.c"],
        cwd,
      );
      expect(run(tool("nm", machine), ["cpp.o"], cwd)).toMatch(/ R _?Quirks\n/);
    },
  );

  test("an array that has lost a byte does not compile", () => {
    const text = arrayText(embeddingOf(everyByte), "quirks.h").replace("0x00, ", "");
    const cwd = folder({ "quirks.c": text, "quirks.h": headerText(embeddingOf(everyByte)) });
    expect(spawnSync(tool("gcc", "x64"), ["-c", "quirks.c"], { cwd }).status).not.toBe(0);
  });
});

describe("a file that is there", () => {
  const text = (content: string): Uint8Array => new TextEncoder().encode(content);

  test.each([
    ["an object", objectFile(embeddingOf(everyByte), "x64")],
    ["a paged one for x86", objectFile(embeddingOf(everyByte, { section: "paged" }), "x86")],
    ["a source", text(arrayText(embeddingOf(everyByte), "quirks.h"))],
    ["a header", text(headerText(embeddingOf(everyByte)))],
  ])("is known as one of ours: %s", (_, bytes) => {
    expect(isGenerated(bytes)).toBe(true);
  });

  test.each([
    ["somebody's source", text(`/* Mine. */\n${"int x;\n".repeat(20)}`)],
    ["nothing", new Uint8Array()],
    ["an object with a date", withByte(objectFile(embeddingOf(everyByte), "x64"), 4, 1)],
    ["an object of two sections", withByte(objectFile(embeddingOf(everyByte), "x64"), 2, 2)],
    ["an object whose section is called otherwise", withByte(objectFile(embeddingOf(everyByte), "x64"), 21, 0x74)],
  ])("is known as none: %s", (_, bytes) => {
    expect(isGenerated(bytes)).toBe(false);
  });

  test.skipIf(!installed && process.env.CI !== "true")("is none where a compiler made it", () => {
    const cwd = folder({ "table.c": "const unsigned char table[] = { 1, 2, 3 };\n" });
    run(tool("gcc", "x64"), ["-c", "-o", "table.obj", "table.c"], cwd);
    expect(isGenerated(readFileSync(join(cwd, "table.obj")))).toBe(false);
  });
});

function withByte(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[offset] = value;
  return copy;
}

test("there is a name for every machine that the WDK builds for", () => {
  const names: readonly Machine[] = ["x64", "arm64", "x86"];
  expect(Object.keys(machines)).toEqual(names);
});
