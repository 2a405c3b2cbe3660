/** What a client is told of SQLite in a driver, and what its fixes change. */
import { describe, expect, it } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver/node";
import {
  type FixSummary,
  type SqliteFixParams,
  type SqliteProfileAnswer,
  type SqliteProfileParams,
  type SqliteStep,
  sqliteFixRequest,
  sqliteProfileRequest,
  type UnitSummary,
  unitsRequest,
} from "../../server/src/lsp/protocol.ts";
import { seeded } from "../engine/random.ts";
import { Disk, Editor } from "./in-process.ts";

const PROJECT = (...files: readonly string[]) => `<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <PropertyGroup><ConfigurationType>Driver</ConfigurationType><DriverType>WDM</DriverType></PropertyGroup>
  <ItemGroup>${files.map((file) => `<ClCompile Include="${file}" />`).join("")}</ItemGroup>
</Project>
`;

const entry = `#include <ntddk.h>
#include "sqlite3.h"
extern const sqlite3_mem_methods Methods;
DRIVER_INITIALIZE DriverEntry;
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &Methods) != SQLITE_OK || sqlite3_initialize() != SQLITE_OK) {
        return STATUS_UNSUCCESSFUL;
    }
    return STATUS_SUCCESS;
}
`;

const memory = `#include <ntddk.h>
#include "sqlite3.h"
void *Alloc(int Size);
void Free(void *Memory);
void *Realloc(void *Memory, int Size);
int Size(void *Memory);
int Roundup(int Size);
int Init(void *Data);
const sqlite3_mem_methods Methods = {
    .xMalloc = Alloc,
    .xFree = Free,
    .xRealloc = Realloc,
    .xSize = Size,
    .xRoundup = Roundup,
    .xInit = Init,
};
`;

const uri = (path: string): string => `file://${path}`;
const entryUri = uri("/src/a/entry.c");

async function start(): Promise<{ editor: Editor; disk: Disk }> {
  const disk = new Disk();
  disk.set("/src/a/a.vcxproj", PROJECT("entry.c", "memory.c"));
  disk.set("/src/a/entry.c", entry).set("/src/a/memory.c", memory);
  disk.set("/src/b/b.vcxproj", PROJECT("b.c"));
  disk.set("/src/b/b.c", "#include <ntddk.h>\nVOID B(VOID)\n{\n}\n");
  return { editor: await Editor.start({ disk, folders: ["/src"], settings: {} }), disk };
}

const open = (editor: Editor, path: string, text: string, version = 1) =>
  editor.tell("textDocument/didOpen", { textDocument: { uri: uri(path), languageId: "c", version, text } });

async function ask(editor: Editor, params: SqliteProfileParams): Promise<SqliteProfileAnswer | null> {
  const answer = editor.connection.sendRequest<SqliteProfileAnswer | null>(sqliteProfileRequest, params);
  await editor.idle();
  return await answer;
}

const allocator = (answer: SqliteProfileAnswer | null): SqliteStep | undefined =>
  answer?.steps.find(({ id }) => id === "allocator");

/** Replaces a text of the open file by another. */
const change = (editor: Editor, path: string, version: number, text: string) =>
  editor.tell("textDocument/didChange", {
    textDocument: { uri: uri(path), version },
    contentChanges: [{ text }],
  });

