/**
 * What is shown beside code says what a settled check knows: questions wait for one, and where a later one makes the
 * answer another though the document is the same, the client is asked to ask again.
 */
import type { CancellationToken, Connection } from "vscode-languageserver";
import type { CheckedFile } from "../../engine/workspace/contract.ts";
import type { Client } from "../client.ts";
import type { Document } from "../documents.ts";
import type { ReaderSources } from "./readers.ts";

/** What clients show of their own accord and can be told to ask for again. */
type Shown = "hints" | "lenses";

interface Told {
  readonly version: number;
  readonly client: Client;
  readonly answer: string;
  /** Answers anew. */
  again(): unknown;
}

export class SettledFiles {
  private readonly connection: Connection;
  private readonly waiting = new Map<string, Set<() => void>>();
  private readonly told = new Map<string, Partial<Record<Shown, Told>>>();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /**
   * An open document when all is known of its newest text; undefined where it is closed, or nobody waits any more. Of a
   * file that is open under two URIs only the one that is checked has an answer.
   */
  async document(uri: string, sources: ReaderSources, token: CancellationToken): Promise<Document | undefined> {
    for (;;) {
      const document = sources.documents.current(uri);
      if (document === undefined || token.isCancellationRequested) {
        return undefined;
      }
      const { path, content } = document;
      const report = sources.workspace.report(path);
      if (report?.isSettled === true && report.version === content.version) {
        return document;
      }
      await this.next(path, token);
    }
  }

  /** Gives an answer of a document, plain data, and notes that the client was told. */
  tell<T>(shown: Shown, { path, content }: Document, client: Client, answer: () => T): T {
    const now = answer();
    const told = { version: content.version, client, answer: JSON.stringify(now), again: answer };
    this.told.set(path, { ...this.told.get(path), [shown]: told });
    return now;
  }

  checked({ path, version, isSettled }: CheckedFile): void {
    if (!isSettled) {
      return;
    }
    this.wake(path);
    const told = this.told.get(path);
    for (const shown of ["hints", "lenses"] as const) {
      const last = told?.[shown];
      // Of another version the client asks by itself.
      if (last !== undefined && last.version === version && JSON.stringify(last.again()) !== last.answer) {
        this.told.set(path, { ...this.told.get(path), [shown]: undefined });
        this.refresh(shown, last.client);
      }
    }
  }

  /** A document of the file is open no more: whoever waits for it learns so. */
  closed(path: string): void {
    this.told.delete(path);
    this.wake(path);
  }

  /** People have other settings: nothing that was told counts any more, and what is turned off is not worked out again. */
  askAgain(client: Client): void {
    this.told.clear();
    this.refresh("hints", client);
    this.refresh("lenses", client);
  }

  private refresh(shown: Shown, client: Client): void {
    const { languages } = this.connection;
    if (shown === "hints" ? client.refreshesHints : client.refreshesLenses) {
      // A client that cannot asks again by itself, later.
      (shown === "hints"
        ? languages.inlayHint.refresh()
        : this.connection.sendRequest("workspace/codeLens/refresh")
      ).catch(() => {});
    }
  }

  /** Resolves with the next settled check of a file, when it is forgotten, or when nobody waits any more. */
  private next(path: string, token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.waiting.get(path) ?? new Set();
      this.waiting.set(path, waiting);
      const wake = (): void => {
        cancelled.dispose();
        waiting.delete(wake);
        resolve();
      };
      const cancelled = token.onCancellationRequested(wake);
      waiting.add(wake);
    });
  }

  private wake(path: string): void {
    const waiting = this.waiting.get(path);
    this.waiting.delete(path);
    for (const wake of waiting ?? []) {
      wake();
    }
  }
}
