/** What the diagram draws of a schema: tables, and foreign keys between them. */
import type { CatalogObject } from "../../../../server/src/database/protocol.ts";
import { isTable, type Reference, referencesOf } from "../relations.ts";

export interface SchemaGraph {
  readonly tables: readonly CatalogObject[];
  /** Between these tables. */
  readonly references: readonly DrawnReference[];
}

export type DrawnReference = Reference & { readonly to: CatalogObject };

/** Without what is SQLite's own. */
export function graphOf(catalog: readonly CatalogObject[]): SchemaGraph {
  const tables = catalog.filter((object) => isTable(object) && !object.isInternal);
  return part(new Set(tables), referencesOf(catalog));
}

/** Tables from which a table is reached over so many foreign keys, whatever their direction, and itself. */
export function partAround(graph: SchemaGraph, table: CatalogObject, steps: number): SchemaGraph {
  let reached = new Set([table]);
  for (let step = 0; step < steps; step++) {
    const next = new Set(reached);
    for (const { from, to } of graph.references) {
      if (reached.has(from)) next.add(to);
      if (reached.has(to)) next.add(from);
    }
    reached = next;
  }
  return part(reached, graph.references, graph.tables);
}

/** Tables whose name, or one of whose columns, has all words of a query; those by name first. */
export function searchTables(graph: SchemaGraph, query: string): readonly CatalogObject[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return [];
  const has = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const named = graph.tables.filter(({ name }) => has(name));
  const withColumn = graph.tables.filter(
    (table) => !named.includes(table) && table.columns.some(({ name }) => has(`${table.name} ${name}`)),
  );
  return [...named, ...withColumn];
}

function part(
  tables: ReadonlySet<CatalogObject>,
  references: readonly Reference[],
  order: readonly CatalogObject[] = [...tables],
): SchemaGraph {
  const isDrawn = (reference: Reference): reference is DrawnReference =>
    tables.has(reference.from) && reference.to !== undefined && tables.has(reference.to);
  return { tables: order.filter((table) => tables.has(table)), references: references.filter(isDrawn) };
}
