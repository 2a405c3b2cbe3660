/** The inspector of driver images of a window, when somebody wants it: its editors and its commands. */
import * as vscode from "vscode";
import type { Host } from "../host.ts";
import { resourceInFront } from "../inspector/in-front.ts";
import type { Server } from "../server.ts";
import { createChoices } from "./choices.ts";
import { createImageEditors, type ImageEditors } from "./editor.ts";
import { askImage, inspectImage } from "./inspect.ts";

export interface ImageInspector {
  readonly editors: ImageEditors;
  /** What each is about is what a menu or nobody says. */
  inspect(file: unknown): Promise<void>;
}

export function createImageInspector(context: vscode.ExtensionContext, host: Host, server: Server): ImageInspector {
  const surroundings = { host, server, choices: createChoices(context.workspaceState) };
  const editors = createImageEditors(context, surroundings, {
    compare: async () => undefined,
    script: async () => undefined,
  });
  return {
    editors,
    async inspect(file) {
      const inFront = mayBeImage(resourceInFront());
      const uri = file instanceof vscode.Uri ? file : (inFront ?? (await askImage("A driver's image", "Inspect")));
      if (uri !== undefined) await inspectImage(uri);
    },
  };
}

/** A source in front is no image that somebody means. */
const mayBeImage = (uri: vscode.Uri | undefined): vscode.Uri | undefined =>
  uri !== undefined && /\.(?:sys|ko|dll|exe|efi|obj|o|so)$/i.test(uri.path) ? uri : undefined;
