/** Progress of a command: shown where the client asked for it, else in a place that the server asks the client for. */
import type { CancellationToken, Connection, WorkDoneProgressReporter } from "vscode-languageserver";
import { WorkDoneProgressReporter as Reporter } from "vscode-languageserver";

export interface CommandProgress {
  begin(title: string): void;
  /** From 0 to 100. */
  report(percentage: number, message: string): void;
  done(): void;
  /** Any of them cancels the command. */
  readonly tokens: readonly CancellationToken[];
}

/** `given`: the reporter that comes with the request, which does nothing where the client sent no token. */
export async function commandProgress(
  connection: Connection,
  given: WorkDoneProgressReporter,
  token: CancellationToken,
  canCreate: boolean,
): Promise<CommandProgress> {
  if (!Reporter.isNullInstance(given) || !canCreate) {
    return wrapped(given, [token]);
  }
  const created = await connection.window.createWorkDoneProgress();
  return wrapped(created, [token, created.token]);
}

function wrapped(reporter: WorkDoneProgressReporter, tokens: readonly CancellationToken[]): CommandProgress {
  let last = "";
  return {
    tokens,
    begin: (title) => reporter.begin(title, 0, "", true),
    report(percentage, message) {
      const text = `${percentage} ${message}`;
      if (text !== last) {
        last = text;
        reporter.report(percentage, message);
      }
    },
    done: () => reporter.done(),
  };
}
