/** "Write Debugger Script": a text for WinDbg, of a kernel module for GDB, in an editor in which it can be read before it runs. */
import * as v from "valibot";
import * as vscode from "vscode";
import type { ImageLanes } from "../../../server/src/image/lanes.ts";
import { methods } from "../../../server/src/image/protocol.ts";
import { report as reportSchema } from "../../../server/src/image/report.ts";
import { gdbScript } from "../../../server/src/image/script/gdb.ts";
import { windbgScript } from "../../../server/src/image/script/windbg.ts";
import { fileNameOf } from "../inspector/file-name.ts";
import { withLateProgress } from "../inspector/late-progress.ts";
import { mayWrite, saying } from "../inspector/writing.ts";
import { folderOf } from "./infs.ts";

/** @param open workers for the image @throws LaneError */
export async function writeScript(uri: vscode.Uri, open: () => Promise<ImageLanes>): Promise<void> {
  const name = fileNameOf(uri.path);
  if (!(await mayWrite(`Write a debugger script for ${name}`))) return;
  await saying("The debugger script", async () => {
    const content = await withLateProgress(`Reading ${name}`, async ({ signal, progress }) => {
      const lanes = await open();
      try {
        signal.addEventListener("abort", lanes.dispose);
        if (signal.aborted) lanes.dispose();
        const report = v.parse(reportSchema, await lanes.ask("report", {}).result);
        if (report.format === "elf") {
          const folder = uri.scheme === "file" ? folderOf(uri).fsPath : undefined;
          return gdbScript({ name, folder, report });
        }
        const tags = await lanes.ask("tags", {}, { onProgress: progress }).result;
        return windbgScript({ name, report, tags: v.parse(methods.tags.result, tags) });
      } finally {
        lanes.dispose();
      }
    });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: "plaintext" }));
  });
}
