/**
 * The inspector of databases as far as it is there before anybody wants it: editors, files of a scheme, lenses and commands
 * that VS Code may ask for. Whoever asks first loads the rest.
 */
import * as vscode from "vscode";
import type { Host } from "../host.ts";
import type { DatabaseDocument } from "./document.ts";
import type { Inspector } from "./inspector.ts";
import { showDatabaseLenses } from "./lenses.ts";
import { partScheme } from "./part-scheme.ts";
import { createSourceArrays } from "./source-arrays.ts";

export interface LazyInspector extends vscode.Disposable {
  inspect(file: unknown, which: unknown): Promise<void>;
  compact(file: unknown): Promise<void>;
  exportTable(file: unknown): Promise<void>;
  embed(file: unknown): Promise<void>;
}

/** For names that only databases have; the other for whatever somebody opens with it. */
const viewTypes = ["driverlens.database", "driverlens.databaseByContent"] as const;

export function lazyInspector(context: vscode.ExtensionContext, host: Host): LazyInspector {
  const arrays = createSourceArrays();
  let inspector: Promise<Inspector> | undefined;
  const load = (): Promise<Inspector> => {
    inspector ??= import("./inspector.ts").then(({ createInspector }) => createInspector(context, host, arrays));
    return inspector;
  };

  const editors: vscode.CustomReadonlyEditorProvider<DatabaseDocument> = {
    openCustomDocument: async (uri) => (await load()).editors.open(uri),
    resolveCustomEditor: async (document, panel) => (await load()).editors.show(document, panel),
  };
  // What is kept when hidden: the place in a grid of millions, a query under way.
  const options = { supportsMultipleEditorsPerDocument: true, webviewOptions: { retainContextWhenHidden: true } };
  const registered = vscode.Disposable.from(
    ...viewTypes.map((type) => vscode.window.registerCustomEditorProvider(type, editors, options)),
    vscode.workspace.registerFileSystemProvider(partScheme, partFiles(load), {
      isReadonly: true,
      isCaseSensitive: true,
    }),
    showDatabaseLenses(arrays),
  );
  return {
    inspect: async (file, which) => (await load()).inspect(file, which),
    compact: async (file) => (await load()).compact(file),
    exportTable: async (file) => (await load()).exportTable(file),
    embed: async (file) => (await load()).embed(file),
    dispose: () => registered.dispose(),
  };
}

/** Databases that are parts of files. Their documents watch these files themselves; nothing can be written. */
function partFiles(load: () => Promise<Inspector>): vscode.FileSystemProvider {
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions("Databases are only read.");
  };
  return {
    stat: async (uri) => (await load()).files.stat(uri),
    readFile: async (uri) => (await load()).files.readFile(uri),
    readDirectory: () => [],
    onDidChangeFile: () => new vscode.Disposable(() => undefined),
    watch: () => new vscode.Disposable(() => undefined),
    ...{ writeFile: refuse, createDirectory: refuse, delete: refuse, rename: refuse },
  };
}
