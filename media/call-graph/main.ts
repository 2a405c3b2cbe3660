/** Starts the picture of a driver's calls in its panel. */
import { createLayouter } from "../drawing/layouter.ts";
import type { FromPicture, ToPicture } from "./messages.ts";
import { type Kept, Page } from "./page.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: FromPicture): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
};

const host = acquireVsCodeApi();
const layouter = createLayouter((message) => page.fail(message));
const page = new Page(document.body, layouter, host);
addEventListener("message", ({ data }: MessageEvent<ToPicture>) => page.receive(data));
host.postMessage({ kind: "ready" });
