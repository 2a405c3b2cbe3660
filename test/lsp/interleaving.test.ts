/** Things that happen while others are under way, or that come back: what is shown in the end is what holds then. */
import { describe, expect, it } from "vitest";
import { type CheckSummary, commands, type ServerSettings } from "../../server/src/lsp/protocol.ts";
import { compile, KMDF, vcxproj } from "../model/unit/memory-tree.ts";
import { Disk, Editor, folderOf } from "./in-process.ts";

const WAIT = '#include "driver.h"\nVOID Wait(VOID)\n{\n    Sleep(1);\n}\n';
const MAIN = '#include "driver.h"\nVOID Main(VOID)\n{\n    Sleep(2);\n}\n';
const PROJECT = vcxproj(KMDF, compile("main.c", "wait.c"));
const FILES = {
  "/w/drv/drv.vcxproj": PROJECT,
  "/w/drv/driver.h": "#include <ntddk.h>\n",
  "/w/drv/main.c": MAIN,
  "/w/drv/wait.c": WAIT,
  "/w/other/other.c": "#include <ntddk.h>\nVOID Other(VOID)\n{\n    Sleep(3);\n}\n",
};
const uri = (name: string): string => `file:///w/${name}`;
const insertion = (line: number, text: string) => ({
  range: { start: { line, character: 0 }, end: { line, character: 0 } },
  text,
});

async function start(
  options: {
    files?: Readonly<Record<string, string>>;
    folders?: readonly string[];
    settings?: Partial<ServerSettings>;
  } = {},
): Promise<{ editor: Editor; disk: Disk }> {
  const disk = new Disk(Object.entries(options.files ?? FILES));
  const editor = await Editor.start({ disk, folders: options.folders ?? ["/w"], settings: options.settings ?? {} });
  return { editor, disk };
}

const open = (editor: Editor, name: string, text: string, version = 1): Promise<void> =>
  editor.tell("textDocument/didOpen", { textDocument: { uri: uri(name), languageId: "c", version, text } });
const close = (editor: Editor, name: string): Promise<void> =>
  editor.tell("textDocument/didClose", { textDocument: { uri: uri(name) } });
const changed = (editor: Editor, name: string, type: 1 | 2 | 3): Promise<void> =>
  editor.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: uri(name), type }] });
const codes = (editor: Editor, name: string): readonly string[] =>
  (editor.shown.get(uri(name))?.diagnostics ?? []).map(({ code }) => String(code));
const severities = (editor: Editor, name: string): readonly (number | undefined)[] =>
  (editor.shown.get(uri(name))?.diagnostics ?? []).map(({ severity }) => severity);

const checkAll = (editor: Editor): Promise<CheckSummary> =>
  editor.connection.sendRequest("workspace/executeCommand", { command: commands.checkWorkspace });

async function checkedAll(editor: Editor): Promise<CheckSummary> {
  const summary = checkAll(editor);
  await editor.idle();
  return await summary;
}

