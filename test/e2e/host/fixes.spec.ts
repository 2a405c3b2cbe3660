/** Code actions as VS Code gets them: their titles, kinds and edits, and what is left to find when they are made. */
import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { closeAll, codeOf, findings, open, quickFixes, replace } from "./support.ts";

/** So many actions come with their edits. */
const RESOLVED = 10;

const allOfQueue = (codes: readonly string[]): boolean => codes.length === 3;

async function mismatch(document: vscode.TextDocument): Promise<vscode.Diagnostic> {
  const found = (await findings(document.uri, allOfQueue)).find((finding) => codeOf(finding) === "pool-tag-mismatch");
  assert.ok(found);
  return found;
}

describe("fixes", () => {
  afterEach(closeAll);

  it("of a finding name it, and cure it", async () => {
    const document = await open("queue.c");
    const finding = await mismatch(document);
    const actions = await quickFixes(document.uri, finding);
    const fix = actions.find(({ title }) => title.startsWith("Free it with"));
    assert.ok(fix?.edit, actions.map(({ title }) => title).join("\n"));
    assert.ok(fix.kind !== undefined && vscode.CodeActionKind.QuickFix.contains(fix.kind));
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await findings(document.uri, (codes) => codes.length === 2 && !codes.includes("pool-tag-mismatch"));
    assert.match(document.getText(), /ExFreePoolWithTag\(queue, ECHO_TAG\);/);
  });

  it("of allocations leave one preferred fix for each", async () => {
    const document = await open("queue.c");
    const found = await findings(document.uri, allOfQueue);
    for (const finding of found.filter((candidate) => codeOf(candidate) === "pool-deprecated")) {
      const preferred = (await quickFixes(document.uri, finding)).filter(({ isPreferred }) => isPreferred);
      assert.equal(preferred.length, 1, preferred.map(({ title }) => title).join("\n"));
    }
  });

  it("of a line can be a comment that silences it", async () => {
    const document = await open("queue.c");
    const finding = await mismatch(document);
    const actions = await quickFixes(document.uri, finding);
    const silence = actions.find(({ title }) => /disable pool-tag-mismatch for this line/i.test(title));
    assert.ok(silence?.edit, actions.map(({ title }) => title).join("\n"));
    assert.ok(silence.isPreferred !== true, "silence is never the preferred way");
    assert.ok(await vscode.workspace.applyEdit(silence.edit));
    await findings(document.uri, (codes) => codes.length === 2 && !codes.includes("pool-tag-mismatch"));
    assert.match(document.getText(), /^ {8}\/\/ driverlens-disable-next-line pool-tag-mismatch/m);
  });

  it("of a whole file are a source action, for those who have it run on save", async () => {
    const document = await open("queue.c");
    await findings(document.uri, allOfQueue);
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      all,
      "source.fixAll.driverlens",
      // Its edit is made when it is asked for: on save, or from the menu.
      RESOLVED,
    );
    const [action, ...more] = actions;
    assert.equal(more.length, 0);
    assert.ok(action?.edit);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    await findings(document.uri, (codes) => !codes.includes("pool-deprecated"));
    assert.doesNotMatch(document.getText(), /ExAllocatePoolWithTag/);
    assert.match(document.getText(), /ExAllocatePool2\(POOL_FLAG_NON_PAGED, Length, ECHO_TAG\)/);
  });

  it("are made when a file is saved, for those who want that", async () => {
    const document = await open("queue.c");
    const before = await vscode.workspace.fs.readFile(document.uri);
    await findings(document.uri, allOfQueue);
    const configuration = vscode.workspace.getConfiguration("editor");
    const set = (value: unknown): Thenable<void> =>
      configuration.update("codeActionsOnSave", value, vscode.ConfigurationTarget.Workspace);
    try {
      await set({ "source.fixAll.driverlens": "explicit" });
      await replace(document, '#include "echo.h"', '#include "echo.h"\n');
      await vscode.commands.executeCommand("workbench.action.files.save");
      const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
      assert.match(saved, /ExAllocatePool2\(/);
      assert.doesNotMatch(saved, /ExAllocatePoolWithTag/);
    } finally {
      await set(undefined);
      await vscode.workspace.fs.writeFile(document.uri, before);
    }
  });
});
