/** How long a parse may take: what a made-up text could make long ends there. */
import type { Parser, Tree } from "web-tree-sitter";

/** How many steps (of a hundred operations of tree-sitter) a text of a length in UTF-16 units may take. */
export type ParseBudget = (length: number) => number;

/** The tree of a text, which the caller deletes; undefined where it would take longer than the budget has. */
export function parseWithinBudget(parser: Parser, budget: ParseBudget, text: string): Tree | undefined {
  let steps = budget(text.length);
  const tree = parser.parse(text, null, { progressCallback: () => --steps < 0 });
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  return tree;
}
