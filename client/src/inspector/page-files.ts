/** What an inspector's page is made of, and where it may be loaded from. */
import * as vscode from "vscode";

export interface PageFiles {
  /** Where a file of `dist/media` is loaded from. */
  url(name: string): string;
  /** What styles and fonts are allowed from, as a source of a content security policy. */
  readonly cspSource: string;
}

/** Lets the page run, and load what is in `dist/media` and nothing else of the disk. */
export function fillWebview(
  webview: vscode.Webview,
  extension: vscode.Uri,
  pageHtml: (files: PageFiles) => string,
): void {
  const media = vscode.Uri.joinPath(extension, "dist", "media");
  webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [media] };
  const url = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
  webview.html = pageHtml({ url, cspSource: webview.cspSource });
}
