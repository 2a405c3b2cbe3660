/** What `disable`, `default`, `push` and `pop` pragmas leave switched off, as regions of the text. */
import { canonicalName } from "../config/rule-names.ts";
import type { Suppression } from "../report.ts";
import type { PragmaClause } from "./pragma-syntax.ts";
import type { Region, SuppressionEntry } from "./table.ts";

/** A warning that is switched off: by which pragma, and since where. */
interface Disabled {
  readonly entry: SuppressionEntry;
  readonly regions: Region[];
  readonly from: number;
}

/** Follows disable and enable through a file and gives the regions in which each name is off. */
export class DisableState {
  private readonly entries: SuppressionEntry[] = [];
  private disabled = new Map<string, Disabled>();
  private readonly stack: Map<string, Disabled>[] = [];

  /** Takes a clause that takes effect at the offset `at`; clauses come in the order of the text. */
  apply(clause: PragmaClause, suppression: Suppression, at: number): void {
    if (clause.kind === "push") {
      // Deeper nesting than any code has would only cost memory.
      if (this.stack.length < 1000) this.stack.push(new Map(this.disabled));
      return;
    }
    if (clause.kind === "pop") {
      this.restore(this.stack.pop(), at);
      return;
    }
    for (const written of clause.names) {
      const name = canonicalName(written);
      this.close(name, at);
      if (clause.kind !== "disable") continue;
      const regions: Region[] = [];
      const entry: SuppressionEntry = { suppression, names: [written], regions, reach: "start", own: false };
      this.entries.push(entry);
      this.disabled.set(name, { entry, regions, from: at });
    }
  }

  /** All entries; what is still switched off stays so to the end of the file. */
  finish(): readonly SuppressionEntry[] {
    for (const name of [...this.disabled.keys()]) this.close(name, Number.POSITIVE_INFINITY);
    return this.entries;
  }

  private close(name: string, at: number): void {
    const disabled = this.disabled.get(name);
    if (disabled === undefined) return;
    disabled.regions.push({ start: disabled.from, end: at });
    this.disabled.delete(name);
  }

  private restore(before: ReadonlyMap<string, Disabled> | undefined, at: number): void {
    if (before === undefined) return;
    for (const [name, disabled] of [...this.disabled]) {
      if (before.get(name)?.entry !== disabled.entry) this.close(name, at);
    }
    for (const [name, disabled] of before) {
      if (!this.disabled.has(name)) this.disabled.set(name, { ...disabled, from: at });
    }
  }
}
