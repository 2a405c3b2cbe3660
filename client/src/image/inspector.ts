/** The inspector of driver images of a window, when somebody wants it: its editors and its commands. */
import * as vscode from "vscode";
import type { ImageLanes } from "../../../server/src/image/lanes.ts";
import type { Host } from "../host.ts";
import { fileNameOf } from "../inspector/file-name.ts";
import { resourceInFront } from "../inspector/in-front.ts";
import type { Server } from "../server.ts";
import { createChoices } from "./choices.ts";
import { showComparison } from "./comparison.ts";
import { openAlone } from "./document.ts";
import { createImageEditors, type ImageEditors } from "./editor.ts";
import { folderOf } from "./infs.ts";
import { askImage, inspectImage } from "./inspect.ts";
import { writeScript } from "./script.ts";

export interface ImageInspector {
  readonly editors: ImageEditors;
  /** What each is about is what a menu or nobody says. */
  inspect(file: unknown): Promise<void>;
  /** @param selection what is selected in the list of files, the first among it */
  compare(file: unknown, selection: unknown): Promise<void>;
  script(file: unknown): Promise<void>;
}

export function createImageInspector(context: vscode.ExtensionContext, host: Host, server: Server): ImageInspector {
  const surroundings = { host, server, choices: createChoices(context.workspaceState) };
  const open = (uri: vscode.Uri): Promise<ImageLanes> => editors.at(uri)?.openAlone() ?? openAlone(uri, surroundings);
  const compare = async (one: vscode.Uri, other: vscode.Uri | undefined): Promise<void> => {
    const name = fileNameOf(one.path);
    const second = other ?? (await askImage(`The image that ${name} is compared with`, "Compare", folderOf(one)));
    if (second !== undefined) await showComparison(one, second, open, context.extensionUri);
  };
  const editors = createImageEditors(context, surroundings, {
    compare: (document) => compare(document.uri, undefined),
    script: ({ uri }) => writeScript(uri, () => open(uri)),
  });
  const inFront = (): vscode.Uri | undefined => editors.active()?.uri ?? mayBeImage(resourceInFront());
  return {
    editors,
    async compare(file, selection) {
      const [first, second] = selectedUris(file, selection);
      const one = first ?? inFront() ?? (await askImage("The first of two images", "Compare"));
      if (one !== undefined) await compare(one, second);
    },
    async script(file) {
      const named = file instanceof vscode.Uri ? file : inFront();
      const uri = named ?? (await askImage("The image that is to be debugged", "Write Script"));
      if (uri !== undefined) await writeScript(uri, () => open(uri));
    },
    async inspect(file) {
      const named = file instanceof vscode.Uri ? file : mayBeImage(resourceInFront());
      const uri = named ?? (await askImage("A driver's image", "Inspect"));
      if (uri !== undefined) await inspectImage(uri);
    },
  };
}

/** A source in front is no image that somebody means. */
const mayBeImage = (uri: vscode.Uri | undefined): vscode.Uri | undefined =>
  uri !== undefined && /\.(?:sys|ko|dll|exe|efi|obj|o|so)$/i.test(uri.path) ? uri : undefined;

/** As VS Code's list of files tells them: the one that was clicked, and all that are selected. */
function selectedUris(file: unknown, selection: unknown): readonly vscode.Uri[] {
  const all: readonly unknown[] = Array.isArray(selection) ? selection : [];
  const uris = [file, ...all].filter((each) => each instanceof vscode.Uri);
  const known = new Map(uris.map((uri) => [uri.toString(), uri]));
  return [...known.values()];
}
