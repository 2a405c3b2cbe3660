/** PRAGMAs that somebody looks for. */
import type { Result } from "../../../server/src/database/protocol.ts";

export type Pragma = Result<"pragmas">[number];

/** Those that have all of the words in their name, value or meaning, whatever the case; `_` and blanks are the same. */
export function searched(pragmas: readonly Pragma[], search: string): readonly Pragma[] {
  const words = plain(search).split(" ").filter(Boolean);
  return pragmas.filter(({ name, value, meaning }) => {
    const text = plain(`${name} ${value} ${meaning}`);
    return words.every((word) => text.includes(word));
  });
}

const plain = (text: string): string => text.toLowerCase().replaceAll("_", " ");
