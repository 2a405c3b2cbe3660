/** The server's commands: each runs until it is done or the client cancels it, and says how far it is. */
import {
  type CancellationToken,
  type Connection,
  type ExecuteCommandParams,
  LSPErrorCodes,
  ResponseError,
  type WorkDoneProgressReporter,
} from "vscode-languageserver";
import { irqlAnnotations } from "../engine/fixes/asked-for.ts";
import type { FixRequest } from "../engine/workspace/contract.ts";
import type { Errand } from "../engine/workspace/errands.ts";
import type { Workspace } from "../engine/workspace/workspace.ts";
import type { Client } from "./client.ts";
import { shownFindings } from "./diagnostics.ts";
import type { Documents } from "./documents.ts";
import { Positions } from "./positions.ts";
import { type CommandProgress, commandProgress } from "./progress.ts";
import { type CheckSummary, commands, type FixSummary } from "./protocol.ts";
import { pathOf } from "./uris.ts";
import { hasMoved, workspaceEdit } from "./workspace-edit.ts";

export interface CommandContext {
  readonly connection: Connection;
  readonly client: Client;
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly progress: WorkDoneProgressReporter;
  readonly token: CancellationToken;
}

/** The command's result; rejects for a command that is not the server's and for arguments that mean nothing. */
export async function runCommand(params: ExecuteCommandParams, context: CommandContext): Promise<unknown> {
  switch (params.command) {
    case commands.checkWorkspace:
      return await withProgress(context, "driverlens: checking the workspace", (show) => checkAll(context, show));
    case commands.fixWorkspace:
      return await withProgress(context, "driverlens: fixing the workspace", (show) => fix(context, everything, show));
    case commands.fixFile: {
      const what = { ...everything, uri: uriIn(params) };
      return await withProgress(context, "driverlens: fixing the file", (show) => fix(context, what, show));
    }
    case commands.annotateUnit: {
      const what = { uri: uriIn(params), extent: "unit", rules: irqlAnnotations, label: annotateLabel } as const;
      return await withProgress(context, "driverlens: annotating the driver", (show) => fix(context, what, show));
    }
    default:
      throw new ResponseError(LSPErrorCodes.RequestFailed, `${params.command} is no command of driverlens`);
  }
}

/** @throws where it is none */
function uriIn({ command, arguments: [uri] = [] }: ExecuteCommandParams): string {
  if (typeof uri !== "string") {
    throw new ResponseError(LSPErrorCodes.RequestFailed, `${command} takes the document's URI`);
  }
  return uri;
}

async function withProgress<T>(
  { connection, client, progress, token }: CommandContext,
  title: string,
  run: (progress: CommandProgress) => Promise<T>,
): Promise<T> {
  const shown = await commandProgress(connection, progress, token, client.createsProgress);
  shown.begin(title);
  try {
    return await run(shown);
  } finally {
    shown.done();
  }
}

async function checkAll({ workspace }: CommandContext, progress: CommandProgress): Promise<CheckSummary> {
  const summary = { files: 0, errors: 0, warnings: 0, hints: 0 };
  const errand = workspace.checkAll({
    checked({ findings }) {
      summary.files++;
      for (const { severity } of shownFindings(findings)) {
        summary[COUNTED[severity]]++;
      }
    },
    progress: (now) => progress.report(percentage(now), now.unit),
  });
  cancelWith(errand, progress);
  const count = await errand.result;
  return { ...summary, outcome: count === undefined ? "cancelled" : "finished" };
}

const COUNTED = { error: "errors", warning: "warnings", hint: "hints" } as const;

/** What is to be fixed. */
interface Wanted extends Pick<FixRequest, "extent" | "rules"> {
  /** A document; undefined for all files. */
  readonly uri: string | undefined;
  /** What an editor calls taking it back. */
  readonly label: string;
}

const everything: Wanted = { uri: undefined, label: "driverlens: fix all" };

const annotateLabel = "driverlens: annotate IRQL";

/** Fixes one open document, which may change the unit's other files too, its whole unit, or all files. */
async function fix(
  context: CommandContext,
  { uri, label, ...which }: Wanted,
  progress: CommandProgress,
): Promise<FixSummary> {
  const { connection, client, documents, workspace } = context;
  const path = uri === undefined ? undefined : (documents.get(uri)?.path ?? pathOf(uri));
  if (path !== undefined) {
    // As what it is checked is known then.
    await workspace.settled(path);
  }
  const errand = workspace.fixAll({
    ...which,
    paths: path === undefined ? undefined : [path],
    mayEdit: (other) => other === path || workspace.isInFolders(other),
    progress: (now) => progress.report(percentage(now), now.unit),
  });
  cancelWith(errand, progress);
  const fixes = await errand.result;
  if (fixes === undefined) {
    return { fixes: 0, files: 0, failure: "it was cancelled" };
  }
  const files = new Set(fixes.edits.map((edit) => edit.path)).size;
  if (files === 0) {
    return { fixes: 0, files: 0 };
  }
  if (hasMoved(fixes, workspace)) {
    return { fixes: 0, files: 0, failure: "the files have been edited meanwhile" };
  }
  const positions = new Positions(documents, (other) => workspace.text(other));
  const edit = workspaceEdit(fixes.edits, positions, client, documents);
  const { applied, failureReason } = await connection.workspace.applyEdit({ label, edit });
  return applied
    ? { fixes: fixes.fixes, files }
    : { fixes: 0, files: 0, failure: failureReason ?? "the editor did not make the changes" };
}

function cancelWith(errand: Errand<unknown>, { tokens }: CommandProgress): void {
  for (const token of tokens) {
    token.onCancellationRequested(() => errand.cancel());
    if (token.isCancellationRequested) {
      errand.cancel();
    }
  }
}

function percentage({ done, total }: { readonly done: number; readonly total: number }): number {
  return total === 0 ? 100 : Math.floor((100 * done) / total);
}
