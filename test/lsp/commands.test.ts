/** What an editor can ask for: checks of everything, fixes, hovers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ApplyWorkspaceEditParams, Hover, TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type CheckSummary, commands, type FixSummary } from "../../server/src/lsp/protocol.ts";
import { driverlens, folder } from "../support/program.ts";
import { Client, type ClientOptions, uriOf } from "./client.ts";

const DRIVER = `#include <ntddk.h>

PVOID AllocateName(SIZE_T Size)
{
    return ExAllocatePoolWithTag(PagedPool, Size, 'emaN');
}
`;
const everything = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

async function start(
  files: Readonly<Record<string, string>>,
  options: ClientOptions = {},
): Promise<{ client: Client; root: string; uri: (name: string) => string }> {
  const root = folder(files);
  const client = await Client.start({ folders: [root], ...options });
  return { client, root, uri: (name) => uriOf(join(root, name)) };
}

/** Files of drivers, each in a folder of its own. */
function manyDrivers(count: number, functions = 1): Record<string, string> {
  const text = `#include <ntddk.h>\n${"VOID F(VOID)\n{\n    Sleep(1);\n}\n".repeat(functions)}`;
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`d${index}/driver.c`, text]));
}

describe("the check of the workspace", () => {
  it("reports what the command line reports", async () => {
    const { client, root } = await start({
      ...manyDrivers(5, 3),
      "app/main.c": "int main(void)\n{\n    Sleep(1);\n}\n",
    });
    const summary = await client.execute<CheckSummary>(commands.checkWorkspace);
    const { findings } = JSON.parse(driverlens(["check", root, "--format", "json", "--exit-zero"]).stdout);
    expect(summary).toEqual({ files: 5, errors: findings.length, warnings: 0, hints: 0, outcome: "finished" });
    const shown = client.published.flatMap(({ diagnostics }) => diagnostics);
    expect(shown).toHaveLength(findings.length);
    expect(findings).toHaveLength(15);
  });

  it("says how far it is and can be cancelled", async () => {
    const { client } = await start(manyDrivers(300, 20));
    const source = new CancellationTokenSource();
    const seen: number[] = [];
    client.connection.onNotification("$/progress", ({ value }: { value: { kind: string; percentage?: number } }) => {
      seen.push(value.percentage ?? -1);
      if (value.kind === "report") {
        source.cancel();
      }
    });
    const summary = await client.connection.sendRequest<CheckSummary>(
      "workspace/executeCommand",
      { command: commands.checkWorkspace, arguments: [] },
      source.token,
    );
    expect(summary.outcome).toBe("cancelled");
    expect(summary.files).toBeLessThan(300);
    expect(seen[0]).toBe(0);
    // The server goes on as if nothing had been.
    expect((await client.execute<CheckSummary>(commands.checkWorkspace)).files).toBe(300);
  });

  it("gives way to typing", async () => {
    const { client, uri } = await start({ ...manyDrivers(200, 60), "driver.c": DRIVER });
    await client.open(uri("driver.c"), DRIVER);
    await client.diagnostics(uri("driver.c"), 1);
    let isDone = false;
    const check = client.execute<CheckSummary>(commands.checkWorkspace).then((summary) => {
      isDone = true;
      return summary;
    });
    await client.until(() => client.published.length > 5);
    const line = { line: 4, character: 0 };
    const version = await client.change(uri("driver.c"), {
      range: { start: line, end: line },
      text: "    Sleep(1);\n",
    });
    const diagnostics = await client.diagnostics(uri("driver.c"), version);
    expect(diagnostics.map(({ code }) => code)).toContain("user-mode-api");
    expect(isDone).toBe(false);
    expect((await check).outcome).toBe("finished");
  });

  it("rejects commands that are not its own", async () => {
    const { client } = await start({});
    await expect(client.execute("driverlens.nonsense")).rejects.toThrow("no command of driverlens");
    await expect(client.execute(commands.fixFile)).rejects.toThrow("takes the document's URI");
  });
});

