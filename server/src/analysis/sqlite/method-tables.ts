/** The method tables that a unit gives SQLite, as data: each variable, and what each of its members is given. */
import type { SqliteMember } from "../../facts/index.ts";
import { fieldOf, structureNamed } from "../../model/contracts/structures.ts";
import type { DeclarationModel } from "../../model/file.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { Expr, InitItem, InitListExpr, Span, VariableDecl } from "../../syntax/ast.ts";
import { isOtherBuild } from "../names/builds.ts";
import type { SqliteEnvironment } from "./environment.ts";
import { isNull, type MemberValue, memberValue, type TableType, tableTypeOf } from "./member-value.ts";
import { isAmalgamation } from "./sources.ts";
import { anyTableOf, fillsOfFunction, namedTable, someTable, type TableFill, tableFills } from "./table-fills.ts";

/**
 * What a table has in a member: `given` something that is not NULL, somewhere; `null`, nothing but NULL is written to
 * it; `missing`, it is never named and so 0 (in a variable of a function without initialiser, anything); `unknown`, code
 * that cannot be seen may give it something.
 */
export type MemberState = "given" | "null" | "missing" | "unknown";

export interface TableMember {
  readonly fact: SqliteMember;
  readonly state: MemberState;
  /** All that is written to it, the initialiser's first. */
  readonly values: readonly MemberValue[];
  /** Its item in the initialiser. */
  readonly item: InitItem | undefined;
}

export interface MethodTable {
  readonly type: TableType;
  /** As somebody would write it: `QuirksVfs`, `Drivers[1]`, `Context.Methods`. */
  readonly name: string;
  /** The variable that it is, or is a part of. */
  readonly variable: VariableDecl;
  /** Where the variable is named. */
  readonly at: Place;
  /** The function whose variable it is; undefined at file scope. */
  readonly fn: FunctionModel | undefined;
  readonly isConst: boolean;
  /** The initialiser's list, where there is one, with its place. */
  readonly list: InitListExpr | undefined;
  readonly listAt: Place | undefined;
  /** All members of its type by name, in their order. */
  readonly members: ReadonlyMap<string, TableMember>;
}

/** The tables among a declaration's variables at file scope. Those of SQLite itself and of other builds are left out. */
export function tablesOfDeclaration(
  declaration: DeclarationModel,
  file: string,
  env: SqliteEnvironment,
): readonly MethodTable[] {
  return declaration.symbols.variables.flatMap(({ decl }) =>
    tablesOfVariable(decl, {
      env,
      fn: undefined,
      place: ({ start, end }) => ({ file, anchor: declaration, start, end }),
      text: (span) => declaration.text(span),
    }),
  );
}

/** The tables among a function's variables, static ones too. */
export function tablesOfFunction(fn: FunctionModel, env: SqliteEnvironment): readonly MethodTable[] {
  return fn.broken
    ? []
    : [...fn.locals.values()]
        .flat()
        .flatMap((decl) =>
          tablesOfVariable(decl, { env, fn, place: (span) => fn.place(span), text: (span) => fn.text(span) }),
        );
}

/** All tables of the unit. Hangs on everything: for who shows the unit, and for no rule. */
export function tablesOfUnit(env: SqliteEnvironment): readonly MethodTable[] {
  return env.unit.files.flatMap((file) =>
    file.declarations.flatMap((declaration) => [
      ...tablesOfDeclaration(declaration, file.path, env),
      ...declaration.functions.flatMap((fn) => tablesOfFunction(fn, env)),
    ]),
  );
}

/** Where a value is written in the table; the table's name where it has none, or is given it elsewhere. */
export const placeIn = (table: MethodTable, value: MemberValue | undefined): Place =>
  value !== undefined && value.at.anchor === table.at.anchor ? value.at : table.at;

