/** Quick fixes for the findings under the cursor or in a selection. */
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Range,
} from "vscode-languageserver";
import type { ReportedFinding, ReportedFix } from "../engine/report.ts";
import type { Workspace } from "../engine/workspace/workspace.ts";
import type { Client } from "./client.ts";
import { diagnosticOf, shownFindings } from "./diagnostics.ts";
import type { Documents } from "./documents.ts";
import { Positions } from "./positions.ts";
import { workspaceEdit } from "./workspace-edit.ts";

export interface ActionSources {
  readonly workspace: Workspace;
  readonly documents: Documents;
  readonly client: Client;
}

/** Waits until the document has been checked as it is now; nothing for a document that is not open or not checked. */
export async function codeActions(
  { textDocument, range, context }: CodeActionParams,
  { workspace, documents, client }: ActionSources,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const document = documents.get(textDocument.uri);
  const checked = document && (await workspace.settled(document.path));
  if (checked === undefined || token.isCancellationRequested) {
    return [];
  }
  const positions = new Positions(documents, (path) => workspace.text(path));
  const wants = (kind: string): boolean =>
    context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  if (!wants(CodeActionKind.QuickFix)) {
    return [];
  }
  return shownFindings(checked.findings)
    .filter((finding) => touches(positions.range(finding), range))
    .flatMap((finding) => finding.fixes.map((fix) => quickFix(finding, fix, positions, client, documents)));
}

function quickFix(
  finding: ReportedFinding,
  fix: ReportedFix,
  positions: Positions,
  client: Client,
  documents: Documents,
): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(finding, positions, client.ruleDocs)],
    ...(fix.preferred ? { isPreferred: true } : {}),
    edit: workspaceEdit(fix.edits, positions, client, documents),
  };
}

function touches(a: Range, b: Range): boolean {
  const before = (x: Range["start"], y: Range["start"]): boolean =>
    x.line < y.line || (x.line === y.line && x.character < y.character);
  return !before(a.end, b.start) && !before(b.end, a.start);
}
