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
import { askedDocument, offsetAt } from "./asked-place.ts";
import type { ReaderSources } from "./readers.ts";

/** What an item is told apart by when more is asked of it. */
interface ItemData {
  readonly uri: string;
}

/** Answers at once, for the newest text; undefined where nothing is to be offered. */
export function completion(
  { textDocument, position }: CompletionParams,
  sources: ReaderSources,
): CompletionList | undefined {
  const asked = askedDocument(textDocument.uri, sources);
  if (asked === undefined) {
    return undefined;
  }
  const { session, document } = asked;
  const offset = offsetAt(document, position);
  const found = completionsAt(session, document.path, offset);
  if (found === undefined) {
    return undefined;
  }
  const { insertsAndReplaces, defaultRange, labelDetails, deprecatedTag } = sources.client.completion;
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
export function resolveCompletion(item: CompletionItem, sources: ReaderSources): CompletionItem {
  const { uri } = (item.data ?? { uri: "" }) as ItemData;
  const asked = askedDocument(uri, sources);
  const card = asked && completionCard(asked.session, asked.document.path, item.label);
  return card === undefined
    ? item
    : {
        ...item,
        documentation: sources.client.completion.markdown
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
