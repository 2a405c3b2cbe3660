/** A driver's folder with databases in it, made for a test: one as a file, one with a log, one in a source, one in an object. */
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { arrayText, headerText } from "../../../server/src/embed/c-source.ts";
import { objectFile } from "../../../server/src/embed/coff.ts";
import { embeddingOf } from "../../embed/sample.ts";
import { makeDatabase } from "../../media/database/support/sample.ts";

export interface DatabaseFolder {
  readonly path: string;
  /** Of `quirks.db`. */
  readonly database: Uint8Array;
}

export async function makeDatabaseFolder(): Promise<DatabaseFolder> {
  const path = join(mkdtempSync(join(tmpdir(), "databases-")), "quirks-driver");
  mkdirSync(path);
  const database = await makeDatabase();
  const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(path, name), content);
  write("quirks.db", database);
  write("places.c", await sourceWith("in an array"));
  write("places.h", headerText(embeddingOf(new Uint8Array(0), { symbol: "PlacesDb" })));
  write("tables.obj", objectFile(embeddingOf(await smallDatabase("in an object"), { symbol: "Tables" }), "x64"));
  write("notes.c", `/* Nothing here. */\n${"int unused;\n".repeat(100)}`);
  // Two pages, and what is in them in the log alone.
  for (const name of ["live.db", "live.db-wal"]) {
    copyFileSync(join(import.meta.dirname, "../../database/format/support", name), join(path, name));
  }
  return { path, database };
}

/** A source with an array that holds a small database. */
export async function sourceWith(word: string): Promise<string> {
  return arrayText(embeddingOf(await smallDatabase(word), { symbol: "PlacesDb" }), "places.h");
}

/** One table, `places`, of three rows, the first of which is this word. */
const smallDatabase = (word: string): Promise<Uint8Array> =>
  makeDatabase(
    `PRAGMA page_size = 512;\nCREATE TABLE places (id INTEGER PRIMARY KEY, place TEXT);\nINSERT INTO places (place) VALUES ('${word}'), ('second'), ('third')`,
  );
