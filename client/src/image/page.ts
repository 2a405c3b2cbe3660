/** The HTML of an image's page, and of a comparison's. */
import type { PageFiles } from "../inspector/page-files.ts";
import { shellHtml } from "../page-shell.ts";

export function pageHtml({ url, cspSource }: PageFiles): string {
  return shellHtml({
    title: "Driver Image",
    script: "image.js",
    styles: [{ file: "codicon.css", id: "vscode-codicon-stylesheet" }, { file: "image-style.css" }],
    url,
    directives: () => [`style-src ${cspSource}`, `font-src ${cspSource}`],
  });
}
