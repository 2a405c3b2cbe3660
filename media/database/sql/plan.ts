/** EXPLAIN QUERY PLAN as a tree, with what each step costs. */
import type { CatalogObject, PlanNode } from "../../../server/src/database/protocol.ts";
import { numberText } from "../../parts/numbers.ts";

export interface PlanStep {
  readonly text: string;
  readonly hint: PlanHint | undefined;
  readonly children: readonly PlanStep[];
}

export interface PlanHint {
  /** What grows with the table is "slow". */
  readonly kind: "fast" | "slow" | "note";
  /** Two or three words. */
  readonly label: string;
  readonly text: string;
}

export function planOf(nodes: readonly PlanNode[], catalog: readonly CatalogObject[]): readonly PlanStep[] {
  const below = (above: number): readonly PlanNode[] => nodes.filter(({ parent }) => parent === above);
  const known = new Set(nodes.map(({ id }) => id));
  const made = new Set(nodes.flatMap(({ text }) => /^(?:MATERIALIZE|CO-ROUTINE) (.+)$/.exec(text)?.[1] ?? []));
  const seen = new Set<number>();
  const step = ({ id, text }: PlanNode): readonly PlanStep[] => {
    // A file may say anything: what leads back to itself is cut.
    if (seen.has(id)) return [];
    seen.add(id);
    return [{ text, hint: hintOf(text, catalog, made), children: below(id).flatMap(step) }];
  };
  return nodes.filter(({ id, parent }) => !known.has(parent) || parent === id).flatMap(step);
}

/**
 * What SQLite's words for a step mean (https://sqlite.org/eqp.html); undefined where they speak for themselves.
 * @param made what the plan calls rows that it works out itself: reading all of them is what they are for
 */
export function hintOf(
  text: string,
  catalog: readonly CatalogObject[],
  made: ReadonlySet<string> = new Set(),
): PlanHint | undefined {
  if (/^SCAN .* VIRTUAL TABLE INDEX /.test(text)) {
    return { kind: "note", label: "virtual table", text: "What it costs is up to the module." };
  }
  const scan = /^SCAN (.+?)(?: EXISTS)?(?: USING (COVERING )?INDEX (.+?))?(?: LEFT-JOIN)?$/.exec(text);
  const name = scan?.[1] ?? "";
  if (scan !== null && !made.has(name) && !/^CONSTANT ROW$|^\d+(?:-ROW VALUES CLAUSE| CONSTANT ROWS)$/.test(name)) {
    const [, , covering, index] = scan;
    const estimate = catalog.find((object) => object.name === name)?.estimate;
    const rows = estimate === undefined ? "every row" : `all rows, about ${numberText(estimate)}`;
    if (index === undefined) {
      const advice = "Where only some are wanted, an index on what WHERE or ON compares may save that.";
      return { kind: "slow", label: "full scan", text: `Reads ${rows}. ${advice}` };
    }
    return covering === undefined
      ? { kind: "slow", label: "full scan", text: `Reads ${rows}, in the order of the index ${index}.` }
      : {
          kind: "note",
          label: "index scan",
          text: `Reads ${rows}, of the index ${index} alone, which is smaller than the table.`,
        };
  }
  if (/ USING AUTOMATIC /.test(text)) {
    return {
      kind: "slow",
      label: "builds an index",
      text: "Makes an index for this one run and throws it away: one that is kept may save that.",
    };
  }
  if (text.startsWith("SEARCH ")) {
    if (/ USING (?:INTEGER )?PRIMARY KEY/.test(text))
      return { kind: "fast", label: "by key", text: "Goes to the rows by their key." };
    if (/ USING COVERING INDEX /.test(text)) {
      return {
        kind: "fast",
        label: "by index",
        text: "All that is asked for stands in the index: the table is not read.",
      };
    }
    if (/ USING INDEX /.test(text)) return { kind: "fast", label: "by index", text: "Goes to the rows by an index." };
  }
  const sorted = /^USE TEMP B-TREE FOR (.+)$/.exec(text)?.[1];
  if (sorted !== undefined) {
    return {
      kind: "slow",
      label: "sorts",
      text: `Collects rows for ${sorted} before the first one is there. An index in that order may save that.`,
    };
  }
  if (text.startsWith("CORRELATED ")) {
    return {
      kind: "slow",
      label: "runs for each row",
      text: "It refers to the query around it, and so runs for each of its rows.",
    };
  }
  if (text.startsWith("MATERIALIZE "))
    return { kind: "note", label: "kept", text: "Worked out once and kept in memory." };
  if (text.startsWith("CO-ROUTINE "))
    return { kind: "note", label: "row by row", text: "Gives its rows as they are asked for." };
  return undefined;
}
