/**
 * Every snippet for Windows drivers, with what it says where nobody changes a placeholder, and with each of its choices:
 * driverlens has nothing to say about it, and it compiles, in C and, where it is offered for it, in C++. Compiling needs
 * x86_64-w64-mingw32-gcc for both (Debian: mingw-w64) and sqlite3.h (libsqlite3-dev); without them it is skipped, and fails
 * when CI=true.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { choicesIn } from "../../server/tools/snippets.ts";
import { checkText } from "../support/engine.ts";
import { type SnippetSource, snippetsOf, sourceWith } from "./sources.ts";

const ddk = "/usr/x86_64-w64-mingw32/include/ddk";
const kit = join(import.meta.dirname, "../support/kit");
const frameworks = join(import.meta.dirname, "../scaffolds/shim");
/** Holds what other tools of the WDK make of a source: driver.tmh. */
const made = join(import.meta.dirname, "needs/windows");
const sqliteHeader = "/usr/include/sqlite3.h";
const compiler = "x86_64-w64-mingw32-gcc";
const installed =
  spawnSync(compiler, ["--version"], { stdio: "ignore" }).status === 0 && existsSync(ddk) && existsSync(sqliteHeader);

const languages = ["c", "cpp"] as const;
type Language = (typeof languages)[number];

const snippets = snippetsOf("windows");

/** What a source begins with: in the WDK ntifs.h, and what includes it, stand for ntddk.h. */
function headersOf({ includes }: SnippetSource): string {
  const instead = includes.some((name) => name === "ntifs.h" || name === "fltKernel.h");
  return [...(instead ? [] : ["ntddk.h"]), ...includes].map((name) => `#include <${name}>\n`).join("");
}

/** A source for each choice that the snippet leaves, the first of each placeholder together, the second, and so on. */
const variantsOf = (snippet: SnippetSource): readonly string[] =>
  Array.from({ length: choicesIn(snippet.body) }, (_, choice) => sourceWith(snippet, headersOf(snippet), choice));

/** What driverlens finds in a driver of one source. */
const findingsIn = (text: string, language: string): readonly string[] =>
  checkText(text, { path: `driver.${language}`, target: "10.0.19041" }).map(
    ({ rule, message }) => `${rule}: ${message}`,
  );

describe("snippets for Windows drivers", () => {
  it.each(snippets)("driverlens has nothing to say about $prefix", (snippet) => {
    for (const language of snippet.languages) {
      for (const text of variantsOf(snippet)) {
        expect(findingsIn(text, language)).toEqual([]);
      }
    }
  });

  it("what they put into a section has C linkage, as Microsoft's compiler wants it", () => {
    const put = snippets
      .filter(({ languages }) => languages.includes("cpp"))
      .flatMap(variantsOf)
      .flatMap((text) => [...text.matchAll(/alloc_text\(\w+, (\w+)\)/g)].map(([, name]) => ({ name, text })));
    expect(put.length).toBeGreaterThan(20);
    const isDeclared = ({ name, text }: (typeof put)[number]): boolean =>
      new RegExp(`EXTERN_C [^;]*\\b${name}[;(]`).test(text);
    expect(put.filter((each) => !isDeclared(each))).toEqual([]);
  });

  it("driverlens would have something to say about a mistake", () => {
    const [pool] = snippets.filter(({ prefix }) => prefix === "kd-pool").flatMap(variantsOf);
    expect(
      findingsIn(
        (pool ?? "").replace("ExAllocatePool2(POOL_FLAG_NON_PAGED", "ExAllocatePoolWithTag(NonPagedPool"),
        "c",
      ),
    ).toEqual(expect.arrayContaining([expect.stringContaining("pool-deprecated")]));
  });

  describe.skipIf(!installed && process.env.CI !== "true")("for a compiler", () => {
    /** Holds the sources, and sqlite3.h alone of the host's headers. */
    let folder = "";

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "driverlens-snippets-"));
      copyFileSync(sqliteHeader, join(folder, "sqlite3.h"));
    });

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const flags = (language: Language): readonly string[] => [
      language === "c" ? "-std=c11" : "-std=c++17",
      ...["-O2", "-Wall", "-Wextra", "-Werror", "-pedantic", "-Wno-multichar", "-Wno-unknown-pragmas"],
      // Of mingw-w64's RTL_CONSTANT_STRING alone, which takes no constant off. Drivers have no exceptions and no RTTI.
      ...(language === "cpp" ? ["-Wno-write-strings", "-fno-exceptions", "-fno-rtti"] : []),
      ...["-D_AMD64_", "-D_WIN64", "-D_KERNEL_MODE=1", "-DDBG=1", "-D_WIN32_WINNT=0x0A00"],
      ...["-DNTDDI_VERSION=0x0A000008", "-DSQLITE_THREADSAFE=1"],
      ...[frameworks, kit, folder, made, ddk].flatMap((path) => ["-isystem", path]),
    ];

    /** What the compiler has to say of sources by their names. It reads them as one: the headers take it longest. */
    function compile(language: Language, sources: ReadonlyMap<string, string>): string {
      const texts = [...sources].map(([name, text], index) => `#line 1 "${name}"\n${withNamesOfItsOwn(text, index)}`);
      const path = join(folder, `snippets.${language}`);
      writeFileSync(path, texts.join(""));
      const args = [...flags(language), "-fsyntax-only", "-x", language === "c" ? "c" : "c++", path];
      return spawnSync(compiler, args, { encoding: "utf8" }).stderr;
    }

    const withNamesOfItsOwn = (text: string, index: number): string =>
      text.replace(/Sample|SAMPLE|\b(?:DriverEntry|Message|Reply)\b/g, `$&${index}`);

    // Apart by their headers, so that no snippet gets by on another one's.
    const kinds = [...new Set(snippets.map(headersOf))];
    const cases = languages.flatMap((language) => kinds.map((headers) => ({ language, headers })));

    it.each(cases)("all in $language after $headers", ({ language, headers }) => {
      const offered = snippets.filter((each) => headersOf(each) === headers && each.languages.includes(language));
      expect(offered).not.toEqual([]);
      const sources = offered.flatMap((each) =>
        variantsOf(each).map((text, choice) => [`${each.name}, choice ${choice}`, text] as const),
      );
      expect(compile(language, new Map(sources))).toBe("");
    });

    it("a mistake would be told", () => {
      const mistake = "#include <ntddk.h>\nVOID f(VOID) { NoSuchThing(); }\n";
      expect(compile("c", new Map([["mistake", mistake]]))).toContain("NoSuchThing");
    });
  });
});
