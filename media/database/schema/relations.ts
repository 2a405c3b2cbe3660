/** How tables hang together: foreign keys with both ends, and what belongs to a table. */
import type { CatalogObject } from "../../../server/src/database/protocol.ts";

/** A foreign key. */
export interface Reference {
  readonly from: CatalogObject;
  readonly columns: readonly string[];
  /** Undefined where there is no such table. */
  readonly to: CatalogObject | undefined;
  /** As the foreign key writes it. */
  readonly toName: string;
  /** The primary key's where the foreign key names none. */
  readonly parentColumns: readonly string[];
  readonly onUpdate: string;
  readonly onDelete: string;
}

/** Of all tables, in the order of the catalog. */
export function referencesOf(catalog: readonly CatalogObject[]): readonly Reference[] {
  const tables = new Map(catalog.filter(isTable).map((table): [string, CatalogObject] => [folded(table.name), table]));
  return catalog.filter(isTable).flatMap((from) =>
    from.foreignKeys.map(({ columns, table, parentColumns, onUpdate, onDelete }) => {
      const to = tables.get(folded(table));
      const named = parentColumns.length > 0 ? parentColumns : primaryKeyOf(to);
      return { from, columns, to, toName: table, parentColumns: named, onUpdate, onDelete };
    }),
  );
}

/** What a table, a view, an index or a trigger has around it. */
export interface Around {
  readonly references: readonly Reference[];
  readonly referencedBy: readonly Reference[];
  readonly indexes: readonly CatalogObject[];
  readonly triggers: readonly CatalogObject[];
}

export function aroundOf(catalog: readonly CatalogObject[], object: CatalogObject): Around {
  const all = isTable(object) ? referencesOf(catalog) : [];
  const ofIt = (kind: CatalogObject["kind"]): readonly CatalogObject[] =>
    kind === object.kind
      ? []
      : catalog.filter((each) => each.kind === kind && folded(each.table) === folded(object.name));
  return {
    references: all.filter(({ from }) => from === object),
    referencedBy: all.filter(({ to }) => to === object),
    indexes: isTable(object) ? ofIt("index") : [],
    triggers: isTable(object) || object.kind === "view" ? ofIt("trigger") : [],
  };
}

export const isTable = ({ kind }: CatalogObject): boolean => kind === "table" || kind === "virtual table";

/** "vendor → vendors (id)", with more columns "(a, b) → t (c, d)". */
export function referenceText({ columns, toName, parentColumns }: Reference): string {
  const from = columns.length === 1 ? columns[0] : `(${columns.join(", ")})`;
  return `${from} → ${toName}${parentColumns.length === 0 ? "" : ` (${parentColumns.join(", ")})`}`;
}

/** "ON DELETE CASCADE"; empty where nothing is done. */
export const actionsText = ({ onUpdate, onDelete }: Reference): string =>
  [
    ...(isAction(onDelete) ? [`ON DELETE ${onDelete}`] : []),
    ...(isAction(onUpdate) ? [`ON UPDATE ${onUpdate}`] : []),
  ].join(" ");

/** All that made the schema, as a script: tables before what stands on them. What SQLite made by itself is not written. */
export function scriptOf(catalog: readonly CatalogObject[]): string {
  const order = ["table", "virtual table", "view", "index", "trigger"] as const;
  return order
    .flatMap((kind) => catalog.filter((object) => object.kind === kind && !object.isInternal))
    .flatMap(({ sql }) => (sql === null ? [] : [`${sql.replace(/;\s*$/, "")};\n`]))
    .join("\n");
}

/** SQLite folds names of ASCII alone. */
const folded = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const isAction = (action: string): boolean => action !== "" && action.toUpperCase() !== "NO ACTION";

const primaryKeyOf = (table: CatalogObject | undefined): readonly string[] =>
  (table?.columns ?? [])
    .filter(({ primaryKey }) => primaryKey > 0)
    .toSorted((a, b) => a.primaryKey - b.primaryKey)
    .map(({ name }) => name);
