/** Columns of the tables that a statement names: what people write next, before they have written of which table. */
import { isName, tokensOf } from "../../../server/src/database/engine/tokens.ts";
import type { CatalogObject } from "../../../server/src/database/protocol.ts";
import { statementAt } from "./statements.ts";

export interface ColumnInSight {
  readonly name: string;
  /** As declared; empty where nothing is. */
  readonly type: string;
  readonly table: string;
}

/** Of all tables and views that the statement around a place names, wherever in it: each name of a column once. */
export function columnsInSight(sql: string, place: number, tables: readonly CatalogObject[]): readonly ColumnInSight[] {
  const range = statementAt(sql, place);
  if (range === undefined) return [];
  const statement = sql.slice(range.start, range.end);
  const named = new Set<string>();
  for (const token of tokensOf(statement)) {
    if (isName(token)) named.add(token.text.toLowerCase());
  }
  const found = new Map<string, ColumnInSight>();
  for (const { name: table, columns } of tables.filter(({ name }) => named.has(name.toLowerCase()))) {
    for (const { name, type, isHidden } of columns) {
      if (!isHidden && !found.has(name)) found.set(name, { name, type, table });
    }
  }
  return [...found.values()];
}
