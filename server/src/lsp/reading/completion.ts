/** Kernel functions for the name that is being typed, as the protocol has them. */
import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type CompletionParams,
  MarkupKind,
  type Range,
} from "vscode-languageserver";
import { completionCard, completionsAt } from "../../engine/reading/completion/completion.ts";
import type { TypedName } from "../../engine/reading/completion/typed-name.ts";
import type { Document } from "../documents.ts";
import type { ReaderSources } from "./readers.ts";

/** What an item is told apart by when more is asked of it. */
interface ItemData {
  readonly uri: string;
}

/** Answers at once, for the newest text; undefined where nothing is to be offered. */
export function completion(
  { textDocument, position }: CompletionParams,
  { workspace, documents, client }: ReaderSources,
): CompletionList | undefined {
  const document = documents.get(textDocument.uri);
  const session = document && workspace.session(document.path);
  if (document === undefined || session === undefined) {
    return undefined;
  }
  const { path, content } = document;
  const offset = content.offsetAt(position);
  const found = completionsAt(session, path, offset);
  if (found === undefined) {
    return undefined;
  }
  const { insertsAndReplaces, defaultRange, labelDetails, deprecatedTag } = client.completion;
  const data: ItemData = { uri: textDocument.uri };
  const range = rangesOf(found.typed, offset, document);
  const items = found.items.map(
    ({ name, label, detail, sortText, isDeprecated }): CompletionItem => ({
      label: name,
      kind: CompletionItemKind.Function,
      sortText,
      detail,
      ...(labelDetails && label !== undefined ? { labelDetails: { description: label } } : {}),
      ...(isDeprecated && deprecatedTag ? { tags: [CompletionItemTag.Deprecated] } : {}),
      ...(defaultRange
        ? {}
        : { textEdit: insertsAndReplaces ? { newText: name, ...range } : { newText: name, range: range.insert } }),
      data,
    }),
  );
  return {
    isIncomplete: found.isIncomplete,
    ...(defaultRange ? { itemDefaults: { editRange: insertsAndReplaces ? range : range.insert } } : {}),
    items,
  };
}

/** Says of one of the items what a hover on it would. */
export function resolveCompletion(
  item: CompletionItem,
  { workspace, documents, client }: ReaderSources,
): CompletionItem {
  const { uri } = (item.data ?? { uri: "" }) as ItemData;
  const document = documents.get(uri);
  const session = document && workspace.session(document.path);
  const card = document && session && completionCard(session, document.path, item.label);
  return card === undefined
    ? item
    : {
        ...item,
        documentation: client.completion.markdown
          ? { kind: MarkupKind.Markdown, value: card.markdown }
          : { kind: MarkupKind.PlainText, value: card.plaintext },
      };
}

/** What is written before the cursor, and the whole word. */
function rangesOf({ start, end }: TypedName, offset: number, { content }: Document): { insert: Range; replace: Range } {
  const from = content.positionAt(start);
  return {
    insert: { start: from, end: content.positionAt(offset) },
    replace: { start: from, end: content.positionAt(end) },
  };
}
