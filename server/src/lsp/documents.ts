/**
 * The documents that the client has open, kept by its incremental changes; each known by its URI and by its path. A file
 * that is open under two URIs, which clients may spell differently, is what the one opened last says.
 */
import type {
  DidChangeTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { TextEdit } from "../syntax/document.ts";
import { isSourcePathLike } from "./languages.ts";
import { pathOf } from "./uris.ts";

/** One open document; positions count UTF-16 units, as the protocol's do by default. */
export interface Document {
  readonly path: string;
  readonly content: TextDocument;
}

export class Documents {
  private readonly byUri = new Map<string, Document>();
  private readonly byPath = new Map<string, Document>();

  get(uri: string): Document | undefined {
    return this.byUri.get(uri);
  }

  at(path: string): Document | undefined {
    return this.byPath.get(path);
  }

  all(): Iterable<Document> {
    return this.byUri.values();
  }

  /** The document, if it is the one that its path stands for. */
  current(uri: string): Document | undefined {
    const document = this.byUri.get(uri);
    return document !== undefined && this.byPath.get(document.path) === document ? document : undefined;
  }

  open({ textDocument }: DidOpenTextDocumentParams): Document {
    const { uri, languageId, version, text } = textDocument;
    const document = {
      path: sourcePath(uri, languageId),
      content: TextDocument.create(uri, languageId, version, text),
    };
    this.byUri.delete(uri);
    this.byUri.set(uri, document);
    this.byPath.set(document.path, document);
    return document;
  }

  /** Makes the changes; gives them as edits, each in the text that those before it leave. */
  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): readonly TextEdit[] {
    const document = this.byUri.get(textDocument.uri);
    if (document === undefined) {
      return [];
    }
    return contentChanges.map((change) => {
      const edit = editOf(document.content, change);
      TextDocument.update(document.content, [change], textDocument.version);
      return edit;
    });
  }

  /** Gives what its path stands for from then on: another document, or nothing that is open. Undefined where it was not open. */
  close(uri: string): { readonly path: string; readonly now: Document | undefined } | undefined {
    const document = this.byUri.get(uri);
    if (document === undefined) {
      return undefined;
    }
    const { path } = document;
    this.byUri.delete(uri);
    if (this.byPath.get(path) === document) {
      this.byPath.delete(path);
      const other = [...this.byUri.values()].findLast((one) => one.path === path);
      if (other !== undefined) {
        this.byPath.set(path, other);
      }
    }
    return { path, now: this.byPath.get(path) };
  }
}

function editOf(content: TextDocument, change: TextDocumentContentChangeEvent): TextEdit {
  if (!("range" in change)) {
    return { start: 0, oldEnd: content.getText().length, text: change.text };
  }
  const ends = [content.offsetAt(change.range.start), content.offsetAt(change.range.end)];
  return { start: Math.min(...ends), oldEnd: Math.max(...ends), text: change.text };
}

/** A document that is not saved yet has no extension to tell its language by: it gets one. */
function sourcePath(uri: string, languageId: string): string {
  const path = pathOf(uri);
  const extension = EXTENSIONS.get(languageId);
  return isSourcePathLike(path) || !uri.startsWith("untitled:") || extension === undefined
    ? path
    : `${path}.${extension}`;
}

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["c", "c"],
  ["cpp", "cpp"],
  ["rust", "rs"],
  ["inf", "inf"],
]);
