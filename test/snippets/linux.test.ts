/**
 * Every snippet for Linux modules, with what it says where nobody changes a placeholder, and with each of its choices:
 * driverlens has nothing to say about it, and kbuild, with W=1, compiles it without a warning and finds all that it wants of
 * the kernel. Needs a kernel's headers (Debian: linux-headers-amd64) and sqlite3.h (libsqlite3-dev); without them it is
 * skipped, and fails when CI=true.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { choicesIn } from "../../server/tools/snippets.ts";
import { kernelOrThrow, linuxInstalled } from "../scaffolds/support/linux/kernel.ts";
import { checkText } from "../support/engine.ts";
import { type SnippetSource, snippetsOf, sourceWith } from "./sources.ts";

const sqliteHeader = "/usr/include/sqlite3.h";
const snippets = snippetsOf("linux");

const headersOf = ({ includes }: SnippetSource): string => includes.map((name) => `#include <${name}>\n`).join("");

/** A source for each choice that a snippet leaves, and the name of its file: `kmalloc`, `kmalloc-1`. */
const variantsOf = (snippet: SnippetSource): readonly { readonly name: string; readonly text: string }[] =>
  Array.from({ length: choicesIn(snippet.body) }, (_, choice) => ({
    name: choice === 0 ? snippet.name : `${snippet.name}-${choice}`,
    text: sourceWith(snippet, headersOf(snippet), choice),
  }));
const variants = snippets.flatMap(variantsOf);

const findingsIn = (text: string): readonly string[] =>
  checkText(text, { path: "driver.c", kind: "linux-kernel" }).map(({ rule, message }) => `${rule}: ${message}`);

/** Has no prototype, of which a compiler tells with W=1 alone, and calls what no kernel has. */
const mistake = "void no_such_thing(void);\nvoid mistaken(void)\n{\n\tno_such_thing();\n}\n";

describe("snippets for Linux modules", () => {
  it.each(snippets)("driverlens has nothing to say about $prefix", (snippet) => {
    for (const { text } of variantsOf(snippet)) {
      expect(findingsIn(text)).toEqual([]);
    }
  });

  it("driverlens would have something to say about a mistake", () => {
    const text = variants.find(({ name }) => name === "kmalloc")?.text ?? "";
    expect(findingsIn(text.replace(/kzalloc\((.*), GFP_\w+\)/, "malloc($1)"))).toEqual([
      expect.stringContaining("malloc"),
    ]);
  });

  describe.skipIf(!(linuxInstalled && existsSync(sqliteHeader)) && process.env.CI !== "true")("for kbuild", () => {
    let folder = "";
    let said = "";

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "driverlens-snippets-"));
      mkdirSync(join(folder, "include"));
      copyFileSync(sqliteHeader, join(folder, "include/sqlite3.h"));
      writeFileSync(join(folder, "include/stdarg.h"), "#include <linux/stdarg.h>\n");
      const license = `\nMODULE_DESCRIPTION("Snippets");\nMODULE_LICENSE("GPL");\n`;
      writeFileSync(join(folder, "license.c"), `#include <linux/module.h>${license}`);
      writeFileSync(join(folder, "mistaken.c"), `#include <linux/module.h>\n${mistake}${license}`);
      const together = ["license.o"];
      const apart = ["mistaken.o"];
      for (const { name, text } of variants) {
        // Functions and tables of a snippet are for who writes a driver around it to use.
        const unused = ["function", "variable", "const-variable"].map(
          (what) => `#pragma GCC diagnostic ignored "-Wunused-${what}"\n`,
        );
        const source = `${unused.join("")}${text}`;
        // What registers a driver has an init function, of which a module has one.
        const isModule = /^module_\w+\(/m.test(source);
        (isModule ? apart : together).push(`${name}.o`);
        const whole = isModule && !source.includes("MODULE_LICENSE") ? `${source}${license}` : source;
        writeFileSync(join(folder, `${name}.c`), whole);
      }
      writeFileSync(
        join(folder, "Kbuild"),
        `obj-m := snippets.o ${apart.join(" ")}\nsnippets-y := ${together.join(" ")}\nccflags-y := -I$(src)/include -DSQLITE_THREADSAFE=1\n`,
      );
      said = build(folder);
    }, 400_000);

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it("all are compiled, without a warning, of which there is one of each kind for a mistake", () => {
      expect(said.split("\n").filter((line) => /warning: |error: |^WARNING|^ERROR|\*\*\*/i.test(line))).toEqual([
        expect.stringMatching(/mistaken\.c:.*warning: no previous prototype/),
        expect.stringMatching(/^WARNING: modpost: "no_such_thing" \[.*mistaken\.ko\] undefined!$/),
      ]);
      const objects = readdirSync(folder).filter((name) => name.endsWith(".o"));
      expect(objects).toEqual(expect.arrayContaining(variants.map(({ name }) => `${name}.o`)));
    });
  });
});

/** What kbuild says of the modules of a folder. What is SQLite's or another snippet's need not be there. */
function build(folder: string): string {
  const args = ["-C", kernelOrThrow().build, `M=${folder}`, "W=1", "-k", "-j2", "KBUILD_MODPOST_WARN=1", "modules"];
  const { stdout, stderr } = spawnSync("make", args, { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  const expected =
    /^WARNING: modpost: "(?:sqlite3_\w+|sample_\w+)" \[.*\] undefined!$|compiler differs from the one used/;
  return `${stdout}${stderr}`
    .split("\n")
    .filter((line) => !expected.test(line))
    .join("\n");
}
