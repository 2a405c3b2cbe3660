/** INF files in an editor: what is offered for them alone, and what a client is answered. */
import { expect, it, onTestFinished } from "vitest";
import type {
  ClientCapabilities,
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  LocationLink,
  RegistrationParams,
} from "vscode-languageserver";
import { Disk, Editor } from "./in-process.ts";

const TEXT = `[Version]
Signature = "$Windows NT$"
Provider = %Mfg%

[DefaultInstall.NTamd64]
AddReg = Registry

[Registry]
HKLM,Software\\New,Name,,%Mfg%

[Strings]
Mfg = "New"
`;
const URI = "file:///w/new.inf";

async function opened(textDocument: ClientCapabilities["textDocument"] = {}) {
  const disk = new Disk([["/w/new.inf", TEXT]]);
  const capabilities: ClientCapabilities = textDocument === undefined ? {} : { textDocument };
  const registered: string[] = [];
  const editor = await Editor.start({ disk, folders: ["/w"], settings: {}, capabilities });
  editor.connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
    registered.push(...registrations.map(({ method }) => method));
    return null;
  });
  onTestFinished(() => editor.end());
  const document = { uri: URI, languageId: "inf", version: 1, text: TEXT };
  await editor.tell("textDocument/didOpen", { textDocument: document });
  const ask = <Answer>(method: string, more: object = {}): Promise<Answer> =>
    editor.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: URI }, ...more });
  return { ask, registered, editor };
}

const position = (needle: string): object => {
  const before = TEXT.slice(0, TEXT.indexOf(needle) + 1).split("\n");
  return { position: { line: before.length - 1, character: (before.at(-1) ?? "").length } };
};

it("an outline, folds, definitions, references, a hover and names are answered", async () => {
  const { ask } = await opened();
  const symbols = await ask<readonly DocumentSymbol[]>("documentSymbol");
  expect(symbols.map(({ name }) => name)).toEqual(["Version", "DefaultInstall.NTamd64", "Registry", "Strings"]);
  const folds = await ask<readonly FoldingRange[]>("foldingRange");
  expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
    [0, 2],
    [4, 5],
    [7, 8],
    [10, 11],
  ]);
  const places = await ask<readonly Location[]>("definition", position("Registry"));
  expect(places.map(({ range }) => range.start.line)).toEqual([7]);
  const uses = await ask<readonly Location[]>("references", {
    ...position("Mfg ="),
    context: { includeDeclaration: true },
  });
  expect(uses.map(({ range }) => range.start.line)).toEqual([2, 8, 11]);
  const hover = await ask<Hover>("hover", position("AddReg"));
  expect(JSON.stringify(hover.contents)).toContain("registry keys");
  const items = await ask<readonly CompletionItem[]>("completion", position("Registry"));
  expect(items.map(({ label }) => label)).toEqual(["Registry"]);
});

it("a client that takes links is told what leads there", async () => {
  const { ask } = await opened({ definition: { linkSupport: true } });
  const [link] = await ask<readonly LocationLink[]>("definition", position("Registry"));
  expect(link?.originSelectionRange).toEqual({ start: { line: 5, character: 9 }, end: { line: 5, character: 17 } });
  expect(link?.targetSelectionRange.start).toEqual({ line: 7, character: 1 });
});

it("clients are offered it for INF files alone where they take offers, else at the start", async () => {
  const dynamicRegistration = true;
  const able = await opened({
    documentSymbol: { dynamicRegistration },
    foldingRange: { dynamicRegistration },
    definition: { dynamicRegistration },
    references: { dynamicRegistration },
  });
  await able.ask("documentSymbol");
  expect(able.registered).toEqual(
    expect.arrayContaining([
      "textDocument/documentSymbol",
      "textDocument/foldingRange",
      "textDocument/definition",
      "textDocument/references",
    ]),
  );
  const plain = await opened();
  await plain.ask("documentSymbol");
  expect(plain.registered.filter((method) => method.startsWith("textDocument/"))).toEqual([]);
});

it("what is no INF file is left to others", async () => {
  const { editor } = await opened();
  const document = { uri: "file:///w/a.c", languageId: "c", version: 1, text: "int x;\n" };
  await editor.tell("textDocument/didOpen", { textDocument: document });
  const asked = { textDocument: { uri: document.uri }, position: { line: 0, character: 5 } };
  expect(await editor.connection.sendRequest("textDocument/definition", asked)).toBeNull();
  expect(await editor.connection.sendRequest("textDocument/documentSymbol", asked)).toBeNull();
});
