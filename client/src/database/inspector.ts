/** The inspector of a window, when somebody wants it: its editors, its files and its commands. */

import * as v from "valibot";
import * as vscode from "vscode";
import type { Host } from "../host.ts";
import { resourceInFront } from "../inspector/in-front.ts";
import { compactCopy } from "./compact-copy.ts";
import type { DatabaseDocument } from "./document.ts";
import { createDatabaseEditors, type DatabaseEditors } from "./editor.ts";
import { exportTable } from "./export-rows.ts";
import { askFile, inspectDatabase } from "./inspect.ts";
import { embed } from "./page-services.ts";
import { createPartFiles, type PartFiles } from "./part-files.ts";
import { createParts } from "./parts.ts";
import type { SourceArrays } from "./source-arrays.ts";

export interface Inspector {
  readonly editors: DatabaseEditors;
  readonly files: PartFiles;
  /** What each is about is what a menu, a lens or nobody says. */
  inspect(file: unknown, which: unknown): Promise<void>;
  compact(file: unknown): Promise<void>;
  exportTable(file: unknown): Promise<void>;
  embed(file: unknown): Promise<void>;
}

export function createInspector(context: vscode.ExtensionContext, host: Host, arrays: SourceArrays): Inspector {
  const parts = createParts(host);
  const editors = createDatabaseEditors(context, host, parts);

  /** With the database that a menu names, or the one in front; opened for that alone where it is in no editor. */
  const using = async (file: unknown, use: (document: DatabaseDocument) => Promise<void>): Promise<void> => {
    const open = file instanceof vscode.Uri ? editors.at(file) : editors.active();
    if (open !== undefined) return use(open);
    if (!(file instanceof vscode.Uri)) {
      void vscode.window.showInformationMessage("Open the database in the inspector first.");
      return;
    }
    const document = await editors.open(file);
    try {
      await use(document);
    } finally {
      document.dispose();
    }
  };
  return {
    editors,
    files: createPartFiles(host, parts),
    async inspect(file, which) {
      const uri = file instanceof vscode.Uri ? file : (resourceInFront() ?? (await askFile()));
      const parsed = v.safeParse(lensArgument, which);
      if (uri !== undefined) await inspectDatabase(uri, parsed.success ? parsed.output : undefined, { parts, arrays });
    },
    compact: (file) => using(file, (document) => compactCopy(document, host)),
    exportTable: (file) => using(file, (document) => exportTable(document, host)),
    embed: (file) => using(file, (document) => embed(document, host)),
  };
}

/** Menus give something else behind the file. */
const lensArgument = v.union([
  v.object({ name: v.exactOptional(v.string()), number: v.number() }),
  v.object({ start: v.number() }),
]);
