/** What is known of the word under the mouse. */
import { type Hover, type HoverParams, MarkupKind } from "vscode-languageserver";
import { hoverAt } from "../../engine/reading/hover/hover.ts";
import { shownFindings } from "../diagnostics.ts";
import { uriOf } from "../uris.ts";
import { askedDocument, offsetAt } from "./asked-place.ts";
import type { ReaderSources } from "./readers.ts";

/** Answers at once, for the newest text; undefined while the document's unit is being read. */
export function hover({ textDocument, position }: HoverParams, sources: ReaderSources): Hover | undefined {
  const asked = askedDocument(textDocument.uri, sources);
  if (asked === undefined) {
    return undefined;
  }
  const { session, document } = asked;
  const { workspace, documents, client, shows } = sources;
  const { path, content } = document;
  const found = hoverAt(session, path, offsetAt(document, position), {
    word: shows.hover,
    level: shows.levelHover,
    isTold: (rule, start, end) =>
      client.hoversShowFindings &&
      shownFindings(workspace.report(path)?.findings ?? []).some(
        (finding) => finding.rule === rule && finding.start < end && start < finding.end,
      ),
    linkTo: (place) => `${documents.at(place.path)?.content.uri ?? uriOf(place.path)}#L${place.line}`,
  });
  if (found === undefined) {
    return undefined;
  }
  return {
    contents: client.markdown
      ? { kind: MarkupKind.Markdown, value: found.markdown }
      : { kind: MarkupKind.PlainText, value: found.plaintext },
    range: { start: content.positionAt(found.start), end: content.positionAt(found.end) },
  };
}
