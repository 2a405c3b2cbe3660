/** Pairs brackets in a token list, tolerant of missing ones. */

/** For every `(`, `[`, `{` and its partner the other's index, else -1. A `}` closes through open parentheses. */
export function matchBrackets(texts: readonly string[]): Int32Array {
  const mates = new Int32Array(texts.length).fill(-1);
  const open: number[] = [];
  let openBraces = 0;
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index];
    if (text === "(" || text === "[") {
      open.push(index);
    } else if (text === "{") {
      open.push(index);
      openBraces++;
    } else if (text === ")" || text === "]") {
      const top = open.at(-1);
      if (top !== undefined && texts[top] === (text === ")" ? "(" : "[")) {
        open.pop();
        mates[top] = index;
        mates[index] = top;
      }
    } else if (text === "}" && openBraces > 0) {
      let top = open.pop() as number;
      while (texts[top] !== "{") {
        top = open.pop() as number;
      }
      openBraces--;
      mates[top] = index;
      mates[index] = top;
    }
  }
  return mates;
}
