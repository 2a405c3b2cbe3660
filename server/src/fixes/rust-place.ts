/** Where something new goes in a file of Rust. */
import type { Place } from "../model/place.ts";
import type { RustFileModel } from "../model/rust/crate.ts";
import type { RustItem } from "../syntax/rust/ast.ts";

/** Before the first item of some kind and what documents it; undefined where there is none. */
export function beforeItem({ items, text }: RustFileModel, isOne: (item: RustItem) => boolean): Place | undefined {
  const index = items.findIndex(({ syntax }) => syntax.items.some(isOne));
  const item = items[index];
  if (item === undefined) {
    return undefined;
  }
  const before = items[index - 1];
  const gap = text.slice(before === undefined ? 0 : before.start + before.length, item.start);
  const docs = [...gap.matchAll(comments)].find(([comment]) => /^(?:\/\/\/(?!\/)|\/\*\*(?![*/]))/.test(comment));
  const at = docs === undefined ? 0 : docs.index - gap.length;
  return item.place({ start: at, end: at });
}

const comments = /\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
