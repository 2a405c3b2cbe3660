/** Preprocessor directives as records, one for each directive token. */

/** The name of a directive without its `#`; conditional ones decide what is compiled. */
export interface Directive {
  /** Absolute offset of the `#`; moved by the document when text above changes. */
  start: number;
  readonly length: number;
  /** Offset from `start` of what follows the name and blanks. */
  readonly restStart: number;
  /** `if`, `define`, `include`, `pragma`...; empty for a lone `#`. */
  readonly name: string;
  /** What follows the name, without comments and continuations, trimmed. */
  readonly rest: string;
}

/** Reads the directive whose token is `[start, end)`. */
export function readDirective(text: string, start: number, end: number): Directive {
  let position = start + 1;
  while (position < end && isBlank(text.charCodeAt(position))) {
    position++;
  }
  const nameStart = position;
  while (position < end && isLowerCase(text.charCodeAt(position))) {
    position++;
  }
  const nameEnd = position;
  while (position < end && isBlank(text.charCodeAt(position))) {
    position++;
  }
  return {
    start,
    length: end - start,
    restStart: position - start,
    name: text.slice(nameStart, nameEnd),
    rest: withoutComments(text.slice(position, end)),
  };
}

/** Whether a directive belongs to `#if`...`#endif`; such a one is no code. */
export function isConditional(directive: Directive): boolean {
  switch (directive.name) {
    case "if":
    case "ifdef":
    case "ifndef":
    case "elif":
    case "elifdef":
    case "elifndef":
    case "else":
    case "endif":
      return true;
    default:
      return false;
  }
}

const isBlank = (code: number): boolean => code === 32 || code === 9;
const isLowerCase = (code: number): boolean => (code >= 97 && code <= 122) || code === 95;

/**
 * Where the unit of `rest` at an index stands in the directive's text as it is written, from the text's start; what
 * stands for a comment or a continuation is at that one's start.
 */
export function offsetInDirective(directive: Directive, text: string, index: number): number {
  const written = text.slice(directive.start + directive.restStart, directive.start + directive.length);
  let left = index + leadingBlanks(withoutSkipped(written));
  let position = 0;
  for (const { start, end } of skippedIn(written)) {
    if (left <= start - position) {
      break;
    }
    // One blank stands for all of it.
    left -= start - position + 1;
    position = end;
  }
  return directive.restStart + position + left;
}

const leadingBlanks = (text: string): number => text.length - text.trimStart().length;

/** Text without comments and line continuations; string literals are left as they are. */
function withoutComments(text: string): string {
  return text.includes("/") || text.includes("\\") ? withoutSkipped(text).trim() : text.trim();
}

function withoutSkipped(text: string): string {
  let out = "";
  let copied = 0;
  for (const { start, end } of skippedIn(text)) {
    out += `${text.slice(copied, start)} `;
    copied = end;
  }
  return out + text.slice(copied);
}

/** Comments and line continuations outside literals. */
function* skippedIn(text: string): Iterable<{ readonly start: number; readonly end: number }> {
  let position = 0;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    let skip = 0;
    if (code === 47 && text.charCodeAt(position + 1) === 42) {
      const end = text.indexOf("*/", position + 2);
      skip = (end < 0 ? text.length : end + 2) - position;
    } else if (code === 47 && text.charCodeAt(position + 1) === 47) {
      skip = text.length - position;
    } else if (code === 92) {
      const lineEnd = text.charCodeAt(position + 1) === 13 ? position + 2 : position + 1;
      const next = text.charCodeAt(lineEnd) === 10 ? lineEnd + 1 : lineEnd;
      skip = next > position + 1 ? next - position : 0;
    } else if (code === 34 || code === 39) {
      position = skipLiteral(text, position, code);
      continue;
    }
    if (skip > 0) {
      yield { start: position, end: position + skip };
    }
    position += Math.max(skip, 1);
  }
}

function skipLiteral(text: string, from: number, closing: number): number {
  let position = from + 1;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === 92) {
      position += 2;
    } else if (code === closing) {
      return position + 1;
    } else {
      position++;
    }
  }
  return text.length;
}
