/** SQLite for tests: where its source is, databases that sql.js makes, and what sql.js answers to a query. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Query, Value } from "./queries.ts";

const tools = join(import.meta.dirname, "../tools");

/** The folder of sqlite3.c and sqlite3.h. */
export const sqliteFolder = join(tools, "node_modules/better-sqlite3/deps/sqlite3");

/** `node test/scaffolds/tools/install.mjs` installs it. */
export const sqliteInstalled = existsSync(join(tools, "node_modules/.installed"));

/** What of sql.js is used here. */
interface Statement {
  bind(parameters: readonly (Exclude<Value, bigint> | number)[]): boolean;
  step(): boolean;
  get(parameters: null, config: { readonly useBigInt: true }): readonly Value[];
  getColumnNames(): readonly string[];
  free(): boolean;
}

interface Database {
  run(sql: string): void;
  export(): Uint8Array;
  prepare(sql: string): Statement;
  close(): void;
}

type Open = (bytes?: Uint8Array) => Database;

async function sqlJs(): Promise<Open> {
  const load = createRequire(join(tools, "package.json"))("sql.js") as () => Promise<{
    readonly Database: new (bytes?: Uint8Array) => Database;
  }>;
  const { Database } = await load();
  return (bytes) => new Database(bytes);
}

/** The bytes of a database file. */
export async function databaseOf(sql: string): Promise<Uint8Array> {
  const database = (await sqlJs())();
  database.run(sql);
  const bytes = database.export();
  database.close();
  return bytes;
}

/** A line for the names of the columns, and one for each row, as programs/sqlite-queries.c prints them. */
export async function answersOf(bytes: Uint8Array, queries: readonly Query[]): Promise<readonly (readonly string[])[]> {
  const database = (await sqlJs())(bytes);
  const answers = queries.map((query) => {
    // Names come from the text as it is.
    const named = database.prepare(query.sql);
    const lines = [named.getColumnNames().map(wordOf).join(" ")];
    named.free();
    const { sql, parameters } = forSqlJs(query);
    const statement = database.prepare(sql);
    statement.bind(parameters);
    while (statement.step()) {
      lines.push(statement.get(null, { useBigInt: true }).map(wordOf).join(" "));
    }
    statement.free();
    return lines;
  });
  database.close();
  return answers;
}

/** sql.js binds integers of 32 bits alone: longer ones are written into the text. */
function forSqlJs({ sql, parameters }: Query): {
  readonly sql: string;
  readonly parameters: readonly (Exclude<Value, bigint> | number)[];
} {
  let text = sql;
  const bound = parameters.map((value, index) => {
    if (typeof value === "bigint" && BigInt.asIntN(32, value) !== value) {
      text = text.replaceAll(`?${index + 1}`, String(value));
      return null;
    }
    return typeof value === "bigint" ? Number(value) : value;
  });
  return { sql: text, parameters: bound };
}

/** A value as words of programs/sqlite-queries.c are. */
export function wordOf(value: Value): string {
  if (value === null) {
    return "n";
  }
  if (typeof value === "bigint") {
    return `i:${value}`;
  }
  if (typeof value === "number") {
    const bits = Buffer.alloc(8);
    bits.writeDoubleBE(value);
    return `r:${bits.toString("hex")}`;
  }
  return typeof value === "string"
    ? `t:${Buffer.from(value, "utf8").toString("hex")}`
    : `b:${Buffer.from(value).toString("hex")}`;
}
