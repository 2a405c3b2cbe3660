/** The reasons for a level as words: of a row, and of a whole chain to be put into a review. */
import type { FilePlace, WhyNode } from "../../../server/src/lsp/protocol.ts";

/** "queue.c:42". */
export function placeText({ uri, range }: FilePlace): string {
  // What was never saved has a name without a folder: untitled:queue.c.
  const name = uri.slice(Math.max(uri.lastIndexOf("/"), uri.indexOf(":")) + 1);
  return `${decodeURIComponent(name)}:${range.start.line + 1}`;
}

/** What a screen reader says of a row. */
export function spokenText({ text, at, level }: WhyNode): string {
  const place = at && `${placeText(at).replace(/:(\d+)$/, ", line $1")}`;
  const isSaid = level === undefined || text.includes(level.text);
  return [text, isSaid ? undefined : level.text, place].filter((part) => part !== undefined).join(", ");
}

/** The first thing that is missing for a level to be known, in words that need no tree; undefined where none is. */
export function missingText({ text, because }: WhyNode): string | undefined {
  const open = because.filter(({ level }) => level === undefined);
  return because.length === 0 ? text : open.map(missingText).find((missing) => missing !== undefined);
}

/** The reasons below each other, each level further in; `pathOf` says how a place's file is called. */
export function chainText(node: WhyNode, pathOf: (uri: string) => string, indent = ""): string {
  const { text, at, because } = node;
  const place = at === undefined ? "" : ` (${pathOf(at.uri)}:${at.range.start.line + 1})`;
  const inner = because.map((reason) => chainText(reason, pathOf, `${indent}  `));
  return [`${indent}${indent === "" ? "" : "- "}${text}${place}`, ...inner].join("\n");
}
