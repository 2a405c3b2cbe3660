// Reads a tab-separated table with one header row and refuses anything that is not one.

/** A table as text cells: `rows[i][columns.indexOf(name)]`; every row has as many cells as there are columns. */
export interface TextTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Parses `text` (LF or CRLF ends, one header row, an optional final line end).
 * Throws with the table's name and line number for a row whose number of cells differs from the header's, or an empty key.
 */
export function parseTable(name: string, text: string): TextTable {
  const lines = text.replace(/\r\n/g, "\n").replace(/\n$/, "").split("\n");
  const columns = (lines[0] ?? "").split("\t");
  const rows = lines.slice(1).map((line, index) => {
    const cells = line.split("\t");
    if (cells.length !== columns.length) {
      throw new Error(`${name}.tsv:${index + 2}: ${cells.length} cells, but the header has ${columns.length}`);
    }
    return cells;
  });
  return { columns, rows };
}

/** The position of `column`; throws when the table has no such column. */
export function columnIndex(name: string, table: TextTable, column: string): number {
  const index = table.columns.indexOf(column);
  if (index < 0) throw new Error(`${name}.tsv has no column ${column}`);
  return index;
}
