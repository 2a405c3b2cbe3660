/**
 * SQLite's options in project files of every kind: what is read of them, and what their fix makes of them, which a second
 * reading has to find right.
 */
import { describe, expect, it } from "vitest";
import { checkUnit } from "../../server/src/engine/check-unit.ts";
import { ruleNames } from "../../server/src/engine/config/rule-names.ts";
import { configTree } from "../../server/src/engine/config/settings.ts";
import { applyEdits } from "../../server/src/engine/fixes/source-edit.ts";
import { planCheck } from "../../server/src/engine/plan.ts";
import type { ReportedFinding } from "../../server/src/engine/report.ts";
import { discoverUnits } from "../../server/src/model/unit/discover.ts";
import { parseXml } from "../../server/src/model/unit/xml.ts";
import { KMDF, memoryTree, vcxproj } from "../model/unit/memory-tree.ts";
import { parts } from "../support/engine.ts";

type Files = Readonly<Record<string, string>>;

const driver = `#include <ntddk.h>
#include "sqlite3.h"

int sqlite3_os_init(void) { return sqlite3_vfs_register((sqlite3_vfs *)0, 1); }
int sqlite3_os_end(void) { return SQLITE_OK; }

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return STATUS_SUCCESS;
}
`;
const module = `#include <linux/module.h>
#include "sqlite3.h"

MODULE_LICENSE("GPL");
`;

function check(files: Files, of = "sqlite-build-profile"): readonly ReportedFinding[] {
  const config = configTree({ rules: ruleNames(parts.rules), read: () => undefined });
  const tree = memoryTree(files);
  const discovery = discoverUnits(tree, ["/w"]);
  expect(discovery.problems).toEqual([]);
  const plan = planCheck(discovery, config, { wanted: () => true, targetWindows: undefined, reading: "kernel-only" });
  return plan.tasks.flatMap((task) => {
    const report = checkUnit(
      { ...task, textOf: (path) => files[path], settingsFor: (path) => config.settingsFor(path) },
      parts,
    );
    expect(report.problems).toEqual([]);
    return report.findings.filter(({ rule }) => rule === of);
  });
}

/** Makes the first fix of the first finding, and so on until nothing is found; a fix that cures nothing fails. */
function fixed(files: Files): Files {
  let now = files;
  for (let left = check(now); left.length > 0; ) {
    const [fix] = left[0]?.fixes ?? [];
    expect(fix, left[0]?.message).toBeDefined();
    const next: Record<string, string> = { ...now };
    for (const path of new Set(fix?.edits.map((edit) => edit.path))) {
      next[path] = applyEdits(next[path] ?? "", fix?.edits.filter((edit) => edit.path === path) ?? []);
    }
    now = next;
    const after = check(now);
    expect(after.length).toBeLessThan(left.length);
    left = after;
  }
  return now;
}

const required = "SQLITE_OMIT_LOCALTIME;SQLITE_OS_OTHER=1;SQLITE_ZERO_MALLOC";

/** A project that compiles driver.c and SQLite, which is not in the tree. */
const project = (sqlite: string, groups = ""): string =>
  vcxproj(KMDF, `${groups}\n  <ItemGroup>\n    <ClCompile Include="driver.c" />\n${sqlite}\n  </ItemGroup>`);
const definitions = (text: string, condition = ""): string =>
  `  <ItemDefinitionGroup${condition}>\n    <ClCompile>\n      <PreprocessorDefinitions>${text}</PreprocessorDefinitions>\n    </ClCompile>\n  </ItemDefinitionGroup>`;

