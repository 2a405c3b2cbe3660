/** "Compare Driver Images": two images read to their ends, and what is another one in the second, on a page of its own. */
import * as v from "valibot";
import * as vscode from "vscode";
import { type ComparedImage, compareImages } from "../../../server/src/image/compare.ts";
import type { ImageLanes } from "../../../server/src/image/lanes.ts";
import { methods, type ToPage } from "../../../server/src/image/protocol.ts";
import { type ImageComparison, report as reportSchema } from "../../../server/src/image/report.ts";
import { statOf } from "../inspector/file-input.ts";
import { fileNameOf } from "../inspector/file-name.ts";
import { type Work, withLateProgress } from "../inspector/late-progress.ts";
import { fillWebview } from "../inspector/page-files.ts";
import { saying } from "../inspector/writing.ts";
import { pageHtml } from "./page.ts";
import { createRelay } from "./relay.ts";

/** Workers for an image, whether it is in an editor or not. @throws LaneError */
type Open = (uri: vscode.Uri) => Promise<ImageLanes>;

/** The file that was written first is what is compared with. */
export async function showComparison(
  one: vscode.Uri,
  other: vscode.Uri,
  open: Open,
  extension: vscode.Uri,
): Promise<void> {
  await saying("The comparison", async () => {
    const [before, after] = await inOrder(one, other);
    const title = `${fileNameOf(before.path)} and ${fileNameOf(after.path)}`;
    const comparison = await withLateProgress(`Comparing ${title}`, async (work) =>
      compareImages(await told(before, open, part(work, 0)), await told(after, open, part(work, 1))),
    );
    showPage(`${fileNameOf(before.path)} ↔ ${fileNameOf(after.path)}`, comparison, extension);
  });
}

async function inOrder(one: vscode.Uri, other: vscode.Uri): Promise<readonly [vscode.Uri, vscode.Uri]> {
  const [first, second] = await Promise.all([statOf(one), statOf(other)]);
  return second.mtime < first.mtime ? [other, one] : [one, other];
}

/** One of two halves. */
const part = ({ signal, progress }: Work, half: 0 | 1): Work => ({
  signal,
  progress: (fraction) => progress((half + fraction) / 2),
});

async function told(uri: vscode.Uri, open: Open, { signal, progress }: Work): Promise<ComparedImage> {
  const lanes = await open(uri);
  try {
    signal.addEventListener("abort", lanes.dispose);
    if (signal.aborted) lanes.dispose();
    const report = v.parse(reportSchema, await lanes.ask("report", {}).result);
    const tags = await lanes.ask("tags", {}, { onProgress: progress }).result;
    return { name: fileNameOf(uri.path), report, tags: v.parse(methods.tags.result, tags) };
  } finally {
    lanes.dispose();
  }
}

function showPage(title: string, comparison: ImageComparison, extension: vscode.Uri): void {
  const options = { retainContextWhenHidden: true };
  const panel = vscode.window.createWebviewPanel(
    "driverlens.imageComparison",
    title,
    vscode.ViewColumn.Active,
    options,
  );
  const send = (message: ToPage): void => void panel.webview.postMessage(message);
  const nothing = (): void => undefined;
  const relay = createRelay(
    // There is one answer, and the page has it.
    { ask: () => ({ result: new Promise<never>(nothing), cancel: nothing }) },
    {
      ready: () => send({ kind: "comparison", comparison }),
      copy: (text) => void vscode.env.clipboard.writeText(text),
      ...{ save: nothing, goTo: nothing, openDatabase: nothing, openInf: nothing, openPage: nothing },
      ...{ compare: nothing, chooseTarget: nothing, chooseSymvers: nothing, script: nothing },
      ...{ reopen: nothing, openWith: nothing },
    },
    send,
  );
  const listening = panel.webview.onDidReceiveMessage((message) => relay.receive(message));
  panel.onDidDispose(() => {
    listening.dispose();
    relay.dispose();
  });
  fillWebview(panel.webview, extension, pageHtml);
}
