/** Tells menus which files are kernel code in C or C++, of which levels are known: the context key `driverlens.kernelFiles` holds their URIs. */
import * as vscode from "vscode";
import type { Server } from "./server.ts";

export function markKernelFiles(server: Server): vscode.Disposable {
  const uris = new Set<string>();
  const tell = (): void => {
    void vscode.commands.executeCommand("setContext", "driverlens.kernelFiles", [...uris]);
  };
  return vscode.Disposable.from(
    server.onFileStatus(({ uri, kind, language }) => {
      const isKernel = kind.endsWith("-kernel") && language === undefined;
      if (isKernel === uris.has(uri)) return;
      if (isKernel) uris.add(uri);
      else uris.delete(uri);
      tell();
    }),
    server.onDidChange(() => {
      if (server.state === "running" || uris.size === 0) return;
      uris.clear();
      tell();
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uris.delete(uri.toString())) tell();
    }),
  );
}
