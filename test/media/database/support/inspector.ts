/**
 * The inspector's page with a database in a plain browser: a second or two, where a VS Code takes ten. Everything is the real
 * thing but VS Code itself, for which `page/host.ts` stands.
 *
 *     const inspector = await openInspector({ database: bytes });
 *     await inspector.page.getByRole("treeitem", { name: "devices" }).click();
 *     await inspector.close();
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { pageHtml } from "../../../../client/src/database/page.ts";
import { bundled, launchBrowser, themed, troublesOf } from "../../support/browser.ts";
import { type Theme, themeCss } from "../../support/themes.ts";

export interface InspectorOptions {
  readonly database: Uint8Array;
  readonly name?: string;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
}

export interface Inspector {
  readonly page: Page;
  /** What the page asked to have done outside of itself: copies, exports. */
  asked(): Promise<readonly { readonly kind: string; readonly values: readonly unknown[] }[]>;
  /** Names of the questions that it asked the database, in their order. */
  questions(): Promise<readonly string[]>;
  /** Another program has written the file. */
  change(database: Uint8Array): Promise<void>;
  /** What its policy refused, and exceptions that nobody caught. */
  readonly troubles: readonly string[];
  /** The page made anew, with nothing that it kept. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

/** What `page/host.ts` puts into the page. */
interface Host {
  readonly asked: readonly { readonly kind: string; readonly values: readonly unknown[] }[];
  readonly questions: readonly string[];
  change(): Promise<void>;
}

const dist = join(import.meta.dirname, "../../../../dist");

export async function openInspector(options: InspectorOptions): Promise<Inspector> {
  let { database } = options;
  const { name = "quirks.db", theme = "dark", width = 1200, height = 800 } = options;
  const host = await bundled("test/media/database/page/host.ts", "esm");
  const server = createServer(({ url = "/" }, response) => {
    const path = new URL(url, "http://localhost").pathname;
    const [type, body] = contentOf(path);
    response.writeHead(body === undefined ? 404 : 200, { "content-type": type });
    response.end(body);
  });
  const contentOf = (path: string): readonly [string, string | Uint8Array | undefined] => {
    if (path === "/") return ["text/html", shellOf(theme)];
    if (path === "/host.js") return ["text/javascript", host];
    if (path === "/theme.css") return ["text/css", themeCss(theme)];
    if (path === "/database") return ["application/octet-stream", database];
    const file = path.slice(1);
    if (!/^[\w.-]+$/.test(file)) return ["text/plain", undefined];
    const folder = /^(?:database|codicon)/.test(file) ? join(dist, "media") : dist;
    const type = { js: "text/javascript", css: "text/css", ttf: "font/ttf" }[file.replace(/^.*\./, "")];
    return [type ?? "application/octet-stream", readFileSync(join(folder, file))];
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await new Promise((resolve) => server.close(resolve));
  };
  try {
    browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width, height } });
    const troubles = troublesOf(page);
    await page.goto(`http://127.0.0.1:${port}/?name=${encodeURIComponent(name)}`);
    // It comes when what stands for VS Code is there.
    const shown = (): Promise<void> => page.locator(".app").waitFor();
    await shown();
    return {
      ...{ page, troubles, close },
      asked: () => page.evaluate(() => (globalThis as unknown as Host).asked),
      questions: () => page.evaluate(() => (globalThis as unknown as Host).questions),
      async change(changed) {
        database = changed;
        await page.evaluate(() => (globalThis as unknown as Host).change());
      },
      async forget() {
        await page.evaluate(() => {
          sessionStorage.clear();
          // What is about to be kept is not to come after.
          Storage.prototype.setItem = () => undefined;
        });
        await page.reload();
        await shown();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The page as VS Code is given it, with the stand-in for VS Code before its script and the colors that VS Code adds. */
function shellOf(theme: Theme): string {
  const html = pageHtml({ url: (file) => `/${file}`, cspSource: "'self'" });
  return themed(html, theme)
    .replace("default-src 'none';", "default-src 'none'; connect-src 'self';")
    .replace("script-src ", "script-src 'wasm-unsafe-eval' ")
    .replace(/<script (nonce="[^"]+") src="[^"]+">/, `<script $1 type="module" src="/host.js">`);
}
