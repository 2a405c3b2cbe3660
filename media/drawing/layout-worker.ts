/** Lays pictures out beside the page, which stays responsive meanwhile. */
import { type LayoutInput, layOut } from "./layout.ts";

addEventListener("message", ({ data }: MessageEvent<{ readonly id: number; readonly input: LayoutInput }>) => {
  postMessage({ id: data.id, layout: layOut(data.input) });
});
