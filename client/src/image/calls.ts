/** The calls that cause an image's imports, as its page shows them. */
import * as vscode from "vscode";
import type { ToPage } from "../../../server/src/image/protocol.ts";
import type { FilePlace, ImportCalls } from "../../../server/src/lsp/protocol.ts";

type Told = Extract<ToPage, { kind: "calls" }>["calls"];

export const toldCalls = (calls: readonly ImportCalls[]): Told =>
  calls.map(({ name, places }) => ({
    name,
    sites: places.map(({ uri, range, caller }) => ({
      file: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
      line: range.start.line + 1,
      caller: caller ?? "",
    })),
  }));

export const rangeOf = ({ range: { start, end } }: Pick<FilePlace, "range">): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);
