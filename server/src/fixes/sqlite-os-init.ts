/** Writes the functions by which SQLite gets at the driver's file system. */

import { vfsTables } from "../analysis/sqlite/os-init.ts";
import { isSqlites } from "../analysis/sqlite/sources.ts";
import { sqlitePlace } from "../analysis/sqlite/unit-place.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { Fix } from "./fix.ts";
import { lineEnd } from "./lines.ts";

/**
 * Adds them at the end of the file in which the driver's one file system stands. Undefined where there are several or
 * none, or where the file ends in a condition.
 * @param missing which of the two the unit lacks; not empty
 */
export function osFunctionsFix(missing: readonly string[], unit: UnitModel): Fix | undefined {
  const [table, ...others] = vfsTables(unit);
  const file = table && unit.file(table.file);
  const home = sqlitePlace(unit);
  if (table === undefined || file === undefined || home === undefined || others.length > 0) {
    return undefined;
  }
  const last = file.declarations.at(-1);
  const isPlain =
    last !== undefined &&
    !isSqlites(file.path, unit) &&
    file.assumption(file.text.length) === undefined &&
    !/#[ \t]*endif[^\n]*\s*$/.test(file.text);
  if (!isPlain || last === undefined || table.scope !== undefined) {
    return undefined;
  }
  const eol = lineEnd(file);
  const isTabbed = /^\t/m.test(file.text);
  const step = isTabbed ? "\t" : "    ";
  const bodies = new Map([
    ["sqlite3_os_init", `sqlite3_vfs_register(&${table.name}, 1)`],
    ["sqlite3_os_end", "SQLITE_OK"],
  ]);
  const open = file.language === "cpp" ? 'extern "C" ' : "";
  const functions = missing.map((name) =>
    [`${open}int ${name}(void)`, "{", `${step}return ${bodies.get(name) ?? "SQLITE_OK"};`, "}", ""].join(eol),
  );
  const end = file.text.length - last.start;
  const gap = file.text.endsWith("\n") ? eol : `${eol}${eol}`;
  return {
    title: `Add ${missing.join(" and ")} beside ${table.name}`,
    edits: [{ at: { file: file.path, anchor: last, start: end, end }, text: `${gap}${functions.join(eol)}` }],
    preferred: true,
  };
}
