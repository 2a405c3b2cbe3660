/** Literals: numbers with their values, characters and strings. */
import type { ExprBuilder } from "./builder.ts";

export const literalBuilders: Readonly<Record<string, ExprBuilder>> = {
  number_literal: (b, node, start, end) => {
    const text = b.slice(node);
    return { kind: "number", start, end, text, value: integerValue(text) };
  },
  char_literal: (b, node, start, end) => ({ kind: "char", start, end, text: b.slice(node) }),
  string_literal: (b, node, start, end) => ({ kind: "string", start, end, parts: [b.slice(node)] }),
  raw_string_literal: (b, node, start, end) => ({ kind: "string", start, end, parts: [b.slice(node)] }),
  concatenated_string: (b, node, start, end) => {
    const parts: string[] = [];
    for (let child = b.tree.firstNamed(node); child !== 0; child = b.tree.nextNamed(child)) {
      parts.push(b.slice(child));
    }
    return { kind: "string", start, end, parts };
  },
};

/** The value of an integer literal in C's spellings; undefined where it is none or a double does not hold it exactly. */
export function integerValue(text: string): number | undefined {
  const match =
    /^([+-]?)(?:0[xX]([\da-fA-F']+)|0[bB]([01']+)|(0[0-7']*)|([1-9][\d']*))(?:[uUlLzZ]*|[uU]?[iI]\d+)$/.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, sign, hex, binary, octal, decimal] = match;
  const [digits, radix] =
    hex !== undefined
      ? ([hex, 16] as const)
      : binary !== undefined
        ? ([binary, 2] as const)
        : octal !== undefined
          ? ([octal, 8] as const)
          : ([decimal ?? "", 10] as const);
  const value = Number.parseInt(digits.replaceAll("'", ""), radix);
  return Number.isSafeInteger(value) ? (sign === "-" && value !== 0 ? -value : value) : undefined;
}
