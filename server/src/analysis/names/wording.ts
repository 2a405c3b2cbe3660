/** The words in which findings name what to use instead. */

/** "a", "a or b", "a, b or c"; the empty string for no alternatives. */
export function alternatives(list: readonly string[]): string {
  const last = list[list.length - 1];
  return last === undefined ? "" : list.length === 1 ? last : `${list.slice(0, -1).join(", ")} or ${last}`;
}
