/** What a question of somebody who reads is about: an open document, the session that knows it, and a place in it. */
import type { Position } from "vscode-languageserver";
import type { UnitSession } from "../../engine/unit-session.ts";
import type { Document } from "../documents.ts";
import type { ReaderSources } from "./readers.ts";

export interface AskedDocument {
  readonly document: Document;
  /** With the newest text. */
  readonly session: UnitSession;
}

/**
 * Undefined where the document is not open, or is open under another URI too and that one is checked, where its unit is
 * still being read, and for code that no rule speaks about.
 */
export function askedDocument(
  uri: string,
  { documents, workspace }: Pick<ReaderSources, "documents" | "workspace">,
): AskedDocument | undefined {
  const document = documents.current(uri);
  const session = document && workspace.session(document.path);
  return session && { document, session };
}

/** The offset of a position, brought inside the text; the text's beginning for what is no position at all. */
export function offsetAt({ content }: Document, position: Position): number {
  const offset = content.offsetAt(position);
  return Number.isInteger(offset) ? offset : 0;
}
