/**
 * The syntax of an INF or INX file as plain data: sections, their entries, the values of these. Every `start` and `end` is
 * an offset in UTF-16 units from the file's first. What an entry means hangs on its section: see model/inf.
 */
import type { Span } from "../ast.ts";

export interface InfSyntax {
  /** In the order of the file; sections of one name, which the system reads as one, stay apart. */
  readonly sections: readonly InfSection[];
  /** From the `;` to the end of the line, without its terminator. */
  readonly comments: readonly Span[];
  /** Lines that begin with `#`: an INX file that a C preprocessor makes the INF of. What they do is not known. */
  readonly directives: readonly Span[];
}

/** From `[` to the end of its last entry; comments behind that are no part of it. */
export interface InfSection extends Span {
  /** As written between the brackets, without blanks around it. */
  readonly name: string;
  readonly nameSpan: Span;
  /** `[name]`; to the line's end where the `]` is missing. */
  readonly header: Span;
  readonly entries: readonly InfEntry[];
}

/** A line, with the lines that it is continued on: `key = value, value` or `value, value`. */
export interface InfEntry extends Span {
  /** Undefined for an entry without `=`. */
  readonly key: InfValue | undefined;
  /** At least one; empty ones are between commas that stand beside each other. */
  readonly values: readonly InfValue[];
}

/** Without blanks around it; quotes are part of its span. An empty value has an empty span where it would be. */
export interface InfValue extends Span {
  /** What the system reads, but for %tokens%, which stay: quotes are taken off, and `""` between them is `"`. */
  readonly text: string;
  readonly isQuoted: boolean;
  readonly tokens: readonly InfToken[];
}

/** `%name%`, the percent signs in the span: a string of [Strings], or the number of a directory. `%%` is none. */
export interface InfToken extends Span {
  readonly name: string;
}