describe("an open document", () => {
  it("is not read again when what says what it is has gone for a word, and edits made meanwhile are seen", async () => {
    const name = "alone/alone.c";
    const functions = Array.from({ length: 200 }, (_, index) => `VOID F${index}(VOID)\n{\n    Sleep(1);\n}\n`).join("");
    const text = `#include <ntddk.h>\n${functions}`;
    const { editor } = await start({ files: { [`/w/${name}`]: text } });
    // Each step of the work is a slice.
    editor.pace = 10;
    const slicesUntilIdle = async (): Promise<number> => {
      const before = editor.slicesDone;
      await editor.idle();
      return editor.slicesDone - before;
    };
    let version = 1;
    const change = (...contentChanges: readonly object[]): Promise<void> =>
      editor.tell("textDocument/didChange", { textDocument: { uri: uri(name), version: ++version }, contentChanges });
    await open(editor, name, text);
    const reading = await slicesUntilIdle();
    expect(codes(editor, name)).toHaveLength(200);
    for (let round = 0; round < 3; round++) {
      await change(insertion(0, "x"));
      await editor.idle();
      expect(codes(editor, name)).toEqual([]);
      for (let count = 0; count < 4; count++) {
        await change(insertion(3, "    Sleep(2);\n"));
      }
      await editor.idle();
      expect(codes(editor, name)).toEqual([]);
      await change({ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, text: "" });
      // Reading the text and its declarations again would take as long as at first; asking each function anew does not.
      expect(await slicesUntilIdle()).toBeLessThan(0.7 * reading);
      expect(codes(editor, name)).toHaveLength(200 + (round + 1) * 4);
    }
  });

  it("sees files as they are when their folder has been away", async () => {
    const { editor, disk } = await start();
    await open(editor, "drv/main.c", MAIN);
    await editor.idle();
    expect(codes(editor, "drv/main.c")).toEqual(["user-mode-api"]);
    const files = ["/w/drv/drv.vcxproj", "/w/drv/driver.h", "/w/drv/main.c", "/w/drv/wait.c"];
    const texts = files.map((path) => disk.get(path) ?? "");
    for (const path of files) {
      disk.delete(path);
    }
    await changed(editor, "drv", 3);
    await editor.idle();
    expect(codes(editor, "drv/main.c")).toEqual([]);
    for (const [index, path] of files.entries()) {
      disk.set(path, texts[index] ?? "");
    }
    disk.set("/w/drv/driver.h", "#include <ntddk.h>\nVOID Sleep(ULONG Time);\n");
    await changed(editor, "drv", 1);
    await editor.idle();
    expect(codes(editor, "drv/main.c")).toEqual([]);
    disk.set("/w/drv/driver.h", "#include <ntddk.h>\n");
    await changed(editor, "drv/driver.h", 2);
    await editor.idle();
    expect(codes(editor, "drv/main.c")).toEqual(["user-mode-api"]);
  });

  it("is reported anew when a project goes and comes back, and questions about it are answered", async () => {
    const { editor, disk } = await start({ files: { ...FILES, "/w/drv/driver.h": "" } });
    await open(editor, "drv/main.c", MAIN);
    await editor.idle();
    expect(codes(editor, "drv/main.c")).toEqual(["user-mode-api"]);
    disk.delete("/w/drv/drv.vcxproj");
    await changed(editor, "drv/drv.vcxproj", 3);
    await editor.idle();
    expect(codes(editor, "drv/main.c")).toEqual([]);
    disk.set("/w/drv/drv.vcxproj", PROJECT);
    await changed(editor, "drv/drv.vcxproj", 1);
    await editor.idle();
    expect(codes(editor, "drv/main.c")).toEqual(["user-mode-api"]);
  });

  it("is checked with what it was before, when its unit has been another one meanwhile", async () => {
    const { editor, disk } = await start();
    await open(editor, "drv/main.c", MAIN);
    await editor.idle();
    disk.set("/w/drv/drv.vcxproj", PROJECT.replace("KMDF", "WDM"));
    await changed(editor, "drv/drv.vcxproj", 2);
    await editor.idle();
    const told = editor.count;
    disk.set("/w/drv/drv.vcxproj", PROJECT);
    await changed(editor, "drv/drv.vcxproj", 2);
    await editor.idle();
    expect(editor.count).toBe(told + 1);
    const actions = editor.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: uri("drv/main.c") },
      range: { start: { line: 3, character: 4 }, end: { line: 3, character: 4 } },
      context: { diagnostics: [] },
    });
    await editor.idle();
    expect(await actions).not.toEqual([]);
  });

  it("that is open under two spellings of its URI is what was opened last, then the other one", async () => {
    const { editor } = await start();
    const other = "drv/m%61in.c";
    await open(editor, "drv/main.c", MAIN);
    await open(editor, other, MAIN.replace("Sleep", "KeWait"));
    await editor.idle();
    expect(codes(editor, other)).toEqual([]);
    await editor.tell("textDocument/didChange", {
      textDocument: { uri: uri("drv/main.c"), version: 2 },
      contentChanges: [insertion(3, "    Sleep(7);\n")],
    });
    await close(editor, other);
    await editor.idle();
    expect(editor.shown.get(uri("drv/main.c"))).toMatchObject({ version: 2 });
    expect(codes(editor, "drv/main.c")).toEqual(["user-mode-api", "user-mode-api"]);
    await close(editor, "drv/main.c");
    await editor.idle();
    expect(codes(editor, "drv/main.c")).toEqual([]);
  });

  it("that is not saved yet is found by what it says, beside files that are known", async () => {
    const { editor } = await start({ folders: [] });
    await open(editor, "drv/main.c", MAIN);
    await editor.idle();
    await open(editor, "drv/new.c", WAIT);
    await editor.idle();
    expect(codes(editor, "drv/new.c")).toEqual(["user-mode-api"]);
    await close(editor, "drv/new.c");
    await editor.idle();
    expect(codes(editor, "drv/new.c")).toEqual([]);
  });

  it("is what the disk says once it is closed, though its edits had made it something else", async () => {
    const { editor } = await start({ settings: { scope: "driver-unit" } });
    const text = FILES["/w/other/other.c"];
    await open(editor, "other/other.c", text);
    await editor.tell("textDocument/didChange", {
      textDocument: { uri: uri("other/other.c"), version: 2 },
      contentChanges: [{ text: "int x;\n" }],
    });
    await editor.idle();
    expect(codes(editor, "other/other.c")).toEqual([]);
    await close(editor, "other/other.c");
    await editor.idle();
    expect((await checkedAll(editor)).files).toBe(4);
    expect(codes(editor, "other/other.c")).toEqual(["user-mode-api"]);
  });

  it("follows a header outside of its folder that includes something else now", async () => {
    const files = {
      ...FILES,
      "/w/other/other.c": '#include "../drv/driver.h"\nVOID Other(VOID)\n{\n    Sleep(3);\n}\n',
      "/w/drv/driver.h": '#include <ntddk.h>\n#include "own.h"\n',
      "/w/drv/own.h": "VOID Sleep(ULONG Time);\n",
    };
    const { editor } = await start({ files, folders: ["/w/drv"] });
    await open(editor, "other/other.c", files["/w/other/other.c"]);
    await open(editor, "drv/driver.h", files["/w/drv/driver.h"]);
    await editor.idle();
    expect(codes(editor, "other/other.c")).toEqual([]);
    await editor.tell("textDocument/didChange", {
      textDocument: { uri: uri("drv/driver.h"), version: 2 },
      contentChanges: [{ text: "#include <ntddk.h>\n" }],
    });
    await editor.idle();
    expect(codes(editor, "other/other.c")).toEqual(["user-mode-api"]);
  });
});

