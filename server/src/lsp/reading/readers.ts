/** Questions of people who read code: answered for the newest text from what is known of it. */
import type { Connection } from "vscode-languageserver";
import type { CheckedFile } from "../../engine/workspace/contract.ts";
import type { Workspace } from "../../engine/workspace/workspace.ts";
import type { Facts } from "../../facts/index.ts";
import type { Client } from "../client.ts";
import type { Documents } from "../documents.ts";
import {
  type CallGraphParams,
  callGraphRequest,
  type DecodeParams,
  decodeRequest,
  type LevelsParams,
  levelsRequest,
  type WhyParams,
  whyRequest,
} from "../protocol.ts";
import type { Settings } from "../settings.ts";
import { callGraphOf } from "./call-graph.ts";
import { callHierarchyIncoming, callHierarchyOutgoing, prepareCallHierarchy } from "./call-hierarchy.ts";
import { CodeLenses } from "./code-lenses.ts";
import { completion, resolveCompletion } from "./completion.ts";
import { decodedValues } from "./decode.ts";
import { hover } from "./hover.ts";
import { answerImageSources } from "./image-sources.ts";
import { answerInfReaders, askedInf, infCompletionOf, infHoverOf } from "./inf.ts";
import { InlayHints } from "./inlay-hints.ts";
import { Levels } from "./levels.ts";
import { SettledFiles } from "./settled-files.ts";
import { answerSqliteProfiles } from "./sqlite-profile.ts";
import { answerUnitViews } from "./unit-view.ts";
import { answerVerifiers } from "./verifier.ts";
import { why } from "./why.ts";

/** What answers are made from. */
export interface ReaderSources {
  readonly workspace: Workspace;
  readonly documents: Documents;
  readonly client: Client;
  readonly shows: Settings["shows"];
  readonly facts: Facts;
}

/** What those who answer are told. */
export interface Readers {
  checked(file: CheckedFile): void;
  /** A document of a file was closed. */
  closed(path: string): void;
  /** Has the client ask again for all that it shows of its own accord: people have other settings. */
  askAgain(client: Client): void;
}

/** @param ready resolves when there is something to answer from */
export function answerReaders(connection: Connection, ready: () => Promise<ReaderSources>): Readers {
  const settled = new SettledFiles(connection);
  const hints = new InlayHints(settled);
  const lenses = new CodeLenses(settled);
  const levels = new Levels(settled);
  answerInfReaders(connection, ready);
  answerImageSources(connection, ready);
  answerUnitViews(connection, ready);
  answerVerifiers(connection, ready);
  answerSqliteProfiles(connection, settled, ready);

  connection.onHover(async (params) => {
    const sources = await ready();
    const inf = askedInf(params.textDocument.uri, sources);
    if (inf !== undefined) {
      return sources.shows.hover ? infHoverOf(inf, params.position, sources.client) : undefined;
    }
    return sources.shows.hover || sources.shows.levelHover ? hover(params, sources) : undefined;
  });
  connection.onCompletion(async (params) => {
    const sources = await ready();
    if (!sources.shows.completion) {
      return undefined;
    }
    const inf = askedInf(params.textDocument.uri, sources);
    return inf === undefined ? completion(params, sources) : infCompletionOf(inf, params.position);
  });
  connection.onCompletionResolve(async (item) => resolveCompletion(item, await ready()));
  connection.onRequest(callGraphRequest, async (params: CallGraphParams, token) => {
    return (await callGraphOf(params, await ready(), token)) ?? null;
  });
  connection.onRequest(decodeRequest, async (params: DecodeParams) => decodedValues(params, (await ready()).facts));
  connection.languages.inlayHint.on(async (params, token) => await hints.answer(params, await ready(), token));
  connection.languages.inlayHint.resolve(async (hint) => hints.resolve(hint, await ready()));
  connection.onCodeLens(async (params, token) => await lenses.answer(params, await ready(), token));
  connection.onRequest(levelsRequest, async (params: LevelsParams, token) => {
    return (await levels.answer(params, await ready(), token)) ?? null;
  });
  connection.languages.callHierarchy.onPrepare(async (params) => {
    const sources = await ready();
    return sources.shows.callHierarchy ? prepareCallHierarchy(params, sources) : null;
  });
  connection.languages.callHierarchy.onIncomingCalls(async ({ item }) => callHierarchyIncoming(item, await ready()));
  connection.languages.callHierarchy.onOutgoingCalls(async ({ item }) => callHierarchyOutgoing(item, await ready()));
  connection.onRequest(whyRequest, async (params: WhyParams, token) => {
    const sources = await ready();
    const document = await settled.document(params.uri, sources, token);
    return document === undefined ? null : why(params, document, sources);
  });
  return {
    checked: (file) => settled.checked(file),
    closed: (path) => settled.closed(path),
    askAgain: (client) => settled.askAgain(client),
  };
}
