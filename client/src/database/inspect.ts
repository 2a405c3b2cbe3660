/** "Inspect Embedded Database": finds the databases of a file, and opens the one that is meant. */
import * as vscode from "vscode";
import type { DatabasePart } from "../../../server/src/database/find/part.ts";
import { statOf } from "../inspector/file-input.ts";
import { fileNameOf } from "../inspector/file-name.ts";
import { withLateProgress } from "../inspector/late-progress.ts";
import { sizeText } from "../inspector/size-text.ts";
import { saying } from "../inspector/writing.ts";
import { lengthOf, type PartAddress, partAt, titleOf, whereOf } from "./part-address.ts";
import { partScheme } from "./part-scheme.ts";
import { type Parts, partUri } from "./parts.ts";
import type { SourceArrays } from "./source-arrays.ts";

/** Which of a file's databases: those of a name, in a source as it is in its editor; or what begins at a byte of an image. */
export type Wanted = Pick<PartAddress, "name" | "number"> | { readonly start: number };

/** Of package.json. */
const viewType = "driverlens.database";

export async function inspectDatabase(
  file: vscode.Uri,
  wanted: Wanted | undefined,
  { parts, arrays }: { readonly parts: Parts; readonly arrays: SourceArrays },
): Promise<void> {
  const fileName = fileNameOf(file.path);
  await saying(`Looking into ${fileName}`, async () => {
    if (file.scheme === partScheme) return open(file);
    const found = await withLateProgress(`Looking for databases in ${fileName}`, ({ signal, progress }) =>
      parts.of(file, { signal, onProgress: progress }),
    );
    const meant = wanted ?? (await atCursor(file, arrays));
    const part = meant === undefined ? undefined : meantBy(meant, found);
    const chosen = part ?? (await choose(found, fileName, unsaved(file)));
    if (chosen === undefined) return;
    const { size } = await statOf(file);
    const isWhole = chosen.kind === "window" && chosen.start === 0 && chosen.length === size;
    await open(isWhole ? file : partUri(file, found, chosen));
    if (chosen.kind === "array") await tellUnsaved(file);
  });
}

const meantBy = (meant: Wanted, found: readonly DatabasePart[]): DatabasePart | undefined =>
  "start" in meant
    ? found.find((part) => part.kind === "window" && part.start === meant.start)
    : partAt(found, { file: "", ...meant });

const open = async (uri: vscode.Uri): Promise<void> => {
  await vscode.commands.executeCommand("vscode.openWith", uri, viewType, { preview: false });
};

async function choose(
  parts: readonly DatabasePart[],
  fileName: string,
  isUnsaved: boolean,
): Promise<DatabasePart | undefined> {
  if (parts.length === 0) {
    const saved = isUnsaved ? " It was looked for in the file as it was saved last." : "";
    void vscode.window.showInformationMessage(
      `No SQLite database was found in ${fileName}: neither an array that holds one nor its bytes as they are.${saved}`,
    );
    return undefined;
  }
  if (parts.length === 1) return parts[0];
  const items = parts.map((part) => {
    const number = parts.filter(({ name }) => name === part.name).indexOf(part) + 1;
    const { name } = part;
    const label = titleOf(name === undefined ? { number } : { name, number }, fileName);
    return { label, description: `${whereOf(part)}, ${sizeText(lengthOf(part))}`, part };
  });
  const options = {
    title: `Databases in ${fileName}`,
    placeHolder: "The database to inspect",
    matchOnDescription: true,
  };
  return (await vscode.window.showQuickPick(items, options))?.part;
}

const documentOf = (file: vscode.Uri): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());

/** The array in whose text the cursor is. */
async function atCursor(file: vscode.Uri, arrays: SourceArrays): Promise<Wanted | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== file.toString()) return undefined;
  return (await arrays.at(editor.document, editor.selection.active))?.which;
}

const unsaved = (file: vscode.Uri): boolean => documentOf(file)?.isDirty === true;

/** What is shown is read from the disk. */
async function tellUnsaved(file: vscode.Uri): Promise<void> {
  const document = documentOf(file);
  if (document?.isDirty !== true) return;
  const save = "Save";
  const text = `${fileNameOf(file.path)} has changes that are not saved: what is shown is the database of the file as it was saved last.`;
  if ((await vscode.window.showInformationMessage(text, save)) === save) await document.save();
}

export async function askFile(): Promise<vscode.Uri | undefined> {
  const title = "A source, an image or any other file with an SQLite database in it";
  return (await vscode.window.showOpenDialog({ title, openLabel: "Inspect" }))?.[0];
}