const projects: Readonly<Record<string, string>> = {
  "an element of the source without content": project(`    <ClCompile Include="$(SqliteDir)sqlite3.c" />`),
  "one with other settings": project(
    `    <ClCompile Include="sqlite\\sqlite3.c">\n      <WarningLevel>Level1</WarningLevel>\n    </ClCompile>`,
  ),
  "definitions of the source": project(
    `    <ClCompile Include="sqlite3.c">\n      <PreprocessorDefinitions>NDEBUG;%(PreprocessorDefinitions)</PreprocessorDefinitions>\n    </ClCompile>`,
  ),
  "definitions of all sources": project(
    `    <ClCompile Include="sqlite3.c" />`,
    definitions("SQLITE_OS_OTHER=1;SQLITE_DQS=0;%(PreprocessorDefinitions)"),
  ),
  "a list of lines": project(
    `    <ClCompile Include="sqlite3.c" />`,
    definitions("\n        SQLITE_OS_OTHER=1;\n        SQLITE_DQS=0;\n        %(PreprocessorDefinitions)\n      "),
  ),
  "definitions that inherit nothing": project(
    `    <ClCompile Include="sqlite3.c" />`,
    definitions("POOL_NX_OPTIN=1;SQLITE_OS_OTHER=1"),
  ),
  "definitions of each configuration": project(
    `    <ClCompile Include="sqlite3.c" />`,
    `${definitions("SQLITE_OS_OTHER=1;%(PreprocessorDefinitions)", ` Condition="'$(Configuration)'=='Debug'"`)}\n${definitions("NDEBUG;%(PreprocessorDefinitions)", ` Condition="'$(Configuration)|$(Platform)'=='Release|Win32'"`)}`,
  ),
  "a value that is wrong": project(
    `    <ClCompile Include="sqlite3.c" />`,
    definitions("SQLITE_OS_OTHER=0;SQLITE_MAX_EXPR_DEPTH=0;%(PreprocessorDefinitions)"),
  ),
};

describe("a Visual Studio project", () => {
  it.each(Object.entries(projects))("with %s is mended where it has them", (_, text) => {
    for (const ends of ["\n", "\r\n"]) {
      const files = { "/w/driver.vcxproj": text.replaceAll("\n", ends), "/w/driver.c": driver };
      const result = fixed(files)["/w/driver.vcxproj"] ?? "";
      expect(parseXml(result).ok).toBe(true);
      expect(result.replaceAll("\r\n", "")).not.toMatch(ends === "\n" ? /\r/ : /[\r\n]/);
      // What was there is there still, but for values that were wrong.
      const kept = result.match(/%\(PreprocessorDefinitions\)|<\w+|NDEBUG|POOL_NX_OPTIN=1/g) ?? [];
      for (const part of new Set(text.match(/%\(PreprocessorDefinitions\)|<\w+|NDEBUG|POOL_NX_OPTIN=1/g) ?? [])) {
        expect(kept).toContain(part);
      }
    }
  });

  it("has its list of lines in lines", () => {
    const files = { "/w/driver.vcxproj": projects["a list of lines"] ?? "", "/w/driver.c": driver };
    expect(fixed(files)["/w/driver.vcxproj"]).toContain(
      "        SQLITE_DQS=0;\n        SQLITE_OMIT_LOCALTIME;\n        SQLITE_ZERO_MALLOC;\n",
    );
  });

  it("says which configuration lacks what another has", () => {
    const groups = definitions(`${required};%(PreprocessorDefinitions)`, ` Condition="'$(Configuration)'=='Debug'"`);
    const text = project(`    <ClCompile Include="sqlite3.c" />`, groups);
    const [first] = check({ "/w/driver.vcxproj": text, "/w/driver.c": driver });
    expect(first?.message).toBe(
      "SQLite is compiled without SQLITE_OMIT_LOCALTIME, SQLITE_OS_OTHER and SQLITE_ZERO_MALLOC in Release|Win32: it does not link in a kernel",
    );
    expect(first?.related.map(({ path, start, end }) => [path, text.slice(start, end)])).toEqual([
      ["/w/driver.vcxproj", `<ClCompile Include="sqlite3.c" />`],
    ]);
  });

  it("is not told what to do where a configuration would not take it over", () => {
    const own = `    <ClCompile Include="sqlite3.c">\n      <PreprocessorDefinitions Condition="'$(Configuration)'=='Debug'">NDEBUG</PreprocessorDefinitions>\n    </ClCompile>`;
    const [first] = check({ "/w/driver.vcxproj": project(own), "/w/driver.c": driver });
    expect(first?.message).toContain("does not link");
    expect(first?.fixes).toEqual([]);
  });

  it("that links SQLite says nothing of how it was compiled", () => {
    expect(check({ "/w/driver.vcxproj": project(""), "/w/driver.c": driver })).toEqual([]);
  });

  it("may have its options in a header that it includes first", () => {
    const options = `#pragma once\n#define SQLITE_OS_OTHER 1\n#define SQLITE_DQS 0 /* strings are strings */\n`;
    const forced = `  <ItemDefinitionGroup>\n    <ClCompile>\n      <ForcedIncludeFiles>options.h</ForcedIncludeFiles>\n    </ClCompile>\n  </ItemDefinitionGroup>`;
    const custom = definitions("SQLITE_CUSTOM_INCLUDE=options.h;%(PreprocessorDefinitions)");
    for (const groups of [forced, custom]) {
      const text = project(`    <ClCompile Include="sqlite3.c" />`, groups);
      const result = fixed({ "/w/driver.vcxproj": text, "/w/driver.c": driver, "/w/options.h": options });
      expect(result["/w/driver.vcxproj"]).toBe(text);
      expect(result["/w/options.h"]).toContain(
        "#define SQLITE_DQS 0 /* strings are strings */\n#define SQLITE_OMIT_LOCALTIME\n#define SQLITE_ZERO_MALLOC\n",
      );
    }
  });

  it("may have them before the amalgamation is included", () => {
    const source = `#define SQLITE_OS_OTHER 0\r\n# define SQLITE_DQS 0\r\n#include "sqlite3.c"\r\n`;
    const text = project(`    <ClCompile Include="sqlite.c" />`);
    const result = fixed({ "/w/driver.vcxproj": text, "/w/driver.c": driver, "/w/sqlite.c": source });
    expect(result["/w/sqlite.c"]).toMatch(
      /^#define SQLITE_OS_OTHER 1\r\n# define SQLITE_DQS 0\r\n# define SQLITE_OMIT_LOCALTIME\r\n# define SQLITE_ZERO_MALLOC\r\n/,
    );
  });
});

