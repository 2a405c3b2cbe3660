/** What a declaration may have to be masked and parsed at all: beyond it is generated data, or an attack. */
import type { DeclarationSyntax } from "./ast.ts";
import { type DeclarationTokens, TokenKind } from "./tokens.ts";

/** UTF-16 units. A parse takes up to two hundred times as many bytes. */
const maximumLength = 2 << 20;

/**
 * Tokens between two of `;`, `,`, `{` and `}`. What stands between them is one expression or one row of attributes: the
 * parser's time for such a row grows with its square, and an expression of four times as many can end its stack.
 */
const maximumRun = 6000;

/** Whether a declaration is not to be read. */
export function isTooLarge({ source, start, end, tokens, live }: DeclarationTokens): boolean {
  if (end - start > maximumLength) {
    return true;
  }
  let runStart = 0;
  for (let index = 0; live.length > maximumRun && index < live.length; index++) {
    const token = live[index] as number;
    if (tokens.kinds[token] === TokenKind.punctuator && separates(source.charCodeAt(tokens.starts[token] as number))) {
      runStart = index + 1;
    } else if (index - runStart >= maximumRun) {
      return true;
    }
  }
  return false;
}

const separates = (code: number): boolean => code === 59 || code === 44 || code === 123 || code === 125;

/** What stands for a declaration that was not read: something broken in which nothing is found. */
export function unread(length: number): DeclarationSyntax {
  const span = { start: 0, end: length };
  return { decls: [{ kind: "other", ...span, text: "", children: [] }], errors: [span] };
}
