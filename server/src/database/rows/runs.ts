/**
 * Keys of a view in an order that no index has. All rows are read for any part of it, so that more keys are taken than one
 * page wants: who scrolls on has them at once. What is sorted is kept small by a place beyond the part: where rows lie in
 * the opposite of the order, each of them would be sorted in for a while.
 */
import type { Connection } from "../engine/connection.ts";
import { ifSqliteAnswers } from "../engine/failures.ts";
import type { Places } from "./places.ts";
import { anchorOf, keysOf, type Selection, type Stretch } from "./selection.ts";

/** Keys that follow one another. */
interface Run {
  readonly keys: readonly string[];
  /** Nothing comes before, or after. */
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

/** @returns `keysOf` of this selection, which remembers what no index has */
export function keyReader(
  connection: Connection,
  selection: Selection,
  places: () => Places,
): (stretch: Stretch) => readonly string[] {
  if (!selection.isSorted) return (stretch) => keysOf(connection, selection, stretch);
  const read = (stretch: Stretch): readonly string[] => {
    const { at, direction, limit, skip } = stretch;
    if (skip !== undefined) return keysOf(connection, selection, stretch);
    const start = at !== undefined && "key" in at ? anchorOf(connection, selection, at.key) : at?.anchor;
    const until = ifSqliteAnswers(() => places().beyond?.(start, direction, limit));
    const keys = until === undefined ? [] : keysOf(connection, selection, { ...stretch, until });
    // The place was an estimate.
    return keys.length === limit ? keys : keysOf(connection, selection, stretch);
  };
  const runs: Run[] = [];
  return (stretch) => {
    for (const run of runs) {
      const keys = partOf(run, stretch);
      if (keys !== undefined) return keys;
    }
    const limit = Math.max(stretch.limit, takenAtOnce);
    const keys = read({ ...stretch, limit });
    runs.unshift(runOf(keys, stretch, keys.length < limit));
    runs.splice(keptRuns);
    return keys.slice(0, stretch.limit);
  };
}

const takenAtOnce = 2000;
const keptRuns = 4;

function runOf(keys: readonly string[], { direction, at, skip }: Stretch, isAll: boolean): Run {
  const beginsThere = at === undefined && skip === undefined;
  return direction === "forth"
    ? { keys, isStart: beginsThere, isEnd: isAll }
    : { keys: keys.toReversed(), isStart: isAll, isEnd: beginsThere };
}

/** Undefined where the run does not have all of them. */
function partOf(run: Run, { direction, at, reach, skip, limit }: Stretch): readonly string[] | undefined {
  if (skip !== undefined || (at !== undefined && !("key" in at))) return undefined;
  const isForth = direction === "forth";
  if (at === undefined && !(isForth ? run.isStart : run.isEnd)) return undefined;
  const keys = isForth ? run.keys : run.keys.toReversed();
  const place = at === undefined ? 0 : keys.indexOf(at.key);
  if (place < 0) return undefined;
  const part = keys.slice(at === undefined || reach === "from" ? place : place + 1).slice(0, limit);
  const isWhole = part.length === limit || (isForth ? run.isEnd : run.isStart);
  return isWhole ? part : undefined;
}
