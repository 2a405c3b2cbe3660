/** A copy of a database without its free pages, in a file of its own. */
import * as vscode from "vscode";
import type { Host } from "../host.ts";
import { fileNameOf, safeFileName } from "../inspector/file-name.ts";
import { withLateProgress } from "../inspector/late-progress.ts";
import { sizeText } from "../inspector/size-text.ts";
import { askTarget, mayWrite, saying } from "../inspector/writing.ts";
import { filesOf } from "./beside.ts";
import type { DatabaseDocument } from "./document.ts";

export async function compactCopy(document: DatabaseDocument, host: Host): Promise<void> {
  if (!(await mayWrite(`Write a compact copy of ${document.name}`))) return;
  const stem = safeFileName(document.name.replace(/\.(?:db3?|sqlite3?)$/i, ""), "database");
  const filters = { "SQLite database": ["db", "sqlite", "sqlite3", "db3"] };
  const wanted = { of: filesOf(document.file), fileName: `${stem}-compact.db`, verb: "Write Copy", filters };
  const target = await askTarget(wanted, host);
  if (target === undefined) return;
  await saying("The compact copy", async () => {
    const { copy, before } = await withLateProgress(`Compacting ${document.name}`, async ({ signal, progress }) => {
      const lanes = await document.openAlone();
      try {
        signal.addEventListener("abort", lanes.dispose);
        if (signal.aborted) lanes.dispose();
        const { length } = await lanes.ask("overview", {}).result;
        return { copy: await lanes.ask("compact", {}, { onProgress: progress }).result, before: length };
      } finally {
        lanes.dispose();
      }
    });
    await vscode.workspace.fs.writeFile(target, copy);
    const open = "Inspect Copy";
    const sizes =
      copy.length < before
        ? `${sizeText(copy.length)} of ${sizeText(before)}`
        : `${sizeText(copy.length)}, no less than before`;
    const answer = await vscode.window.showInformationMessage(`${fileNameOf(target.path)} is written: ${sizes}.`, open);
    if (answer === open) await vscode.commands.executeCommand("driverlens.inspectDatabase", target);
  });
}
