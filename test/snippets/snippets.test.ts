/**
 * Every snippet, with what it says where nobody changes a placeholder: driverlens has nothing to say about it, and it
 * compiles, in C and, where it is offered for it, in C++. Compiling needs x86_64-w64-mingw32-gcc for both (Debian: mingw-w64)
 * and sqlite3.h (libsqlite3-dev); without them it is skipped, and fails when CI=true.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expanded, generateSnippets, readSnippet } from "../../server/tools/snippets.ts";
import { checkText } from "../support/engine.ts";

const ddk = "/usr/x86_64-w64-mingw32/include/ddk";
const kit = join(import.meta.dirname, "../support/kit");
const sqliteHeader = "/usr/include/sqlite3.h";
type Language = "c" | "cpp";
const compiler = "x86_64-w64-mingw32-gcc";
const installed =
  spawnSync(compiler, ["--version"], { stdio: "ignore" }).status === 0 && existsSync(ddk) && existsSync(sqliteHeader);

const snippets = readdirSync("snippets/windows").map((name) => {
  const path = `snippets/windows/${name}`;
  return { path, name: name.replace(/\..*$/, ""), ...readSnippet(path, readFileSync(path, "utf8")) };
});

/** A driver's source with the snippet in it, at the place where it would be typed. */
function sourceWith({ prefix, needs, body }: (typeof snippets)[number]): string {
  const headers = ["#include <ntddk.h>", ...(prefix.startsWith("kd-sqlite-") ? ['#include "sqlite3.h"'] : [])];
  const before = needs.map((name) => readFileSync(join(import.meta.dirname, "needs", `${name}.h`), "utf8"));
  return [...headers, "", ...before, expanded(body), ""].join("\n");
}

describe("the snippets for Windows drivers", () => {
  it("have prefixes and titles of their own", () => {
    const prefixes = snippets.map(({ prefix }) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    expect(new Set(snippets.map(({ title }) => title)).size).toBe(snippets.length);
    for (const prefix of prefixes) {
      expect(prefix).toMatch(/^kd-[a-z]+(?:-[a-z]+)*$/);
    }
  });

  it("are found under their source's name", () => {
    expect(snippets.map(({ prefix }) => prefix)).toEqual(snippets.map(({ name }) => `kd-${name}`));
  });

  it.each(snippets)("$prefix is written as drivers here are", ({ path, body, description }) => {
    const text = readFileSync(path, "utf8");
    expect(text).toMatch(/^[\t\n -~]*$/);
    expect(text.split("\n").filter((line) => line.length > 120 || /[ \t]$|\t/.test(line))).toEqual([]);
    expect(description).not.toMatch(/\.$/);
    expect(expanded(body)).not.toContain("$");
  });

  it.each(snippets)("driverlens has nothing to say about $prefix", (snippet) => {
    for (const language of snippet.languages) {
      const found = checkText(sourceWith(snippet), { path: `driver.${language}`, target: "10.0.19041" });
      expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    }
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
      // Of mingw-w64's RTL_CONSTANT_STRING alone, which takes no constant off.
      ...(language === "cpp" ? ["-Wno-write-strings"] : []),
      ...["-D_AMD64_", "-D_WIN64", "-D_KERNEL_MODE=1", "-DDBG=1", "-D_WIN32_WINNT=0x0A00"],
      ...["-DNTDDI_VERSION=0x0A000008", "-DSQLITE_THREADSAFE=1"],
      ...["-isystem", kit, "-isystem", folder, "-isystem", ddk],
    ];

    /** What the compiler has to say of sources by their names. */
    function compile(language: Language, sources: ReadonlyMap<string, string>): string {
      const paths = [...sources].map(([name, text]) => {
        const path = join(folder, `${name}.${language}`);
        writeFileSync(path, text);
        return path;
      });
      const header = join(folder, "kernel.h");
      writeFileSync(header, '#include <ntddk.h>\n#include "sqlite3.h"\n');
      const name = language === "c" ? "c" : "c++";
      const run = (args: readonly string[]): string => spawnSync(compiler, args, { encoding: "utf8" }).stderr;
      // The headers are read once, as they are much longer than all snippets.
      return (
        run([...flags(language), "-x", `${name}-header`, header, "-o", `${header}.gch`]) +
        run([...flags(language), "-Winvalid-pch", "-include", header, "-fsyntax-only", "-x", name, ...paths])
      );
    }

    it.each(["c", "cpp"] as const)("all of them in %s", (language) => {
      const offered = snippets.filter(({ languages }) => languages.includes(language));
      expect(offered.length).toBeGreaterThan(10);
      expect(compile(language, new Map(offered.map((snippet) => [snippet.name, sourceWith(snippet)])))).toBe("");
    });

    it("and a mistake would be told", () => {
      expect(compile("c", new Map([["mistake", "#include <ntddk.h>\nVOID f(VOID) { NoSuchThing(); }\n"]]))).toContain(
        "NoSuchThing",
      );
    });
  });
});

describe("snippet files", () => {
  const head = (more = "") =>
    `/*\n * prefix: kd-a\n * title: A\n * description: What it is\n *     and more${more}\n */\n`;

  it("hold what the editor reads", () => {
    const source = String.raw`VOID ~{1:Name}(VOID)
{
    Say("\t$x", ~{2|A,B|}, ~{1:Name});
    $0
}
`;
    const text = `${head("\n * languages: c")}${source.replaceAll("~", "$")}`;
    const files = generateSnippets(new Map([["snippets/x/a.c", text]]));
    expect([...files.keys()]).toEqual(["snippets/x-c.json"]);
    const body = ["VOID ~{1:Name}(VOID)", "{", String.raw`    Say("\\t\$x", ~{2|A,B|}, ~{1});`, "    $0", "}"];
    expect(JSON.parse(files.get("snippets/x-c.json") ?? "")).toEqual({
      A: {
        prefix: "kd-a",
        description: "What it is and more",
        body: body.map((line) => line.replaceAll("~", "$")),
      },
    });
    expect(expanded(readSnippet("a.c", text).body)).toBe(
      ["VOID Name(VOID)", "{", String.raw`    Say("\t$x", A, Name);`, "    ", "}"].join("\n"),
    );
  });

  it.each([
    ["VOID f(VOID);", "no comment", /has no "prefix/],
    [`${head()}\${2:Name}`, "a number left out", /comes before placeholder 1/],
    [`${head()}\${1:Name} \${1:Other}`, "two defaults", /two defaults/],
    [`${head()}$0 $0`, "two ends", /more than once/],
    [`${head()}\${1:{}}`, "a default that is no word", /not written as/],
    [`${head()}$1`, "no default", /not written as/],
  ])("are not made of %j: %s", (text, _what, message) => {
    expect(() => readSnippet("a.c", text)).toThrow(message);
  });

  it("are contributed, each of them", () => {
    const manifest = JSON.parse(readFileSync("package.json", "utf8"));
    const made = readdirSync("snippets").filter((name) => name.endsWith(".json"));
    const contributed: readonly { language: string; path: string }[] = manifest.contributes.snippets;
    expect(contributed.map(({ path }) => path).sort()).toEqual(made.map((name) => `./snippets/${name}`).sort());
    expect(contributed.filter(({ language, path }) => !path.endsWith(`-${language}.json`))).toEqual([]);
  });
});