/** What is asked of each table, as questions of the declarations and functions that the tables are in. */
export function ofTables<Environment extends SqliteEnvironment & { readonly file: { readonly path: string } }, T>(
  ask: (table: MethodTable, env: Environment) => Iterable<T>,
): {
  checkDeclaration(declaration: DeclarationModel, env: Environment): Iterable<T>;
  checkFunction(fn: FunctionModel, env: Environment): Iterable<T>;
} {
  return {
    *checkDeclaration(declaration, env) {
      for (const table of tablesOfDeclaration(declaration, env.file.path, env)) {
        yield* ask(table, env);
      }
    },
    *checkFunction(fn, env) {
      for (const table of tablesOfFunction(fn, env)) {
        yield* ask(table, env);
      }
    },
  };
}

/** The one table that a variable at file scope is, by its name; what its initialiser leaves out is `unknown` then. */
export function tableNamed(name: string, env: SqliteEnvironment): MethodTable | undefined {
  const [table, ...others] = env.unit.variables(name).flatMap(({ decl, file, anchor }) =>
    tablesOfVariable(decl, {
      env,
      fn: undefined,
      place: ({ start, end }) => ({ file, anchor, start, end }),
      text: () => undefined,
    }),
  );
  return others.length === 0 ? table : undefined;
}

/** Where a variable stands. */
interface Site {
  readonly env: SqliteEnvironment;
  readonly fn: FunctionModel | undefined;
  place(span: Span): Place;
  /** As written; undefined where that is not to be had. */
  text(span: Span): string | undefined;
}

function tablesOfVariable(decl: VariableDecl, site: Site): readonly MethodTable[] {
  const { env, fn } = site;
  const at = site.place(decl.nameSpan);
  const parts = partsOf(decl, env.unit);
  if (parts.length === 0 || isForeign(at, env)) {
    return [];
  }
  const isElsewhere = decl.storage.includes("extern") && decl.init === undefined;
  return isElsewhere ? [] : parts.map((part) => tableOf(part, decl, at, fn, site));
}

function isForeign(at: Place, env: SqliteEnvironment): boolean {
  const file = env.unit.file(at.file);
  return file === undefined || isAmalgamation(file) || isOtherBuild(at, env);
}

/** A table that a variable is or holds. */
interface Part {
  readonly type: TableType;
  readonly name: string;
  /** The names that say which table assignments mean; empty where they name it by its type alone. */
  readonly variable: string | undefined;
  readonly list: InitListExpr | undefined;
  /** Whether it gets its first value in a way that is not followed. */
  readonly isOpaque: boolean;
}

function partsOf(decl: VariableDecl, unit: UnitModel): readonly Part[] {
  const { type, init, name } = decl;
  if (decl.functionPointer !== undefined || type.text.includes("*")) {
    return [];
  }
  const list = init?.kind === "init-list" ? init : undefined;
  const isOpaque = (init !== undefined && list === undefined) || (decl.args?.length ?? 0) > 0;
  const own = tableTypeOf(type);
  if (own !== undefined) {
    return type.pointers === 0
      ? [{ type: own, name, variable: name, list, isOpaque }]
      : (list?.items ?? []).flatMap(({ value }, index) =>
          value.kind === "init-list"
            ? { type: own, name: `${name}[${index}]`, variable: undefined, list: value, isOpaque: false }
            : [],
        );
  }
  return type.pointers === 0 && list !== undefined ? fieldParts(decl, list, unit) : [];
}

/** Tables that are fields of a structure, where its initialiser names them. */
function fieldParts({ type, name }: VariableDecl, list: InitListExpr, unit: UnitModel): readonly Part[] {
  const structure = list.items.some(({ designator, value }) => designator !== undefined && value.kind === "init-list")
    ? structureNamed(type.base, unit)
    : undefined;
  return list.items.flatMap(({ designator, value }): Part | [] => {
    if (structure === undefined || designator === undefined || value.kind !== "init-list") {
      return [];
    }
    const field = fieldOf(structure, designator.slice(1), unit);
    const table = field?.decl.type.pointers === 0 ? tableTypeOf(field.decl.type) : undefined;
    return table === undefined
      ? []
      : { type: table, name: `${name}${designator}`, variable: undefined, list: value, isOpaque: false };
  });
}

