/**
 * A tab of the inspector alone in a browser, with answers that a test makes. It is bundled for the test, and needs no build:
 *
 *     const stage = await openStage();
 *     const page = await stage.open({ tab: "pages", map: { pages: 1_000_000 } });
 *     await stage.close();
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Destination } from "../../../../media/database/tabs.ts";
import { bundled, type Look, launchBrowser, themeClass } from "../../support/browser.ts";
import { themeCss } from "../../support/themes.ts";
import type { Probes, StageOptions } from "./stage-options.ts";

export interface Stage {
  /** In place of what was open before. */
  open(options: StageOptions, look?: Look): Promise<Page>;
  /** @param args are sent to the browser */
  probe<P extends keyof Probes>(name: P, ...args: Parameters<Probes[P]>): Promise<Awaited<ReturnType<Probes[P]>>>;
  /** What the tab posted to the extension, and where it sent people. */
  posted(): Promise<readonly unknown[]>;
  went(): Promise<readonly unknown[]>;
  /** As another tab would. */
  send(to: Destination): Promise<void>;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, "../../../..");

export async function openStage(): Promise<Stage> {
  const [program, style, browser] = await Promise.all([
    bundled("test/media/database/page/stage.tsx"),
    bundled("media/database/style.css"),
    launchBrowser(),
  ]);
  const page = await browser.newPage();
  return {
    async open(options, look = {}) {
      await openTab(page, { program, style }, options, look);
      return page;
    },
    probe: (name, ...args) =>
      page.evaluate(
        ([name, args]) => {
          const probes = (globalThis as unknown as Scope).probes as unknown as Record<
            string,
            (...all: unknown[]) => never
          >;
          return probes[name]!(...args);
        },
        [name, args] as const,
      ),
    posted: () => page.evaluate(() => (globalThis as unknown as Scope).posted),
    went: () => page.evaluate(() => (globalThis as unknown as Scope).went),
    send: (to) => page.evaluate((destination) => (globalThis as unknown as Scope).send(destination), to),
    close: () => browser.close(),
  };
}

/** What `page/stage.tsx` has in the browser. */
interface Scope {
  stage: StageOptions;
  readonly posted: readonly unknown[];
  readonly went: readonly unknown[];
  readonly probes: Probes;
  send(to: Destination): void;
}

async function openTab(
  page: Page,
  { program, style }: { readonly program: string; readonly style: string },
  options: StageOptions,
  { theme = "dark", width = 1200, height = 800 }: Look,
): Promise<void> {
  const codicons = join(root, "node_modules/@vscode/codicons/dist");
  const files: Readonly<Record<string, readonly [string, string | Buffer]>> = {
    "/": [
      "text/html",
      `<!DOCTYPE html><html lang="en"><head><link rel="stylesheet" href="/codicon.css" id="vscode-codicon-stylesheet"><link rel="stylesheet" href="/style.css"><link rel="stylesheet" href="/theme.css"></head><body class="${themeClass(theme)}"></body></html>`,
    ],
    "/codicon.css": ["text/css", readFileSync(join(codicons, "codicon.css"))],
    "/codicon.ttf": ["font/ttf", readFileSync(join(codicons, "codicon.ttf"))],
    "/style.css": ["text/css", style],
    "/theme.css": ["text/css", themeCss(theme)],
  };
  // No server: the browser asks, and is answered here.
  await page.unrouteAll();
  await page.route("http://stage.localhost/**", (route) => {
    const file = files[new URL(route.request().url()).pathname];
    return file === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ contentType: file[0], body: file[1] });
  });
  await page.setViewportSize({ width, height });
  await page.goto("http://stage.localhost/");
  await page.evaluate((given) => {
    (globalThis as unknown as Scope).stage = given;
  }, options);
  await page.addScriptTag({ content: program });
}
