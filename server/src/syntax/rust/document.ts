/**
 * One Rust text as items, kept true through edits: what an edit does not touch keeps its syntax, and where the cutter finds
 * an item where one began before, the rest is as it was.
 */
import type { TextEdit } from "../document.ts";
import { firstIndex } from "../search.ts";
import { finish, type Steps } from "../steps.ts";
import { editedText, editInside } from "../text-edit.ts";
import type { RustItemSyntax } from "./ast.ts";
import { cutItems, type ItemCut } from "./cutter.ts";

/** An item of the newest text, or of the one before the edits that are not taken in yet. */
export interface PlacedRustItem {
  /** Absolute offset; moved when the text above changes. */
  start: number;
  readonly length: number;
  readonly syntax: RustItemSyntax;
}

/** Reads an item's text. */
export type ReadItem = (text: string) => RustItemSyntax;

/** UTF-16 units; what is longer is generated data, or an attack. */
const maximumLength = 2 << 20;

/** The same for a whole text: bindings that a tool has made. Of a longer one there are no items. */
const maximumTextLength = 4 << 20;

/** Items that stay are looked at so many at a time. */
const reusedASlice = 64;

export class RustDocument {
  private content: string;
  private list: PlacedRustItem[] = [];
  /** What is to be cut again: items begin up to its end that `list` does not have. */
  private stale: { readonly start: number; readonly end: number } | undefined;
  private revision = 0;
  private readonly read: ReadItem;

  /** Reads a text. */
  static open(text: string, read: ReadItem): RustDocument {
    return finish(RustDocument.opening(text, read));
  }

  /** `open` in slices. */
  static *opening(text: string, read: ReadItem): Steps<RustDocument> {
    const document = new RustDocument(text, read);
    yield* document.updating();
    return document;
  }

  private constructor(text: string, read: ReadItem) {
    this.content = text;
    this.read = read;
    this.stale = { start: 0, end: text.length };
  }

  get text(): string {
    return this.content;
  }

  /** In the order of the text, once `updating` has been through. */
  get items(): readonly PlacedRustItem[] {
    return this.list;
  }

  /** An edit with its offsets brought inside the text. */
  inside(edit: TextEdit): TextEdit {
    return editInside(edit, this.content.length);
  }

  /** Applies an edit to the text, with its offsets brought inside; what becomes of the items is worked out in `updating`. */
  edit(edit: TextEdit): void {
    const { content, list } = this;
    const inside = this.inside(edit);
    const { start, oldEnd, text } = inside;
    const newEnd = start + text.length;
    const delta = newEnd - oldEnd;
    this.content = editedText(content, inside);
    const moved = (offset: number): number => (offset >= oldEnd ? offset + delta : Math.min(offset, newEnd));
    const before = this.stale && { start: moved(this.stale.start), end: moved(this.stale.end) };
    const first = firstIndex(list, (item) => endOf(item) >= start);
    const behind = firstIndex(list, (item) => item.start > oldEnd);
    for (let index = behind; delta !== 0 && index < list.length; index++) {
      (list[index] as PlacedRustItem).start += delta;
    }
    list.splice(first, behind - first);
    this.stale =
      content.length > maximumTextLength
        ? { start: 0, end: this.content.length }
        : { start: Math.min(start, before?.start ?? start), end: Math.max(newEnd + 1, before?.end ?? 0) };
    this.revision++;
  }

  /** Brings the items up to date in slices. Whoever drops this keeps what has been done; an edit makes it begin anew. */
  *updating(): Steps<void> {
    while (this.stale !== undefined) {
      yield* this.cutAgain(this.stale);
    }
  }

  private *cutAgain(stale: { readonly start: number; readonly end: number }): Steps<void> {
    if (this.content.length > maximumTextLength) {
      this.list = [];
      this.stale = undefined;
      return;
    }
    const { list: old, revision } = this;
    // The item before it looked at the token behind itself to find its end.
    const keep = Math.max(0, firstIndex(old, (item) => endOf(item) >= stale.start) - 1);
    const fresh: PlacedRustItem[] = [];
    let resume = old.length;
    let isDone = false;
    try {
      let reused = 0;
      for (const cut of cutItems(this.content, keep === 0 ? 0 : (old[keep]?.start ?? 0))) {
        const at = firstIndex(old, (item) => item.start >= cut.start);
        const known = old[at]?.start === cut.start ? old[at] : undefined;
        if (cut.start >= stale.end && known !== undefined) {
          resume = at;
          break;
        }
        const kept = known?.length === cut.end - cut.start ? known : undefined;
        fresh.push(kept ?? this.make(cut));
        if (kept === undefined || ++reused % reusedASlice === 0) {
          yield;
          if (this.revision !== revision) {
            return;
          }
        }
      }
      isDone = true;
    } finally {
      if (this.revision === revision) {
        this.revision++;
        const last = fresh.at(-1);
        const done = last === undefined ? stale.start : endOf(last);
        if (!isDone) {
          resume = firstIndex(old, (item) => item.start >= done);
        }
        this.list = [...old.slice(0, keep), ...fresh, ...old.slice(resume)];
        this.stale = isDone ? undefined : { start: done, end: Math.max(done, stale.end) };
      }
    }
  }

  private make({ start, end }: ItemCut): PlacedRustItem {
    const length = end - start;
    // One character is no item: a bracket too many, of which garbage has many.
    const isRead = length > 1 && length <= maximumLength;
    const syntax = isRead ? this.read(this.content.slice(start, end)) : unread(length);
    return { start, length, syntax };
  }
}

const endOf = (item: PlacedRustItem): number => item.start + item.length;

/** What stands for an item that was not read: something broken in which nothing is found. */
function unread(length: number): RustItemSyntax {
  return { items: [], errors: [{ start: 0, end: length }] };
}
