/** Rows of a table, a view or a query in a file of their own. */
import * as vscode from "vscode";
import type { DatabaseLanes } from "../../../server/src/database/lanes.ts";
import { type ExportFormat, type ExportWhat, exportFormats } from "../../../server/src/database/protocol.ts";
import type { Host } from "../host.ts";
import { fileError } from "../inspector/file-input.ts";
import { fileNameOf, safeFileName } from "../inspector/file-name.ts";
import { type Work, withLateProgress } from "../inspector/late-progress.ts";
import { sizeText } from "../inspector/size-text.ts";
import { askTarget, mayWrite, saying } from "../inspector/writing.ts";
import { filesOf } from "./beside.ts";
import type { DatabaseDocument } from "./document.ts";

/** @param format asked for where it is left out */
export async function exportRows(
  document: DatabaseDocument,
  what: ExportWhat,
  format: ExportFormat | undefined,
  host: Host,
): Promise<void> {
  const whose = what.kind === "view" ? what.view.table : "query";
  if (!(await mayWrite(`Export rows of ${document.name}`))) return;
  const chosen = format ?? (await askFormat(whose));
  if (chosen === undefined) return;
  const fileName = `${safeFileName(whose, "rows")}.${chosen}`;
  const filters = { [formatNames[chosen]]: [chosen] };
  const target = await askTarget({ of: filesOf(document.file), fileName, verb: "Export", filters }, host);
  if (target === undefined) return;
  await saying("The export", async () => {
    const { version } = document;
    const rows = await withLateProgress(`Exporting ${whose}`, async (work) => {
      const lanes = await document.openAlone();
      try {
        return await write({ lanes, what, format: chosen, target, work, host });
      } finally {
        lanes.dispose();
      }
    });
    const count = `${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"}`;
    const torn =
      document.version === version ? "" : ` ${document.name} was written meanwhile: rows may be of two states.`;
    const open = "Open";
    const answer = await vscode.window.showInformationMessage(
      `Exported ${count} to ${fileNameOf(target.path)}.${torn}`,
      open,
    );
    if (answer === open) await vscode.commands.executeCommand("vscode.open", target);
  });
}

/** One of a document's tables and views, chosen from a list. */
export async function exportTable(document: DatabaseDocument, host: Host): Promise<void> {
  await saying("The export", async () => {
    const catalog = await document.ask("catalog", {}).result;
    const tables = catalog.filter(({ kind, problem }) => /table|view/.test(kind) && problem === undefined);
    const items = tables.map(({ name, kind, estimate }) => ({
      label: name,
      description: estimate === undefined ? kind : `${kind}, about ${estimate.toLocaleString("en-US")} rows`,
    }));
    if (items.length === 0) {
      void vscode.window.showInformationMessage(`${document.name} has no table to export.`);
      return;
    }
    const options = { title: `Export Table of ${document.name}`, placeHolder: "The table or view to export" };
    const table = (await vscode.window.showQuickPick(items, options))?.label;
    if (table === undefined) return;
    await exportRows(document, { kind: "view", view: { table, sort: [], filters: [], search: "" } }, undefined, host);
  });
}

const formatNames: Readonly<Record<ExportFormat, string>> = { csv: "CSV", json: "JSON", sql: "SQL" };

async function askFormat(whose: string): Promise<ExportFormat | undefined> {
  const details: Readonly<Record<ExportFormat, string>> = {
    csv: "Comma-separated, for spreadsheets; what they would run as a formula is text",
    json: "An array of objects; integers beyond 53 bits as text, blobs in hexadecimal",
    sql: "INSERT statements, every value exactly",
  };
  const items = exportFormats.map((format) => ({ label: formatNames[format], description: details[format], format }));
  return (await vscode.window.showQuickPick(items, { title: `Export ${whose}`, placeHolder: "As" }))?.format;
}

interface Writing {
  readonly lanes: DatabaseLanes;
  readonly what: ExportWhat;
  readonly format: ExportFormat;
  readonly target: vscode.Uri;
  readonly work: Work;
  readonly host: Host;
}

/** On a disk the worker writes as it reads; elsewhere the text is held, as VS Code's file systems write files whole. @returns rows */
async function write(writing: Writing): Promise<number> {
  const { target, host } = writing;
  if (target.scheme !== "file" || !host.hasDisk) return writeWhole(writing);
  // Under another name until it is whole: who cancels keeps what was there before.
  const partial = target.with({ path: `${target.path}.part` });
  try {
    const rows = await ask(writing, { to: partial.fsPath });
    await vscode.workspace.fs.rename(partial, target, { overwrite: true });
    return rows;
  } catch (error) {
    writing.lanes.dispose();
    await removeSoon(partial);
    throw error;
  }
}

/** The most text that is held. */
const heldLimit = 256 * 1024 * 1024;

async function writeWhole(writing: Writing): Promise<number> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const rows = await ask(writing, {
    onPiece(text) {
      const piece = encoder.encode(text);
      length += piece.length;
      if (length <= heldLimit) pieces.push(piece);
      // Ends the worker: the export is rejected.
      else writing.lanes.dispose();
    },
  }).catch((error: unknown) => {
    if (length <= heldLimit) throw error;
    throw fileError(
      `It is more than ${sizeText(heldLimit)}, and VS Code's file system "${writing.target.scheme}" takes files whole. Export fewer rows, or ask \`driverlens db\` on the machine where the database lies.`,
    );
  });
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  await vscode.workspace.fs.writeFile(writing.target, bytes);
  return rows;
}

async function ask(
  { lanes, what, format, work }: Writing,
  { to, onPiece }: { readonly to?: string; readonly onPiece?: (text: string) => void },
): Promise<number> {
  const asked = lanes.ask("export", to === undefined ? { what, format } : { what, format, to }, {
    onProgress: work.progress,
    ...(onPiece === undefined ? {} : { onPiece }),
  });
  work.signal.addEventListener("abort", asked.cancel);
  if (work.signal.aborted) asked.cancel();
  return (await asked.result).rows;
}

/** A thread that was ended may have its file open a moment longer, and Windows removes no file that is open. */
async function removeSoon(file: vscode.Uri): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      await vscode.workspace.fs.delete(file);
      return;
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
