/** Which rows of a table somebody wants to see, as SQL over `t`. */
import { sqlText } from "../output/sql.ts";
import type { View } from "../protocol.ts";
import { columnNamed, columnSql, type Relation, type RelationColumn } from "./relation.ts";

type Filter = View["filters"][number];

/** @returns a condition; `undefined` where all rows are wanted. @throws Refusal where a column is not there */
export function conditionOf(relation: Relation, view: Pick<View, "filters" | "search">): string | undefined {
  const conditions = view.filters.map((filter) => filterSql(columnNamed(relation, filter.column), filter));
  if (view.search !== "") {
    const pattern = `'%' || ${sqlText(escaped(view.search))} || '%' ESCAPE '\\'`;
    const shown = relation.columns.filter(({ isShown }) => isShown);
    conditions.push(anyOf(shown.map(({ name }) => `${columnSql(name)} LIKE ${pattern}`)));
  }
  return conditions.length === 0 ? undefined : conditions.join(" AND ");
}

/** By halves: the depth of an expression is limited to 1,000, and a table may have 2,000 columns. */
export function anyOf(conditions: readonly string[]): string {
  if (conditions.length <= 1) return conditions[0] ?? "0";
  const half = conditions.length >> 1;
  return `(${anyOf(conditions.slice(0, half))} OR ${anyOf(conditions.slice(half))})`;
}

/**
 * A value that looks like a number is one, unless the column is of texts, whose order goes by characters. Before and after
 * are asked among values of the same kind: SQLite has every text after every number. `x'0a0b'` is a blob.
 */
function filterSql(column: RelationColumn, { operator, value }: Filter): string {
  const sql = columnSql(column.name);
  switch (operator) {
    case "is null":
      return `${sql} IS NULL`;
    case "is not null":
      return `${sql} IS NOT NULL`;
    case "like":
      return `${sql} LIKE ${sqlText(value)}`;
    case "glob":
      return `${sql} GLOB ${sqlText(value)}`;
    case "contains":
      if (blobLiteral.test(value)) return `instr(${sql}, ${value}) > 0`;
      return `${sql} LIKE '%' || ${sqlText(escaped(value))} || '%' ESCAPE '\\'`;
    case "begins with":
      return `${sql} LIKE ${sqlText(escaped(value))} || '%' ESCAPE '\\'`;
    case "ends with":
      return `${sql} LIKE '%' || ${sqlText(escaped(value))} ESCAPE '\\'`;
    default:
      return comparison(column, operator, value);
  }
}

function comparison(column: RelationColumn, operator: "=" | "<>" | "<" | "<=" | ">" | ">=", value: string): string {
  const sql = column.compared;
  const { literal, types } = literalOf(column, value);
  if (operator !== "=" && operator !== "<>") return `(${sql} ${operator} ${literal} AND typeof(${sql}) IN (${types}))`;
  // A column without a type may hold the same digits as text, which look the same.
  const isEither = column.affinity === "none" && types === numbers;
  if (!isEither) return `${sql} ${operator} ${literal}`;
  return `${sql} ${operator === "=" ? "IN" : "NOT IN"} (${literal}, ${sqlText(value)})`;
}

const numbers = "'integer', 'real'";

function literalOf({ affinity }: RelationColumn, value: string): { readonly literal: string; readonly types: string } {
  if (blobLiteral.test(value)) return { literal: value, types: "'blob'" };
  const number = value.trim();
  if (affinity !== "text" && numberLiteral.test(number)) return { literal: number, types: numbers };
  return { literal: sqlText(value), types: "'text'" };
}

const blobLiteral = /^x'(?:[0-9a-f]{2})*'$/i;
const numberLiteral = /^[+-]?(?:0x[0-9a-f]{1,16}|(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)$/i;

/** For LIKE with `\` before what stands for itself. */
const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