function tableOf(
  part: Part,
  variable: VariableDecl,
  at: Place,
  fn: FunctionModel | undefined,
  site: Site,
): MethodTable {
  const { env } = site;
  const { type, name, list } = part;
  const isConst = variable.type.isConst;
  const initial = list === undefined ? undefined : itemsByMember(list, type, env);
  const fills = isConst ? [] : fillsOf(part, fn, env);
  const own = fills.filter(({ table }) => part.variable !== undefined && table === namedTable(part.variable));
  const isClosed =
    !part.isOpaque &&
    (list === undefined
      ? own.some(({ member }) => member !== undefined)
      : initial !== undefined && isPlain(list, site)) &&
    !fills.some(({ member }) => member === undefined);
  const members = new Map(
    env.facts.sqliteTable(type).map((fact): [string, TableMember] => {
      const item = initial?.get(fact.name);
      const values = [
        ...(item === undefined ? [] : [memberValue(item.value, site.place(item), fn, env)]),
        ...fills.filter(({ member }) => member === fact.name).map(({ value }) => value),
      ];
      return [fact.name, { fact, state: stateOf(values, isClosed), values, item }];
    }),
  );
  const listAt = list === undefined ? undefined : site.place(list);
  return { type, name, variable, at, fn, isConst, list, listAt, members };
}

function stateOf(values: readonly MemberValue[], isClosed: boolean): MemberState {
  if (values.some((value) => !isNull(value))) {
    return "given";
  }
  return isClosed ? (values.length > 0 ? "null" : "missing") : "unknown";
}

function fillsOf(
  { type, variable }: Part,
  fn: FunctionModel | undefined,
  env: SqliteEnvironment,
): readonly TableFill[] {
  const local = fn === undefined || variable === undefined ? [] : env.derived(fillsOfFunction, fn);
  const beyond = [
    ...(fn === undefined && variable !== undefined ? [namedTable(variable)] : []),
    anyTableOf(type),
    someTable,
  ];
  return [
    ...local.filter(({ isLocal, table }) => isLocal && variable !== undefined && table === namedTable(variable)),
    ...beyond.flatMap((key) => env.said(tableFills, key, "reasons")),
  ];
}

/** Whether a list says all that it gives: no branch of another build and no numbers that were left out. */
function isPlain(list: InitListExpr, site: Site): boolean {
  const text = site.text(list);
  return text !== undefined && !list.elided && !/^[ \t]*#[ \t]*(?:if|el|end)/m.test(text);
}

/** The items of a list by the member that each gives; undefined where a macro may stand for several. */
function itemsByMember(
  { items }: InitListExpr,
  type: TableType,
  { facts, unit }: SqliteEnvironment,
): ReadonlyMap<string, InitItem> | undefined {
  const members = facts.sqliteTable(type);
  const found = new Map<string, InitItem>();
  let position = 0;
  for (const item of items) {
    const { designator, value } = item;
    if (designator === undefined) {
      if (mayBeSeveral(value, unit)) {
        return undefined;
      }
    } else {
      const at = members.findIndex((member) => `.${member.name}` === designator);
      if (at < 0) {
        return undefined;
      }
      position = at;
    }
    const member = members[position];
    if (member !== undefined) {
      found.set(member.name, item);
    }
    position++;
  }
  return found;
}

/** Whether an item is a macro that may expand to several. */
function mayBeSeveral(value: Expr, unit: UnitModel): boolean {
  const called = value.kind === "call" ? value.callee : value;
  return (
    called.kind === "name" &&
    unit
      .macros(called.name)
      .some(({ macro }) => macro.parameters !== undefined || macro.expression === undefined || macro.body.includes(","))
  );
}
