/** The page of the inspector lets nothing in but its own script and styles, whatever a database says. */
import { expect, test } from "vitest";
import { pageHtml } from "../../client/src/database/page.ts";

const files = { url: (name: string) => `https://files.example/dist/media/${name}`, cspSource: "https://files.example" };

function policyOf(html: string): ReadonlyMap<string, readonly string[]> {
  const content = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? "";
  return new Map(content.split("; ").map((line) => [line.split(" ")[0] ?? "", line.split(" ").slice(1)]));
}

test("its policy allows what it needs and nothing else", () => {
  const html = pageHtml(files);
  const nonce = /<script nonce="([^"]+)"/.exec(html)?.[1];
  expect(nonce).toMatch(/^[\w-]{30,}$/);
  expect(Object.fromEntries(policyOf(html))).toEqual({
    "default-src": ["'none'"],
    "script-src": [`'nonce-${nonce}'`],
    "style-src": [files.cspSource, `'nonce-${nonce}'`],
    "img-src": ["blob:"],
    "font-src": [files.cspSource],
    "worker-src": ["blob:"],
  });
  // Before anything that it is to hold for.
  expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.search(/<(?:script|link|style)/));
});

test("it has one script, which is the extension's, and nobody can foresee its nonce", () => {
  const [one, other] = [pageHtml(files), pageHtml(files)];
  expect(one.match(/<script\b[^>]*>/g)).toHaveLength(1);
  expect(one).toMatch(/<script nonce="[^"]+" src="https:\/\/files\.example\/dist\/media\/database\.js"><\/script>/);
  expect(policyOf(one).get("script-src")).not.toEqual(policyOf(other).get("script-src"));
});
