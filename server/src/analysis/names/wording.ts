/** The words in which findings name what to use instead. */

/** "a", "a or b", "a, b or c"; the empty string for no alternatives. */
export function alternatives(list: readonly string[]): string {
  const last = list[list.length - 1];
  return last === undefined ? "" : list.length === 1 ? last : `${list.slice(0, -1).join(", ")} or ${last}`;
}

/** "a", "a and b", "a, b and c"; the empty string for an empty list. */
export const and = (list: readonly string[]): string =>
  list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`;
