/** A view that somebody looks at, and what was found out about it: page after page is asked of the same one. */
import type { Connection } from "../engine/connection.ts";
import { ifSqliteAnswers } from "../engine/failures.ts";
import type { View } from "../protocol.ts";
import { countedPlaces, type Places, placesOf, unknownPlaces } from "./places.ts";
import { relationOf } from "./relation.ts";
import { keyReader } from "./runs.ts";
import { countOf, type Selection, type Stretch, selectionOf } from "./selection.ts";

export interface OpenView {
  readonly selection: Selection;
  /** Of relations that have keys: see `keysOf`. */
  keys(stretch: Stretch): readonly string[];
  /** Places as they are known: without counting, or by it once it was done. */
  places(): Places;
  /** Counts its rows, once. */
  count(): Places;
  /** Its rows, where they were counted. */
  counted(): number | undefined;
  /** Rows before this one, as it was said when it was shown: pages side by side fit together, estimated or not. */
  numberOf(key: string): number | undefined;
  note(key: string, number: number): void;
}

/** @returns what opens views, and has the last few at hand. @throws Refusal where a name is not there */
export function viewOpener(connection: Connection): (view: View) => OpenView {
  const last = new Map<string, OpenView>();
  return ({ table, sort, filters, search }) => {
    const name = JSON.stringify([table, sort, filters, search]);
    const open = last.get(name) ?? openView(connection, { table, sort, filters, search });
    keepLast(last, keptViews, name, open);
    return open;
  };
}

const keptViews = 8;
const keptNumbers = 1000;

function openView(connection: Connection, view: View): OpenView {
  const selection = selectionOf(connection, relationOf(connection, view.table), view);
  const numbers = new Map<string, number>();
  let rows: number | undefined;
  let places: Places | undefined;
  const knownPlaces = (): Places => {
    // Of a damaged file what can be read is shown, wherever it lies.
    places ??= ifSqliteAnswers(() => placesOf(connection, selection)) ?? unknownPlaces;
    return places;
  };
  return {
    selection,
    keys: keyReader(connection, selection, knownPlaces),
    places: knownPlaces,
    count() {
      if (rows === undefined) {
        rows = countOf(connection, selection);
        places = countedPlaces(connection, selection, rows);
        // They may have been estimates.
        numbers.clear();
      }
      return places!;
    },
    counted: () => rows,
    numberOf: (key) => numbers.get(key),
    note: (key, number) => keepLast(numbers, keptNumbers, key, number),
  };
}

/** Puts it to the end of the map, and takes out what has been there for longest. */
function keepLast<K, T>(map: Map<K, T>, limit: number, key: K, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > limit) map.delete(map.keys().next().value!);
}
