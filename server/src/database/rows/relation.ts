/** A table, a view or a virtual table as rows are asked of it: its columns, and what tells one row from another. */
import type { Connection } from "../engine/connection.ts";
import { declarationOf } from "../engine/declaration.ts";
import { Refusal } from "../engine/failures.ts";
import type { SqlValue } from "../engine/sqlite.ts";
import { quotedName } from "../output/sql.ts";

/** What SQLite does to values that are put into a column, and to what they are compared with: https://sqlite.org/datatype3.html */
export type Affinity = "integer" | "real" | "numeric" | "text" | "none";

export interface RelationColumn {
  readonly name: string;
  /** An expression over `t` that SQLite can compare and sort by. */
  readonly compared: string;
  readonly affinity: Affinity;
  readonly isNotNull: boolean;
  /** Shown where nobody says which columns. */
  readonly isShown: boolean;
  /** INSERT may name it. */
  readonly isStored: boolean;
}

/** A part of what tells rows apart: never NULL. */
export interface KeyPart {
  /** An expression over `t`, with the collation of the tree that has the rows in this order. */
  readonly sql: string;
  readonly isDescending: boolean;
}

export interface Relation {
  readonly name: string;
  /** For FROM, where it is called `t`. */
  readonly from: string;
  readonly columns: readonly RelationColumn[];
  /** `ordinal`: nothing tells rows apart but how many come before. */
  readonly key:
    | { readonly kind: "rowid" | "primary"; readonly parts: readonly KeyPart[] }
    | { readonly kind: "ordinal" };
}

/** @throws Refusal where there is none of that name */
export function relationOf(connection: Connection, name: string): Relation {
  // pragma_table_list would tell it too, and lays out every view of the schema for it: see `view-weights.ts`.
  const [found] = connection.all("SELECT type, sql FROM sqlite_schema WHERE name = ? AND type IN ('table', 'view')", [
    name,
  ]);
  const isSchema = /^sqlite_(?:schema|master)$/i.test(name);
  if (found === undefined && !isSchema) throw new Refusal(`There is no table or view with the name ${name}.`);
  if (name.includes("\0")) throw new Refusal("A name with a NUL character has no place in SQL.");
  const [type, sql] = found ?? ["table", null];
  const { isWithoutRowid, isStrict } = declarationOf(type === "table" ? String(sql ?? "") : "");
  const rows = connection.all(
    "SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?) WHERE schema = 'main'",
    [name],
  );
  const columns = rows.map((row) => columnOf(row, isStrict));
  return {
    name,
    from: `main.${quotedName(name)} AS t`,
    columns,
    key: type === "view" ? { kind: "ordinal" } : keyOf(connection, name, rows, isWithoutRowid),
  };
}

/** @throws Refusal where the relation has no such column */
export function columnNamed(relation: Relation, name: string): RelationColumn {
  const column = relation.columns.find((each) => each.name === name);
  if (column === undefined) throw new Refusal(`${relation.name} has no column with the name ${name}.`);
  return column;
}

/** Of these columns those whose collation is a program's own, which SQLite does not have here, are compared by their bytes. */
export function withKnownCollations(connection: Connection, relation: Relation, names: readonly string[]): Relation {
  const isUnknown = (sql: string): boolean => {
    try {
      connection.prepare(`SELECT ${sql} < ${sql} FROM ${relation.from}`).free();
      return false;
    } catch (error) {
      if (error instanceof Error && /^no such collation sequence/.test(error.message)) return true;
      throw error;
    }
  };
  const unknown = new Set([...new Set(names)].filter((name) => isUnknown(columnNamed(relation, name).compared)));
  if (unknown.size === 0) return relation;
  const columns = relation.columns.map((column) =>
    unknown.has(column.name) ? { ...column, compared: `${column.compared} COLLATE BINARY` } : column,
  );
  return { ...relation, columns };
}

