/** The level of the cursor's line in the status bar: for who cannot see the gutter, or wants to know more. */
import * as vscode from "vscode";
import { levelAt } from "./line-levels.ts";
import type { LineMarks } from "./line-marks.ts";

export function createLevelItem(marks: LineMarks): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("driverlens.level", vscode.StatusBarAlignment.Right, 100.9);
  item.name = "driverlens: Level of the Line";
  item.command = "driverlens.why";

  const show = (): void => {
    const editor = vscode.window.activeTextEditor;
    const line = editor?.selection.active.line;
    const level = editor && line !== undefined ? levelAt(marks.of(editor.document), line) : undefined;
    if (line === undefined || level === undefined) {
      item.hide();
      return;
    }
    const { text, phrase, isCertain } = level;
    const sentence = `Line ${line + 1} ${isCertain ? "runs" : "may run"} ${phrase}`;
    item.text = text;
    item.tooltip = `${sentence}. Click to see why.`;
    item.accessibilityInformation = { label: `${sentence}. Show why.`, role: "button" };
    item.show();
  };

  return vscode.Disposable.from(
    item,
    marks.onDidChange(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) show();
    }),
  );
}
