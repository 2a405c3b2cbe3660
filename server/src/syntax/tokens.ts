/** The tokens of one file as flat arrays: the lexer's result, shared by the preprocessor, the cutter and the mask. */

/** Token kinds. A directive token covers its whole logical line, continuations included; comments are no tokens. */
export const TokenKind = {
  identifier: 1,
  number: 2,
  /** String and character literals with their prefix, raw strings too. */
  literal: 3,
  /** One character each: `->` is two tokens. */
  punctuator: 4,
  directive: 5,
} as const;

export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** Parallel arrays; entry `i` below `count` is a token `[starts[i], ends[i])` in UTF-16 units of the file's text. */
export interface Tokens {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly kinds: Uint8Array;
  readonly count: number;
}

/** Which vocabulary of macros the mask expects: SAL in Windows code, `__user` and friends in Linux code. */
export type Dialect = "windows" | "linux";

export type Language = "c" | "cpp";

/** One top-level declaration of a file, before masking. */
export interface DeclarationTokens {
  /** The whole file's text. */
  readonly source: string;
  /** The declaration's range in it: from its first live token to the end of its last. */
  readonly start: number;
  readonly end: number;
  readonly tokens: Tokens;
  /** Indices of its tokens that are compiled: no directives, nothing from inactive branches. Ascending. */
  readonly live: Int32Array;
  readonly language: Language;
  readonly dialect: Dialect;
}
