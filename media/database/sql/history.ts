/** Statements that were run: newest first, each once. */

/** Statements, and characters of one: what a workspace's storage is not the place for is forgotten. */
const most = 200;
const longest = 20_000;

export function remembering(history: readonly string[], sql: string): readonly string[] {
  const text = sql.trim();
  if (text === "" || text.length > longest) return history;
  return [text, ...history.filter((each) => each !== text)].slice(0, most);
}

/** Those that have all words of a query, whatever their case. */
export function searching(history: readonly string[], query: string): readonly string[] {
  const words = query.toLowerCase().split(/\s+/);
  return history.filter((each) => words.every((word) => each.toLowerCase().includes(word)));
}

/** Where somebody is who goes back through it by keys. */
export interface Walk {
  /** Of the history; -1 is what he had written himself. */
  readonly at: number;
  readonly draft: string;
}

/** @returns undefined where there is nothing in that direction */
export function walked(
  history: readonly string[],
  from: Walk | undefined,
  current: string,
  direction: "older" | "newer",
): (Walk & { readonly text: string }) | undefined {
  // Who has changed what he was led to begins anew.
  const isThere = from !== undefined && current === (from.at < 0 ? from.draft : history[from.at]);
  const { at, draft } = isThere ? from : { at: -1, draft: current };
  let next = at + (direction === "older" ? 1 : -1);
  if (at < 0 && history[next]?.trim() === current.trim()) next += 1;
  const text = next < 0 ? draft : history[next];
  return next < -1 || text === undefined ? undefined : { at: next, draft, text };
}
