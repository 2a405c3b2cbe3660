/** The library's client for Node, which leaves it to the extension to tell people of failures. */
import { LanguageClient } from "vscode-languageclient/node";

export { TransportKind } from "vscode-languageclient/node";

export class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
