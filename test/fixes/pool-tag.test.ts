/** Where a tag comes from and where it is defined; the edits themselves are in the rules' golden files. */
import { describe, expect, it } from "vitest";
import { newTag } from "../../server/src/fixes/pool-tag.ts";
import { openUnit, type SourceText } from "../support/engine.ts";
import { fixUnit } from "../support/fixes.ts";

/** The files after untagged allocations got their tags. */
function tagged(files: readonly SourceText[]): ReadonlyMap<string, string> {
  const fixed = fixUnit(openUnit(files, { target: "10.0.19041" }), ({ rule }) => rule === "pool-untagged").files;
  return new Map(fixed.map(({ path, text }) => [path, text]));
}

const taggedFile = (text: string): string => tagged([{ path: "driver.c", text }]).get("driver.c") ?? "";

const allocation = "PVOID f(SIZE_T n)\n{\n    return ExAllocatePool(PagedPool, n);\n}\n";
const taggedAllocation = (tag: string): string =>
  `PVOID f(SIZE_T n)\n{\n    return ExAllocatePool2(POOL_FLAG_PAGED, n, ${tag});\n}\n`;
const define = "#define TEST_POOL_TAG 'tseT'\n";

describe("a new tag", () => {
  it.each([
    ["echo", "'ohcE'"],
    ["kmdf_Fx2Driver", "' 2xF'"],
    ["SimpleAudioSample", "'pmiS'"],
    ["nx", "'  xN'"],
    // Tags that many drivers share, or none.
    ["wdm", "'1mdW'"],
    ["None", "'1noN'"],
    ["", "'rvrD'"],
    ["---", "'rvrD'"],
  ])("is made from the name %s", (name, tag) => {
    expect(newTag(name)).toBe(tag);
  });

  it("stands behind the includes and a blank line", () => {
    expect(taggedFile(`#include <ntddk.h>\n#include "x.h" // own\n${allocation}`)).toBe(
      `#include <ntddk.h>\n#include "x.h" // own\n\n${define}${taggedAllocation("TEST_POOL_TAG")}`,
    );
    expect(taggedFile(`#include <ntddk.h>\n\n${allocation}`)).toBe(
      `#include <ntddk.h>\n\n${define}\n${taggedAllocation("TEST_POOL_TAG")}`,
    );
  });

  it("stands in no condition but the include guard", () => {
    const head = "#include <ntddk.h>\n";
    const tail = `#ifdef DEBUG\n#include "debug.h"\n#endif\n/*\n#include <old.h>\n*/\n\n${allocation}`;
    expect(taggedFile(`${head}${tail}`)).toContain(`${head}\n${define}#ifdef DEBUG`);
    const guarded = tagged([
      { path: "driver.h", text: "#ifndef DRIVER_H\n#define DRIVER_H\n\nextern PDRIVER_OBJECT Driver;\n\n#endif\n" },
      { path: "driver.c", text: `#include "driver.h"\n\n${allocation}` },
    ]);
    expect(guarded.get("driver.h")).toBe(
      `#ifndef DRIVER_H\n#define DRIVER_H\n\n${define}\nextern PDRIVER_OBJECT Driver;\n\n#endif\n`,
    );
  });

  it("stands before the first declaration where nothing is included", () => {
    expect(taggedFile(allocation)).toBe(`${define}\n${taggedAllocation("TEST_POOL_TAG")}`);
  });

  it("ends its lines as the file does", () => {
    const text = `#include <ntddk.h>\n\n${allocation}`.replaceAll("\n", "\r\n");
    expect(taggedFile(text)).toBe(
      `#include <ntddk.h>\n\n${define}\n${taggedAllocation("TEST_POOL_TAG")}`.replaceAll("\n", "\r\n"),
    );
  });

  it("is defined once for all files, in the header of the driver and not in one that applications share", () => {
    const files = tagged([
      { path: "public.h", text: "#pragma once\n#include <guiddef.h>\n#define IOCTL_READ 1\n" },
      { path: "pch.h", text: '#pragma once\n#include <ntddk.h>\n#include "public.h"\n#include "driver.h"\n' },
      { path: "driver.h", text: "#pragma once\n\ntypedef struct _D { PDEVICE_OBJECT Device; } D;\n" },
      { path: "a.c", text: `#include "pch.h"\n\n${allocation}` },
      { path: "b.c", text: `#include "pch.h"\n\n${allocation.replace("f(", "g(")}` },
    ]);
    expect([...files].filter(([, text]) => text.includes(define)).map(([path]) => path)).toEqual(["driver.h"]);
    expect(files.get("a.c")).toBe(`#include "pch.h"\n\n${taggedAllocation("TEST_POOL_TAG")}`);
  });

  it("has another name where the name means something else", () => {
    expect(taggedFile(`#include <ntddk.h>\n#define TEST_POOL_TAG 7\n\n${allocation}`)).toContain("n, TEST_MEMORY_TAG)");
  });
});

describe("a known tag", () => {
  it("is the only one, or the one that is named after memory or the driver", () => {
    const one = "#define NAME_TAG 'emaN'\n";
    expect(taggedFile(`${one}\n${allocation}`)).toBe(`${one}\n${taggedAllocation("NAME_TAG")}`);
    const two = `${one}#define ECHO_POOL_TAG 'ohcE'\n`;
    expect(taggedFile(`${two}\n${allocation}`)).toBe(`${two}\n${taggedAllocation("ECHO_POOL_TAG")}`);
  });

  it.each([
    ["is one of several, each for another kind", "#define NAME_TAG 'emaN'\n#define ITEM_TAG 'metI'\n"],
    ["is everybody's", "#define POOL_TAG ' kdD'\n"],
    ["is a string", '#define POOL_TAG "Echo"\n'],
    ["has two values", "#ifdef A\n#define POOL_TAG 'aaaA'\n#else\n#define POOL_TAG 'bbbB'\n#endif\n"],
  ])("is none that %s", (_, head) => {
    expect(taggedFile(`#include <ntddk.h>\n\n${head}\n${allocation}`)).toContain("n, TEST_POOL_TAG)");
  });

  it("is none that comes only later, or in a file that is not included", () => {
    expect(taggedFile(`${allocation}\n#define POOL_TAG 'lopX'\n`)).toContain("n, TEST_POOL_TAG)");
    const files = tagged([
      { path: "other.h", text: "#define POOL_TAG 'lopX'\n" },
      { path: "driver.c", text: `#include <ntddk.h>\n\n${allocation}` },
    ]);
    expect(files.get("driver.c")).toContain("n, TEST_POOL_TAG)");
  });
});
