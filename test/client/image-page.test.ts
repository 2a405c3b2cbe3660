/** The page of an image lets nothing in but its own script and styles, whatever the image says. */
import { expect, test } from "vitest";
import { pageHtml } from "../../client/src/image/page.ts";

test("its policy allows what it needs and nothing else", () => {
  const files = { url: (name: string) => `https://files.example/${name}`, cspSource: "https://files.example" };
  const html = pageHtml(files);
  const content = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? "";
  const nonce = /<script nonce="([^"]+)"/.exec(html)?.[1];
  expect(content.split("; ")).toEqual([
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src https://files.example",
    "font-src https://files.example",
  ]);
  expect(html.match(/<script\b[^>]*>/g)).toEqual([`<script nonce="${nonce}" src="https://files.example/image.js">`]);
});
