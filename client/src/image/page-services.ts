/** What the page of an image may have done outside of itself. */
import * as vscode from "vscode";
import { saveBytes } from "../inspector/save-bytes.ts";
import { saying } from "../inspector/writing.ts";
import { openSource } from "../open-source.ts";
import { isImageRule } from "../rule-pages.ts";
import { rangeOf } from "./calls.ts";
import type { ImageDocument, ImageSurroundings } from "./document.ts";
import { folderOf, infNames } from "./infs.ts";
import type { PageServices } from "./relay.ts";
import { askSymvers, readSymvers } from "./symvers.ts";
import { askTargetWindows } from "./target.ts";

/** What commands do too. */
export interface Actions {
  compare(document: ImageDocument): Promise<void>;
  script(document: ImageDocument): Promise<void>;
}

export function servicesFor(
  document: ImageDocument,
  panel: vscode.WebviewPanel,
  { host, choices }: ImageSurroundings,
  actions: Actions,
  ready: () => void,
): PageServices {
  const { uri, name: whose } = document;
  return {
    ready,
    copy: (text) => void vscode.env.clipboard.writeText(text),
    save: (name, bytes) =>
      void saveBytes({ of: [uri], what: `a part of ${whose}`, name, fallback: "part.bin", bytes }, host),
    goTo(name, index) {
      const place = document.sources.calls.find((call) => call.name === name)?.places[index];
      if (place !== undefined) void openSource(vscode.Uri.parse(place.uri), rangeOf(place), panel);
    },
    openDatabase: (start) => void vscode.commands.executeCommand("driverlens.inspectDatabase", uri, { start }),
    openInf: (name) => void openInf(uri, name),
    openPage: (address) => void openPage(address),
    compare: () => void actions.compare(document),
    chooseTarget: () => void chooseTarget(document, choices),
    chooseSymvers: () => void chooseSymvers(document, choices),
    script: () => void actions.script(document),
    reopen: () => void document.reopen(),
    openWith: () => void vscode.commands.executeCommand("workbench.action.reopenWithEditor"),
  };
}

/** One of those beside the image, and nothing else that a page may name. */
async function openInf(image: vscode.Uri, name: string): Promise<void> {
  if (!(await infNames(image)).includes(name)) return;
  await vscode.commands.executeCommand("vscode.open", vscode.Uri.joinPath(folderOf(image), name));
}

/** Of a rule, or on a site: VS Code asks before it opens one that nobody has said to trust. */
async function openPage(address: string): Promise<void> {
  if (isImageRule(address)) {
    await vscode.commands.executeCommand("driverlens.explainRule", address);
    return;
  }
  const page = vscode.Uri.parse(address);
  if (page.scheme === "https") await vscode.env.openExternal(page);
}

async function chooseTarget(document: ImageDocument, choices: ImageSurroundings["choices"]): Promise<void> {
  const id = document.uri.toString();
  const asked = await askTargetWindows(document, choices.of(id).target);
  if (asked === undefined) return;
  choices.set(id, { target: asked.target });
  await document.reopen();
}

async function chooseSymvers(document: ImageDocument, choices: ImageSurroundings["choices"]): Promise<void> {
  const file = await askSymvers(document.uri);
  if (file === undefined) return;
  await saying(`Reading ${file.path.slice(file.path.lastIndexOf("/") + 1)}`, async () => {
    await readSymvers(file);
    choices.set(document.uri.toString(), { symvers: file.toString() });
    await document.reopen();
  });
}
