/** The HTML of a webview's page: a shell that loads one script and its styles, of this extension, and nothing else. */

export interface PageShell {
  readonly title: string;
  readonly script: string;
  /** An id is for libraries that look for their style. */
  readonly styles: readonly { readonly file: string; readonly id?: string }[];
  /** Where a file of the extension's is loaded from. */
  url(name: string): string;
  /** What the page may load beside its script: directives of a content security policy. */
  directives(nonce: string): readonly string[];
}

/** Nothing may be loaded that is not named; a script runs with the page's nonce alone, which its body tells it. */
export function shellHtml({ title, script, styles, url, directives }: PageShell): string {
  const nonce = crypto.randomUUID();
  const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, ...directives(nonce)].join("; ");
  const links = styles.map(
    ({ file, id }) => `<link rel="stylesheet" href="${url(file)}"${id === undefined ? "" : ` id="${id}"`}>`,
  );
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${links.join("\n")}
<title>${title}</title>
</head>
<body data-nonce="${nonce}">
<script nonce="${nonce}" src="${url(script)}"></script>
</body>
</html>`;
}
