/** What is shown of a driver unit: its entry points, locks, pool tags, control codes and what it imports. */
import type { DriverUnit } from "../../../model/unit/types.ts";
import type { Steps } from "../../steps.ts";
import type { UnitSession } from "../../unit-session.ts";
import { controlCodeRows } from "./control-codes.ts";
import { entryPointRows } from "./entry-points.ts";
import { lockRows } from "./locks.ts";
import { poolTagRows } from "./pool-tags.ts";
import type { Row, Section, SectionId } from "./row.ts";
import { exportedSymbolRows } from "./symbols.ts";
import { systemFunctionRows } from "./system-functions.ts";
import { ViewedUnit } from "./unit.ts";

/**
 * The sections that apply, in slices. Right after an edit it is what was last known of functions that were not edited;
 * an edit between two slices makes the rest worthless.
 */
export function* viewingUnit(session: UnitSession, { kind }: Pick<DriverUnit, "kind">): Steps<readonly Section[]> {
  if (kind !== "windows-kernel" && kind !== "linux-kernel") {
    return [];
  }
  const unit = new ViewedUnit(session);
  const sections: Section[] = [];
  const add = (id: SectionId, title: string, rows: readonly Row[]): void => {
    if (rows.length > 0) {
      sections.push({ id, title, rows });
    }
  };
  add("entries", "Entry Points", yield* entryPointRows(unit));
  add("locks", "Locks", yield* lockRows(unit, kind));
  if (kind === "windows-kernel") {
    add("pool", "Pool Tags", yield* poolTagRows(unit));
    add("codes", "I/O Control Codes", yield* controlCodeRows(unit));
    add("imports", "Kernel Functions", yield* systemFunctionRows(unit));
  } else {
    add("symbols", "Exported Symbols", exportedSymbolRows(unit));
  }
  return sections;
}
