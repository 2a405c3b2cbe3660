/** What SQL looks like, whether somebody writes it or reads it: colors, numbers of lines, marks for what nobody sees. */
import { search, searchKeymap } from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { visiblePieces } from "../../parts/visible.ts";
import { sqliteDialect } from "./dialect.ts";
import { editorTheme } from "./editor-theme.ts";

/** @param nonce of the page's styles: the editor writes its own */
export const reading = (nonce: string): Extension => [
  EditorView.cspNonce.of(nonce),
  ...[lineNumbers(), highlightSpecialChars(specialChars), EditorView.lineWrapping],
  ...[sqliteDialect, editorTheme, search()],
  keymap.of(searchKeymap),
];

/** Marked as on the rest of the page, but for breaks of lines. */
const specialChars = {
  render(code: number, description: string | null): HTMLElement {
    const mark = document.createElement("span");
    mark.className = "mark";
    mark.textContent = visiblePieces(String.fromCodePoint(code))[0]?.text ?? "";
    mark.title = description ?? "";
    return mark;
  },
  addSpecialChars:
    /[\p{Cf}\p{Zl}\p{Zp}\p{Co}]|\u034f|\u115f|\u1160|\u17b4|\u17b5|[\u180b-\u180d]|\u2800|\u3164|[\ufe00-\ufe0e]|\uffa0/gu,
};