describe("a unit's other files", () => {
  it("are reported again when one of them is opened again", async () => {
    const { editor } = await start({ settings: { scope: "driver-unit" } });
    for (let times = 0; times < 2; times++) {
      await open(editor, "drv/main.c", MAIN);
      await editor.idle();
      expect(codes(editor, "drv/wait.c")).toEqual(["user-mode-api"]);
      await close(editor, "drv/main.c");
      await editor.idle();
      expect(editor.diagnostics().size).toBe(0);
    }
  });
});

describe("what the check of the workspace reported", () => {
  it("is checked again when the configuration, the settings or a header change", async () => {
    const { editor, disk } = await start();
    expect(await checkedAll(editor)).toEqual({ files: 4, errors: 3, warnings: 0, hints: 0, outcome: "finished" });
    disk.set("/w/.driverlens.json", '{ "rules": { "user-mode-api": "hint" } }');
    await changed(editor, ".driverlens.json", 1);
    await editor.idle();
    expect(severities(editor, "drv/wait.c")).toEqual([3]);
    editor.settings = { exclude: ["other"] };
    await editor.tell("workspace/didChangeConfiguration", { settings: null });
    await editor.idle();
    expect(codes(editor, "other/other.c")).toEqual([]);
    disk.set("/w/drv/driver.h", "#include <ntddk.h>\nVOID Sleep(ULONG Time);\n");
    await changed(editor, "drv/driver.h", 2);
    await editor.idle();
    expect(codes(editor, "drv/wait.c")).toEqual([]);
    editor.settings = { enable: false };
    await editor.tell("workspace/didChangeConfiguration", { settings: null });
    await editor.idle();
    expect(editor.diagnostics().size).toBe(0);
  });

  it("is taken back with its folder", async () => {
    const { editor, disk } = await start();
    await checkedAll(editor);
    await editor.tell("workspace/didChangeWorkspaceFolders", {
      event: { added: [folderOf("/w/other")], removed: [folderOf("/w")] },
    });
    await editor.idle();
    expect([...editor.diagnostics().keys()]).toEqual([uri("other/other.c")]);
    disk.delete("/w/other/other.c");
    await changed(editor, "other", 3);
    await editor.idle();
    expect(editor.diagnostics().size).toBe(0);
  });

  it("is of the settings that hold when it is done", async () => {
    const { editor } = await start();
    const summary = checkAll(editor);
    await editor.heard();
    editor.pace = 6;
    for (let slices = 0; !editor.activity?.startsWith("checking"); slices++) {
      expect(slices).toBeLessThan(1000);
      editor.work(1);
      await editor.heard();
    }
    editor.work(3);
    editor.settings = { defines: ["Sleep=KeWait"], rules: { "user-mode-api": "warning" } };
    await editor.tell("workspace/didChangeConfiguration", { settings: null });
    await editor.idle();
    expect((await summary).outcome).toBe("finished");
    const { editor: fresh } = await start({ settings: editor.settings });
    await checkedAll(fresh);
    expect([...editor.diagnostics()].sort()).toEqual([...fresh.diagnostics()].sort());
  });

  it("says that it was cancelled by the next check, however early", async () => {
    const { editor } = await start();
    const [first, second] = [checkAll(editor), checkAll(editor)];
    await editor.idle();
    expect((await first).outcome).toBe("cancelled");
    expect(await second).toMatchObject({ outcome: "finished", files: 4 });
  });
});

describe("folders", () => {
  it("that come while the server starts are not missed", async () => {
    const { editor } = await start({ folders: [] });
    await editor.tell("workspace/didChangeWorkspaceFolders", { event: { added: [folderOf("/w/drv")], removed: [] } });
    await editor.idle();
    expect((await checkedAll(editor)).files).toBe(3);
  });
});

describe("fixing a file", () => {
  it("waits until it is known what the file is", async () => {
    const text =
      "#include <ntddk.h>\nPVOID A(SIZE_T n)\n{\n    return ExAllocatePoolWithTag(PagedPool, n, 'gaT1');\n}\n";
    const { editor } = await start({ files: { "/w/a.c": text } });
    await open(editor, "a.c", text);
    const answer = editor.connection.sendRequest("workspace/executeCommand", {
      command: commands.fixFile,
      arguments: [uri("a.c")],
    });
    await editor.idle();
    expect(await answer).toMatchObject({ failure: "the editor did not make the changes" });
  });
});
