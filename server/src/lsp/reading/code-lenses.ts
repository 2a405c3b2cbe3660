/** What callbacks are, above them; where the client can, a click goes to where they are registered. */
import type { CancellationToken, CodeLens, CodeLensParams } from "vscode-languageserver";
import { type CallbackLens, CallbackLenses } from "../../engine/reading/levels/callbacks.ts";
import type { Document } from "../documents.ts";
import { Positions } from "../positions.ts";
import { clientCommands, type ShowPlacesArguments } from "../protocol.ts";
import { perSession } from "./per-session.ts";
import type { ReaderSources } from "./readers.ts";
import type { SettledFiles } from "./settled-files.ts";

export class CodeLenses {
  private readonly settled: SettledFiles;
  private readonly of = perSession((session) => new CallbackLenses(session));

  constructor(settled: SettledFiles) {
    this.settled = settled;
  }

  async answer(
    { textDocument }: CodeLensParams,
    sources: ReaderSources,
    token: CancellationToken,
  ): Promise<CodeLens[]> {
    const document = sources.shows.codeLens ? await this.settled.document(textDocument.uri, sources, token) : undefined;
    if (document === undefined) {
      return [];
    }
    return this.settled.tell("lenses", document, sources.client, () => {
      const session = sources.workspace.session(document.path);
      const lenses = (session && this.of(session).of(document.path)) ?? [];
      const positions = new Positions(sources.documents, (path) => sources.workspace.text(path));
      return lenses.map((lens) => codeLens(lens, document, positions, sources));
    });
  }
}

function codeLens(
  { start, end, title, places }: CallbackLens,
  { path, content }: Document,
  positions: Positions,
  { client }: ReaderSources,
): CodeLens {
  const range = positions.range({ path, start, end });
  const { showPlaces } = clientCommands;
  if (places.length === 0 || !client.runsCommands.has(showPlaces)) {
    return { range, command: { title, command: "" } };
  }
  const showPlacesArguments: ShowPlacesArguments = [
    content.uri,
    range.start,
    places.map((place) => positions.location(place)),
  ];
  return { range, command: { title, command: showPlaces, arguments: [...showPlacesArguments] } };
}
