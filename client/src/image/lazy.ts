/**
 * The inspector of driver images as far as it is there before anybody wants it: editors and commands that VS Code may ask for.
 * Whoever asks first loads the rest; lenses are there when the first image is shown.
 */
import * as vscode from "vscode";
import { LANGUAGES } from "../driver-source.ts";
import type { Host } from "../host.ts";
import type { Server } from "../server.ts";
import type { ImageDocument } from "./document.ts";
import type { ImageInspector } from "./inspector.ts";

export interface LazyImageInspector extends vscode.Disposable {
  inspect(file: unknown): Promise<void>;
  compare(file: unknown, selection: unknown): Promise<void>;
  script(file: unknown): Promise<void>;
  /** What a lens leads to. */
  showImport(image: unknown, name: unknown): Promise<void>;
}

/** For names that only driver images have; the other for whatever somebody opens with it. */
const viewTypes = ["driverlens.image", "driverlens.imageByContent"] as const;

export function lazyImageInspector(context: vscode.ExtensionContext, host: Host, server: Server): LazyImageInspector {
  const subscriptions: vscode.Disposable[] = [];
  let inspector: Promise<ImageInspector> | undefined;
  const load = (): Promise<ImageInspector> => {
    inspector ??= Promise.all([import("./inspector.ts"), import("./lenses.ts")]).then(
      ([{ createImageInspector }, { showImportLenses }]) => {
        const created = createImageInspector(context, host, server);
        subscriptions.push(showImportLenses(created.editors, LANGUAGES));
        return created;
      },
    );
    return inspector;
  };

  const editors: vscode.CustomReadonlyEditorProvider<ImageDocument> = {
    openCustomDocument: async (uri) => (await load()).editors.open(uri),
    resolveCustomEditor: async (document, panel) => (await load()).editors.show(document, panel),
  };
  // What is kept when hidden: the place in a list of thousands, what was searched.
  const options = { supportsMultipleEditorsPerDocument: true, webviewOptions: { retainContextWhenHidden: true } };
  subscriptions.push(...viewTypes.map((type) => vscode.window.registerCustomEditorProvider(type, editors, options)));
  return {
    inspect: async (file) => (await load()).inspect(file),
    script: async (file) => (await load()).script(file),
    compare: async (file, selection) => (await load()).compare(file, selection),
    async showImport(image, name) {
      if (image instanceof vscode.Uri && typeof name === "string") await (await load()).editors.showImport(image, name);
    },
    dispose() {
      for (const each of subscriptions) each.dispose();
    },
  };
}
