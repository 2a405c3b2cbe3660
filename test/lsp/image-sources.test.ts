/** Which driver an image is built of, and where its sources call what it imports: of the newest text, in open files and others. */
import { describe, expect, it } from "vitest";
import { type ImageSources, imageSourcesRequest } from "../../server/src/lsp/protocol.ts";
import { Disk, Editor } from "./in-process.ts";

const PROJECT = (
  files: readonly string[],
  version = "10.0.19041.0",
) => `<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <PropertyGroup><ConfigurationType>Driver</ConfigurationType><DriverType>WDM</DriverType>
  <WindowsTargetPlatformMinVersion>${version}</WindowsTargetPlatformMinVersion></PropertyGroup>
  <ItemGroup>${files.map((file) => `<ClCompile Include="${file}" />`).join("")}</ItemGroup>
</Project>
`;

const POOL = `#include <ntddk.h>
#include "pool.h"
static PVOID g_Heap;
VOID PoolFree(PVOID Block)
{
    HeapFree(g_Heap, 0, Block);
}
VOID PoolClear(VOID)
{
    FREE_BLOCK(NULL);
    RELEASE(NULL);
}
typedef struct _POOL_TABLE { PVOID Free; } POOL_TABLE;
POOL_TABLE g_Table = { HeapFree };
`;
const HEADER = `#pragma once
#define FREE_BLOCK(block) do { HeapFree(g_Heap, 0, block); } while (0)
#define RELEASE FREE_ONE
#define FREE_ONE(block) FREE_BLOCK(block)
`;
const OTHER = `#include <ntddk.h>
VOID Other(VOID)
{
    HeapFree(NULL, 0, NULL);
}
`;

async function start(files: Readonly<Record<string, string>> = {}): Promise<{ editor: Editor; disk: Disk }> {
  const disk = new Disk();
  disk
    .set("/src/pool/pool.vcxproj", PROJECT(["pool.c"]))
    .set("/src/pool/pool.c", POOL)
    .set("/src/pool/pool.h", HEADER);
  disk.set("/src/other/other.vcxproj", PROJECT(["other.c"], "10.0.17763.0")).set("/src/other/other.c", OTHER);
  for (const [path, text] of Object.entries(files)) {
    disk.set(path, text);
  }
  const editor = await Editor.start({ disk, folders: ["/src"], settings: {} });
  await editor.idle();
  return { editor, disk };
}

const uri = (path: string): string => `file://${path}`;

async function ask(editor: Editor, image: string, names: readonly string[]): Promise<ImageSources> {
  const answer = editor.connection.sendRequest<ImageSources>(imageSourcesRequest, { image: uri(image), names });
  await editor.idle();
  return await answer;
}

/** "HeapFree pool.c:6 PoolFree". */
const told = ({ calls }: ImageSources): readonly string[] =>
  calls.flatMap(({ name, places }) =>
    places.map(({ uri: file, range, caller }) =>
      [name, `${file.slice(file.lastIndexOf("/") + 1)}:${range.start.line + 1}`, caller ?? "-"].join(" "),
    ),
  );

const open = (editor: Editor, path: string, text: string, version = 1) =>
  editor.tell("textDocument/didOpen", { textDocument: { uri: uri(path), languageId: "c", version, text } });

const all = [
  "HeapFree pool.c:6 PoolFree",
  "HeapFree pool.c:10 PoolClear",
  "HeapFree pool.c:11 PoolClear",
  "HeapFree pool.c:14 -",
];

describe("the driver of an image", () => {
  it("is the one that is called like it, wherever the image lies", async () => {
    const { editor } = await start();
    for (const image of ["/src/pool/x64/Release/pool.sys", "/src/x64/Release/Pool.sys", "/build/pool.sys"]) {
      const { units, target } = await ask(editor, image, []);
      expect(units.map(({ name }) => name)).toEqual(["pool"]);
      expect(target).toEqual({
        text: "Windows 10, version 2004",
        saidBy: expect.stringContaining("WindowsTargetPlatformMinVersion in pool.vcxproj"),
      });
    }
    editor.end();
  });

  it("is that of the nearest folder above it, whatever it is called", async () => {
    const { editor } = await start();
    const { units, target } = await ask(editor, "/src/other/bin/product.sys", []);
    expect([units.map(({ name }) => name), target?.text]).toEqual([["other"], "Windows 10, version 1809"]);
    editor.end();
  });

  it("is none where neither tells, and nothing is blamed on drivers that may have nothing to do with it", async () => {
    const { editor } = await start();
    for (const image of ["/src/bin/product.sys", "/elsewhere/product.sys", "/src/bin/pool.ko"]) {
      expect(await ask(editor, image, ["HeapFree"])).toEqual({ units: [], calls: [] });
    }
    editor.end();
  });

  it("is not read where only its target is asked for", async () => {
    const { editor } = await start();
    const before = editor.slicesDone;
    await ask(editor, "/src/pool/pool.sys", []);
    expect(editor.slicesDone).toBe(before);
    editor.end();
  });
});

