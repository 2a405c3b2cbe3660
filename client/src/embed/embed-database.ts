/**
 * Embed Database in Driver: from a database to the source or object that brings it into a driver, as `driverlens embed` writes
 * them. What a driver could not open is told before anything is asked; what is there is overwritten when somebody says so.
 */
import * as vscode from "vscode";
import { hexOf } from "../../../server/src/database/output/value.ts";
import { buildLine, projectKindOf } from "../../../server/src/embed/build-line.ts";
import { headerText } from "../../../server/src/embed/c-source.ts";
import { maximumBytes } from "../../../server/src/embed/coff.ts";
import { type Embedding, symbolOf } from "../../../server/src/embed/embedding.ts";
import { formFacts, outputOf, pathMistake, usualForm } from "../../../server/src/embed/forms.ts";
import { isGenerated } from "../../../server/src/embed/generated.ts";
import { readDatabaseFile } from "../../../server/src/embed/sqlite-file.ts";
import { pathText } from "../questions/folders.ts";
import { walk } from "../questions/walk.ts";
import { relativePath } from "./relative-path.ts";
import { type EmbedChoices, type EmbedSubject, embedSteps } from "./steps.ts";

export interface EmbeddedDatabase {
  /** What people call it. */
  readonly name: string;
  /** Where it lies as a file of its own; undefined where it is a part of a source or an image. */
  readonly file: vscode.Uri | undefined;
  readonly length: number;
  /** All of it, as it lies there. */
  bytes(): Promise<Uint8Array>;
  /** Whether that is the file that it is read from: nothing is ever written there. */
  isOwnFile(uri: vscode.Uri): Promise<boolean>;
  /** The name of a journal beside it that holds what is not in it yet. */
  readonly journal: string | undefined;
}

export async function embedDatabase(database: EmbeddedDatabase): Promise<void> {
  if (database.length > maximumBytes) return refuse(`${database.name} is larger than any image.`);
  if (database.journal !== undefined) {
    return refuse(
      `${database.journal} beside ${database.name} holds changes that are not in it yet; open and close it with sqlite3.`,
    );
  }
  const bytes = await database.bytes();
  const shape = readDatabaseFile(bytes, database.name);
  if ("mistake" in shape) return refuse(`${database.name} cannot be opened in a driver: ${shape.mistake}.`);

  const subject: EmbedSubject = { ...database, folders: foldersFor(database) };
  const initial: EmbedChoices = {
    symbol: symbolOf(database.name),
    form: usualForm(bytes.length),
    machine: "x64",
    section: "nonpaged",
    folder: subject.folders[0],
  };
  const choices = await walk(initial, (state) => embedSteps(subject, state));
  if (choices?.folder === undefined) return;
  const embedding: Embedding = {
    ...{ bytes, symbol: choices.symbol, section: choices.section, source: database.name },
    sha256: await sha256(bytes),
    shape: `${count(shape.pages, "page")} of ${shape.pageSize} bytes`,
  };
  await write(embedding, { ...choices, folder: choices.folder }, database);
}

async function write(
  embedding: Embedding,
  choices: EmbedChoices & { readonly folder: vscode.Uri },
  { name, file, isOwnFile }: EmbeddedDatabase,
): Promise<void> {
  const { folder, form, machine } = choices;
  const stem = name.replace(/(?<=.)\.[^.]*$/, "").replace(/[^\w.-]+/g, "-");
  const output = `${stem}${formFacts[form].ending}`;
  const header = `${stem}.h`;
  const path = file === undefined ? "" : relativePath(folder.path, file.path);
  const mistake = form === "incbin" || form === "embed" ? pathMistake(path) : undefined;
  if (mistake !== undefined) return refuse(`${name}: ${mistake}.`);

  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const content = outputOf(embedding, { form, machine, output, header, path });
  const files = [
    { uri: vscode.Uri.joinPath(folder, output), bytes: typeof content === "string" ? encode(content) : content },
    { uri: vscode.Uri.joinPath(folder, header), bytes: encode(headerText(embedding)) },
  ];
  for (const { uri } of files) {
    if (!(await isOwnFile(uri))) continue;
    return refuse(`${name} is read from ${pathText(uri)}, which is never written. Choose another folder.`);
  }
  if (!(await mayWrite(files.map(({ uri }) => uri)))) return;
  try {
    await vscode.workspace.fs.createDirectory(folder);
    for (const { uri, bytes } of files) await vscode.workspace.fs.writeFile(uri, bytes);
  } catch (error) {
    return refuse(`${pathText(folder)}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const [source] = files;
  const shown =
    typeof content === "string" && content.length < longText ? source!.uri : vscode.Uri.joinPath(folder, header);
  await vscode.window.showTextDocument(shown, { preview: false });
  await offerLine(folder, choices, output, `Embedded ${name} as ${output} and ${header}.`);
}

/** A source beyond this is opened by nobody who wants to read. */
const longText = 200_000;

/** Files that are there and that nobody generated are asked about. */
async function mayWrite(uris: readonly vscode.Uri[]): Promise<boolean> {
  const foreign: vscode.Uri[] = [];
  for (const uri of uris) if (await isForeign(uri)) foreign.push(uri);
  if (foreign.length === 0) return true;
  const overwrite = "Overwrite";
  const message = `${foreign.length === 1 ? "A file is" : "Files are"} there already that driverlens did not write.`;
  const detail = foreign.map(pathText).join("\n");
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, overwrite)) === overwrite;
}

async function isForeign(uri: vscode.Uri): Promise<boolean> {
  try {
    return !isGenerated(await vscode.workspace.fs.readFile(uri));
  } catch {
    return false;
  }
}

/** The project has to name the new file; its line is copied, as where it belongs is the project's own affair. */
async function offerLine(folder: vscode.Uri, { form }: EmbedChoices, output: string, text: string): Promise<void> {
  const line = await lineFor(folder, form, output);
  if (line === undefined) {
    void vscode.window.showInformationMessage(text);
    return;
  }
  const copy = "Copy Project Line";
  const answer = await vscode.window.showInformationMessage(
    `${text} The driver's project has to list it: ${line}`,
    copy,
  );
  if (answer === copy) await vscode.env.clipboard.writeText(line);
}

async function lineFor(folder: vscode.Uri, form: EmbedChoices["form"], output: string): Promise<string | undefined> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  for (const [name] of entries) {
    const kind = projectKindOf(name);
    if (kind === undefined) continue;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));
    const line = buildLine(kind, form, output, text);
    if (line !== undefined) return line;
  }
  return undefined;
}

/** Its own folder, those of sources that are open, and the workspace's. */
function foldersFor({ file }: EmbeddedDatabase): readonly vscode.Uri[] {
  const own = file === undefined ? [] : [vscode.Uri.joinPath(file, "..")];
  const open = vscode.window.visibleTextEditors
    .filter(({ document }) => ["c", "cpp"].includes(document.languageId) && !document.isUntitled)
    .map(({ document }) => vscode.Uri.joinPath(document.uri, ".."));
  const workspace = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  return [...new Map([...own, ...open, ...workspace].map((uri) => [uri.toString(), uri])).values()];
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  return hexOf(new Uint8Array(digest));
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

function refuse(message: string): void {
  void vscode.window.showErrorMessage(message);
}
