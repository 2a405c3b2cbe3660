/** What a client is told of driver units: of the one that a document belongs to, and of those that are not open. */
import { describe, expect, it } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver/node";
import {
  type UnitSummary,
  type UnitView,
  type UnitViewParams,
  unitsRequest,
  unitViewRequest,
} from "../../server/src/lsp/protocol.ts";
import { Disk, Editor } from "./in-process.ts";

const PROJECT = (file: string) => `<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <PropertyGroup><ConfigurationType>Driver</ConfigurationType><DriverType>WDM</DriverType></PropertyGroup>
  <ItemGroup><ClCompile Include="${file}" /></ItemGroup>
</Project>
`;
const source = (name: string, lock: string): string => `#include <ntddk.h>
static KSPIN_LOCK ${lock};
VOID ${name}(VOID)
{
    KIRQL old;
    KeAcquireSpinLock(&${lock}, &old);
    KeReleaseSpinLock(&${lock}, old);
}
`;

/** So many functions that take one lock. */
function many(count: number): string {
  const uses = Array.from({ length: count }, (_, index) =>
    source(`Use${index}`, "g_A").split("\n").slice(2).join("\n"),
  );
  return `#include <ntddk.h>\nstatic KSPIN_LOCK g_A;\n${uses.join("\n")}`;
}

async function start(extra: Readonly<Record<string, string>> = {}): Promise<{ editor: Editor; disk: Disk }> {
  const disk = new Disk();
  disk.set("/src/a/a.vcxproj", PROJECT("a.c")).set("/src/a/a.c", source("UseA", "g_A"));
  disk.set("/src/b/b.vcxproj", PROJECT("b.c")).set("/src/b/b.c", source("UseB", "g_B"));
  for (const [path, text] of Object.entries(extra)) {
    disk.set(path, text);
  }
  return { editor: await Editor.start({ disk, folders: ["/src"], settings: {} }), disk };
}

const uri = (path: string): string => `file://${path}`;

const open = (editor: Editor, path: string, text: string) =>
  editor.tell("textDocument/didOpen", { textDocument: { uri: uri(path), languageId: "c", version: 1, text } });

async function view(editor: Editor, params: UnitViewParams): Promise<UnitView | null> {
  const answer = editor.connection.sendRequest<UnitView | null>(unitViewRequest, params);
  await editor.idle();
  return await answer;
}

const units = (editor: Editor): Promise<readonly UnitSummary[]> => editor.connection.sendRequest(unitsRequest, {});

const locks = (of: UnitView | null): readonly string[] =>
  of?.sections.find(({ kind }) => kind === "locks")?.rows.map(({ label, at }) => `${label} ${at?.line}`) ?? [];

describe("the drivers of a workspace", () => {
  it("are listed without one being read", async () => {
    const { editor } = await start();
    await editor.idle();
    const reads = editor.slicesDone;
    expect((await units(editor)).map(({ name, kind, folder, files }) => [name, kind, folder, files])).toEqual([
      ["a", "windows-kernel", "file:///src/a", 1],
      ["b", "windows-kernel", "file:///src/b", 1],
    ]);
    expect(editor.slicesDone).toBe(reads);
    editor.end();
  });

  it("are read when one is asked for, and follow the disk", async () => {
    const { editor, disk } = await start();
    await editor.idle();
    const [, b] = await units(editor);
    const unit = b?.id ?? "";
    expect(locks(await view(editor, { unit }))).toEqual(["g_B 1"]);
    disk.set("/src/b/b.c", `\n${source("UseB", "g_Other")}`);
    await editor.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: uri("/src/b/b.c"), type: 2 }] });
    await editor.idle();
    expect(locks(await view(editor, { unit }))).toEqual(["g_Other 2"]);
    expect(await view(editor, { unit: "/src/c/c.vcxproj" })).toBeNull();
    editor.end();
  });

  it("leave the findings of their files to those who show them", async () => {
    const { editor } = await start({ "/src/b/b.c": "#include <ntddk.h>\nVOID B(VOID)\n{\n    Sleep(1);\n}\n" });
    await editor.idle();
    await view(editor, { unit: (await units(editor))[1]?.id ?? "" });
    expect(editor.diagnostics().size).toBe(0);
    await open(editor, "/src/b/b.c", "#include <ntddk.h>\nVOID B(VOID)\n{\n    Sleep(1);\n}\n");
    await editor.idle();
    expect([...editor.diagnostics().keys()]).toEqual([uri("/src/b/b.c")]);
    editor.end();
  });
});

