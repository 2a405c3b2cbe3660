/** A copy of a database without free pages, each table's and index's pages one after the other. */
import type { ByteSource } from "../../binary/source.ts";
import { connect } from "./connection.ts";
import { Refusal } from "./failures.ts";
import type { SqlJsStatic } from "./sqlite.ts";

/** The copy grows in memory, and is there twice when it is handed over. In bytes. */
const mostBytes = 512 * 1024 * 1024;

/**
 * @param file as SQLite may be shown it: see `connect`
 * @throws Refusal where it is too large or damaged
 */
export function compactCopyOf(sqlite: SqlJsStatic, file: ByteSource, isLazy: boolean): Uint8Array {
  if (file.length > mostBytes) {
    throw new Refusal(
      `The database has ${file.length} bytes. A compact copy is made in memory, which is done up to ${mostBytes} bytes; sqlite3 makes one of any size: VACUUM INTO 'copy.db'.`,
    );
  }
  const source = connect(sqlite, file, isLazy);
  const copy = new sqlite.Database();
  try {
    if (source.damage !== undefined) {
      throw new Refusal(`The database is damaged, and a copy would lack what cannot be read: ${source.damage}.`);
    }
    // Of all that this connection could write there is the copy alone: its own file is a stand-in that takes nothing.
    source.all("PRAGMA query_only=0");
    const place = copy.prepare("PRAGMA database_list");
    place.step();
    const [, , path] = place.get(null, { useBigInt: true });
    place.free();
    source.all("VACUUM INTO ?", [path ?? null]);
    return copy.export();
  } finally {
    copy.close();
    source.close();
  }
}
