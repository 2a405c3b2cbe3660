/** Hovers, and the commands that the extension brings. */
import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { closeAll, findings, hover, open } from "./support.ts";

const some = (codes: readonly string[]): boolean => codes.length > 0;

describe("hovers", () => {
  afterEach(closeAll);

  it("on a kernel function tell its IRQL, and on a tag how a debugger shows it", async () => {
    const document = await open("queue.c");
    await findings(document.uri, some);
    assert.match(await hover(document, "ExAllocatePoolWithTag"), /IRQL[\s\S]*DISPATCH_LEVEL/);
    assert.match(await hover(document, "'eueQ'"), /Qeue/);
  });

  it("on a status name tell its number", async () => {
    const document = await open("driver.c");
    await findings(document.uri, some);
    assert.match(await hover(document, "STATUS_INSUFFICIENT_RESOURCES"), /0xC000009A/i);
  });

  it("on a statement tell at which level it runs, and why", async () => {
    const document = await open("queue.c");
    await findings(document.uri, some);
    const text = await hover(document, "return queue");
    assert.match(text, /Runs at PASSIVE[\s\S]*DriverEntry calls EchoCreateQueue here at PASSIVE/);
    assert.match(text, /\[driver\.c:\d+\]\(file:\/\/\/[^)]*driver\.c#L\d+\)/);
  });

  it("on what is nobody's business are not there", async () => {
    const document = await open("queue.c");
    await findings(document.uri, some);
    assert.equal(await hover(document, "#include"), "");
    assert.equal(await hover(document, "PECHO_QUEUE EchoCreateQueue"), "");
  });
});

describe("commands", () => {
  afterEach(closeAll);

  it("are all there", async () => {
    const { packageJSON } = vscode.extensions.getExtension("driverlens.driverlens") ?? {};
    const declared = packageJSON.contributes.commands.map(({ command }: { command: string }) => command);
    const known = new Set(await vscode.commands.getCommands(true));
    assert.ok(declared.length > 0);
    assert.deepEqual(
      declared.filter((command: string) => !known.has(command)),
      [],
    );
  });

  it("restart the server, which finds what it found before", async () => {
    const document = await open("driver.c");
    await findings(document.uri, some);
    await vscode.commands.executeCommand("driverlens.restartServer");
    await findings(document.uri, some);
  });

  it("make a .driverlens.json that has nothing to complain of", async () => {
    await vscode.commands.executeCommand("driverlens.createConfiguration");
    const document = vscode.window.activeTextEditor?.document;
    assert.match(document?.uri.path ?? "", /\/\.driverlens\.json$/);
    assert.equal(document?.languageId, "jsonc");
    assert.deepEqual(JSON.parse(document?.getText() ?? ""), { rules: {}, exclude: [] });
    await vscode.workspace.fs.delete(document?.uri ?? vscode.Uri.file(""));
  });
});
