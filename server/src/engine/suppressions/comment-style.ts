/** How comments are written in a language, as far as suppressions in them need it. */

export interface CommentStyle {
  /** What begins a comment that goes on to the end of its line. */
  readonly line: "//" | ";" | "#";
  /** Comments between slash and star; in Rust one may hold another. */
  readonly blocks: "none" | "flat" | "nested";
  /** Whether a backslash at the end of a line comment's line makes the next line a part of it. */
  readonly goesOn: boolean;
  /** Whether there are pragmas and attributes that compilers read as suppressions. */
  readonly pragmas: boolean;
}

/** C and C++. */
export const cComments: CommentStyle = { line: "//", blocks: "flat", goesOn: true, pragmas: true };
export const rustComments: CommentStyle = { line: "//", blocks: "nested", goesOn: false, pragmas: false };
export const infComments: CommentStyle = { line: ";", blocks: "none", goesOn: false, pragmas: false };
export const tomlComments: CommentStyle = { line: "#", blocks: "none", goesOn: false, pragmas: false };
