/** VS Code, as it shows a page in a webview. */
import type { PageHost } from "./channel.ts";
import type { KeptHost } from "./kept.ts";

/** May be called once a page. */
declare function acquireVsCodeApi(): { postMessage(message: unknown): void } & KeptHost;

export function webviewHost(): PageHost & KeptHost {
  const vscode = acquireVsCodeApi();
  return {
    postMessage: (message) => vscode.postMessage(message),
    addEventListener: (type, listener) => window.addEventListener(type, listener),
    getState: () => vscode.getState(),
    setState: (state) => vscode.setState(state),
  };
}
