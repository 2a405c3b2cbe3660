/** Progress with a way to end it, for work that may be done before anybody would see it. */
import * as vscode from "vscode";

/** Milliseconds after which people wonder. */
const patience = 500;

export interface Work {
  readonly signal: AbortSignal;
  /** 0 to 1. */
  progress(fraction: number): void;
}

export async function withLateProgress<T>(title: string, run: (work: Work) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  let [done, told] = [0, 0];
  let tell = (): void => undefined;
  const result = run({
    signal: abort.signal,
    progress(fraction) {
      done = fraction;
      tell();
    },
  });
  const ended = result.then(
    () => undefined,
    () => undefined,
  );
  const timer = setTimeout(() => {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    void vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(() => abort.abort());
      tell = () => {
        const percent = Math.floor(done * 100);
        if (percent > told) progress.report({ increment: percent - told });
        told = Math.max(told, percent);
      };
      tell();
      return ended;
    });
  }, patience);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}
