/** The tables of methods that a driver gives SQLite, each with the functions that stand in it. */
import type { FileModel } from "../../../model/file.ts";
import type { UnitModel } from "../../../model/unit-model.ts";
import type { VariableDecl } from "../../../syntax/ast.ts";
import { rangeOf, type TextRange } from "../../report.ts";

export type TableKind = "memory" | "mutex" | "vfs" | "file";

export interface Table {
  readonly kind: TableKind;
  readonly name: string;
  /** Of its name. */
  readonly at: TextRange;
  /** Of all of it. */
  readonly range: TextRange;
  /** By member; a member that is NULL or not there has none. */
  readonly functions: ReadonlyMap<string, string>;
}

const kinds: ReadonlyMap<string, TableKind> = new Map([
  ["sqlite3_mem_methods", "memory"],
  ["sqlite3_mutex_methods", "mutex"],
  ["sqlite3_vfs", "vfs"],
  ["sqlite3_io_methods", "file"],
]);

/** Those that the files define at file scope. */
export function tablesIn(files: readonly FileModel[], _unit: UnitModel): readonly Table[] {
  return files.flatMap(({ path, declarations }) =>
    declarations.flatMap(({ symbols }) =>
      symbols.variables.flatMap(({ name, decl, anchor }): readonly Table[] => {
        const kind = decl.type.pointers === 0 ? kinds.get(decl.type.base) : undefined;
        if (kind === undefined || decl.storage.includes("extern")) {
          return [];
        }
        const place = { file: path, anchor };
        return [
          {
            kind,
            name,
            at: rangeOf({ ...place, ...decl.nameSpan }),
            range: rangeOf({ ...place, start: decl.start, end: decl.end }),
            functions: functionsIn(decl),
          },
        ];
      }),
    ),
  );
}

function functionsIn({ init }: VariableDecl): ReadonlyMap<string, string> {
  const items = init?.kind === "init-list" ? init.items : [];
  return new Map(
    items.flatMap(({ designator, value }, index): readonly (readonly [string, string])[] =>
      value.kind === "name" ? [[designator?.replace(/^\./, "") ?? String(index), value.name]] : [],
    ),
  );
}
