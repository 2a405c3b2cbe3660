/** Which characters of a text nobody would see, or would see somewhere else: controls, bidi marks, spaces of no width. */

export interface TextPiece {
  readonly text: string;
  /** What stands for it is a mark: "NUL", "U+202E". */
  readonly isMark: boolean;
}

/**
 * A text in pieces, each shown as it is or as a mark for one character.
 * @param text as stored, with any UTF-16 unit
 * @param lines "apart" where there is room for line ends and tabs as they are
 */
export function visiblePieces(text: string, lines: "marked" | "apart" = "marked"): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let start = 0;
  for (const { index, 0: character } of text.matchAll(invisible)) {
    if (lines === "apart" && isLayout(text, index)) continue;
    if (index > start) pieces.push({ text: text.slice(start, index), isMark: false });
    pieces.push({ text: markOf(character.codePointAt(0)!), isMark: true });
    start = index + character.length;
  }
  if (start < text.length) pieces.push({ text: text.slice(start), isMark: false });
  return pieces;
}

/** A name: one that is empty, or of spaces alone, in quotes, as nobody would see it. */
export const shownName = (name: string): string => (name.trim() === "" ? `"${name}"` : name);

/** For tooltips and other places where nothing but text goes. */
export const visibleText = (text: string): string =>
  visiblePieces(text)
    .map((piece) => (piece.isMark ? `⟨${piece.text}⟩` : piece.text))
    .join("");

/**
 * C0 and C1 controls, format characters (bidi, soft hyphen, tags: category Cf), separators of lines and paragraphs,
 * surrogates alone, private use, variation selectors, and fillers that are letters by category and blank to the eye. What
 * joins an emoji to the next or colors it is a part of a picture that everybody sees.
 */
const invisible = new RegExp(
  [
    "(?<!\\p{Extended_Pictographic}\\ufe0f?|[\\u{1f3fb}-\\u{1f3ff}])\\u200d",
    "(?<!\\p{Emoji})\\ufe0f",
    "(?!\\u200d)\\p{Cf}",
    "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}]",
    "\\u034f|\\u115f|\\u1160|\\u17b4|\\u17b5|[\\u180b-\\u180d]|\\u2800|\\u3164|\\uffa0",
    "[\\ufe00-\\ufe0e]|[\\u{e0100}-\\u{e01ef}]",
  ].join("|"),
  "gu",
);

/** A line end, of which the first character of two is none by itself, or a tab. */
function isLayout(text: string, index: number): boolean {
  const unit = text[index];
  return unit === "\n" || unit === "\t" || (unit === "\r" && text[index + 1] === "\n");
}

/** By their names in ASCII: the pictures that Unicode has of them are missing in most fonts. */
const controls =
  "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US".split(
    " ",
  );

function markOf(code: number): string {
  if (code === 0x0a) return "⏎";
  if (code === 0x09) return "⇥";
  const name = code === 0x7f ? "DEL" : controls[code];
  if (name !== undefined) return name;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
