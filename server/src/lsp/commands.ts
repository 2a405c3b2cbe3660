/** The server's commands: each runs until it is done or the client cancels it, and says how far it is. */
import {
  type CancellationToken,
  type Connection,
  type ExecuteCommandParams,
  ResponseError,
  type WorkDoneProgressReporter,
} from "vscode-languageserver";
import type { Workspace } from "../engine/workspace/workspace.ts";
import type { Client } from "./client.ts";
import { shownFindings } from "./diagnostics.ts";
import { commandProgress } from "./progress.ts";
import { type CheckSummary, commands } from "./protocol.ts";

export interface CommandContext {
  readonly connection: Connection;
  readonly client: Client;
  readonly workspace: Workspace;
  readonly progress: WorkDoneProgressReporter;
  readonly token: CancellationToken;
}

/** The command's result; rejects for a command that is not the server's. */
export async function runCommand({ command }: ExecuteCommandParams, context: CommandContext): Promise<unknown> {
  switch (command) {
    case commands.checkWorkspace:
      return await checkWorkspace(context);
    default:
      throw new ResponseError(-32602, `${command} is no command of driverlens`);
  }
}

async function checkWorkspace({
  connection,
  client,
  workspace,
  progress,
  token,
}: CommandContext): Promise<CheckSummary> {
  const own = await commandProgress(connection, progress, token, client.createsProgress);
  own.begin("driverlens: checking the workspace");
  const summary = { files: 0, errors: 0, warnings: 0, hints: 0 };
  const outcome = await new Promise<CheckSummary["outcome"]>((resolve) => {
    const cancel = workspace.checkAll({
      checked({ findings }) {
        summary.files++;
        for (const { severity } of shownFindings(findings)) {
          summary[COUNTED[severity]]++;
        }
      },
      progress: ({ done, total, unit }) => own.report(Math.floor((100 * done) / total), unit),
      ended: resolve,
    });
    for (const asked of own.tokens) {
      asked.onCancellationRequested(cancel);
      if (asked.isCancellationRequested) {
        cancel();
      }
    }
  });
  own.done();
  return { ...summary, outcome };
}

const COUNTED = { error: "errors", warning: "warnings", hint: "hints" } as const;
