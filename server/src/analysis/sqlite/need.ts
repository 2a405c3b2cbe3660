/** What a function needs because it leads to SQLite, and the calls by which it does. */
import type { Place } from "../../model/place.ts";

export interface SqliteNeed {
  /** What is called at `at`, and its key where it is a function of the unit that leads on. */
  readonly callee: string;
  readonly via: string | undefined;
  /** The function of SQLite at the end of the chain. */
  readonly source: string;
  /** How many calls lead there; 1 where `callee` is `source`. */
  readonly depth: number;
  readonly at: Place;
}

/**
 * The calls that lead from a need to SQLite; empty where the call itself is of it.
 * @param needOf what the function of a key needs for the same reason, with its place
 */
export function needReasons(
  { callee, via, depth }: Omit<SqliteNeed, "at">,
  needOf: (key: string) => SqliteNeed | undefined,
): readonly { readonly at: Place; readonly message: string }[] {
  const reasons: { at: Place; message: string }[] = [];
  let caller = callee;
  let next = via;
  for (let left = depth; next !== undefined && left > 1; left--) {
    const need = needOf(next);
    if (need === undefined) {
      break;
    }
    reasons.push({ at: need.at, message: `${caller} calls ${need.callee} here` });
    caller = need.callee;
    next = need.via;
  }
  return reasons;
}
