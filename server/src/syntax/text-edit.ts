/** How an edit changes a text, for whatever keeps one true through edits. */
import type { TextEdit } from "./document.ts";

/** The edit with offsets outside a text of this length brought inside. */
export function editInside(edit: TextEdit, length: number): TextEdit {
  const start = Math.max(0, Math.min(edit.start, length));
  return { ...edit, start, oldEnd: Math.max(start, Math.min(edit.oldEnd, length)) };
}

/** The text after an edit that lies inside it. Where the caller has that text already it is taken, not made again. */
export function editedText(content: string, { start, oldEnd, text, result }: TextEdit): string {
  return result?.length === content.length + start + text.length - oldEnd
    ? result
    : content.slice(0, start) + text + content.slice(oldEnd);
}
