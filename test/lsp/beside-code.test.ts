/** What is shown beside code, over the protocol: marked lines, hints and lenses, and when a client is told to ask again. */
import { describe, expect, it, onTestFinished } from "vitest";
import type { CodeLens, InlayHint } from "vscode-languageserver";
import {
  clientCommands,
  type InitializationOptions,
  type LevelLines,
  levelsRequest,
  type ServerSettings,
} from "../../server/src/lsp/protocol.ts";
import { Disk, Editor } from "./in-process.ts";

const PROJECT = `<Project><PropertyGroup Label="Globals"><ConfigurationType>Driver</ConfigurationType>
<DriverType>WDM</DriverType></PropertyGroup>
<ItemGroup><ClCompile Include="driver.c" /><ClCompile Include="init.c" /></ItemGroup></Project>
`;
const DRIVER = `#include <ntddk.h>
static KSPIN_LOCK Lock;
static ULONG Count;
void Helper(void)
{
    Count++;
}
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)
{
    Helper();
}
void UnderLock(void)
{
    KIRQL old;
    KeAcquireSpinLock(&Lock, &old);
    Count++;
    KeReleaseSpinLock(&Lock, old);
}
`;
const INIT = `#include <ntddk.h>
KDEFERRED_ROUTINE Dpc;
void Start(void)
{
    KeInitializeDpc(&Object, Dpc, NULL);
}
`;
const uri = "file:///w/driver.c";
const init = "file:///w/init.c";

interface Client {
  readonly editor: Editor;
  readonly refreshed: string[];
}

async function opened(
  settings: Partial<ServerSettings> = {},
  initializationOptions: InitializationOptions = {},
): Promise<Client> {
  const disk = new Disk([
    ["/w/driver.vcxproj", PROJECT],
    ["/w/driver.c", DRIVER],
    ["/w/init.c", INIT],
  ]);
  const editor = await Editor.start({
    disk,
    folders: ["/w"],
    settings,
    initializationOptions,
    capabilities: {
      workspace: { inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } },
      textDocument: { inlayHint: { resolveSupport: { properties: ["tooltip", "label.location"] } } },
    },
  });
  onTestFinished(() => editor.end());
  const refreshed: string[] = [];
  for (const what of ["inlayHint", "codeLens"]) {
    editor.connection.onRequest(`workspace/${what}/refresh`, () => {
      refreshed.push(what);
      return null;
    });
  }
  await editor.tell("textDocument/didOpen", { textDocument: { uri, languageId: "c", version: 1, text: DRIVER } });
  return { editor, refreshed };
}

const position = (text: string, offset: number) => {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
};
const everything = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
const askHints = (editor: Editor, range = everything): Promise<InlayHint[]> =>
  editor.connection.sendRequest("textDocument/inlayHint", { textDocument: { uri }, range });
const askLenses = (editor: Editor): Promise<CodeLens[]> =>
  editor.connection.sendRequest("textDocument/codeLens", { textDocument: { uri } });
const askLevels = (editor: Editor, of = uri): Promise<LevelLines | null> =>
  editor.connection.sendRequest(levelsRequest, { uri: of });

/** What is asked is answered when the server has done its work. */
async function idle<T>(editor: Editor, question: Promise<T>): Promise<T> {
  await editor.idle();
  return question;
}

const label = (hint: InlayHint): string =>
  typeof hint.label === "string" ? hint.label : hint.label.map(({ value }) => value).join("");
const said = (hints: readonly InlayHint[]): readonly string[] =>
  hints.map((hint) => `${hint.position.line}:${hint.position.character} ${label(hint)}`);

async function edit(editor: Editor, of: string, text: string, version: number, from: string, to: string) {
  const start = text.indexOf(from);
  const range = { start: position(text, start), end: position(text, start + from.length) };
  await editor.tell("textDocument/didChange", {
    textDocument: { uri: of, version },
    contentChanges: [{ range, text: to }],
  });
}

describe("marked lines", () => {
  it("are numbers for each run, with the version that they are of", async () => {
    const { editor } = await opened();
    expect(await idle(editor, askLevels(editor))).toEqual({
      version: 1,
      levels: [false, true].map((isBetween) => ({
        text: "DISPATCH_LEVEL",
        phrase: "at DISPATCH_LEVEL",
        mark: "dispatch",
        isCertain: true,
        isBetween,
      })),
      // Helper and Dpc from brace to brace, and what is done under the lock; the braces at their ends are no statements.
      lines: [4, 5, 0, 6, 6, 1, 8, 9, 0, 10, 10, 1, 15, 16, 0],
    });
  });

  it("wait for the check that knows all of an edit", async () => {
    const { editor } = await opened();
    await editor.idle();
    await edit(editor, uri, DRIVER, 2, "static ULONG Count;\n", "static ULONG Count;\n\n");
    expect((await idle(editor, askLevels(editor)))?.lines).toEqual([5, 6, 0, 7, 7, 1, 9, 10, 0, 11, 11, 1, 16, 17, 0]);
    const version = askLevels(editor).then((answer) => answer?.version);
    expect(await idle(editor, version)).toBe(2);
  });

  it("are not known of files that are no kernel code, nor of documents that are not open", async () => {
    const { editor } = await opened();
    const other = "file:///elsewhere/main.c";
    const text = "int main(void)\n{\n    return 0;\n}\n";
    await editor.tell("textDocument/didOpen", { textDocument: { uri: other, languageId: "c", version: 1, text } });
    expect(await idle(editor, askLevels(editor, other))).toBeNull();
    expect(await idle(editor, askLevels(editor, init))).toBeNull();
  });
});

