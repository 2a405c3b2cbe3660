/** What differs between the hosts of the extension: how a server comes to life and what it can read by itself. */
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";

export interface Host {
  /**
   * A client whose `start` starts a server of its own. Called when the first driver source is seen: what it needs is
   * loaded then and not before.
   */
  createClient(options: LanguageClientOptions): Promise<BaseLanguageClient>;
  /** Whether the server can read the local disk; in a browser nothing can. */
  readonly hasDisk: boolean;
}
