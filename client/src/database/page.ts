/** The HTML of an inspector. */
import type { PageFiles } from "../inspector/page-files.ts";
import { shellHtml } from "../page-shell.ts";

export function pageHtml({ url, cspSource }: PageFiles): string {
  return shellHtml({
    title: "Database",
    script: "database.js",
    styles: [{ file: "codicon.css", id: "vscode-codicon-stylesheet" }, { file: "database-style.css" }],
    url,
    directives: (nonce) => [
      // The SQL editor writes its styles itself, with the nonce.
      `style-src ${cspSource} 'nonce-${nonce}'`,
      // Pictures that lie in cells.
      "img-src blob:",
      `font-src ${cspSource}`,
      // The schema's diagram is laid out beside the page.
      "worker-src blob:",
    ],
  });
}