describe("questions that wait for a check", () => {
  it("are answered at once when their document is closed, though its file is to be checked again", async () => {
    const { editor } = await opened({ scope: "driver-unit" });
    await editor.tell("textDocument/didOpen", {
      textDocument: { uri: init, languageId: "c", version: 1, text: INIT },
    });
    await editor.idle();
    await edit(editor, uri, DRIVER, 2, "Count++", "Count--");
    const asked = askLevels(editor);
    await editor.tell("textDocument/didClose", { textDocument: { uri } });
    expect(await asked).toBeNull();
  });

  it("are answered when nothing is checked any more", async () => {
    const { editor } = await opened();
    await editor.idle();
    await edit(editor, uri, DRIVER, 2, "Count++", "Count--");
    const asked = askLevels(editor);
    editor.settings = { enable: false };
    await editor.tell("workspace/didChangeConfiguration", { settings: null });
    expect(await idle(editor, asked)).toBeNull();
    expect(await idle(editor, askHints(editor))).toEqual([]);
  });

  it("are answered for a file that is open twice, and for one of its documents that is closed", async () => {
    const { editor } = await opened();
    const twin = "file:///w/driver%2Ec";
    const text = `${DRIVER}\n`;
    await editor.tell("textDocument/didOpen", { textDocument: { uri: twin, languageId: "c", version: 7, text } });
    expect(await idle(editor, askLevels(editor))).toBeNull();
    expect((await idle(editor, askLevels(editor, twin)))?.version).toBe(7);
    const asked = askLevels(editor);
    await editor.tell("textDocument/didClose", { textDocument: { uri: twin } });
    await idle(editor, asked);
    expect((await idle(editor, askLevels(editor)))?.version).toBe(1);
  });
});

describe("hints", () => {
  it("are of the range that is asked for, and say more when they are looked at", async () => {
    const { editor } = await opened();
    // Of Dpc a lens says it.
    expect(said(await idle(editor, askHints(editor)))).toEqual(["3:17 runs at DISPATCH_LEVEL", "14:35 DISPATCH_LEVEL"]);
    const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } };
    const [helper] = await askHints(editor, range);
    expect(helper?.tooltip).toBeUndefined();
    const resolved: InlayHint = await editor.connection.sendRequest("inlayHint/resolve", helper);
    expect(resolved.tooltip).toMatchObject({
      value: expect.stringContaining("Dpc calls Helper here at DISPATCH_LEVEL."),
    });
    expect(resolved.label).toMatchObject([{ location: { uri, range: { start: { line: 9, character: 4 } } } }]);
    expect(said(await askHints(editor, range))).toEqual(["3:17 runs at DISPATCH_LEVEL"]);
  });

  it("are not asked for again after an edit of their own file, and are where another file changes them", async () => {
    const { editor, refreshed } = await opened();
    await editor.tell("textDocument/didOpen", {
      textDocument: { uri: init, languageId: "c", version: 1, text: INIT },
    });
    await idle(editor, askHints(editor));
    await idle(editor, askLenses(editor));
    await edit(editor, uri, DRIVER, 2, "    Count++;\n", "    Count += 2;\n");
    await editor.idle();
    expect(refreshed).toEqual([]);
    await idle(editor, askHints(editor));
    await idle(editor, askLenses(editor));
    // Nothing that is shown is another.
    await edit(editor, init, INIT, 2, "NULL", "Lock");
    await editor.idle();
    expect(refreshed).toEqual([]);
    await edit(editor, init, INIT, 3, "KDEFERRED_ROUTINE Dpc;", "                      ");
    await edit(editor, init, INIT, 4, "KeInitializeDpc(&Object", "FooInitialize(1, &Object");
    await editor.idle();
    expect([...refreshed].sort()).toEqual(["codeLens", "inlayHint"]);
    expect(await idle(editor, askLenses(editor))).toEqual([]);
  });

  it("go and come with their setting", async () => {
    const { editor, refreshed } = await opened();
    await idle(editor, askHints(editor));
    editor.settings = { inlayHints: false, codeLens: false };
    await editor.tell("workspace/didChangeConfiguration", { settings: null });
    await editor.idle();
    expect([...refreshed].sort()).toEqual(["codeLens", "inlayHint"]);
    expect(await idle(editor, askHints(editor))).toEqual([]);
    expect(await idle(editor, askLenses(editor))).toEqual([]);
  });
});

describe("lenses", () => {
  it("lead to where a callback is registered, for clients that can", async () => {
    const { editor } = await opened({}, { runsCommands: [clientCommands.showPlaces] });
    expect(await idle(editor, askLenses(editor))).toEqual([
      {
        range: { start: { line: 7, character: 0 }, end: { line: 7, character: 8 } },
        command: {
          title: "KDEFERRED_ROUTINE · DISPATCH_LEVEL · registered at init.c:5",
          command: "driverlens.showPlaces",
          arguments: [
            uri,
            { line: 7, character: 0 },
            [{ uri: init, range: { start: { line: 4, character: 29 }, end: { line: 4, character: 32 } } }],
          ],
        },
      },
    ]);
  });

  it("lead nowhere for others", async () => {
    const { editor } = await opened();
    const [lens] = await idle(editor, askLenses(editor));
    expect(lens?.command).toEqual({
      title: "KDEFERRED_ROUTINE · DISPATCH_LEVEL · registered at init.c:5",
      command: "",
    });
  });
});