describe("the driver of a document", () => {
  it("is told with the places of its rows, and again after edits", async () => {
    const { editor } = await start();
    const text = source("UseA", "g_A");
    await open(editor, "/src/a/a.c", text);
    const first = await view(editor, { uri: uri("/src/a/a.c") });
    expect(first?.unit.name).toBe("a");
    expect(first?.files).toEqual([uri("/src/a/a.c")]);
    expect(locks(first)).toEqual(["g_A 1"]);
    const [row] = first?.sections.find(({ kind }) => kind === "locks")?.rows ?? [];
    expect(row?.at).toEqual({ file: 0, line: 1, character: 18 });
    expect(row?.rows.map(({ label, description, at }) => [label, description, at?.line])).toEqual([
      ["UseA", "a.c:6", 5],
    ]);

    const place = { line: 1, character: 0 };
    await editor.tell("textDocument/didChange", {
      textDocument: { uri: uri("/src/a/a.c"), version: 2 },
      contentChanges: [{ range: { start: place, end: place }, text: "\n\n" }],
    });
    const second = await view(editor, { uri: uri("/src/a/a.c") });
    expect(locks(second)).toEqual(["g_A 3"]);
    const keys = (of: UnitView | null) => of?.sections.flatMap(({ rows }) => rows.map(({ key }) => key));
    expect(keys(second)).toEqual(keys(first));
    editor.end();
  });

  it("is begun again where an edit comes between, and dropped when nobody waits", async () => {
    const text = many(60);
    const { editor } = await start({ "/src/a/a.c": text });
    await open(editor, "/src/a/a.c", text);
    await editor.idle();
    // Each step is a slice.
    editor.pace = 10;
    const params = { uri: uri("/src/a/a.c") };
    const answer = editor.connection.sendRequest<UnitView | null>(unitViewRequest, params);
    await editor.heard();
    editor.work(3);
    const end = { line: text.split("\n").length - 1, character: 0 };
    await editor.tell("textDocument/didChange", {
      textDocument: { ...params, version: 2 },
      contentChanges: [{ range: { start: end, end }, text: source("More", "g_More").replace(/^.*\n/, "") }],
    });
    await editor.idle();
    expect(locks(await answer)).toEqual(["g_A 1", `g_More ${end.line}`]);

    const cancel = new CancellationTokenSource();
    const dropped = editor.connection.sendRequest<UnitView | null>(unitViewRequest, params, cancel.token);
    await editor.heard();
    editor.work(1);
    const before = editor.slicesDone;
    cancel.cancel();
    await editor.idle();
    expect(await dropped.catch(() => null)).toBeNull();
    expect(editor.slicesDone - before).toBeLessThan(3);
    editor.end();
  });

  it("is none for a document that belongs to no driver", async () => {
    const { editor } = await start({ "/src/tool/tool.c": "#include <stdio.h>\nint main(void) { return 0; }\n" });
    await open(editor, "/src/tool/tool.c", "#include <stdio.h>\nint main(void) { return 0; }\n");
    expect(await view(editor, { uri: uri("/src/tool/tool.c") })).toBeNull();
    expect(await view(editor, { uri: uri("/src/a/a.c") })).toBeNull();
    editor.end();
  });

  it("is none when nothing is checked any more, nor when its document is closed while it is read", async () => {
    const text = many(60);
    const { editor } = await start({ "/src/a/a.c": text });
    const params = { uri: uri("/src/a/a.c") };
    await open(editor, "/src/a/a.c", text);
    const closed = editor.connection.sendRequest<UnitView | null>(unitViewRequest, params);
    await editor.heard();
    editor.work(1);
    await editor.tell("textDocument/didClose", { textDocument: params });
    await editor.idle();
    expect(await closed).toBeNull();

    await open(editor, "/src/a/a.c", text);
    const [first] = await units(editor);
    editor.settings = { enable: false };
    const off = editor.connection.sendRequest<UnitView | null>(unitViewRequest, params);
    await editor.tell("workspace/didChangeConfiguration", { settings: null });
    await editor.idle();
    expect(await off).toBeNull();
    expect(await view(editor, { unit: first?.id ?? "" })).toBeNull();
    expect(await units(editor)).toEqual([]);
    editor.end();
  });

  it("has long lists cut, unless they are asked for as a whole", async () => {
    const text = many(60);
    const { editor } = await start({ "/src/a/a.c": text });
    await open(editor, "/src/a/a.c", text);
    const lockOf = (of: UnitView | null) => of?.sections.find(({ kind }) => kind === "locks")?.rows[0];
    const cut = lockOf(await view(editor, { uri: uri("/src/a/a.c") }));
    expect([cut?.rows.length, cut?.more]).toEqual([50, 10]);
    const whole = lockOf(await view(editor, { uri: uri("/src/a/a.c"), whole: [cut?.key ?? ""] }));
    expect([whole?.rows.length, whole?.more]).toEqual([60, undefined]);
    editor.end();
  });
});
