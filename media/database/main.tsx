/** The inspector's page in VS Code's webview. */
import { render } from "preact";
import type { FromPage } from "../../server/src/database/protocol.ts";
import { App } from "./app.tsx";
import { openChannel, type PageHost } from "./channel.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const vscode = acquireVsCodeApi();
const host: PageHost = {
  postMessage: (message) => vscode.postMessage(message),
  addEventListener: (type, listener) => window.addEventListener(type, listener),
};
render(<App channel={openChannel(host)} kept={vscode} />, document.body);
