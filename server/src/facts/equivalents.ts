// What other tools call the same check: PREfast warning numbers, CodeQL query ids and Static Driver Verifier rule names.
import { list, optional } from "./cells.ts";
import type { equivalentsTable } from "./generated/equivalents.ts";
import type { sdvRulesTable } from "./generated/sdv-rules.ts";
import { lazy, openTable } from "./packed.ts";

export interface Equivalent {
  /** "C28121"; undefined when only CodeQL has the check. */
  readonly prefast: string | undefined;
  /** "cpp/drivers/irql-too-high"; several queries may answer to one warning. */
  readonly codeql: readonly string[];
  /** What a check needs: the syntax of one file, IRQL or path flow, annotations or types. */
  readonly needs: "syntax" | "flow" | "types";
  readonly gist: string;
}

export interface SdvRule {
  /** As in the reference, with its framework's prefix: "kmdf-drivercreate". */
  readonly name: string;
  readonly framework: string;
  readonly ruleSet: string;
}

/** Lookup by PREfast number, with or without the C ("C28121", "28121"), or by CodeQL id. Fact source: server/data/equivalents.tsv. */
export function equivalentLookup(packed: typeof equivalentsTable): (id: string) => readonly Equivalent[] {
  const table = openTable(packed);
  const rowsOfId = lazy(() => {
    const rows = new Map<string, readonly number[]>();
    for (let row = 0; row < table.rows; row++) {
      for (const id of [table.key(row), ...list(table.cell(row, "codeql"), ",")]) {
        if (id !== "") rows.set(id, [...(rows.get(id) ?? []), row]);
      }
    }
    return rows;
  });
  return (id) => {
    const key = /^\d+$/.test(id) ? `C${id}` : id;
    return (rowsOfId().get(key) ?? []).map((row) => ({
      prefast: optional(table.key(row)),
      codeql: list(table.cell(row, "codeql"), ","),
      needs: needsOf(table.cell(row, "needs")),
      gist: table.cell(row, "gist"),
    }));
  };
}

/** The rules of this name, at most one a framework. Fact source: server/data/sdv-rules.tsv. */
export function sdvRuleLookup(packed: typeof sdvRulesTable): (name: string) => readonly SdvRule[] {
  const table = openTable(packed);
  return (name) =>
    table
      .findAll(name)
      .map((row) => ({ name, framework: table.cell(row, "framework"), ruleSet: table.cell(row, "rule_set") }));
}

function needsOf(cell: string): Equivalent["needs"] {
  return cell === "F" ? "flow" : cell === "A" ? "types" : "syntax";
}
