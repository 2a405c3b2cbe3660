/** The page of an image with everything that VS Code has behind it but VS Code itself: the relay, the lanes, the worker. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Look } from "../../support/browser.ts";
import { type ImagePage, openImagePage } from "./image-page.ts";

export interface Inspector extends Pick<ImagePage, "page" | "troubles" | "close"> {
  /** What the page asked to have done outside of itself. */
  asked(): Promise<readonly { readonly kind: string; readonly values: readonly unknown[] }[]>;
  /** Another image, in place of the one before. */
  open(image: Uint8Array, look?: Look): Promise<void>;
}

const dist = join(import.meta.dirname, "../../../../dist");

export async function openInspector(): Promise<Inspector> {
  let shown: Uint8Array = new Uint8Array();
  const { page, troubles, open, close } = await openImagePage({
    host: "test/media/image/page/worker-host.ts",
    files: {
      "/image": () => ["application/octet-stream", Buffer.from(shown)],
      "/server-image-worker.js": () => ["text/javascript", readFileSync(join(dist, "server-image-worker.js"))],
    },
    allowed: "connect-src 'self'; worker-src blob:;",
  });
  return {
    ...{ page, troubles, close },
    async open(image, look = {}) {
      shown = image;
      await open(look);
    },
    asked: () => page.evaluate(() => (globalThis as unknown as { asked: never }).asked),
  };
}
