/** The page of an image in a plain browser, with the HTML and the policy that VS Code is given, before something in VS Code's place. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { pageHtml } from "../../../../client/src/image/page.ts";
import { bundled, type Look, launchBrowser, themed, troublesOf } from "../../support/browser.ts";
import { themeCss } from "../../support/themes.ts";

export interface ImagePage {
  readonly page: Page;
  /** In place of what was open before, with nothing that it kept. */
  open(look: Look): Promise<void>;
  /** What its policy refused, and exceptions that nobody caught. */
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

export interface ImagePageParts {
  /** The program that stands for VS Code: a path within the repository. */
  readonly host: string;
  /** Beside the page's own, by their paths: type and text or bytes. */
  readonly files: Readonly<Record<string, () => readonly [string, string | Buffer]>>;
  /** Of the files, those that run before the host. */
  readonly scripts?: readonly string[];
  /** What the host may load that the page may not: directives of a policy. */
  readonly allowed?: string;
}

const codicons = join(import.meta.dirname, "../../../../node_modules/@vscode/codicons/dist");
const origin = "http://stage.localhost/";

export async function openImagePage({ host, files, scripts = [], allowed = "" }: ImagePageParts): Promise<ImagePage> {
  const [program, style, hostProgram, browser] = await Promise.all([
    bundled("media/image/main.tsx"),
    bundled("media/image/style.css"),
    bundled(host),
    launchBrowser(),
  ]);
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  const troubles = troublesOf(page);
  let theme: NonNullable<Look["theme"]> = "dark";
  const all: ImagePageParts["files"] = {
    ...files,
    "/": () => ["text/html", html()],
    "/host.js": () => ["text/javascript", hostProgram],
    "/image.js": () => ["text/javascript", program],
    "/image-style.css": () => ["text/css", style],
    "/codicon.css": () => ["text/css", readFileSync(join(codicons, "codicon.css"))],
    "/codicon.ttf": () => ["font/ttf", readFileSync(join(codicons, "codicon.ttf"))],
    "/theme.css": () => ["text/css", themeCss(theme)],
  };
  const html = (): string => {
    const before = [...scripts, "/host.js"].map((path) => `<script $1 src="${path}"></script>\n`).join("");
    return themed(pageHtml({ url: (file) => `/${file}`, cspSource: "'self'" }), theme)
      .replace("default-src 'none';", `default-src 'none'; ${allowed}`)
      .replace(/<script (nonce="[^"]+") /, `${before}$&`);
  };
  // No server: the browser asks, and is answered here.
  await page.route(`${origin}**`, (route) => {
    const file = all[new URL(route.request().url()).pathname]?.();
    return file === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ contentType: file[0], body: file[1] });
  });
  return {
    ...{ page, troubles },
    async open(look) {
      theme = look.theme ?? "dark";
      await page.setViewportSize({ width: look.width ?? 1200, height: look.height ?? 800 });
      if (page.url().startsWith(origin)) {
        await page.evaluate(() => {
          sessionStorage.clear();
          // What is about to be kept is not to come after.
          Storage.prototype.setItem = () => undefined;
        });
      }
      await page.goto(origin);
      await page.locator(".app").waitFor();
    },
    close: () => browser.close(),
  };
}
