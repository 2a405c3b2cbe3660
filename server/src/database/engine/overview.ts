/** What a database is, at a glance. */
import type { ByteSource } from "../../binary/source.ts";
import { layoutOf } from "../format/layout.ts";
import type { ShownDatabase } from "../format/shown.ts";
import type { Result } from "../protocol.ts";
import type { Connection } from "./connection.ts";

/** @throws Error with what is wrong where it is no database */
export function overviewOf(original: ByteSource, shown: ShownDatabase, connection: Connection): Result<"overview"> {
  const { walFrames, notes } = shown;
  const common = { length: original.length, reading: connection.reading, walFrames };
  if (shown.source.length === 0) {
    // What SQLite makes of a file without a byte.
    return {
      ...{ ...common, pageSize: 4096, pageCount: 0, encoding: "UTF-8" },
      notes: [...notes, "The file is empty: SQLite takes it for a database without tables."],
    };
  }
  const layout = layoutOf(shown.source);
  if ("mistake" in layout) throw new Error(`This cannot be read as a database: ${layout.mistake}.`);
  const { pageSize, pageCount, encoding } = layout;
  const damage =
    connection.damage === undefined ? [] : [`${damageText(connection.damage)} Shown is what can be read all the same.`];
  return { ...common, pageSize, pageCount, encoding: encodings[encoding], notes: [...notes, ...damage] };
}

/** A function that is not for schemas of strangers is no damage, though SQLite calls it that. */
function damageText(damage: string): string {
  const unsafe = /unsafe use of (.*)$/.exec(damage);
  return unsafe === null
    ? `SQLite finds it damaged: ${damage}.`
    : `Its schema calls ${unsafe[1]}, which is not run for a schema here: what hangs on it is missing.`;
}

/** As PRAGMA encoding calls them. */
const encodings = { "utf-8": "UTF-8", "utf-16le": "UTF-16le", "utf-16be": "UTF-16be" } as const;