const cmake: Readonly<Record<string, string>> = {
  "no definitions": "wdk_add_driver(catalog driver.c sqlite/sqlite3.c)\n",
  "a line of them":
    "wdk_add_driver(catalog driver.c sqlite3.c)\ntarget_compile_definitions(catalog PRIVATE SQLITE_OS_OTHER=1)\n",
  "a column of them":
    "wdk_add_driver(catalog\n  driver.c\n  sqlite3.c\n)\ntarget_compile_definitions(catalog PRIVATE\n  SQLITE_OS_OTHER=0 # for now\n  SQLITE_DQS=0\n)\n",
  "them for the whole directory": `add_definitions(-DSQLITE_OS_OTHER=1)\nset(NAME catalog)\nwdk_add_driver(${"$"}{NAME} driver.c sqlite3.c)\n`,
  "some for one source":
    'wdk_add_driver(catalog driver.c sqlite3.c)\nset_source_files_properties(sqlite3.c PROPERTIES COMPILE_DEFINITIONS "SQLITE_OS_OTHER=1;SQLITE_DQS=0")\n',
};

describe("a CMake target", () => {
  it.each(Object.entries(cmake))("with %s is mended", (_, text) => {
    for (const ends of ["\n", "\r\n"]) {
      const files = { "/w/CMakeLists.txt": text.replaceAll("\n", ends), "/w/driver.c": driver };
      const result = fixed(files)["/w/CMakeLists.txt"] ?? "";
      expect(result.replaceAll("\r\n", "")).not.toMatch(ends === "\n" ? /\r/ : /[\r\n]/);
    }
  });

  it("has its column in a column, and a command of its own where it had none", () => {
    const of = (name: string): string =>
      fixed({ "/w/CMakeLists.txt": cmake[name] ?? "", "/w/driver.c": driver })["/w/CMakeLists.txt"] ?? "";
    expect(of("a column of them")).toContain(
      "  SQLITE_OS_OTHER=1 # for now\n  SQLITE_DQS=0\n  SQLITE_OMIT_LOCALTIME\n  SQLITE_ZERO_MALLOC\n",
    );
    expect(of("them for the whole directory")).toContain(
      `target_compile_definitions(${"$"}{NAME} PRIVATE\n    SQLITE_OMIT_LOCALTIME\n    SQLITE_ZERO_MALLOC`,
    );
  });
});

const kbuild: Readonly<Record<string, string>> = {
  "no flags": "obj-m += catalog.o\ncatalog-y := main.o sqlite3.o\n",
  "flags for all":
    "obj-m := catalog.o\ncatalog-objs := main.o sqlite3.o # all of it\nccflags-y := -DSQLITE_OS_OTHER=1\n",
  "flags of the object": "obj-m := catalog.o\ncatalog-y := main.o sqlite3.o\nCFLAGS_sqlite3.o := -Wno-all # noisy\n",
  "a column of flags":
    "obj-m := catalog.o\ncatalog-y := main.o \\\n\tsqlite3.o\nCFLAGS_sqlite3.o := -DSQLITE_OS_OTHER=0 \\\n\t-DSQLITE_DQS=0\n\nall:\n\tmake -C /build M=$(PWD)\n",
};

