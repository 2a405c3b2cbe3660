/** Call hierarchies and "why" over the protocol, and for which documents they are offered. */
import { describe, expect, it, onTestFinished } from "vitest";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Position,
} from "vscode-languageserver";
import { type ServerSettings, type WhyNode, type WhyParams, whyRequest } from "../../server/src/lsp/protocol.ts";
import { Disk, Editor } from "./in-process.ts";

const PROJECT = `<Project><PropertyGroup Label="Globals"><ConfigurationType>Driver</ConfigurationType>
<DriverType>WDM</DriverType></PropertyGroup>
<ItemGroup><ClCompile Include="driver.c" /><ClCompile Include="queue.c" /></ItemGroup></Project>
`;
const DRIVER = `#include <ntddk.h>
void Push(PVOID Item);
KDEFERRED_ROUTINE Dpc;
void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)
{
    Push(C);
}
`;
const QUEUE = `#include <ntddk.h>
static void Link(PVOID Item)
{
    UNREFERENCED_PARAMETER(Item);
}
void Push(PVOID Item)
{
    Link(Item);
}
`;
const uri = "file:///w/driver.c";

async function opened(settings: Partial<ServerSettings> = {}): Promise<Editor> {
  const disk = new Disk([
    ["/w/driver.vcxproj", PROJECT],
    ["/w/driver.c", DRIVER],
    ["/w/queue.c", QUEUE],
  ]);
  const editor = await Editor.start({ disk, folders: ["/w"], settings });
  onTestFinished(() => editor.end());
  await editor.tell("textDocument/didOpen", {
    textDocument: { uri, languageId: "c", version: 1, text: DRIVER },
  });
  await editor.idle();
  return editor;
}

const prepare = (editor: Editor, position: Position): Promise<CallHierarchyItem[] | null> =>
  editor.connection.sendRequest("textDocument/prepareCallHierarchy", { textDocument: { uri }, position });
const incoming = (editor: Editor, item: CallHierarchyItem | undefined): Promise<CallHierarchyIncomingCall[]> =>
  editor.connection.sendRequest("callHierarchy/incomingCalls", { item });
const outgoing = (editor: Editor, item: CallHierarchyItem | undefined): Promise<CallHierarchyOutgoingCall[]> =>
  editor.connection.sendRequest("callHierarchy/outgoingCalls", { item });
const why = (editor: Editor, params: WhyParams): Promise<WhyNode | null> =>
  editor.connection.sendRequest(whyRequest, params);

describe("call hierarchies", () => {
  it("lead through files that are not open", async () => {
    const editor = await opened();
    const [push] = (await prepare(editor, { line: 5, character: 6 })) ?? [];
    expect(push).toMatchObject({ name: "Push", detail: "DISPATCH_LEVEL · queue.c", uri: "file:///w/queue.c" });
    expect(push?.selectionRange.start).toEqual({ line: 5, character: 5 });
    const [link] = await outgoing(editor, push);
    expect(link).toMatchObject({
      to: { name: "Link", detail: "at DISPATCH_LEVEL · queue.c" },
      fromRanges: [{ start: { line: 7, character: 4 }, end: { line: 7, character: 8 } }],
    });
    const [back] = await incoming(editor, link?.to);
    expect(back?.from.name).toBe("Push");
    const [dpc] = await incoming(editor, back?.from);
    expect(dpc).toMatchObject({ from: { name: "Dpc", uri }, fromRanges: [{ start: { line: 5, character: 4 } }] });
    const [system] = await incoming(editor, dpc?.from);
    expect(system?.from).toMatchObject({ name: "called by the system as KDEFERRED_ROUTINE", kind: 24 });
    expect(await incoming(editor, system?.from)).toEqual([]);
    expect(await outgoing(editor, system?.from)).toEqual([]);
  });

  it("answer for the text as it is after an edit, and take any data", async () => {
    const editor = await opened();
    const [dpc] = (await prepare(editor, { line: 3, character: 5 })) ?? [];
    await editor.tell("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "\n\n" }],
    });
    const [push] = await outgoing(editor, dpc);
    expect(push?.fromRanges).toEqual([{ start: { line: 7, character: 4 }, end: { line: 7, character: 8 } }]);
    for (const data of [undefined, null, 7, {}, { key: "Push" }, { key: "no", path: "/no", index: -3, home: "/no" }]) {
      expect(await incoming(editor, { ...(dpc as CallHierarchyItem), data })).toEqual([]);
    }
  });

  it("are not there where they are turned off", async () => {
    expect(await prepare(await opened({ callHierarchy: false }), { line: 5, character: 6 })).toBeNull();
  });
});

describe("why", () => {
  it("gives the chain with its places, in files that are not open too", async () => {
    const editor = await opened();
    const answer = await why(editor, { uri, line: 5, character: 2 });
    expect(answer).toMatchObject({
      text: "driver.c:6 runs at DISPATCH_LEVEL",
      level: { text: "DISPATCH_LEVEL", mark: "dispatch", isCertain: true },
      because: [{ text: "Dpc is a KDEFERRED_ROUTINE, which the system calls at DISPATCH_LEVEL" }],
    });
    expect(answer?.because[0]?.at).toEqual({
      uri,
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 21 } },
    });
    const push = await why(editor, { uri, line: 1, character: 6 });
    expect(push).toMatchObject({ text: "Push is entered at DISPATCH_LEVEL", at: { uri: "file:///w/queue.c" } });
  });

  it("has no answer outside of functions, and for documents that are not there", async () => {
    const editor = await opened();
    expect(await why(editor, { uri, line: 0, character: 0 })).toBeNull();
    expect(await why(editor, { uri: "file:///w/none.c", line: 0, character: 0 })).toBeNull();
    const app = "file:///app/app.c";
    const text = "int main(void) { return 0; }\n";
    await editor.tell("textDocument/didOpen", { textDocument: { uri: app, languageId: "c", version: 1, text } });
    await editor.idle();
    expect(await why(editor, { uri: app, line: 0, character: 20 })).toBeNull();
  });
});
