/** What can be done about findings: the quick fixes of those in a range, and "fix all" for the file. */
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Range,
} from "vscode-languageserver";
import { irqlAnnotations } from "../engine/fixes/asked-for.ts";
import type { ReportedFinding, ReportedFix } from "../engine/report.ts";
import { suppressionFixes } from "../engine/suppressions/insert.ts";
import type { Workspace } from "../engine/workspace/workspace.ts";
import type { Client } from "./client.ts";
import { diagnosticOf, shownFindings } from "./diagnostics.ts";
import type { Documents } from "./documents.ts";
import { Positions } from "./positions.ts";
import { hasMoved, workspaceEdit } from "./workspace-edit.ts";

export interface ActionSources {
  readonly workspace: Workspace;
  readonly documents: Documents;
  readonly client: Client;
}

/** Of which clients run all that begin with "source.fixAll" on save, where people have set it so. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.driverlens`;

/** Writes the annotations that the analysis has worked out for the file's functions, where SAL is in use. */
export const ANNOTATE_IRQL = `${CodeActionKind.Source}.addIrqlAnnotations.driverlens`;

/** What comes back with an action that is to be resolved. */
interface FixAllData {
  /** The document's URI. */
  readonly fixAll: string;
}

/** Waits until the document has been checked as it is now; nothing for a document that is not open or not checked. */
export async function codeActions(
  { textDocument, range, context }: CodeActionParams,
  sources: ActionSources,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const { workspace, documents } = sources;
  const document = documents.get(textDocument.uri);
  const checked = document && (await workspace.settled(document.path));
  if (document === undefined || checked === undefined || token.isCancellationRequested) {
    return [];
  }
  const findings = shownFindings(checked.findings);
  const actions: CodeAction[] = [];
  if (wants(context.only, CodeActionKind.QuickFix)) {
    const positions = new Positions(documents, (path) => workspace.text(path));
    const here = findings.filter((one) => touches(positions.range(one), range));
    for (const finding of here) {
      actions.push(...finding.fixes.map((fix) => quickFix(finding, fix, positions, sources)));
    }
    // Ways to look away come after all ways to do something about it.
    const lexed = workspace.lexed(document.path);
    if (lexed !== undefined) {
      for (const finding of here) {
        const fixes = suppressionFixes(finding, checked.text, lexed);
        actions.push(...fixes.map((fix) => quickFix(finding, fix, positions, sources)));
      }
    }
  }
  // An editor lists these only in menus of their own; trying all fixes is too much to do for each move of the caret.
  const hasFixes = findings.some(({ fixes }) => fixes.some(({ preferred }) => preferred));
  if (context.only !== undefined && wants(context.only, FIX_ALL) && hasFixes) {
    const data: FixAllData = { fixAll: textDocument.uri };
    const action = { title: "Fix all driverlens findings in this file", kind: FIX_ALL, data };
    actions.push(sources.client.resolvesEdits ? action : await resolveAction(action, sources, token));
  }
  const hasAnnotations = findings.some(({ rule, fixes }) => irqlAnnotations.has(rule) && fixes.length > 0);
  if (context.only !== undefined && wants(context.only, ANNOTATE_IRQL) && hasAnnotations) {
    const data: FixAllData = { fixAll: textDocument.uri };
    const action = { title: "Annotate functions that change the IRQL in this file", kind: ANNOTATE_IRQL, data };
    actions.push(sources.client.resolvesEdits ? action : await resolveAction(action, sources, token));
  }
  return distinct(actions);
}

/** Two findings of a rule on one line are hidden by the same comment: that is one action. */
function distinct(actions: readonly CodeAction[]): CodeAction[] {
  const byEffect = new Map<string, CodeAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.edit]);
    const known = byEffect.get(key);
    if (known === undefined) {
      byEffect.set(key, action);
    } else if (action.diagnostics !== undefined) {
      known.diagnostics = [...(known.diagnostics ?? []), ...action.diagnostics];
    }
  }
  return [...byEffect.values()];
}

/** Adds the edit of an action that was given without one. */
export async function resolveAction(
  action: CodeAction,
  { workspace, documents, client }: ActionSources,
  token: CancellationToken,
): Promise<CodeAction> {
  const document = isFixAll(action.data) ? documents.get(action.data.fixAll) : undefined;
  if (document === undefined) {
    return action;
  }
  const { path: own } = document;
  const errand = workspace.fixAll(
    action.kind === ANNOTATE_IRQL
      ? // A function is annotated on all its declarations, or they contradict each other.
        { paths: [own], mayEdit: (path) => path === own || workspace.isInFolders(path), rules: irqlAnnotations }
      : // This runs when a file is saved: nobody expects that saving a source changes other files.
        { paths: [own], mayEdit: (path) => path === own },
  );
  token.onCancellationRequested(() => errand.cancel());
  const fixes = await errand.result;
  if (fixes === undefined || hasMoved(fixes, workspace)) {
    return action;
  }
  const positions = new Positions(documents, (path) => workspace.text(path));
  return { ...action, edit: workspaceEdit(fixes.edits, positions, client, documents) };
}

function isFixAll(data: unknown): data is FixAllData {
  return typeof data === "object" && data !== null && "fixAll" in data && typeof data.fixAll === "string";
}

/** Asking for "source" or "source.fixAll" asks for "source.fixAll.driverlens" too. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`));
}

function quickFix(
  finding: ReportedFinding,
  fix: ReportedFix,
  positions: Positions,
  { client, documents }: ActionSources,
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
