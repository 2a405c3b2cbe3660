/** Filters of columns, as people put them together, and what of them is asked. */
import { filterOperators, type View } from "../../../server/src/database/protocol.ts";

export type Filter = View["filters"][number];
export type FilterOperator = Filter["operator"];

/** Operators that compare with nothing. */
export const isAlone = (operator: FilterOperator): boolean => operator === "is null" || operator === "is not null";

/** Those that say something: one whose value is still to be typed filters nothing, but for one that asks for the empty text. */
export const effective = (filters: readonly Filter[]): Filter[] =>
  filters.filter(({ operator, value }) => value !== "" || isAlone(operator) || operator === "=" || operator === "<>");

export const operatorLabels: readonly { readonly value: FilterOperator; readonly label: string }[] =
  filterOperators.map((value) => ({ value, label: { "<>": "≠", "<=": "≤", ">=": "≥" }[value as string] ?? value }));
