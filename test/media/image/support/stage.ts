/**
 * The whole page of an image in a plain browser, with the HTML and the policy that VS Code is given, and answers that a test
 * makes. It is bundled for the test, and needs no build:
 *
 *     const stage = await openStage();
 *     const page = await stage.open({ report: driverReport() });
 *     await stage.close();
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { pageHtml } from "../../../../client/src/image/page.ts";
import type { FromPage, ToPage } from "../../../../server/src/image/protocol.ts";
import { bundled, type Look, launchBrowser, themed, troublesOf } from "../../support/browser.ts";
import { themeCss } from "../../support/themes.ts";
import type { Scope, StageOptions } from "./stage-options.ts";

export interface Stage {
  readonly page: Page;
  /** In place of what was open before, with nothing that it kept. */
  open(options: StageOptions, look?: Look): Promise<Page>;
  /** What stands behind the page from now on. */
  become(options: StageOptions): Promise<void>;
  /** What the page posted that was no question. */
  posted(): Promise<readonly FromPage[]>;
  /** Names of the questions that it asked, in their order. */
  questions(): Promise<readonly string[]>;
  tell(message: ToPage): Promise<void>;
  release(): Promise<void>;
  /** What its policy refused, and exceptions that nobody caught. */
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

const codicons = join(import.meta.dirname, "../../../../node_modules/@vscode/codicons/dist");
const origin = "http://stage.localhost/";

export async function openStage(): Promise<Stage> {
  const [program, style, host, browser] = await Promise.all([
    bundled("media/image/main.tsx"),
    bundled("media/image/style.css"),
    bundled("test/media/image/page/host.ts"),
    launchBrowser(),
  ]);
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  const troubles = troublesOf(page);
  let shown: StageOptions = {};
  let theme: NonNullable<Look["theme"]> = "dark";
  const files: Readonly<Record<string, () => readonly [string, string | Buffer]>> = {
    "/": () => ["text/html", html()],
    "/options.js": () => ["text/javascript", `globalThis.stage = ${JSON.stringify(shown)};`],
    "/host.js": () => ["text/javascript", host],
    "/image.js": () => ["text/javascript", program],
    "/image-style.css": () => ["text/css", style],
    "/codicon.css": () => ["text/css", readFileSync(join(codicons, "codicon.css"))],
    "/codicon.ttf": () => ["font/ttf", readFileSync(join(codicons, "codicon.ttf"))],
    "/theme.css": () => ["text/css", themeCss(theme)],
  };
  /** As VS Code is given it, with what stands for VS Code before its script. */
  const html = (): string =>
    themed(pageHtml({ url: (file) => `/${file}`, cspSource: "'self'" }), theme).replace(
      /<script (nonce="[^"]+") /,
      `<script $1 src="/options.js"></script>\n<script $1 src="/host.js"></script>\n$&`,
    );
  // No server: the browser asks, and is answered here.
  await page.route(`${origin}**`, (route) => {
    const file = files[new URL(route.request().url()).pathname]?.();
    return file === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ contentType: file[0], body: file[1] });
  });
  const posted = (): Promise<FromPage[]> => page.evaluate(() => (globalThis as unknown as Scope).posted as FromPage[]);
  return {
    ...{ page, troubles },
    async open(options, look = {}) {
      shown = options;
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
      return page;
    },
    async become(options) {
      shown = options;
      await page.evaluate((given) => {
        (globalThis as unknown as Scope).stage = given;
      }, options);
    },
    posted: async () => (await posted()).filter(({ kind }) => kind !== "request"),
    questions: async () => (await posted()).flatMap((message) => (message.kind === "request" ? [message.method] : [])),
    tell: (message) => page.evaluate((told) => (globalThis as unknown as Scope).tell(told), message),
    release: () => page.evaluate(() => (globalThis as unknown as Scope).release()),
    close: () => browser.close(),
  };
}
