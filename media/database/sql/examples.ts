/** Questions to begin with, made of what the database has. */
import type { CatalogObject } from "../../../server/src/database/protocol.ts";
import { quoted } from "../code/names.ts";

export interface Example {
  readonly title: string;
  readonly sql: string;
}

/** @param chosen is asked about where it can be; else the table with most rows */
export function examplesOf(catalog: readonly CatalogObject[], chosen: CatalogObject | undefined): readonly Example[] {
  const readable = catalog.filter(
    ({ kind, isInternal, problem, columns }) =>
      kind !== "index" && kind !== "trigger" && !isInternal && problem === undefined && columns.length > 0,
  );
  const tables = readable.filter(({ kind }) => kind === "table");
  const largest = tables.toSorted((a, b) => (b.estimate ?? 0) - (a.estimate ?? 0))[0];
  const table = readable.find(({ name }) => name === chosen?.name) ?? largest ?? readable[0];
  const schema = { title: "All that the schema has", sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema;" };
  if (table === undefined) return [schema];
  const name = quoted(table.name);
  return [
    { title: `Rows of ${table.name}`, sql: `SELECT *\nFROM ${name}\nLIMIT 100;` },
    { title: `How many rows ${table.name} has`, sql: `SELECT count(*)\nFROM ${name};` },
    ...joinOf(tables, table),
    schema,
  ];
}

/** Along a foreign key of one column, of this table or, where it has none, of another one. */
function joinOf(tables: readonly CatalogObject[], first: CatalogObject): readonly Example[] {
  for (const child of [first, ...tables]) {
    for (const { columns, table, parentColumns } of child.foreignKeys) {
      const parent = tables.find(({ name }) => name.toLowerCase() === table.toLowerCase());
      const [column, more] = columns;
      const key = parentColumns[0] ?? parent?.columns.find(({ primaryKey }) => primaryKey === 1)?.name;
      if (parent === undefined || column === undefined || more !== undefined || key === undefined) continue;
      const [from, to] = [quoted(child.name), quoted(parent.name)];
      return [
        {
          title: `How many ${child.name} each of ${parent.name} has`,
          sql: `SELECT parent.*, count(child.${quoted(column)}) AS "count"\nFROM ${to} AS parent\nLEFT JOIN ${from} AS child ON child.${quoted(column)} = parent.${quoted(key)}\nGROUP BY parent.${quoted(key)}\nORDER BY "count" DESC;`,
        },
      ];
    }
  }
  return [];
}
