// The names of the tables by how they begin: what somebody may be about to write.
import type { ddiTable } from "./generated/ddi.ts";
import type { linuxContextTable } from "./generated/linux-context.ts";
import { lazy, openTable, type PackedTable } from "./packed.ts";

/** Gives the names that begin so, in any case, sorted without regard to case. */
type NamesFrom = (prefix: string) => readonly string[];

export interface NameLookups {
  /** Functions and macros of the driver kit. Fact source: server/data/ddi.tsv. */
  readonly functionsFrom: NamesFrom;
  /** Functions and macros of the Linux kernel. Fact source: server/data/linux-context.tsv. */
  readonly linuxFunctionsFrom: NamesFrom;
}

/** Lists are made when first asked for. */
export function nameLookups(ddi: typeof ddiTable, linux: typeof linuxContextTable): NameLookups {
  const callable: ReadonlySet<string> = new Set(["function", "macro", "registration"]);
  return {
    functionsFrom: namesOf(ddi, () => true),
    linuxFunctionsFrom: namesOf(linux, (kind) => callable.has(kind)),
  };
}

function namesOf<Column extends string>(
  packed: PackedTable<Column | "kind">,
  isWanted: (kind: string) => boolean,
): NamesFrom {
  const sorted = lazy(() => {
    const table = openTable(packed);
    const names = new Set<string>();
    for (let row = 0; row < table.rows; row++) {
      if (isWanted(table.cell(row, "kind"))) {
        names.add(table.key(row));
      }
    }
    const entries = [...names].map((name) => ({ name, key: name.toLowerCase() }));
    return entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.name < b.name ? -1 : 1));
  });
  return (prefix) => {
    const all = sorted();
    const wanted = prefix.toLowerCase();
    const from = firstFrom(all.length, (index) => (all[index]?.key ?? "") >= wanted);
    const names: string[] = [];
    for (let index = from; all[index]?.key.startsWith(wanted) === true; index++) {
      names.push(all[index]?.name ?? "");
    }
    return names;
  };
}

/** The first index for which it holds, and for all behind it. */
function firstFrom(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
