/** Questions of people who read code: answered for the newest text from what is known of it. */
import type { Connection } from "vscode-languageserver";
import type { Workspace } from "../engine/workspace/workspace.ts";
import type { Client } from "./client.ts";
import type { Documents } from "./documents.ts";
import { hover } from "./hover.ts";
import type { Settings } from "./settings.ts";

/** What answers are made from. */
export interface ReaderSources {
  readonly workspace: Workspace;
  readonly documents: Documents;
  readonly client: Client;
  readonly shows: Settings["shows"];
}

/** @param ready resolves when there is something to answer from */
export function answerReaders(connection: Connection, ready: () => Promise<ReaderSources>): void {
  connection.onHover(async (params) => {
    const sources = await ready();
    return sources.shows.hover || sources.shows.levelHover ? hover(params, sources) : undefined;
  });
}
