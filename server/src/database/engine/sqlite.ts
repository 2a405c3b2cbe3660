/** What is used of sql.js 1.16.0. Its published types lack `useBigInt` and bring Emscripten's globals to everybody. */

export type SqlValue = bigint | number | string | Uint8Array | null;

export interface Statement {
  /** A bigint is bound as text, which is no integer where no column's affinity makes it one: write integers into the SQL. */
  bind(values: readonly SqlValue[]): boolean;
  /** Whether there is a row. @throws SQLite's message in an Error */
  step(): boolean;
  /** Of the row that it stands at. TEXT is not exact: see `cells.ts`. */
  get(params: null, config: { readonly useBigInt: true }): SqlValue[];
  /** A column's bytes; of text as UTF-8 whatever the database's encoding, of numbers those of their text. */
  getBlob(column: number): Uint8Array;
  getColumnNames(): string[];
  free(): boolean;
}

/** What stands for a file in the in-memory file system. */
export interface LazyBytes {
  readonly length: number;
  slice(): LazyBytes;
  subarray(start: number, end: number): Uint8Array;
}

export interface Database {
  prepare(sql: string): Statement;
  export(): Uint8Array;
  close(): void;
}

export interface SqlJsStatic {
  readonly Database: new (data?: LazyBytes | Uint8Array) => Database;
}