describe("the checklist of a document's driver", () => {
  it("is told with places, from all files of the driver, whichever are open", async () => {
    const { editor } = await start();
    await open(editor, "/src/a/entry.c", entry);
    const answer = await ask(editor, { uri: entryUri });
    expect([answer?.unit.name, answer?.embedsSqlite, answer?.steps.length]).toEqual(["a", true, 9]);
    const step = allocator(answer);
    expect([step?.state, step?.sentence]).toEqual(["done", "SQLite allocates through Methods."]);
    expect(step?.at).toEqual({
      uri: entryUri,
      range: { start: { line: 6, character: 8 }, end: { line: 6, character: 54 } },
    });
    expect(step?.evidence.map(({ text, at }) => [text, at?.uri, at?.range.start.line])).toEqual([
      ["sqlite3_config(SQLITE_CONFIG_MALLOC, Methods)", entryUri, 6],
      ["Methods", uri("/src/a/memory.c"), 8],
    ]);
    expect(answer?.steps.find(({ id }) => id === "vfs")).toMatchObject({ state: "missing", part: "sqlite-vfs" });
    // Who only looks at the list is told of no findings in files that are not open.
    expect([...editor.diagnostics().keys()].filter((key) => key !== entryUri)).toEqual([]);
    editor.end();
  });

  it("is nothing for a driver without SQLite, for files of no driver and for drivers that are not there", async () => {
    const { editor } = await start();
    await open(editor, "/src/b/b.c", "#include <ntddk.h>\nVOID B(VOID)\n{\n}\n");
    expect(await ask(editor, { uri: uri("/src/b/b.c") })).toMatchObject({ embedsSqlite: false, steps: [] });
    expect(await ask(editor, { uri: uri("/elsewhere.c") })).toBeNull();
    expect(await ask(editor, { unit: "/src/c/c.vcxproj" })).toBeNull();
    expect(await ask(editor, {})).toBeNull();
    editor.end();
  });

  it("is there for a file outside of the workspace's folders too", async () => {
    const { editor, disk } = await start();
    disk.set("/else/loose.c", `${memory}\n${entry}`);
    await open(editor, "/else/loose.c", `${memory}\n${entry}`);
    const answer = await ask(editor, { uri: uri("/else/loose.c") });
    expect([answer?.embedsSqlite, allocator(answer)?.state]).toEqual([true, "done"]);
    editor.end();
  });

  it("follows edits of any of its files, once they are settled", async () => {
    const { editor } = await start();
    await open(editor, "/src/a/entry.c", entry);
    await open(editor, "/src/a/memory.c", memory);
    expect(allocator(await ask(editor, { uri: entryUri }))?.state).toBe("done");
    await change(editor, "/src/a/memory.c", 2, memory.replace(".xSize = Size", ".xSize = NULL"));
    const wrong = allocator(await ask(editor, { uri: entryUri }));
    expect(wrong?.state).toBe("wrong");
    expect(wrong?.findings.map(({ rule, at }) => [rule, at.uri, at.range.start.line])).toEqual([
      ["sqlite-method-missing", uri("/src/a/memory.c"), 12],
    ]);
    await change(editor, "/src/a/memory.c", 3, memory);
    expect(allocator(await ask(editor, { uri: entryUri }))?.state).toBe("done");
    editor.end();
  });

  it("waits while somebody types, and the findings of who types are told all the same", async () => {
    const { editor } = await start();
    await open(editor, "/src/a/memory.c", memory);
    await editor.idle();
    editor.pace = 10;
    const answer = editor.connection.sendRequest<SqliteProfileAnswer | null>(sqliteProfileRequest, {
      uri: uri("/src/a/memory.c"),
    });
    await editor.heard();
    editor.work(2);
    await change(editor, "/src/a/memory.c", 2, memory.replace(".xInit = Init", ".xInit = NULL"));
    await editor.idle();
    expect(allocator(await answer)?.sentence).toMatch(/^xInit of Methods is NULL/);
    expect(
      editor
        .diagnostics()
        .get(uri("/src/a/memory.c"))
        ?.map(({ code }) => code),
    ).toEqual(["sqlite-method-missing"]);
    editor.end();
  });
});

describe("a probe", () => {
  it("says whether there is a checklist, and has nothing checked", async () => {
    const { editor } = await start();
    await open(editor, "/src/a/entry.c", entry);
    await editor.idle();
    const slices = editor.slicesDone;
    expect(await ask(editor, { uri: entryUri, probe: true })).toMatchObject({ embedsSqlite: true, steps: [] });
    expect(editor.slicesDone - slices).toBeLessThan(5);
    await open(editor, "/src/b/b.c", "#include <ntddk.h>\nVOID B(VOID)\n{\n}\n");
    expect(await ask(editor, { uri: uri("/src/b/b.c"), probe: true })).toMatchObject({ embedsSqlite: false });
    editor.end();
  });
});

