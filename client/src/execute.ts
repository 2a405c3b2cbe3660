/** A command of the server as people meet it: a notification with progress and a way to cancel. */
import * as vscode from "vscode";
import { type BaseLanguageClient, ExecuteCommandRequest, WorkDoneProgress } from "vscode-languageclient";
import type { ServerCommand } from "./server.ts";

/** The command's result; undefined where it was cancelled. Throws what the server answers with otherwise. */
export function executeWithProgress<Result>(
  client: BaseLanguageClient,
  command: ServerCommand,
  title: string,
): Thenable<Result | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return vscode.window.withProgress(options, async (progress, cancel) => {
    const workDoneToken = crypto.randomUUID();
    let reported = 0;
    const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind === "end") return;
      const percentage = value.percentage ?? reported;
      progress.report({ increment: percentage - reported, ...(value.message && { message: value.message }) });
      reported = percentage;
    });
    try {
      const params = { command: command.id, arguments: [...command.arguments], workDoneToken };
      return (await client.sendRequest(ExecuteCommandRequest.type, params, cancel)) as Result;
    } catch (error) {
      if (cancel.isCancellationRequested) return undefined;
      throw error;
    } finally {
      listener.dispose();
    }
  });
}
