/** Whatever a client asks, it is answered, if with an error, and the server goes on. */
import { describe, expect, it, onTestFinished } from "vitest";
import {
  callGraphRequest,
  decodeRequest,
  levelsRequest,
  sqliteFixRequest,
  sqliteProfileRequest,
  unitsRequest,
  unitViewRequest,
  whyRequest,
} from "../../server/src/lsp/protocol.ts";
import { Disk, Editor } from "./in-process.ts";

const uri = "file:///w/driver.c";
// Positions are counted over tabs, line ends of both kinds, and characters of two units.
const DRIVER = [
  "#include <ntddk.h>\r\n",
  "KDEFERRED_ROUTINE Dpc;\r\n",
  "static void Helper(void)\n",
  "{\n",
  "\t/* 😀 */ DbgBreakPoint();\n",
  "}\n",
  "void Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)\r\n",
  "{\r\n",
  "\t/* 😀😀 */ Helper(); ExFr;\r\n",
  "}\r\n",
].join("");
const PROJECT = `<Project><PropertyGroup Label="Globals"><ConfigurationType>Driver</ConfigurationType>
<DriverType>WDM</DriverType></PropertyGroup><ItemGroup><ClCompile Include="driver.c" /></ItemGroup></Project>
`;

async function opened(): Promise<Editor> {
  const disk = new Disk();
  disk.set("/w/driver.c", DRIVER);
  disk.set("/w/w.vcxproj", PROJECT);
  const editor = await Editor.start({ disk, folders: ["/w"], settings: {} });
  onTestFinished(() => editor.end());
  await editor.tell("textDocument/didOpen", { textDocument: { uri, languageId: "c", version: 1, text: DRIVER } });
  await editor.idle();
  return editor;
}

/** The answer, or the error as text; a question that nobody answers ends the test. */
async function outcome(editor: Editor, method: string, params: unknown): Promise<unknown> {
  const answer = editor.connection.sendRequest(method, params).then(
    (value) => value,
    (error: Error) => `error: ${error.message}`,
  );
  await editor.idle();
  return await answer;
}

const strangePositions: readonly unknown[] = [
  { line: 1e9, character: 1e9 },
  { line: -1, character: -7 },
  { line: 4, character: 1e6 },
  { line: 1.5, character: 0.5 },
  { line: "4", character: null },
  {},
  // Between the two units of a character.
  { line: 4, character: 5 },
];
const strangeUris: readonly unknown[] = [
  "file:///w/other.c",
  "file:///w/%00.c",
  "file:///w/%zz.c",
  "untitled:Untitled-1",
  "no uri",
  "",
  "https://example.com/driver.c#L1?x=%",
];
const atPlaces = ["textDocument/hover", "textDocument/completion", "textDocument/prepareCallHierarchy"];

describe("a position that is none", () => {
  it.each(strangePositions)("%j", async (position) => {
    const editor = await opened();
    for (const method of atPlaces) {
      expect(await outcome(editor, method, { textDocument: { uri }, position }), method).toBeTypeOf("object");
    }
    expect(await outcome(editor, whyRequest, { uri, ...(position as object) })).toBeTypeOf("object");
    const range = { start: position, end: position };
    expect(await outcome(editor, "textDocument/inlayHint", { textDocument: { uri }, range })).toEqual([]);
  });
});

describe("a document that is none", () => {
  it.each(strangeUris)("%j", async (strange) => {
    const editor = await opened();
    const position = { line: 4, character: 20 };
    const textDocument = { uri: strange };
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const nothing: unknown[] = [null, []];
    for (const method of [...atPlaces, "textDocument/codeLens", "textDocument/inlayHint"]) {
      expect(nothing, method).toContainEqual(await outcome(editor, method, { textDocument, position, range }));
    }
    for (const method of [levelsRequest, callGraphRequest, unitViewRequest, whyRequest, sqliteProfileRequest]) {
      expect(await outcome(editor, method, { uri: strange, ...position }), method).toBeNull();
    }
    expect(await outcome(editor, unitViewRequest, { unit: strange })).toBeNull();
    expect(await outcome(editor, sqliteProfileRequest, { unit: strange, probe: true })).toBeNull();
    const fix = { unit: strange, finding: strange, fix: strange };
    expect(await outcome(editor, sqliteFixRequest, fix)).toMatchObject({ fixes: 0, failure: expect.any(String) });
  });
});

describe("what is told by a client as if the server had said it", () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const item = { name: "Helper", kind: 12, uri, range, selectionRange: range };
  const datas: readonly unknown[] = [
    undefined,
    null,
    "Helper",
    { key: "Gone", path: "/w/driver.c", index: 0, home: "/w/driver.c" },
    { key: "Helper", path: "/elsewhere/driver.c", index: 0, home: "/elsewhere/driver.c" },
    { key: 7, path: [], index: "0", home: {} },
  ];
  it.each(datas)("an item of a call hierarchy: %j", async (data) => {
    const editor = await opened();
    for (const method of ["callHierarchy/incomingCalls", "callHierarchy/outgoingCalls"]) {
      expect(await outcome(editor, method, { item: { ...item, data } })).toEqual([]);
    }
  });

  it("an index of a function beyond those that there are: the last one", async () => {
    const editor = await opened();
    const data = { key: "Helper /w/driver.c", path: "/w/driver.c", index: 1e9, home: "/w/driver.c" };
    expect(await outcome(editor, "callHierarchy/incomingCalls", { item: { ...item, data } })).toMatchObject([
      { from: { name: "Dpc" }, fromRanges: [{ start: { line: 8, character: 12 } }] },
    ]);
  });

  it("hints and completions without data, and of other documents, stay as they are", async () => {
    const editor = await opened();
    const hint = { position: { line: 0, character: 0 }, label: [{ value: "runs" }] };
    const completion = { label: "ExFreePool" };
    for (const data of [undefined, {}, { uri: 7, version: 1, about: "x" }, { uri: "file:///w/other.c", version: 1 }]) {
      expect(await outcome(editor, "inlayHint/resolve", { ...hint, data })).toEqual(
        JSON.parse(JSON.stringify({ ...hint, data })),
      );
      expect(await outcome(editor, "completionItem/resolve", { ...completion, data })).toEqual(
        JSON.parse(JSON.stringify({ ...completion, data })),
      );
    }
  });
});

it("requests without what they need are answered with an error, and the next one as ever", async () => {
  const editor = await opened();
  const questions = [levelsRequest, whyRequest, callGraphRequest, unitViewRequest, sqliteProfileRequest, decodeRequest];
  for (const method of [...atPlaces, ...questions]) {
    for (const params of [{}, { uri: null }, { textDocument: null, text: 7, whole: 7 }]) {
      const answer = await outcome(editor, method, params);
      expect(answer === null || String(answer).startsWith("error"), `${method} ${JSON.stringify(params)}`).toBe(true);
    }
  }
  expect(await outcome(editor, unitsRequest, {})).toMatchObject([{ name: "w" }]);
  const position = { line: 8, character: 13 };
  expect(await outcome(editor, "textDocument/hover", { textDocument: { uri }, position })).toMatchObject({
    range: { start: { line: 8, character: 12 }, end: { line: 8, character: 18 } },
  });
});
