/** Changes outside the documents that matter: of sources, projects and configurations on the disk, and of settings. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  FileChangeType,
} from "vscode-languageserver";
import type { FileChange } from "../engine/workspace/contract.ts";
import type { Client } from "./client.ts";
import { SECTION } from "./settings.ts";
import { pathOf } from "./uris.ts";

const PATTERNS = [
  "**/*.{c,cc,cpp,cxx,c++,h,hh,hpp,hxx,inl,ipp,tpp,inc,C,H,rs,inf,inx}",
  "**/*.{vcxproj,props,targets,sln,slnx,vcxitems,cmake}",
  "**/{CMakeLists.txt,Kbuild,Makefile,GNUmakefile,makefile,sources,SOURCES,compile_commands.json,Cargo.toml,.driverlens.json}",
];

/** Asks the client to tell of changes, where it can be asked; clients that watch on their own just tell. */
export function watch(connection: Connection, client: Client): void {
  if (client.watchesSettings) {
    connection.client
      .register(DidChangeConfigurationNotification.type, { section: SECTION })
      .catch((error: unknown) => connection.console.warn(`Changes of settings are not seen: ${String(error)}`));
  }
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
