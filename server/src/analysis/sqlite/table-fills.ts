/** What functions put into method tables by assignment, and where they hand a table to code that may fill it. */
import { structureOfExpression } from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import type { UnitIndex } from "../unit-index.ts";
import { onlyValue } from "../values/resolve.ts";
import type { SqliteEnvironment } from "./environment.ts";
import { type MemberValue, memberValue, type TableType, tableTypeOf, tableTypes } from "./member-value.ts";
import { isAmalgamation } from "./sources.ts";

export interface TableFill {
  /** Which table: see `namedTable`, `anyTableOf` and `someTable`. */
  readonly table: string;
  /** Whether the table is a variable of the function. */
  readonly isLocal: boolean;
  /** Undefined where all of the table may be given something. */
  readonly member: string | undefined;
  readonly value: MemberValue;
}

/** A variable that is a table. */
export const namedTable = (variable: string): string => variable;
/** What a pointer to this type points to, whichever that is. */
export const anyTableOf = (type: TableType): string => `*${type}`;
/** A table of whatever type: the code does not say. */
export const someTable = "*";

/** What a function fills, its own tables among it. */
export const fillsOfFunction: FunctionAnalysis<SqliteEnvironment, readonly TableFill[]> = {
  run: (fn, env) => [...(mayFill.test(fn.text(fn.definition)) ? assignments(fn, env) : []), ...handedOver(fn, env)],
};

/** What is filled beyond the functions that do it, by table; what SQLite does to tables of its own is left out. */
export const tableFills: UnitIndex<SqliteEnvironment, TableFill> = {
  says(fn, env) {
    const fills = env.derived(fillsOfFunction, fn).filter(({ isLocal }) => !isLocal);
    const file = fills.length === 0 ? undefined : env.unit.file(fn.file);
    return file === undefined || isAmalgamation(file) ? [] : fills.map((fill) => ({ key: fill.table, said: fill }));
  },
  text: ({ value, ...fill }) => JSON.stringify([fill, { ...value, at: undefined }]),
};

/** Most functions have nothing of the kind, and need not be walked through. */
const mayFill = /\bx[A-Z]\w*\s*=(?!=)|\bsqlite3_|\b(?:iVersion|szOsFile|mxPathname|zName)\s*=(?!=)|=\s*\*/;

function assignments(fn: FunctionModel, env: SqliteEnvironment): readonly TableFill[] {
  const fills: TableFill[] = [];
  walk(fn.definition.body, (node) => {
    if (node.kind === "assign" && node.op === "=") {
      const { left, right } = node;
      const at = fn.place(node);
      const target = left.kind === "member" && isMember(left.name, env) ? tableOf(left.object, fn, env) : undefined;
      if (left.kind === "member" && target !== undefined) {
        fills.push({ ...target, member: left.name, value: memberValue(right, at, fn, env) });
      } else {
        const whole = wholeTable(left, fn, env);
        if (whole !== undefined) {
          fills.push({ ...whole, member: undefined, value: { at, is: "unknown" } });
        }
      }
    }
    return undefined;
  });
  return fills;
}

type Target = Pick<TableFill, "table" | "isLocal">;

/** The table that an expression names or points to; undefined where it is something else for sure. */
function tableOf(object: Expr, fn: FunctionModel, env: SqliteEnvironment): Target | undefined {
  if (object.kind === "name") {
    const locals = fn.locals.get(object.name);
    if (locals === undefined && !fn.parameterNames.has(object.name)) {
      const isTable = env.unit
        .variables(object.name)
        .some(({ decl }) => decl.type.pointers === 0 && tableTypeOf(decl.type) !== undefined);
      if (isTable) {
        return { table: namedTable(object.name), isLocal: false };
      }
    } else if (locals?.every(({ type }) => type.pointers === 0) === true) {
      return locals.some(({ type }) => tableTypeOf(type) !== undefined)
        ? { table: namedTable(object.name), isLocal: true }
        : undefined;
    } else {
      const value = onlyValue(object.name, fn);
      if (value?.kind === "unary" && value.op === "&") {
        return tableOf(value.operand, fn, env);
      }
    }
  }
  if (object.kind === "unary" && object.op === "&" && object.operand.kind === "name") {
    return tableOf(object.operand, fn, env);
  }
  const names = structureOfExpression(object, fn, env.unit)?.names ?? [];
  const type = tableTypes.find((each) => names.includes(each));
  return type === undefined
    ? names.length > 0
      ? undefined
      : { table: someTable, isLocal: false }
    : { table: anyTableOf(type), isLocal: false };
}

/** The table that an assignment overwrites as a whole. */
function wholeTable(left: Expr, fn: FunctionModel, env: SqliteEnvironment): Target | undefined {
  const isPointer = left.kind === "unary" && left.op === "*";
  if (!isPointer && left.kind !== "name" && left.kind !== "index" && left.kind !== "member") {
    return undefined;
  }
  if (left.kind === "name") {
    const target = tableOf(left, fn, env);
    const isVariable = target !== undefined && target.table === namedTable(left.name);
    return isVariable ? target : undefined;
  }
  const names = structureOfExpression(left, fn, env.unit)?.names ?? [];
  if (!tableTypes.some((type) => names.includes(type))) {
    return undefined;
  }
  // `file->pMethods = &FileMethods` gives a pointer another value and leaves the table as it is.
  return isPointer ? tableOf(left.operand, fn, env) : undefined;
}

/** Tables whose address is given to code that nobody can see, or that fills them in. */
function handedOver(fn: FunctionModel, env: SqliteEnvironment): readonly TableFill[] {
  return fn.calls.flatMap(({ expr }) =>
    expr.args.flatMap((arg): TableFill | [] => {
      const target = arg.kind === "unary" && arg.op === "&" ? variableTable(arg.operand, fn, env) : undefined;
      return target === undefined || leavesTablesAlone(expr, env)
        ? []
        : { ...target, member: undefined, value: { at: fn.place(arg), is: "unknown" } };
    }),
  );
}

function variableTable(object: Expr, fn: FunctionModel, env: SqliteEnvironment): Target | undefined {
  const name = object.kind === "index" ? object.object : object;
  const target = name.kind === "name" ? tableOf(name, fn, env) : undefined;
  return name.kind === "name" && target?.table === namedTable(name.name) ? target : undefined;
}

function leavesTablesAlone({ callee, args }: CallExpr, { unit }: SqliteEnvironment): boolean {
  if (callee.kind !== "name") {
    return false;
  }
  const [first] = args;
  if (callee.name === "sqlite3_config") {
    return first?.kind === "name" && !first.name.startsWith("SQLITE_CONFIG_GET");
  }
  // What functions of the unit do to it is seen in them.
  return /^sqlite3_|^(?:Rtl(?:Secure)?(?:Zero|Fill)Memory|memset|bzero|ZeroMemory)$/.test(callee.name)
    ? true
    : unit.signatures(callee.name).length > 0;
}

function isMember(name: string, { facts }: SqliteEnvironment): boolean {
  return tableTypes.some((type) => facts.sqliteTable(type).some((member) => member.name === name));
}
