/** "Why can this run at this level?" over the protocol. */
import { type WhyReason, whyAt } from "../../engine/reading/why.ts";
import type { Document } from "../documents.ts";
import { Positions } from "../positions.ts";
import type { WhyNode, WhyParams } from "../protocol.ts";
import { offsetAt } from "./asked-place.ts";
import { levelOf } from "./code-level.ts";
import type { ReaderSources } from "./readers.ts";

/** Null where nothing can be asked: no function is there, or the document is no kernel code. */
export function why({ line, character }: WhyParams, document: Document, sources: ReaderSources): WhyNode | null {
  const session = sources.workspace.session(document.path);
  const answer = session && whyAt(session, document.path, offsetAt(document, { line, character }));
  if (session === undefined || answer === undefined) {
    return null;
  }
  const positions = new Positions(sources.documents, (path) => session.text(path));
  const { title, at, level, reasons } = answer;
  return nodeOf({ text: title, at, level, because: reasons }, positions);
}

function nodeOf({ text, at, level, because }: WhyReason, positions: Positions): WhyNode {
  return {
    text,
    ...(at === undefined ? {} : { at: positions.location(at) }),
    ...levelOf(level),
    because: because.map((reason) => nodeOf(reason, positions)),
  };
}
