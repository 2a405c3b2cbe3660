/** Bytes of what is inspected, in a file of their own. */
import * as vscode from "vscode";
import type { Host } from "../host.ts";
import { safeFileName } from "./file-name.ts";
import { askTarget, mayWrite, saying, type Target } from "./writing.ts";

export interface Saved extends Pick<Target, "of"> {
  /** "a value of quirks.db", behind "Save". */
  readonly what: string;
  /** A stranger's: it is made one that files may have. */
  readonly name: string;
  /** Where nothing is left of that. */
  readonly fallback: string;
  readonly bytes: Uint8Array;
}

export async function saveBytes({ of, what, name, fallback, bytes }: Saved, host: Host): Promise<void> {
  if (!(await mayWrite(`Save ${what}`))) return;
  const target = await askTarget({ of, fileName: safeFileName(name, fallback), verb: "Save" }, host);
  if (target === undefined) return;
  await saying("Saving", async () => vscode.workspace.fs.writeFile(target, new Uint8Array(bytes)));
}
