/** Questions of people who read INF files: outline, folds, and where names lead. Each is answered from the text alone. */
import {
  type CompletionItem,
  CompletionItemKind,
  type Connection,
  DefinitionRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  type FoldingRange,
  FoldingRangeKind,
  FoldingRangeRequest,
  type Hover,
  type Location,
  type LocationLink,
  MarkupKind,
  type Position,
  type Range,
  ReferencesRequest,
  type ServerCapabilities,
  SymbolKind,
} from "vscode-languageserver";
import { infCompletions } from "../../engine/reading/inf/inf-completion.ts";
import { infHover } from "../../engine/reading/inf/inf-hover.ts";
import { type InfReading, readInf } from "../../engine/reading/inf/inf-reading.ts";
import { infDefinition, infReferences } from "../../engine/reading/inf/navigation.ts";
import { type InfSymbol, infFolds, infSymbols } from "../../engine/reading/inf/outline.ts";
import type { Span } from "../../syntax/ast.ts";
import type { Client } from "../client.ts";
import type { Document } from "../documents.ts";
import { isInfDocument } from "../languages.ts";
import { offsetAt } from "./asked-place.ts";
import type { ReaderSources } from "./readers.ts";

/** What the server can do for INF files, for clients that have to be told at the start. */
export const infCapabilities: ServerCapabilities = {
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  definitionProvider: true,
  referencesProvider: true,
};

/**
 * Offers all of it for INF files alone: an editor that asks one server only for a document would else get nothing for
 * others.
 */
export function offerInfReaders({ client, console }: Connection): void {
  const options = { documentSelector: [{ language: "inf" }, { pattern: "**/*.{inf,inx,INF,INX}" }] };
  for (const offer of [
    client.register(DocumentSymbolRequest.type, options),
    client.register(FoldingRangeRequest.type, options),
    client.register(DefinitionRequest.type, options),
    client.register(ReferencesRequest.type, options),
  ]) {
    offer.catch((error: unknown) => console.warn(`INF files are not offered: ${String(error)}`));
  }
}

/** @param ready resolves when there is something to answer from */
export function answerInfReaders(connection: Connection, ready: () => Promise<ReaderSources>): void {
  connection.onDocumentSymbol(async ({ textDocument }) => {
    const asked = askedInf(textDocument.uri, await ready());
    return asked && infSymbols(asked.reading).map((symbol) => symbolOf(symbol, asked.document));
  });
  connection.onFoldingRanges(async ({ textDocument }) => {
    const asked = askedInf(textDocument.uri, await ready());
    return asked && infFolds(asked.reading).map((fold) => foldOf(fold, asked.document));
  });
  connection.onDefinition(async ({ textDocument, position }) => {
    const sources = await ready();
    const asked = askedInf(textDocument.uri, sources);
    return asked && definitionOf(asked, position, sources.client);
  });
  connection.onReferences(async ({ textDocument, position, context }) => {
    const asked = askedInf(textDocument.uri, await ready());
    if (asked === undefined) {
      return undefined;
    }
    const { reading, document } = asked;
    const declarations = context.includeDeclaration;
    return infReferences(reading, offsetAt(document, position), { declarations }).map((span) => ({
      uri: textDocument.uri,
      range: rangeOf(span, document),
    }));
  });
}

export interface AskedInf {
  readonly document: Document;
  readonly reading: InfReading;
}

/** Undefined where the document is not open or no INF file. */
export function askedInf(uri: string, { documents, facts }: ReaderSources): AskedInf | undefined {
  const document = documents.get(uri);
  return document !== undefined && isInfDocument(document.content)
    ? { document, reading: readInf(document.content.getText(), facts) }
    : undefined;
}

export function infHoverOf({ reading, document }: AskedInf, position: Position, client: Client): Hover | undefined {
  const found = infHover(reading, offsetAt(document, position));
  return (
    found && {
      contents: client.markdown
        ? { kind: MarkupKind.Markdown, value: found.markdown }
        : { kind: MarkupKind.PlainText, value: found.plaintext },
      range: rangeOf(found, document),
    }
  );
}

export function infCompletionOf({ reading, document }: AskedInf, position: Position): CompletionItem[] | undefined {
  const found = infCompletions(reading, offsetAt(document, position));
  return found?.offers.map(({ name, detail, kind }) => ({
    label: name,
    kind: kind === "string" ? CompletionItemKind.Constant : CompletionItemKind.Module,
    detail,
    filterText: name,
    textEdit: { newText: name, range: rangeOf(found.typed, document) },
  }));
}

function definitionOf(
  { reading, document }: AskedInf,
  position: Position,
  client: Client,
): LocationLink[] | Location[] {
  const found = infDefinition(reading, offsetAt(document, position));
  const { uri } = document.content;
  if (found === undefined) {
    return [];
  }
  if (!client.takesLinks) {
    return found.targets.map(({ name }) => ({ uri, range: rangeOf(name, document) }));
  }
  return found.targets.map(({ whole, name }) => ({
    originSelectionRange: rangeOf(found.from, document),
    targetUri: uri,
    targetRange: rangeOf(whole, document),
    targetSelectionRange: rangeOf(name, document),
  }));
}

const symbolKinds: Readonly<Record<InfSymbol["kind"], SymbolKind>> = {
  section: SymbolKind.Module,
  string: SymbolKind.String,
  entry: SymbolKind.Property,
};

function symbolOf(symbol: InfSymbol, document: Document): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: rangeOf(symbol, document),
    selectionRange: rangeOf(symbol.nameSpan, document),
    children: symbol.children.map((child) => symbolOf(child, document)),
  };
}

function foldOf(fold: Span & { readonly kind: "section" | "comment" }, document: Document): FoldingRange {
  const { start, end } = rangeOf(fold, document);
  return {
    startLine: start.line,
    endLine: end.line,
    kind: fold.kind === "comment" ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
  };
}

function rangeOf({ start, end }: Span, { content }: Document): Range {
  return { start: content.positionAt(start), end: content.positionAt(end) };
}