describe("a driver that is chosen", () => {
  it("has its checklist without a document of it open, and follows the disk", async () => {
    const { editor, disk } = await start();
    await editor.idle();
    const [a] = await editor.connection.sendRequest<readonly UnitSummary[]>(unitsRequest, {});
    const unit = a?.id ?? "";
    expect(allocator(await ask(editor, { unit }))?.state).toBe("done");
    disk.set("/src/a/memory.c", memory.replace("    .xInit = Init,\n", ""));
    await editor.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: uri("/src/a/memory.c"), type: 2 }] });
    await editor.idle();
    expect(allocator(await ask(editor, { unit }))?.sentence).toMatch(/^Methods has no xInit/);
    expect(editor.diagnostics().size).toBe(0);
    editor.end();
  });
});

describe("a fix of the checklist", () => {
  it("is made as one edit by the client, and refused once what it was about has changed", async () => {
    const { editor } = await start();
    const broken = memory.replace(".xInit = Init", ".xInit = NULL");
    await open(editor, "/src/a/memory.c", broken);
    const answer = await ask(editor, { uri: uri("/src/a/memory.c") });
    const [finding] = allocator(answer)?.findings ?? [];
    const params: SqliteFixParams = {
      uri: uri("/src/a/memory.c"),
      finding: finding?.key ?? "",
      fix: finding?.fixes[0] ?? "",
    };
    expect(finding?.fixes.length).toBeGreaterThan(0);
    const edits: unknown[] = [];
    editor.connection.onRequest("workspace/applyEdit", ({ edit }: { edit: unknown }) => {
      edits.push(edit);
      return { applied: true };
    });
    const fixing = editor.connection.sendRequest<FixSummary>(sqliteFixRequest, params);
    await editor.idle();
    expect(await fixing).toEqual({ fixes: 1, files: 1 });
    expect(edits.length).toBe(1);
    expect(JSON.stringify(edits)).toContain(uri("/src/a/memory.c"));

    await change(editor, "/src/a/memory.c", 2, memory);
    const late = editor.connection.sendRequest<FixSummary>(sqliteFixRequest, {
      ...params,
      unit: answer?.unit.id ?? "",
    });
    await editor.idle();
    expect(await late).toMatchObject({ fixes: 0, failure: "what it was about has changed" });
    editor.end();
  });
});

describe("questions between edits and checks, at random", () => {
  const variants = [
    memory,
    memory.replace(".xInit = Init", ".xInit = NULL"),
    memory.replace(".xSize = Size", ".xSize = NULL"),
    memory.replace("    .xRealloc = Realloc,\n", ""),
  ];
  const memoryUri = uri("/src/a/memory.c");

  it.each([1, 2, 3, 4, 5, 6])(
    "leave the checklist and the findings as a fresh server has them, seed %i",
    async (seed) => {
      const random = seeded(seed);
      const { editor } = await start();
      await open(editor, "/src/a/entry.c", entry);
      await open(editor, "/src/a/memory.c", memory);
      editor.pace = 4;
      const answers: Promise<unknown>[] = [];
      let text = memory;
      for (let version = 2; version < 30; version++) {
        if (random.upTo(2) === 0) {
          text = random.pick(variants);
          await change(editor, "/src/a/memory.c", version, text);
        } else {
          const cancel = new CancellationTokenSource();
          const params: SqliteProfileParams = { uri: random.pick([entryUri, memoryUri]), probe: random.upTo(3) === 0 };
          answers.push(editor.connection.sendRequest(sqliteProfileRequest, params, cancel.token).catch(() => null));
          await editor.heard();
          if (random.upTo(4) === 0) {
            cancel.cancel();
          }
        }
        editor.work(random.upTo(6));
      }
      await editor.idle();
      await Promise.all(answers);
      const last = await ask(editor, { uri: entryUri });

      const fresh = await start();
      await open(fresh.editor, "/src/a/entry.c", entry);
      await open(fresh.editor, "/src/a/memory.c", text);
      await fresh.editor.idle();
      expect(last?.steps).toEqual((await ask(fresh.editor, { uri: entryUri }))?.steps);
      expect(editor.diagnostics()).toEqual(fresh.editor.diagnostics());
      expect(editor.stale).toEqual([]);
      editor.end();
      fresh.editor.end();
    },
  );
});
