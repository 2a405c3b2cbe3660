/** Edits of the engine as the protocol's, in the best form that the client takes. */
import type { SnippetTextEdit, TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { ReportedEdit } from "../engine/report.ts";
import type { UnitFixes } from "../engine/workspace/fix-units.ts";
import type { Workspace } from "../engine/workspace/workspace.ts";
import type { Client } from "./client.ts";
import type { Documents } from "./documents.ts";
import type { Positions } from "./positions.ts";

/** Edits of open documents say of which version they are, so that a client refuses them once it has gone on. */
export function workspaceEdit(
  edits: readonly ReportedEdit[],
  positions: Positions,
  client: Client,
  documents: Documents,
): WorkspaceEdit {
  const byPath = new Map<string, ReportedEdit[]>();
  for (const edit of edits) {
    byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), edit]);
  }
  if (!client.versionedEdits) {
    return {
      changes: Object.fromEntries(
        [...byPath].map(([path, own]) => [positions.uri(path), own.map((edit) => plainEdit(edit, positions))]),
      ),
    };
  }
  const documentChanges = [...byPath].map(([path, own]): TextDocumentEdit => {
    const version = documents.at(path)?.content.version ?? null;
    return {
      textDocument: { uri: positions.uri(path), version },
      edits: own.map((edit) => (client.snippetEdits ? snippetEdit(edit, positions) : plainEdit(edit, positions))),
    };
  });
  return { documentChanges };
}

/** Whether a file that is to be edited, open or not, is no longer as it was read. */
export function hasMoved({ texts }: UnitFixes, workspace: Workspace): boolean {
  return [...texts].some(([path, text]) => workspace.text(path) !== text);
}

function plainEdit(edit: ReportedEdit, positions: Positions): TextEdit {
  return { range: positions.range(edit), newText: edit.text };
}

function snippetEdit(edit: ReportedEdit, positions: Positions): TextEdit | SnippetTextEdit {
  return edit.snippet === undefined
    ? plainEdit(edit, positions)
    : { range: positions.range(edit), snippet: { kind: "snippet", value: edit.snippet } };
}
