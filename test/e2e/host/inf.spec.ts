/** INF files as VS Code's own commands meet them: their language, outline, folds, where names lead, and what is missing. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { closeAll, codeOf, findings, hover, open, quickFixes, replace, uri } from "./support.ts";

const TEXT = `; A driver that is installed without a device.
[Version]
Signature = "$Windows NT$"
Provider  = %Mfg%

[DefaultInstall.NTamd64]
AddReg = EchoRegistry

[Echo.Registry]
HKLM,Software\\Echo,Name,,%Mfg%

[Strings]
Mfg = "Echo"
`;

type Places = readonly (vscode.Location | vscode.LocationLink)[];

describe("an INF file", () => {
  let document: vscode.TextDocument;

  before(async () => {
    await vscode.workspace.fs.writeFile(uri("package.INF"), new TextEncoder().encode(TEXT));
    document = await open("package.INF");
  });

  after(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(uri("package.INF"));
  });

  /** What a command of VS Code gives for the place of a text, once it gives anything. */
  async function ask<Answer extends readonly unknown[]>(command: string, text: string): Promise<Answer> {
    const at = document.positionAt(document.getText().indexOf(text) + 1);
    for (const deadline = Date.now() + 45_000; ; ) {
      const answer = (await vscode.commands.executeCommand<Answer | undefined>(command, document.uri, at)) ?? [];
      if (answer.length > 0 || Date.now() > deadline) {
        return answer as Answer;
      }
    }
  }

  it("has a language of its own, in which lines are commented out with semicolons", async () => {
    assert.equal(document.languageId, "inf");
    const editor = await vscode.window.showTextDocument(document);
    const line = document.positionAt(TEXT.indexOf("Provider")).line;
    editor.selection = new vscode.Selection(line, 0, line, 0);
    await vscode.commands.executeCommand("editor.action.commentLine");
    assert.match(document.lineAt(line).text, /^; ?Provider/);
    await vscode.commands.executeCommand("editor.action.commentLine");
    assert.equal(document.getText(), TEXT);
  });

  it("has an outline of its sections", async () => {
    const symbols = await ask<readonly vscode.DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", "[Version]");
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ["Version", "DefaultInstall.NTamd64", "Echo.Registry", "Strings"],
    );
  });

  it("is told of a section that is not there, and of one that is named alike", async () => {
    const found = await findings(document.uri, (codes) => codes.length > 0);
    assert.deepEqual(found.map(codeOf), ["inf-unknown-section"]);
    const [finding] = found;
    assert.ok(finding);
    assert.equal(document.getText(finding.range), "EchoRegistry");
    const titles = (await quickFixes(document.uri, finding)).map(({ title }) => title);
    assert.ok(titles.includes("Write Echo.Registry"), titles.join(", "));
    await replace(document, "EchoRegistry", "Echo.Registry");
    assert.deepEqual(await findings(document.uri, (codes) => codes.length === 0), []);
  });

  it("leads from names to sections and strings, and back", async () => {
    const lineOf = (place: vscode.Location | vscode.LocationLink | undefined): string => {
      assert.ok(place);
      return document.lineAt(("range" in place ? place.range : place.targetRange).start.line).text;
    };
    const definition = "vscode.executeDefinitionProvider";
    assert.equal(lineOf((await ask<Places>(definition, "Echo.Registry\n"))[0]), "[Echo.Registry]");
    assert.equal(lineOf((await ask<Places>(definition, "%Mfg%"))[0]), 'Mfg = "Echo"');
    const uses = await ask<Places>("vscode.executeReferenceProvider", "Mfg =");
    assert.ok(uses.map(lineOf).some((line) => line.startsWith("HKLM")));
    assert.match(await hover(document, "AddReg"), /registry/);
  });
});
