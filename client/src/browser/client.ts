/** The library's client for web workers, which leaves it to the extension to tell people of failures. */
import { LanguageClient } from "vscode-languageclient/browser";

export class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
