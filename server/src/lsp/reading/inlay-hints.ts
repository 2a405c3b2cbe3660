/** Levels at the ends of lines, as inlay hints; why they are what they are is told when somebody looks at one. */
import {
  type CancellationToken,
  type InlayHint,
  type InlayHintParams,
  type MarkupContent,
  MarkupKind,
} from "vscode-languageserver";
import { type LevelHint, LevelHints } from "../../engine/reading/levels/level-hints.ts";
import { rangeOf } from "../../engine/report.ts";
import type { Document } from "../documents.ts";
import { Positions } from "../positions.ts";
import { askedDocument, offsetAt } from "./asked-place.ts";
import { perSession } from "./per-session.ts";
import type { ReaderSources } from "./readers.ts";
import type { SettledFiles } from "./settled-files.ts";

/** What a hint is found again by: true of the version that it is of. */
interface HintData {
  readonly uri: string;
  readonly version: number;
  readonly about: number;
}

export class InlayHints {
  private readonly settled: SettledFiles;
  private readonly of = perSession((session) => new LevelHints(session));

  constructor(settled: SettledFiles) {
    this.settled = settled;
  }

  async answer(
    { textDocument, range }: InlayHintParams,
    sources: ReaderSources,
    token: CancellationToken,
  ): Promise<InlayHint[]> {
    const document = sources.shows.inlayHints
      ? await this.settled.document(textDocument.uri, sources, token)
      : undefined;
    if (document === undefined) {
      return [];
    }
    const { path } = document;
    const [from, to] = [offsetAt(document, range.start), offsetAt(document, range.end)];
    const hints = this.settled.tell("hints", document, sources.client, () => {
      const session = sources.workspace.session(path);
      return (session && this.of(session).of(path, from, to, { hasLenses: sources.shows.codeLens })) ?? [];
    });
    const shown = hints.map((hint) => inlayHint(hint, document));
    return sources.client.resolvesHints ? shown : shown.map((hint) => this.resolve(hint, sources));
  }

  /** The hint with its tooltip and the place of the first reason; as it is where its document was edited since. */
  resolve(hint: InlayHint, sources: ReaderSources): InlayHint {
    const { uri, version, about } = (hint.data ?? {}) as Partial<HintData>;
    const asked = uri === undefined ? undefined : askedDocument(uri, sources);
    if (asked?.document.content.version !== version || about === undefined || typeof hint.label === "string") {
      return hint;
    }
    const details = asked && this.of(asked.session).details(asked.document.path, about);
    if (details === undefined) {
      return hint;
    }
    const { text, place } = details;
    const tooltip: MarkupContent = { kind: MarkupKind.PlainText, value: text.join("\n\n") };
    const location =
      place && new Positions(sources.documents, (path) => sources.workspace.text(path)).location(rangeOf(place));
    const label = hint.label.map((part) => (location === undefined ? part : { ...part, location }));
    return { ...hint, label, tooltip };
  }
}

function inlayHint({ at, label, about }: LevelHint, { content }: Document): InlayHint {
  const data: HintData = { uri: content.uri, version: content.version, about };
  return { position: content.positionAt(at), label: [{ value: label }], paddingLeft: true, data };
}
