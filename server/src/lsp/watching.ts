/** Files whose changes outside the editor matter: sources, projects and configurations. */
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  FileChangeType,
} from "vscode-languageserver";
import type { FileChange } from "../engine/workspace/contract.ts";
import type { Client } from "./client.ts";
import { pathOf } from "./uris.ts";

const PATTERNS = [
  "**/*.{c,cc,cpp,cxx,h,hh,hpp,hxx,inl,ipp,tpp,inc,C,H}",
  "**/*.{vcxproj,props,targets,sln,slnx,vcxitems,cmake}",
  "**/{CMakeLists.txt,Kbuild,Makefile,GNUmakefile,makefile,sources,SOURCES,compile_commands.json,.driverlens.json}",
];

/** Asks the client to tell of changes, where it can be asked; clients that watch on their own just tell. */
export function watchFiles(connection: Connection, client: Client): void {
  if (client.watchesFiles) {
    const watchers = PATTERNS.map((globPattern) => ({ globPattern }));
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch((error: unknown) => {
      connection.console.warn(`Changes of files outside the editor are not seen: ${String(error)}`);
    });
  }
}

export function fileChanges({ changes }: DidChangeWatchedFilesParams): readonly FileChange[] {
  return changes.map(({ uri, type }) => ({
    path: pathOf(uri),
    kind: type === FileChangeType.Created ? "created" : type === FileChangeType.Deleted ? "deleted" : "changed",
  }));
}