describe("the calls that cause an import", () => {
  it("are told of files that are not open: by name, through macros, and where an address is taken", async () => {
    const { editor } = await start();
    expect(told(await ask(editor, "/src/pool/pool.sys", ["HeapFree", "HeapAlloc"]))).toEqual(all);
    editor.end();
  });

  it("follow edits, with the version of the document that they are of", async () => {
    const { editor } = await start();
    await open(editor, "/src/pool/pool.c", POOL);
    await editor.idle();
    await editor.tell("textDocument/didChange", {
      textDocument: { uri: uri("/src/pool/pool.c"), version: 2 },
      contentChanges: [{ range: { start: { line: 5, character: 0 }, end: { line: 6, character: 0 } }, text: "\n\n" }],
    });
    const answer = await ask(editor, "/src/pool/pool.sys", ["HeapFree"]);
    expect(told(answer)).toEqual([
      "HeapFree pool.c:11 PoolClear",
      "HeapFree pool.c:12 PoolClear",
      "HeapFree pool.c:15 -",
    ]);
    expect(answer.calls[0]?.places.map(({ version }) => version)).toEqual([2, 2, 2]);
    expect(answer.calls[0]?.places[0]?.range).toEqual({
      start: { line: 10, character: 4 },
      end: { line: 10, character: 14 },
    });
    editor.end();
  });

  it("are none where the driver has a function or a variable of that name itself", async () => {
    const { editor } = await start({
      "/src/pool/pool.c": `#include <ntddk.h>
static VOID HeapFree(PVOID Block) { UNREFERENCED_PARAMETER(Block); }
VOID PoolFree(PVOID Block) { HeapFree(Block); }
VOID Call(VOID (*GetTickCount)(VOID)) { GetTickCount(); }
`,
    });
    expect(told(await ask(editor, "/src/pool/pool.sys", ["HeapFree", "GetTickCount"]))).toEqual([]);
    editor.end();
  });

  it("are of the spelling that headers make two functions of, but not of the kernel's own", async () => {
    const { editor } = await start({
      "/src/pool/pool.c": `#include <ntddk.h>
VOID Read(VOID)
{
    CreateFile(NULL, 0, 0, NULL, 0, 0, NULL);
    ZwClose(NULL);
}
`,
    });
    expect(told(await ask(editor, "/src/pool/pool.sys", ["CreateFileW", "ZwCloseW"]))).toEqual([
      "CreateFileW pool.c:4 Read",
    ]);
    editor.end();
  });

  it("are not followed for ever through macros that name each other", async () => {
    const { editor } = await start({
      "/src/pool/pool.c": `#include <ntddk.h>
#define A(x) B(x)
#define B(x) A(x)
#define HeapFree(heap, flags, block) HeapFree(heap, 0, block)
VOID Go(VOID)
{
    A(1);
    HeapFree(NULL, 0, NULL);
}
`,
    });
    expect(told(await ask(editor, "/src/pool/pool.sys", ["HeapFree"]))).toEqual(["HeapFree pool.c:8 Go"]);
    editor.end();
  });

  it("are those of a Linux module too, and of no driver for the other kernel beside it", async () => {
    const { editor } = await start({
      "/src/pool/Makefile": "obj-m := usb-quirk.o\n",
      "/src/pool/usb-quirk.c": `#include <linux/module.h>
static void *quirk_alloc(void) { return malloc(16); }
static int __init quirk_init(void) { return quirk_alloc() ? 0 : -ENOMEM; }
module_init(quirk_init);
MODULE_LICENSE("GPL");
`,
    });
    const answer = await ask(editor, "/src/pool/usb_quirk.ko", ["malloc", "HeapFree"]);
    expect(told(answer)).toEqual(["malloc usb-quirk.c:2 quirk_alloc"]);
    expect(answer.units.map(({ kind }) => kind)).toEqual(["linux-kernel"]);
    editor.end();
  });
});
