/** What is known of the word under the mouse. */
import { type Hover, type HoverParams, MarkupKind } from "vscode-languageserver";
import type * as engine from "../engine/hover/hover.ts";
import { hoverAt } from "../engine/hover/hover.ts";
import type { CheckedFile } from "../engine/workspace/contract.ts";
import { shownFindings } from "./diagnostics.ts";
import type { ReaderSources } from "./readers.ts";

/** Answers at once, for the newest text; undefined while the document's unit is being read. */
export function hover(
  { textDocument, position }: HoverParams,
  { workspace, documents, client }: ReaderSources,
): Hover | undefined {
  const document = documents.get(textDocument.uri);
  const session = document && workspace.session(document.path);
  if (document === undefined || session === undefined) {
    return undefined;
  }
  const { path, content } = document;
  const found = hoverAt(session, path, content.offsetAt(position));
  if (found === undefined || (client.hoversShowFindings && isShown(found, workspace.report(path)))) {
    return undefined;
  }
  return {
    contents: client.markdown
      ? { kind: MarkupKind.Markdown, value: found.markdown }
      : { kind: MarkupKind.PlainText, value: found.plaintext },
    range: { start: content.positionAt(found.start), end: content.positionAt(found.end) },
  };
}

/** Whether a finding that says the same is shown there. */
function isShown({ start, end, restates }: engine.Hover, report: CheckedFile | undefined): boolean {
  return shownFindings(report?.findings ?? []).some(
    (finding) => finding.rule === restates && finding.start < end && start < finding.end,
  );
}
