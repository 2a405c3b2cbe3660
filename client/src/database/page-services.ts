/** What the page of an inspector may have done outside of itself. */
import * as vscode from "vscode";
import { embedDatabase } from "../embed/embed-database.ts";
import type { Host } from "../host.ts";
import { withLateProgress } from "../inspector/late-progress.ts";
import { saveBytes } from "../inspector/save-bytes.ts";
import { mayWrite, saying } from "../inspector/writing.ts";
import { filesOf } from "./beside.ts";
import { compactCopy } from "./compact-copy.ts";
import type { DatabaseDocument } from "./document.ts";
import { exportRows } from "./export-rows.ts";
import { mergeHistories } from "./history.ts";
import { addressOfUri } from "./parts.ts";
import type { PageServices } from "./relay.ts";

/** In the workspace's own memory. */
const historyKey = "driverlens.database.history";

export function servicesFor(document: DatabaseDocument, memory: vscode.Memento, host: Host): PageServices {
  const history = (): readonly string[] => {
    const kept = memory.get<unknown>(historyKey);
    return Array.isArray(kept) ? kept.filter((statement) => typeof statement === "string") : [];
  };
  /** As the page has it. */
  let known: readonly string[] = [];
  return {
    name: document.name,
    isTrusted: () => vscode.workspace.isTrusted,
    history() {
      known = history();
      return known;
    },
    keepHistory(told) {
      void memory.update(historyKey, mergeHistories(told, known, history()));
      known = told;
    },
    copy: (text) => void vscode.env.clipboard.writeText(text),
    save: (name, bytes) => {
      const { file, name: whose } = document;
      void saveBytes({ of: filesOf(file), what: `a value of ${whose}`, name, fallback: "value.bin", bytes }, host);
    },
    export: (what, format) => void exportRows(document, what, format, host),
    compact: () => void compactCopy(document, host),
    embed: () => void embed(document, host),
    reopen: () => void document.reopen(),
    openWith: () => void vscode.commands.executeCommand("workbench.action.reopenWithEditor"),
  };
}

/** Asks what for, and writes the source or object that brings it into a driver. */
export async function embed(document: DatabaseDocument, host: Host): Promise<void> {
  if (!(await mayWrite(`Embed ${document.name} in a driver`))) return;
  await saying("Embedding", async () => {
    const { length } = await document.ask("overview", {}).result;
    const part = addressOfUri(document.uri);
    await embedDatabase({
      name: part === undefined ? document.name : (part.name ?? "database"),
      file: part === undefined ? document.file : undefined,
      length,
      bytes: () => readAll(document, length),
      isOwnFile: (uri) => host.isSameFile(uri, document.file),
      journal: document.journal,
    });
  });
}

function readAll(document: DatabaseDocument, length: number): Promise<Uint8Array> {
  return withLateProgress(`Reading ${document.name}`, ({ signal }) => {
    const { result, cancel } = document.ask("bytes", { start: 0, end: length });
    signal.addEventListener("abort", cancel);
    return result;
  });
}
