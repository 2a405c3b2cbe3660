/** The HTML of the call graph's panel: a shell that loads one script and one style of this extension and nothing else. */
import * as vscode from "vscode";

/** Where the panel's files are; nothing else of the disk can be loaded. */
export const mediaFolder = (extension: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(extension, "dist", "media");

export function pageHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(mediaFolder(extension), name)).toString();
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    // The layout's worker, whose program is part of the script.
    "worker-src blob:",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file("call-graph-style.css")}">
<title>Call Graph</title>
</head>
<body>
<script nonce="${nonce}" src="${file("call-graph.js")}"></script>
</body>
</html>`;
}
