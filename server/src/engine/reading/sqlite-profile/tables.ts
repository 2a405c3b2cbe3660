/** The tables of methods that a driver gives SQLite, with the functions that stand in them and where they are filled. */
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import { isNull, type MemberValue, type TableType } from "../../../analysis/sqlite/member-value.ts";
import { type MethodTable, tablesOfDeclaration, tablesOfFunction } from "../../../analysis/sqlite/method-tables.ts";
import type { FileModel } from "../../../model/file.ts";
import type { RuleContext } from "../../../rules/context.ts";
import { rangeOf, type TextRange } from "../../report.ts";
import type { Steps } from "../../steps.ts";
import type { ViewedUnit } from "../unit-view/unit.ts";

export type TableKind = "memory" | "mutex" | "vfs" | "file";

export interface Table {
  readonly kind: TableKind;
  /** As somebody would write it: `QuirksVfs`, `Drivers[1]`. */
  readonly name: string;
  /** The variable's. */
  readonly variable: string;
  /** Of the variable's name. */
  readonly at: TextRange;
  /** All of its declaration, and each place elsewhere that gives it something. */
  readonly places: readonly TextRange[];
  /** By member; one that is NULL, unknown or not there has none. */
  readonly functions: ReadonlyMap<string, string>;
}

const kinds: Readonly<Record<TableType, TableKind>> = {
  sqlite3_mem_methods: "memory",
  sqlite3_mutex_methods: "mutex",
  sqlite3_vfs: "vfs",
  sqlite3_io_methods: "file",
};

/** Those that the files define, at file scope and in functions. */
export function* tablesIn(files: readonly FileModel[], viewed: ViewedUnit): Steps<readonly Table[]> {
  const tables: MethodTable[] = [];
  for (const file of files) {
    const context = viewed.context(file.path);
    if (context !== undefined) {
      tables.push(...file.declarations.flatMap((one) => tablesOfDeclaration(one, file.path, context)));
    }
    yield;
  }
  const inFunctions = yield* viewed.said(functionTables, files);
  return [...tables, ...inFunctions.map(({ said }) => said)].map(tableOf);
}

const functionTables: FunctionAnalysis<RuleContext, readonly MethodTable[]> = {
  run: (fn, context) => tablesOfFunction(fn, context),
};

function tableOf({ type, name, variable, at, members }: MethodTable): Table {
  const values = [...members].flatMap(([member, { values: all }]) => all.map((value) => ({ member, value })));
  return {
    kind: kinds[type],
    name,
    variable: variable.name,
    at: rangeOf(at),
    places: [
      rangeOf({ ...at, start: variable.start, end: variable.end }),
      ...values.map(({ value }) => rangeOf(value.at)),
    ],
    functions: new Map(values.flatMap(({ member, value }) => functionIn(member, value))),
  };
}

const functionIn = (member: string, value: MemberValue): readonly (readonly [string, string])[] =>
  value.is === "function" && !isNull(value) ? [[member, value.name]] : [];
