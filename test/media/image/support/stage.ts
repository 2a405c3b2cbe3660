/**
 * The whole page of an image in a browser, with answers that a test makes. It is bundled for the test, and needs no build:
 *
 *     const stage = await openStage();
 *     const page = await stage.open({ report: driverReport() });
 *     await stage.close();
 */
import type { Page } from "playwright-core";
import type { FromPage, ToPage } from "../../../../server/src/image/protocol.ts";
import type { Look } from "../../support/browser.ts";
import { type ImagePage, openImagePage } from "./image-page.ts";
import type { Scope, StageOptions } from "./stage-options.ts";

export interface Stage extends Pick<ImagePage, "page" | "troubles" | "close"> {
  /** In place of what was open before, with nothing that it kept. */
  open(options: StageOptions, look?: Look): Promise<Page>;
  /** What stands behind the page from now on. */
  become(options: StageOptions): Promise<void>;
  /** What the page posted that was no question. */
  posted(): Promise<readonly FromPage[]>;
  /** Names of the questions that it asked, in their order. */
  questions(): Promise<readonly string[]>;
  tell(message: ToPage): Promise<void>;
  /** Answers what is held. */
  release(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  let shown: StageOptions = {};
  const { page, troubles, open, close } = await openImagePage({
    host: "test/media/image/page/host.ts",
    files: { "/options.js": () => ["text/javascript", `globalThis.stage = ${JSON.stringify(shown)};`] },
    scripts: ["/options.js"],
  });
  const posted = (): Promise<FromPage[]> => page.evaluate(() => (globalThis as unknown as Scope).posted as FromPage[]);
  return {
    ...{ page, troubles, close },
    async open(options, look = {}) {
      shown = options;
      await open(look);
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
  };
}
