/** Kernel functions for the name that is typed, over the protocol: in the forms that clients say they take. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ClientCapabilities, CompletionItem, CompletionList, Position } from "vscode-languageserver";
import { folder } from "../support/program.ts";
import { Client, type ClientOptions, uriOf } from "./client.ts";

const DRIVER = `#include <ntddk.h>
typedef struct _EXT { KSPIN_LOCK Lock; HANDLE File; } EXT;
void ZwClosePlain(EXT *Ext) { Ext->File = NULL; }
void Work(EXT *Ext)
{
    KIRQL old;
    KeAcquireSpinLock(&Ext->Lock, &old);
    ZwClo
    KeReleaseSpinLock(&Ext->Lock, old);
}
`;
const TYPED: Position = { line: 7, character: 9 };

const able = (completion: NonNullable<ClientCapabilities["textDocument"]>["completion"]): ClientOptions => ({
  capabilities: { workspace: { configuration: true }, textDocument: { ...(completion ? { completion } : {}) } },
});
const everything = able({
  completionItem: {
    labelDetailsSupport: true,
    insertReplaceSupport: true,
    tagSupport: { valueSet: [1] },
    documentationFormat: ["markdown"],
  },
  completionList: { itemDefaults: ["editRange"] },
});

async function opened(options: ClientOptions, text = DRIVER) {
  const root = folder({ "driver.c": text });
  const client = await Client.start({ folders: [root], ...options });
  const uri = uriOf(join(root, "driver.c"));
  await client.open(uri, text);
  await client.diagnostics(uri, 1);
  const complete = (position: Position): Promise<CompletionList | null> =>
    client.connection.sendRequest("textDocument/completion", { textDocument: { uri }, position });
  return { client, complete };
}
const labels = (list: CompletionList | null): readonly string[] => list?.items.map(({ label }) => label) ?? [];
const named = (list: CompletionList | null, label: string): CompletionItem | undefined =>
  list?.items.find((item) => item.label === label);

describe("completion", () => {
  it("gives a client that takes all of it names with labels, and one range for all", async () => {
    const { complete } = await opened(everything);
    const list = await complete(TYPED);
    expect(list?.isIncomplete).toBe(false);
    expect(labels(list).slice(0, 2)).toEqual(["ZwClosePlain", "ZwClose"]);
    const start = { line: 7, character: 4 };
    expect(list?.itemDefaults).toEqual({
      editRange: { insert: { start, end: TYPED }, replace: { start, end: TYPED } },
    });
    const close = named(list, "ZwClose");
    expect(close).toMatchObject({
      kind: 3,
      labelDetails: { description: "not at DISPATCH_LEVEL" },
      detail: expect.stringContaining("KeAcquireSpinLock sets the level to DISPATCH_LEVEL (driver.c:7)"),
    });
    expect(close?.textEdit).toBeUndefined();
    expect(close?.tags).toBeUndefined();
    // Nothing is chosen for people, and no sign takes it.
    expect(list?.items.some(({ preselect, commitCharacters }) => preselect || commitCharacters)).toBe(false);
    const order = list?.items.map(({ sortText }) => sortText ?? "") ?? [];
    expect(order).toEqual([...order].sort());
  });

  it("replaces the whole word where people ask for that", async () => {
    const { complete } = await opened(everything, DRIVER.replace("ZwClo\n", "ZwClo(Ext->File);\n"));
    const list = await complete({ line: 7, character: 6 });
    const start = { line: 7, character: 4 };
    expect(list?.itemDefaults?.editRange).toEqual({
      insert: { start, end: { line: 7, character: 6 } },
      replace: { start, end: { line: 7, character: 9 } },
    });
  });

  it("gives a plain client plain edits, with all that is said in the detail", async () => {
    const { complete } = await opened(able(undefined));
    const list = await complete(TYPED);
    const close = named(list, "ZwClose");
    expect(list?.itemDefaults).toBeUndefined();
    expect(close?.labelDetails).toBeUndefined();
    expect(close?.detail).toMatch(/^not at DISPATCH_LEVEL: /);
    expect(close?.textEdit).toEqual({
      newText: "ZwClose",
      range: { start: { line: 7, character: 4 }, end: TYPED },
    });
  });

  it("marks deprecated functions as such where the client shows that", async () => {
    const text = DRIVER.replace("ZwClo\n", "ExAllocatePoolWithT\n");
    const at = { line: 7, character: 23 };
    const all = await (await opened(everything, text)).complete(at);
    expect(named(all, "ExAllocatePoolWithTag")?.tags).toEqual([1]);
    const plain = await (await opened(able(undefined), text)).complete(at);
    expect(named(plain, "ExAllocatePoolWithTag")?.tags).toBeUndefined();
    expect(named(plain, "ExAllocatePoolWithTag")?.detail).toContain("deprecated");
  });

  it("says what a hover would when an item is looked at", async () => {
    const { client, complete } = await opened(everything);
    const close = named(await complete(TYPED), "ZwClose");
    const resolved: CompletionItem = await client.connection.sendRequest("completionItem/resolve", close);
    expect(resolved.detail).toBe(close?.detail);
    expect(resolved.documentation).toMatchObject({
      kind: "markdown",
      value: expect.stringMatching(/ZwClose[\s\S]*IRQL: `PASSIVE_LEVEL`/),
    });
    const stray: CompletionItem = await client.connection.sendRequest("completionItem/resolve", { label: "ZwClose" });
    expect(stray.documentation).toBeUndefined();
  });

  it("is for the newest text, and silent where no function's name is typed", async () => {
    const { client, complete } = await opened(everything);
    expect(await complete({ line: 0, character: 4 })).toBeNull();
    expect(await complete({ line: 6, character: 4 })).toBeNull();
    const uri = client.published.at(-1)?.uri ?? "";
    const range = { start: { line: 6, character: 0 }, end: { line: 7, character: 0 } };
    await client.change(uri, { range, text: "" });
    // The lock is taken no more.
    const list = await complete({ line: 6, character: 9 });
    expect(named(list, "ZwClose")?.labelDetails?.description).toBe("PASSIVE_LEVEL");
  });

  it("is off where people turn it off", async () => {
    const { complete } = await opened({ ...everything, settings: { completion: false } });
    expect(await complete(TYPED)).toBeNull();
  });
});