describe("fixes", () => {
  it("of a finding are offered where it stands, for the version that it was found in", async () => {
    const { client, uri } = await start({ "driver.c": DRIVER });
    await client.open(uri("driver.c"), DRIVER, "c", 3);
    const actions = await client.actions(uri("driver.c"), everything);
    const fix = actions.find(({ isPreferred }) => isPreferred === true);
    expect(fix?.kind).toBe("quickfix");
    expect(fix?.diagnostics?.[0]?.code).toBe("pool-deprecated");
    const edits = (fix?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(edits.map(({ textDocument }) => textDocument)).toEqual([{ uri: uri("driver.c"), version: 3 }]);
    const [first] = await client.actions(
      uri("driver.c"),
      { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
      ["quickfix"],
    );
    expect(first).toBeUndefined();
  });

  it("come with comments that hide the finding, after which it is hidden", async () => {
    const { client, uri } = await start({ "driver.c": DRIVER });
    await client.open(uri("driver.c"), DRIVER);
    const actions = await client.actions(uri("driver.c"), everything, ["quickfix"]);
    const titles = actions.map(({ title }) => title);
    expect(titles.slice(-2)).toEqual([
      "Disable pool-deprecated for this line",
      "Disable pool-deprecated for the whole file",
    ]);
    const [change] = (actions.at(-2)?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    const edits = (change?.edits ?? []) as TextEdit[];
    const version = await client.change(
      uri("driver.c"),
      ...edits.map(({ range, newText }) => ({ range, text: newText })),
    );
    expect(await client.diagnostics(uri("driver.c"), version)).toEqual([]);
    await client.until(() => client.statuses.get(uri("driver.c"))?.suppressed === 1);
  });

  it("that a client takes without versions are plain", async () => {
    const { client, uri } = await start({ "driver.c": DRIVER }, { capabilities: {} });
    await client.open(uri("driver.c"), DRIVER);
    const [fix] = await client.actions(uri("driver.c"), everything, ["quickfix"]);
    expect(Object.keys(fix?.edit?.changes ?? {})).toEqual([uri("driver.c")]);
  });

  it("of a whole file are one action, made when it is asked for, after which there is nothing to fix", async () => {
    const text = DRIVER.repeat(3).replaceAll("AllocateName", "Allocate") + DRIVER;
    const { client, uri } = await start({ "driver.c": text });
    await client.open(uri("driver.c"), text);
    const [action] = await client.actions(uri("driver.c"), everything, ["source.fixAll"]);
    expect(action?.kind).toBe("source.fixAll.driverlens");
    const [change] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    const fixed = TextDocument.applyEdits(
      TextDocument.create(uri("driver.c"), "c", 1, text),
      (change?.edits ?? []) as TextEdit[],
    );
    expect(fixed).not.toContain("ExAllocatePoolWithTag");
    await client.change(uri("driver.c"), { text: fixed });
    expect(await client.actions(uri("driver.c"), everything, ["source.fixAll"])).toEqual([]);
  });

  it("of a file or the workspace are sent as one edit, and counted", async () => {
    const { client, uri } = await start({ "a/driver.c": DRIVER, "b/driver.c": DRIVER });
    const applied: ApplyWorkspaceEditParams[] = [];
    client.connection.onRequest("workspace/applyEdit", (params: ApplyWorkspaceEditParams) => {
      applied.push(params);
      return { applied: applied.length === 1, failureReason: "the editor is busy" };
    });
    await client.open(uri("a/driver.c"), DRIVER);
    expect(await client.execute<FixSummary>(commands.fixFile, uri("a/driver.c"))).toMatchObject({ fixes: 1, files: 1 });
    expect(await client.execute<FixSummary>(commands.fixWorkspace)).toEqual({
      fixes: 0,
      files: 0,
      failure: "the editor is busy",
    });
    const files = applied.map(({ edit }) =>
      (edit.documentChanges as TextDocumentEdit[]).map((c) => c.textDocument.uri),
    );
    expect(files).toEqual([[uri("a/driver.c")], [uri("a/driver.c"), uri("b/driver.c")]]);
    // Nothing was written behind the editor's back.
    expect(readFileSync(new URL(uri("b/driver.c")), "utf8")).toBe(DRIVER);
  });
});

describe("annotations that the analysis has worked out", () => {
  const header =
    "VOID LockDevice(_In_ PKSPIN_LOCK Lock, _Out_ PKIRQL OldIrql);\nKIRQL LockResult(_In_ PKSPIN_LOCK Lock);\n";
  const locks = `#include <ntddk.h>
#include "locks.h"

VOID LockDevice(_In_ PKSPIN_LOCK Lock, _Out_ PKIRQL OldIrql)
{
    KeAcquireSpinLock(Lock, OldIrql);
}
`;
  const result = `#include <ntddk.h>
#include "locks.h"

KIRQL LockResult(_In_ PKSPIN_LOCK Lock)
{
    KIRQL old;
    KeAcquireSpinLock(Lock, &old);
    return old;
}
`;
  const files = { "a/locks.c": locks, "a/locks.h": header, "a/result.c": result };
  const edited = (edit: WorkspaceEdit | undefined): Readonly<Record<string, number>> =>
    Object.fromEntries(
      ((edit?.documentChanges ?? []) as TextDocumentEdit[]).map(({ textDocument, edits }) => [
        textDocument.uri.replace(/.*\//, ""),
        edits.length,
      ]),
    );

  it("are one action for a file and its headers, which fixes nothing else and is made when it is asked for", async () => {
    const { client, uri } = await start(files);
    const text = locks + DRIVER;
    await client.open(uri("a/locks.c"), text);
    const [action, ...others] = await client.actions(uri("a/locks.c"), everything, ["source.addIrqlAnnotations"]);
    expect([action?.kind, others]).toEqual(["source.addIrqlAnnotations.driverlens", []]);
    expect(edited(action?.edit)).toEqual({ "locks.c": 1, "locks.h": 1 });
    const own = ((action?.edit?.documentChanges ?? []) as TextDocumentEdit[]).find(({ textDocument }) =>
      textDocument.uri.endsWith(".c"),
    );
    const fixed = TextDocument.applyEdits(
      TextDocument.create(uri("a/locks.c"), "c", 1, text),
      (own?.edits ?? []) as TextEdit[],
    );
    expect(fixed).toContain(
      "\n_IRQL_raises_(DISPATCH_LEVEL)\n_At_(*OldIrql, _IRQL_saves_)\n_Acquires_lock_(*Lock)\nVOID Lock",
    );
    expect(fixed).toContain("ExAllocatePoolWithTag");
    await client.change(uri("a/locks.c"), { text: fixed });
    expect(await client.actions(uri("a/locks.c"), everything, ["source.addIrqlAnnotations"])).toEqual([]);
    // What people have made on saving is no place for a decision.
    expect(await client.actions(uri("a/locks.c"), everything, ["source.fixAll"])).toHaveLength(1);
  });

  it("are written in all files of a driver by one command", async () => {
    const { client, uri } = await start({ ...files, "b/locks.c": locks, "b/locks.h": header });
    const applied: ApplyWorkspaceEditParams[] = [];
    client.connection.onRequest("workspace/applyEdit", (params: ApplyWorkspaceEditParams) => {
      applied.push(params);
      return { applied: true };
    });
    await client.open(uri("a/locks.c"), locks);
    const summary = await client.execute<FixSummary>(commands.annotateUnit, uri("a/locks.c"));
    expect(summary).toEqual({ fixes: 2, files: 3 });
    expect(applied.map(({ edit }) => edited(edit))).toEqual([{ "locks.c": 1, "locks.h": 2, "result.c": 1 }]);
  });
});

describe("a hover", () => {
  it("says what is known of a kernel function, for the newest text", async () => {
    const { client, uri } = await start({ "driver.c": DRIVER });
    await client.open(uri("driver.c"), DRIVER);
    await client.diagnostics(uri("driver.c"), 1);
    const ask = (line: number, character: number): Promise<Hover | null> =>
      client.connection.sendRequest("textDocument/hover", {
        textDocument: { uri: uri("driver.c") },
        position: { line, character },
      });
    const hover = await ask(4, 15);
    expect(hover?.range).toEqual({ start: { line: 4, character: 11 }, end: { line: 4, character: 32 } });
    expect(JSON.stringify(hover?.contents)).toContain("ExAllocatePoolWithTag");
    expect(await ask(1, 0)).toBeNull();
  });

  it("does not say again what a finding says that the client shows beside it", async () => {
    const text =
      "#include <ntddk.h>\nVOID F(VOID)\n{\n    // driverlens-disable-next-line user-mode-api\n    Sleep(1);\n    Sleep(2);\n}\n";
    const hovers = async (options: ClientOptions): Promise<readonly boolean[]> => {
      const { client, uri } = await start({ "driver.c": text }, options);
      await client.open(uri("driver.c"), text);
      await client.diagnostics(uri("driver.c"), 1);
      const textDocument = { uri: uri("driver.c") };
      const ask = async (line: number): Promise<boolean> =>
        (await client.connection.sendRequest("textDocument/hover", {
          textDocument,
          position: { line, character: 5 },
        })) !== null;
      return [await ask(4), await ask(5)];
    };
    expect(await hovers({})).toEqual([true, true]);
    // Nothing is shown of a finding that is suppressed.
    expect(await hovers({ initializationOptions: { hoversShowFindings: true } })).toEqual([true, false]);
  });
});
