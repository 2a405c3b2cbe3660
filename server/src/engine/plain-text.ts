/** A text that is read anew as a whole after each edit, with what suppressions in its comments are read with. */
import type { TextEdit } from "../syntax/document.ts";
import { editedText, editInside } from "../syntax/text-edit.ts";
import type { Tokens } from "../syntax/tokens.ts";
import type { Lexed } from "./judge.ts";
import type { Steps } from "./steps.ts";
import type { CommentStyle } from "./suppressions/comment-style.ts";
import { lineTokens } from "./suppressions/line-tokens.ts";
import { WordPlaces } from "./suppressions/words.ts";

export class PlainText {
  readonly path: string;
  private readonly words: WordPlaces;
  private readonly comments: CommentStyle;
  private content: string;
  private tokens: Tokens | undefined;

  /** In slices. @param comments that go on to the end of their line */
  static *opening(path: string, text: string, comments: CommentStyle): Steps<PlainText> {
    return new PlainText(path, text, comments, yield* WordPlaces.in(text));
  }

  private constructor(path: string, text: string, comments: CommentStyle, words: WordPlaces) {
    this.path = path;
    this.content = text;
    this.comments = comments;
    this.words = words;
  }

  get text(): string {
    return this.content;
  }

  get lexed(): Lexed {
    this.tokens ??= lineTokens(this.content, this.comments);
    return { tokens: this.tokens, words: this.words, comments: this.comments };
  }

  /** Offsets outside the text are brought inside. */
  edit(edit: TextEdit): void {
    const inside = editInside(edit, this.content.length);
    const { start, oldEnd, text } = inside;
    this.content = editedText(this.content, inside);
    this.words.edit(this.content, start, oldEnd, start + text.length);
    this.tokens = undefined;
  }
}
