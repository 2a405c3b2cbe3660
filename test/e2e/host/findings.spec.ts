/** Diagnostics as other extensions meet them: codes, places, reasons, and how they follow edits, settings and closing. */
import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { closeAll, codeOf, findings, open, replace, uri } from "./support.ts";

const allOfQueue = (codes: readonly string[]): boolean => codes.length === 3;
const some = (codes: readonly string[]): boolean => codes.length > 0;
const none = (codes: readonly string[]): boolean => codes.length === 0;

describe("findings", () => {
  afterEach(closeAll);

  it("have a rule with its page, a severity and the range of what is wrong", async () => {
    const document = await open("queue.c");
    const found = await findings(document.uri, allOfQueue);
    const told = found.map((finding) => [codeOf(finding), finding.severity, document.getText(finding.range)]);
    assert.deepEqual(told.sort(), [
      ["pool-deprecated", vscode.DiagnosticSeverity.Warning, "ExAllocatePoolWithTag"],
      ["pool-deprecated", vscode.DiagnosticSeverity.Warning, "ExAllocatePoolWithTag"],
      ["pool-tag-mismatch", vscode.DiagnosticSeverity.Error, "'eueQ'"],
    ]);
    const code = found[0]?.code;
    assert.ok(typeof code === "object", "a code with a link");
    assert.match(code.target.toString(), /pool-(deprecated|tag-mismatch)/);
  });

  it("strike deprecated names through", async () => {
    const document = await open("queue.c");
    const found = await findings(document.uri, allOfQueue);
    const struck = found.filter(({ tags }) => tags?.includes(vscode.DiagnosticTag.Deprecated));
    assert.deepEqual(struck.map(codeOf), ["pool-deprecated", "pool-deprecated"]);
  });

  it("point at the places that explain them", async () => {
    const document = await open("queue.c");
    const found = await findings(document.uri, allOfQueue);
    const mismatch = found.find((finding) => codeOf(finding) === "pool-tag-mismatch");
    const [related] = mismatch?.relatedInformation ?? [];
    assert.ok(related);
    assert.equal(related.message, "It is allocated with 'ohcE' here");
    assert.equal(related.location.uri.toString(), document.uri.toString());
    assert.match(document.lineAt(related.location.range.start).text, /queue = ExAllocatePoolWithTag/);
  });

  it("say what is wrong, why it matters and what to do", async () => {
    const document = await open("driver.c");
    const [finding] = await findings(document.uri, some);
    const lines = finding?.message.split("\n") ?? [];
    assert.equal(lines.length, 3, finding?.message);
    assert.equal(lines[0], "Sleep is a user-mode function of kernel32.dll.");
    assert.match(lines[2] ?? "", /KeDelayExecutionThread/);
  });

  it("follow what is typed, and move with the text", async () => {
    const document = await open("driver.c");
    await findings(document.uri, some);
    await replace(document, "#include", "/* one more line */\n#include");
    await replace(document, "Sleep(10);", "Sleep(10);\n    free(NULL);");
    const isFree = ({ message }: vscode.Diagnostic): boolean => message.startsWith("free is");
    const found = await findings(document.uri, (codes, all) => codes.length === 2 && all.some(isFree));
    assert.deepEqual(found.map(({ range }) => document.getText(range)).sort(), ["Sleep", "free"]);
    await replace(document, "Sleep(10);\n    free(NULL);", "");
    assert.deepEqual(await findings(document.uri, none), []);
  });

  it("are those of the last text when there were many in a row", async () => {
    const document = await open("driver.c");
    await findings(document.uri, some);
    for (let round = 0; round < 25; round++) {
      await replace(document, "Sleep(10);", "Sleep(10); free(NULL);");
      await replace(document, " free(NULL);", round === 24 ? " printf(NULL);" : "");
    }
    const isPrintf = ({ message }: vscode.Diagnostic): boolean => message.startsWith("printf is");
    const found = await findings(document.uri, (codes, all) => codes.length === 2 && all.some(isPrintf));
    assert.deepEqual(found.map(({ range }) => document.getText(range)).sort(), ["Sleep", "printf"]);
  });

  it("of another file follow a header that is not saved yet", async () => {
    const driver = await open("driver.c");
    await findings(driver.uri, some);
    const header = await open("echo.h");
    await replace(
      header,
      "PECHO_QUEUE EchoCreateQueue",
      "VOID Sleep(ULONG Milliseconds);\nPECHO_QUEUE EchoCreateQueue",
    );
    await findings(driver.uri, none);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await findings(driver.uri, some);
  });

  it("follow the settings", async () => {
    const document = await open("queue.c");
    await findings(document.uri, allOfQueue);
    const configuration = vscode.workspace.getConfiguration("driverlens");
    const set = (value: unknown): Thenable<void> =>
      configuration.update("rules", value, vscode.ConfigurationTarget.Workspace);
    try {
      await set({ "pool-deprecated": "off", "pool-tag-mismatch": "hint" });
      const [finding] = await findings(document.uri, (codes) => codes.join() === "pool-tag-mismatch");
      assert.equal(finding?.severity, vscode.DiagnosticSeverity.Information);
    } finally {
      await set(undefined);
    }
    await findings(document.uri, allOfQueue);
  });

  it("are there for files that nobody has opened, once the workspace has been checked", async () => {
    await open("echo.h");
    // The command lasts until its summary is answered.
    void vscode.commands.executeCommand("driverlens.checkAll");
    await findings(uri("queue.c"), allOfQueue);
    await findings(uri("driver.c"), some);
  });
});
