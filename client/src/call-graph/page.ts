/** The HTML of the call graph's panel. */
import * as vscode from "vscode";
import { shellHtml } from "../page-shell.ts";

/** Where the panel's files are; nothing else of the disk can be loaded. */
export const mediaFolder = (extension: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(extension, "dist", "media");

export function pageHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  return shellHtml({
    title: "Call Graph",
    script: "call-graph.js",
    styles: [{ file: "call-graph-style.css" }],
    url: (name) => webview.asWebviewUri(vscode.Uri.joinPath(mediaFolder(extension), name)).toString(),
    directives: () => [
      `style-src ${webview.cspSource}`,
      // The layout's worker, whose program is part of the script.
      "worker-src blob:",
    ],
  });
}
