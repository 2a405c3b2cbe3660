/**
 * "Inspect embedded database" above arrays that hold one, in C and C++; menus are told which sources have some: the context
 * key `driverlens.databaseSources` holds their URIs. What is looked at anew is what was edited, and of other sources no more
 * than whether a database's first bytes stand there in some spelling.
 */
import * as vscode from "vscode";
import { LANGUAGES } from "../driver-source.ts";
import { sizeText } from "../inspector/size-text.ts";
import type { SourceArrays } from "./source-arrays.ts";

export function showDatabaseLenses(arrays: SourceArrays): vscode.Disposable {
  const sources = new Set<string>();
  const mark = ({ uri }: vscode.TextDocument, hasSome: boolean): void => {
    const id = uri.toString();
    if (hasSome === sources.has(id)) return;
    if (hasSome) sources.add(id);
    else sources.delete(id);
    void vscode.commands.executeCommand("setContext", "driverlens.databaseSources", [...sources]);
  };
  const provider: vscode.CodeLensProvider = {
    async provideCodeLenses(document) {
      // What was never saved has nothing to be read.
      if (document.isUntitled) return [];
      const found = await arrays.of(document);
      mark(document, found.length > 0);
      return found.map(({ which, part }) => {
        const command = {
          command: "driverlens.inspectDatabase",
          title: "Inspect embedded database",
          tooltip: `An SQLite database of ${sizeText(part.bytes)}`,
          arguments: [document.uri, which],
        };
        return new vscode.CodeLens(new vscode.Range(part.line, 0, part.line, 0), command);
      });
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerCodeLensProvider([...LANGUAGES], provider),
    vscode.workspace.onDidCloseTextDocument((document) => mark(document, false)),
  );
}
