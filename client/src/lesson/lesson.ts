/**
 * The lesson's driver in an editor: a copy that is not saved, which people may change, and which is checked like any
 * driver's source. It goes when its editor is closed, and is new when it is opened again.
 */
import * as vscode from "vscode";
import { type PlaceInLesson, placeInLesson } from "./place.ts";

const SOURCE = "examples/irql-lesson/lesson.c";
const DOCUMENT = vscode.Uri.from({ scheme: "untitled", path: "irql-lesson.c" });

/** @param place what a step of the walkthrough is about; without it the lesson is shown from its beginning */
export async function openLesson({ extensionUri }: vscode.ExtensionContext, place?: PlaceInLesson): Promise<void> {
  const document = await vscode.workspace.openTextDocument(DOCUMENT);
  if (document.getText() === "") await fill(document, await lessonText(extensionUri));
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await vscode.window.showTextDocument(document, shown?.viewColumn);
  const found = place && placeInLesson(document.getText(), place);
  if (found !== undefined) {
    const at = document.positionAt(found.at);
    editor.selection = new vscode.Selection(at, at);
    editor.revealRange(new vscode.Range(document.positionAt(found.top), at), vscode.TextEditorRevealType.AtTop);
  }
  // The walkthrough's steps are ticked by these.
  await vscode.commands.executeCommand("setContext", `driverlens.lesson.${place?.function ?? "open"}`, true);
  // Asked here, as the walkthrough's own buttons leave the cursor in the walkthrough.
  if (place?.why === true) await vscode.commands.executeCommand("driverlens.why");
}

async function lessonText(extension: vscode.Uri): Promise<string> {
  const source = extension.with({ path: `${extension.path}/${SOURCE}` });
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(source));
}

async function fill(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), text);
  await vscode.workspace.applyEdit(edit);
}
