/** Long lists of words as regular expressions that look at each letter of the text once. */

/** Letters that words share at their beginning, and what follows each of them. */
type Trie = Map<string, Trie>;

/** An expression that matches each of the words and nothing else; it has no groups that capture. */
export function anyOf(words: Iterable<string>): string {
  const root: Trie = new Map();
  for (const word of words) {
    let at = root;
    for (const letter of `${word}\0`) {
      const next = at.get(letter) ?? new Map();
      at.set(letter, next);
      at = next;
    }
  }
  return expression(root);
}

function expression(trie: Trie): string {
  const branches = [...trie].filter(([letter]) => letter !== "\0").sort(([a], [b]) => (a < b ? -1 : 1));
  const alternatives = branches.map(([letter, next]) => escaped(letter) + expression(next));
  if (alternatives.length === 0) {
    return "";
  }
  const isOptional = trie.has("\0");
  const [only] = alternatives;
  if (only !== undefined && alternatives.length === 1 && !isOptional) {
    return only;
  }
  return `(?:${alternatives.join("|")})${isOptional ? "?" : ""}`;
}

const escaped = (letter: string): string => letter.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