describe("a Kbuild file", () => {
  it.each(Object.entries(kbuild))("with %s is mended", (_, text) => {
    for (const ends of ["\n", "\r\n"]) {
      const files = { "/w/Makefile": text.replaceAll("\n", ends), "/w/main.c": module };
      const result = fixed(files)["/w/Makefile"] ?? "";
      expect(result.replaceAll("\r\n", "")).not.toMatch(ends === "\n" ? /\r/ : /[\r\n]/);
    }
  });

  it("continues the lines that it has", () => {
    const result = fixed({ "/w/Makefile": kbuild["a column of flags"] ?? "", "/w/main.c": module })["/w/Makefile"];
    expect(result).toContain(
      "CFLAGS_sqlite3.o := -DSQLITE_OS_OTHER=1 \\\n\t-DSQLITE_DQS=0 \\\n\t-DSQLITE_OMIT_LOCALTIME \\\n\t-DSQLITE_ZERO_MALLOC \\\n",
    );
  });
});

describe("compile commands", () => {
  it("are read, and not written: a tool makes them", () => {
    const command = (file: string): object => ({
      directory: "/w",
      file,
      command: `cc -D__KERNEL__ -DMODULE -DSQLITE_OS_OTHER=1 -c ${file}`,
    });
    const files = {
      "/w/compile_commands.json": JSON.stringify([command("main.c"), command("sqlite3.c")]),
      "/w/main.c": module,
      "/w/sqlite3.c": "#define SQLITE_VERSION_NUMBER 3053002\n#define SQLITE_SOURCE_ID 1\n#define SQLITEINT_H\n",
    };
    const [first, ...others] = check(files);
    expect(first?.message).toContain("without SQLITE_OMIT_LOCALTIME and SQLITE_ZERO_MALLOC: it does not link");
    expect([first, ...others].flatMap((finding) => finding?.fixes)).toEqual([]);
  });
});

describe("a module's flags", () => {
  it("say whether SQLite may use the FPU", () => {
    const text = (flags: string): Files => ({
      "/w/Makefile": `obj-m := catalog.o\ncatalog-y := main.o sqlite3.o\n${flags}\n`,
      "/w/main.c": module,
    });
    const fpu = (flags: string): string | undefined =>
      discoverUnits(memoryTree(text(flags)), ["/w"]).units[0]?.sqliteBuild?.fpuSaidBy;
    expect(fpu("CFLAGS_sqlite3.o := -mhard-float -msse")).toBe("-mhard-float in Makefile");
    expect(fpu("CFLAGS_REMOVE_sqlite3.o := -mgeneral-regs-only")).toBe(
      "the removal of -mgeneral-regs-only in Makefile",
    );
    expect(fpu("ccflags-y := -O2")).toBeUndefined();
    expect(fpu("CFLAGS_sqlite3.o := -msse -msoft-float")).toBeUndefined();
  });

  it("have it run between kernel_fpu_begin and kernel_fpu_end", () => {
    const source = (begin: string, end: string): string => `#include <linux/module.h>
#include "sqlite3.h"

static sqlite3 *catalog;

static int catalog_clean(void)
{
	return sqlite3_exec(catalog, "VACUUM", NULL, NULL, NULL);
}

static int __init catalog_init(void)
{
	int result;

	${begin}
	result = catalog_clean();
	${end}
	return result;
}

module_init(catalog_init);
MODULE_LICENSE("GPL");
`;
    const found = (flags: string, begin = "", end = ""): readonly string[] =>
      check(
        {
          "/w/Makefile": `obj-m := catalog.o\ncatalog-y := main.o sqlite3.o\nCFLAGS_sqlite3.o := ${flags}\n`,
          "/w/main.c": source(begin, end),
        },
        "sqlite-float-unprotected",
      ).map(({ message }) => message);
    expect(found("-msse2")).toEqual([
      "catalog_clean leads to sqlite3_exec, which runs SQLite outside of kernel_fpu_begin and kernel_fpu_end, and it is compiled for the FPU",
    ]);
    expect(found("-msse2", "kernel_fpu_begin();", "kernel_fpu_end();")).toEqual([]);
    expect(found("-O2")).toEqual([]);
  });
});
