/**
 * Every form of an embedded file, compiled by mingw-w64 for Windows and by gcc for Linux, linked, run or looked into: the bytes
 * come out as they went in. Without the compilers they are skipped, and fail when CI=true.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { assemblyText } from "../../server/src/embed/assembly.ts";
import { buildLine } from "../../server/src/embed/build-line.ts";
import { arrayText, embedText, headerText } from "../../server/src/embed/c-source.ts";
import type { Section } from "../../server/src/embed/embedding.ts";
import { buildModules } from "../scaffolds/support/linux/build.ts";
import { linuxInstalled } from "../scaffolds/support/linux/kernel.ts";
import { folder } from "../support/program.ts";
import { embeddingOf, everyByte } from "./sample.ts";

const compilers = {
  "Windows x64": {
    gcc: "x86_64-w64-mingw32-gcc",
    objdump: "x86_64-w64-mingw32-objdump",
    section: { nonpaged: ".rdata", paged: "PAGECONS" },
  },
  "Windows x86": {
    gcc: "i686-w64-mingw32-gcc",
    objdump: "i686-w64-mingw32-objdump",
    section: { nonpaged: ".rdata", paged: "PAGECONS" },
  },
  Linux: { gcc: "gcc", objdump: "objdump", section: { nonpaged: ".rodata", paged: ".rodata" } },
} as const;
type Target = keyof typeof compilers;

const targets = Object.keys(compilers) as Target[];
const all = targets.flatMap((target) => (["nonpaged", "paged"] as const).map((section) => [target, section] as const));
const isInstalled = targets.every((target) => spawnSync(compilers[target].gcc, ["--version"]).status === 0);

function run(file: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

/** The compilers here do not know #embed: what those that do make of the line stands in its place. */
function asEmbedded(text: string): string {
  expect(text).toContain("#ifndef __has_embed\n");
  return text.replace("#ifndef __has_embed", "#if 0").replace('#embed "quirks.db"', [...everyByte].join(", "));
}

function sources(section: Section) {
  const embedding = embeddingOf(everyByte, { section });
  return {
    "quirks.db": everyByte,
    "quirks.h": headerText(embedding),
    "array.c": arrayText(embedding, "quirks.h"),
    "embed.c": asEmbedded(embedText(embedding, "quirks.h", "quirks.db")),
    "incbin.S": assemblyText(embedding, "quirks.db"),
    // Writes the bytes out, and fails where they are not aligned.
    "main.c": `#include <stdint.h>
#include <stdio.h>
#include "quirks.h"
int main(void)
{
    if ((uintptr_t)Quirks % 16 != 0) return 1;
    return fwrite(Quirks, 1, QuirksSize, stdout) == QuirksSize ? 0 : 1;
}
`,
  };
}

describe.skipIf(!isInstalled && process.env.CI !== "true")("a compiler", () => {
  test.each(all)(
    "of %s takes every form of %s bytes, and puts both variables into their section",
    (target, section) => {
      const { gcc, objdump, section: names } = compilers[target];
      const cwd = folder(sources(section));
      for (const form of ["array.c", "embed.c", "incbin.S"]) {
        const object = `${form}.o`;
        run(gcc, ["-Wall", "-Wextra", "-Werror", "-c", "-I.", "-o", object, form], cwd);
        const symbols = run(objdump, ["-t", object], cwd);
        const headers = run(objdump, ["-h", object], cwd);
        const [, index = ""] =
          new RegExp(`^ *(\\d+) \\${names[section]}\\b.*\\n.*READONLY, DATA`, "m").exec(headers) ?? [];
        expect(index, `${form}\n${headers}`).not.toBe("");
        const place = target === "Linux" ? names[section] : `(sec ${String(Number(index) + 1).padStart(2)})`;
        for (const name of ["Quirks", "QuirksSize"]) {
          const line = symbols.split("\n").find((text) => new RegExp(`\\b_?${name}$`).test(text));
          expect(line, symbols).toContain(place);
        }
        run(gcc, ["-o", `${form}.exe`, "main.c", object], cwd);
        expect(readFileSync(join(cwd, `${form}.exe`)).includes(Buffer.from(everyByte))).toBe(true);
      }
    },
  );

  test("makes programs of Linux that see the bytes as they are", () => {
    const cwd = folder(sources("nonpaged"));
    for (const form of ["array.c", "embed.c", "incbin.S"]) {
      run("gcc", ["-I.", "-o", `${form}.exe`, "main.c", form], cwd);
      const { stdout } = spawnSync(join(cwd, `${form}.exe`), { cwd });
      expect(stdout.equals(Buffer.from(everyByte))).toBe(true);
    }
  });

  test("refuses a file that has another size than the one that was embedded", () => {
    const cwd = folder({ ...sources("nonpaged"), "quirks.db": everyByte.subarray(1) });
    const { status, stderr } = spawnSync("gcc", ["-I.", "-c", "incbin.S"], { cwd, encoding: "utf8" });
    expect(status).not.toBe(0);
    expect(stderr).toContain("embed it again");
  });
});

describe.skipIf(!linuxInstalled && process.env.CI !== "true")("kbuild", () => {
  test("makes a module of the array and of what the assembler reads, with the lines that are offered", async () => {
    const uses = `#include <linux/module.h>
#include "quirks.h"
MODULE_LICENSE("GPL");
static int __init quirks_init(void)
{
\treturn Quirks[0] == QuirksSize ? -EINVAL : 0;
}
module_init(quirks_init);
`;
    const lines = ["obj-m += assembled.o listed.o", "assembled-y += main-assembled.o", "listed-y += main-listed.o"];
    const cwd = folder({
      "quirks.db": everyByte,
      "quirks.h": headerText(embeddingOf(everyByte)),
      "quirks-array.c": arrayText(embeddingOf(everyByte), "quirks.h"),
      "quirks.S": assemblyText(embeddingOf(everyByte), "quirks.db"),
      "main-assembled.c": uses,
      "main-listed.c": uses,
      Kbuild: `${[
        ...lines,
        buildLine("kbuild", "incbin", "quirks.S", lines[0]),
        buildLine("kbuild", "array", "quirks-array.c", "obj-m += listed.o"),
      ].join("\n")}\n`,
    });
    const modules = await buildModules(cwd);
    expect(modules).toHaveLength(2);
    for (const module of modules) expect(readFileSync(module).includes(Buffer.from(everyByte))).toBe(true);
  });
});
