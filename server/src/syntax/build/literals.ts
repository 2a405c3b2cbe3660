/** Literals: numbers with their values, characters and strings. */

import { integerLiteral } from "../integer-literal.ts";
import type { ExprBuilder } from "./builder.ts";

export const literalBuilders: Readonly<Record<string, ExprBuilder>> = {
  number_literal: (b, node, start, end) => {
    const text = b.slice(node);
    return { kind: "number", start, end, text, value: integerLiteral(text) };
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
