// Random access to the packed tables: a lookup splits one block of keys and decodes the cells it is asked for, nothing else.

/** A table as generated from server/data: keys sorted by code unit, and one packed column per field. */
export interface PackedTable<Column extends string> {
  readonly rows: number;
  /** Blocks of `keysPerBlock` keys (the last may have fewer), one key a line. */
  readonly keys: readonly string[];
  readonly columns: Readonly<Record<Column, PackedColumn>>;
}

/** Small enough that splitting a block costs nothing, large enough that a table has few of them. */
export const keysPerBlock = 64;

/** `values` is the dictionary, one per line; `codes` holds `width` characters for each row. */
export interface PackedColumn {
  readonly width: number;
  readonly values: string;
  readonly codes: string;
}

/** An opened table. Rows are numbered from 0 in key order. */
export interface Table<Column extends string> {
  readonly rows: number;
  /** First row with this key, or -1. */
  readonly find: (key: string) => number;
  /** All rows with this key, in the order of the data; empty when there is none. */
  readonly findAll: (key: string) => readonly number[];
  readonly key: (row: number) => string;
  readonly cell: (row: number, column: Column) => string;
}

/** Opens a table. Blocks of keys and columns' dictionaries are split when first needed and then kept. */
export function openTable<Column extends string>(packed: PackedTable<Column>): Table<Column> {
  const blocks: (readonly string[] | undefined)[] = [];
  const dictionaries = new Map<Column, readonly string[]>();

  const blockAt = (index: number): readonly string[] => {
    const block = blocks[index] ?? packed.keys[index]?.split("\n") ?? [];
    blocks[index] = block;
    return block;
  };
  const keyAt = (row: number): string => blockAt(Math.floor(row / keysPerBlock))[row % keysPerBlock] ?? "";
  const find = (key: string): number => {
    // The first row with the key is in the last block that starts below it, or is the next block's first.
    const block = Math.max(0, lowerBound(packed.keys.length, (index) => firstLine(packed.keys[index] ?? ""), key) - 1);
    const keys = blockAt(block);
    const row = block * keysPerBlock + lowerBound(keys.length, (index) => keys[index] ?? "", key);
    return row < packed.rows && keyAt(row) === key ? row : -1;
  };
  const findAll = (key: string): readonly number[] => {
    const rows: number[] = [];
    for (let row = find(key); row >= 0 && row < packed.rows && keyAt(row) === key; row++) rows.push(row);
    return rows;
  };
  const cell = (row: number, column: Column): string => {
    const { width, values, codes } = packed.columns[column];
    let dictionary = dictionaries.get(column);
    if (dictionary === undefined) {
      dictionary = values.split("\n");
      dictionaries.set(column, dictionary);
    }
    return dictionary[decode(codes, row * width, width)] ?? "";
  };
  return { rows: packed.rows, find, findAll, key: keyAt, cell };
}

/** A value made at first use and then kept. */
export function lazy<Value>(make: () => Value): () => Value {
  let value: { readonly of: Value } | undefined;
  return () => {
    value ??= { of: make() };
    return value.of;
  };
}

/** The number of the `count` sorted entries that are below `key`. */
function lowerBound(count: number, entry: (index: number) => string, key: string): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entry(middle) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? text : text.slice(0, end);
}

/** Digits are the printable ASCII characters without `$`, `\` and the backquote, in order. */
function decode(codes: string, at: number, width: number): number {
  let value = 0;
  for (let index = at; index < at + width; index++) value = value * 91 + digit(codes.charCodeAt(index));
  return value;
}

function digit(code: number): number {
  // 33 is the first digit; 36 `$`, 92 `\` and 96 backquote are left out.
  return code - 33 - (code > 36 ? 1 : 0) - (code > 92 ? 1 : 0) - (code > 96 ? 1 : 0);
}
