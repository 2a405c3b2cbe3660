/** What an image is judged by beside itself: what somebody chose, INF files, the Module.symvers of a kernel, a Windows. */

import { describe, expect, test } from "vitest";
import type { Uri } from "vscode";
import { createChoices } from "../../client/src/image/choices.ts";
import { lensTitle } from "../../client/src/image/lens-text.ts";
import { isImageRule, rulePage } from "../../client/src/rule-pages.ts";
import { parseWindowsVersion } from "../../server/src/facts/windows-version.ts";
import { infText, isInf, isKernelSymvers } from "../../server/src/image/beside.ts";
import { targetReleases } from "../../server/src/image/targets.ts";

function memory(kept: Record<string, unknown> = {}) {
  return {
    kept,
    get: <T>(key: string) => kept[key] as T,
    update(key: string, value: unknown) {
      kept[key] = JSON.parse(JSON.stringify(value)) as unknown;
      return Promise.resolve();
    },
  };
}

describe("what was chosen for an image", () => {
  test("is kept for it alone, and taken back", () => {
    const kept = memory();
    const choices = createChoices(kept);
    choices.set("file:///a.sys", { target: "Windows 10, version 2004" });
    choices.set("file:///b.ko", { symvers: "file:///linux/Module.symvers" });
    choices.set("file:///a.sys", { symvers: "file:///other" });
    // As another window of the workspace reads it.
    const others = createChoices(kept);
    expect(others.of("file:///a.sys")).toEqual({ target: "Windows 10, version 2004", symvers: "file:///other" });
    expect(others.of("file:///b.ko")).toEqual({ symvers: "file:///linux/Module.symvers" });
    choices.set("file:///a.sys", { target: undefined });
    expect(others.of("file:///a.sys")).toEqual({ symvers: "file:///other" });
    choices.set("file:///a.sys", { symvers: undefined });
    expect(others.of("file:///a.sys")).toEqual({});
    expect(JSON.stringify(kept.kept)).not.toContain("a.sys");
  });

  test("is none where what was kept is something else, and of many images the last", () => {
    expect(createChoices(memory({ "driverlens.image.choices": [["x"], 7] })).of("x")).toEqual({});
    const kept = memory();
    const choices = createChoices(kept);
    for (let number = 0; number < 250; number++) choices.set(`file:///${number}.sys`, { target: "Windows 7" });
    expect([choices.of("file:///0.sys"), choices.of("file:///249.sys")]).toEqual([{}, { target: "Windows 7" }]);
  });
});

test("Windows releases that are offered are understood, the newest first", () => {
  const releases = targetReleases();
  const orders = releases.map(({ name }) => parseWindowsVersion(name)?.order ?? -1);
  expect(orders).toEqual([...orders].sort((a, b) => b - a));
  expect(Math.min(...orders)).toBeGreaterThan(0);
  expect(releases.map(({ name }) => name)).toEqual(expect.arrayContaining(["Windows 7", "Windows 10, version 2004"]));
});

describe("files beside an image", () => {
  test("are INF files by their name, in the encodings that they have", () => {
    expect(["a.inf", "A.INF", "a.inx", "inf", "a.inf.bak"].map(isInf)).toEqual([true, true, false, false, false]);
    const text = "[Version]\r\nSignature = ä\r\n";
    const wide = new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
    expect([infText(wide), infText(new TextEncoder().encode(text))]).toEqual([text, text]);
    expect(infText(Uint8Array.of(0, 1, 2, 0, 0, 0, 5, 0, 0, 9))).toBeUndefined();
  });

  test("a Module.symvers is a kernel's where a line names vmlinux", () => {
    const own = "0x00000000\tmy_export\t/home/me/mine\tEXPORT_SYMBOL\t\n";
    expect(isKernelSymvers(own)).toBe(false);
    expect(isKernelSymvers(`${own}0x12345678\tkmalloc\tvmlinux\tEXPORT_SYMBOL\t\n`)).toBe(true);
    // As Linux 5.4 to 5.6 wrote it, with the namespace before the module.
    expect(isKernelSymvers("0x12345678\tkmalloc\t\tvmlinux\tEXPORT_SYMBOL\n")).toBe(true);
    expect(isKernelSymvers("vmlinux\n0x1\tvmlinux\tmine\tEXPORT_SYMBOL\t\n")).toBe(false);
  });
});

test("a rule of images is explained where all of them are, at its heading", () => {
  const path = "/extension";
  const extensionUri = { path, with: (change: object) => ({ ...change }) } as unknown as Uri;
  const of = (rule: string): unknown => rulePage({ extensionUri }, rule);
  expect(of("image-user-mode-import")).toEqual({
    path: "/extension/docs/images.md",
    fragment: "image-user-mode-import",
  });
  expect(of("irql-too-high")).toEqual({ path: "/extension/docs/rules/irql-too-high.md" });
  expect(["image-", "image-../../x", "image-a/b", "x-image-a"].filter(isImageRule)).toEqual([]);
});

test("a lens says by which image, what from where, and what is wrong with that", () => {
  expect(lensTitle("quirks.sys", "HeapFree is imported from KERNEL32.dll, a DLL of user mode.")).toBe(
    "imported by quirks.sys: HeapFree from KERNEL32.dll, a DLL of user mode",
  );
  expect(lensTitle(undefined, "GetProcessHeap is imported from KERNEL32.dll, a DLL of user mode")).toBe(
    "GetProcessHeap from KERNEL32.dll, a DLL of user mode",
  );
  expect(lensTitle("quirks.ko", "malloc is a function of the C library (stdlib.h): no kernel exports it")).toBe(
    "imported by quirks.ko: malloc is a function of the C library (stdlib.h): no kernel exports it",
  );
});
