// Random access to the packed tables: nothing but the list of keys is split at start, cells are decoded when asked for.

/** A table as generated from server/data: keys sorted by code unit, one per line, and one packed column per field. */
export interface PackedTable<Column extends string> {
  readonly rows: number;
  readonly keys: string;
  readonly columns: Readonly<Record<Column, PackedColumn>>;
}

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

/** Opens a table. The key list and each column's dictionary are split at first use. */
export function openTable<Column extends string>(packed: PackedTable<Column>): Table<Column> {
  const keys = lazy(() => packed.keys.split("\n"));
  const dictionaries = new Map<Column, readonly string[]>();

  const find = (key: string): number => {
    const row = lowerBound(keys(), key);
    return keys()[row] === key ? row : -1;
  };
  const findAll = (key: string): readonly number[] => {
    const rows: number[] = [];
    for (let row = find(key); row >= 0 && keys()[row] === key; row++) rows.push(row);
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
  return { rows: packed.rows, find, findAll, key: (row) => keys()[row] ?? "", cell };
}

/** A value made at first use and then kept. */
export function lazy<Value>(make: () => Value): () => Value {
  let value: { readonly of: Value } | undefined;
  return () => {
    value ??= { of: make() };
    return value.of;
  };
}

function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? "") < key) low = middle + 1;
    else high = middle;
  }
  return low;
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
