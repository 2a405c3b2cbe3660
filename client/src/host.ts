/** What differs between the hosts of the extension: how a server comes to life and what it can read by itself. */
import type { Uri } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import type { LaneHost } from "../../server/src/lanes/lanes.ts";

export interface Host {
  /**
   * A client whose `start` starts a server of its own. Called when the first driver source is seen: what it needs is
   * loaded then and not before.
   */
  createClient(options: LanguageClientOptions): Promise<BaseLanguageClient>;
  /** Whether the server can read the local disk; in a browser nothing can. */
  readonly hasDisk: boolean;
  /** Starts the worker that reads what is inspected. */
  startInspector(
    inspected: "database" | "image",
    ...events: Parameters<LaneHost["startWorker"]>
  ): ReturnType<LaneHost["startWorker"]>;
  /** Whether two places are one file, whatever they are called. */
  isSameFile(one: Uri, other: Uri): Promise<boolean>;
}