/** Those that are shown where nobody says which. @throws Refusal where the relation has no such column */
export function columnsNamed(relation: Relation, names: readonly string[] | undefined): readonly RelationColumn[] {
  if (names === undefined) return relation.columns.filter(({ isShown }) => isShown);
  const known = new Map(relation.columns.map((column) => [column.name, column]));
  return names.map((name) => known.get(name) ?? columnNamed(relation, name));
}

/** A column of `t`. Names are qualified, as SQLite takes others in quotation marks for text where there is no such column. */
export const columnSql = (name: string): string => `t.${quotedName(name)}`;

function columnOf([name, type, isNotNull, , hidden]: readonly SqlValue[], isStrict: boolean): RelationColumn {
  return {
    name: String(name),
    compared: columnSql(String(name)),
    affinity: affinityOf(String(type ?? ""), isStrict),
    isNotNull: isNotNull === 1n,
    isShown: hidden !== 1n,
    isStored: hidden === 0n,
  };
}

/** By the rules of https://sqlite.org/datatype3.html#determination_of_column_affinity, in their order. */
function affinityOf(declared: string, isStrict: boolean): Affinity {
  const type = declared.toUpperCase();
  if (type.includes("INT")) return "integer";
  if (/CHAR|CLOB|TEXT/.test(type)) return "text";
  if (type === "" || type.includes("BLOB") || (isStrict && type === "ANY")) return "none";
  return /REAL|FLOA|DOUB/.test(type) ? "real" : "numeric";
}

function keyOf(
  connection: Connection,
  table: string,
  columns: readonly (readonly SqlValue[])[],
  isWithoutRowid: boolean,
): Relation["key"] {
  if (isWithoutRowid) return { kind: "primary", parts: primaryKeyOf(connection, table) };
  const sql = rowidOf(connection, table, columns);
  if (sql === undefined) return { kind: "ordinal" };
  return { kind: "rowid", parts: [{ sql, isDescending: false }] };
}

/** Of a table WITHOUT ROWID: the order of its tree, which need not be that of the columns' own collations. */
function primaryKeyOf(connection: Connection, table: string): KeyPart[] {
  const rows = connection.all(
    `SELECT key.name, key.coll, key."desc"
     FROM pragma_index_list(?, 'main') AS list, pragma_index_xinfo(list.name, 'main') AS key
     WHERE list.origin = 'pk' AND key.key = 1 ORDER BY key.seqno`,
    [table],
  );
  return rows.map(([name, collation, isDescending]) => ({
    sql: `${columnSql(String(name))} COLLATE ${quotedName(String(collation))}`,
    isDescending: isDescending === 1n,
  }));
}

/**
 * What the rowid goes by: one of its three names that no column has, or the INTEGER PRIMARY KEY. Undefined where columns
 * have taken all of them, and in virtual tables that have none.
 */
function rowidOf(connection: Connection, table: string, columns: readonly (readonly SqlValue[])[]): string | undefined {
  const taken = new Set(columns.map(([name]) => String(name).toLowerCase()));
  const free = ["rowid", "_rowid_", "oid"].find((name) => !taken.has(name));
  if (free !== undefined) return hasColumn(connection, table, free) ? `t.${free}` : undefined;
  const keys = columns.filter(([, , , place]) => place !== 0n);
  const [name, type] = keys[0] ?? [];
  if (keys.length !== 1 || String(type).toUpperCase() !== "INTEGER") return undefined;
  // INTEGER PRIMARY KEY DESC is no rowid, by a mistake of SQLite's that it keeps: it has an index of its own.
  const [index] = connection.all("SELECT 1 FROM pragma_index_list(?, 'main') WHERE origin = 'pk'", [table]);
  return index === undefined ? columnSql(String(name)) : undefined;
}

function hasColumn(connection: Connection, table: string, name: string): boolean {
  try {
    connection.prepare(`SELECT t.${name} FROM main.${quotedName(table)} AS t`).free();
    return true;
  } catch (error) {
    // A table that cannot be read at all says so itself when its rows are asked for.
    if (error instanceof Error && /no such column/i.test(error.message)) return false;
    throw error;
  }
}
