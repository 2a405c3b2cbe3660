/** What a member of a method table is given, as far as the unit's text tells. */
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { Expr, TypeName } from "../../syntax/ast.ts";
import type { SqliteEnvironment } from "./environment.ts";

/** The structures of sqlite3.h that hold methods for SQLite to call. */
export type TableType = "sqlite3_mem_methods" | "sqlite3_mutex_methods" | "sqlite3_vfs" | "sqlite3_io_methods";

export const tableTypes: readonly TableType[] = [
  "sqlite3_mem_methods",
  "sqlite3_mutex_methods",
  "sqlite3_vfs",
  "sqlite3_io_methods",
];

/** `unknown` is anything, but something: a table's member that holds it counts as given. */
export type MemberValue =
  | { readonly at: Place; readonly is: "function"; readonly name: string }
  /** An integer; 0 and NULL are both 0. */
  | { readonly at: Place; readonly is: "number"; readonly value: number }
  /** `sizeof(type)`, or of a pointer to it. */
  | { readonly at: Place; readonly is: "size"; readonly type: string; readonly isPointer: boolean }
  /** A string literal without its quotes. */
  | { readonly at: Place; readonly is: "text"; readonly text: string }
  | { readonly at: Place; readonly is: "unknown" };

/** Which table a type is, or is a pointer to or an array of; a name that a typedef gives it is not followed. */
export const tableTypeOf = ({ base }: TypeName): TableType | undefined => tableTypes.find((name) => name === base);

/** @param at where the expression stands; `fn` is undefined at file scope */
export function memberValue(expr: Expr, at: Place, fn: FunctionModel | undefined, env: SqliteEnvironment): MemberValue {
  const { leaves, complete } = env.resolve(expr, fn);
  const [leaf, ...others] = leaves;
  if (leaf === undefined || others.length > 0 || !complete) {
    return { at, is: "unknown" };
  }
  const value = leaf.expr.kind === "unary" && leaf.expr.op === "&" ? leaf.expr.operand : leaf.expr;
  if (value.kind === "sizeof" && value.op === "sizeof") {
    const { type, operand } = value;
    // To the parser `sizeof(name)` may be of a variable as well.
    const name = type?.base ?? (operand?.kind === "name" ? operand.name : "");
    const isType = type !== undefined || !isVariable(name, fn, env);
    return name === "" || !isType
      ? { at, is: "unknown" }
      : { at, is: "size", type: name, isPointer: type !== undefined && type.pointers > 0 };
  }
  if (value.kind === "string" && value === leaf.expr) {
    return { at, is: "text", text: value.parts.map((part) => part.slice(1, -1)).join("") };
  }
  if (value.kind === "name" && isNullName(value.name)) {
    return { at, is: "number", value: 0 };
  }
  const number = env.integer(expr, fn);
  if (number !== undefined) {
    return { at, is: "number", value: number };
  }
  const isFunction = value.kind === "name" && !isLocal(value.name, fn);
  return isFunction ? { at, is: "function", name: value.name } : { at, is: "unknown" };
}

const isLocal = (name: string, fn: FunctionModel | undefined): boolean =>
  fn?.locals.has(name) === true || fn?.parameterNames.has(name) === true;

const isVariable = (name: string, fn: FunctionModel | undefined, { unit }: SqliteEnvironment): boolean =>
  isLocal(name, fn) || unit.variables(name).length > 0;

/** Whether a method's member is NULL. */
export const isNull = (value: MemberValue): boolean => value.is === "number" && value.value === 0;

const isNullName = (name: string): boolean => name === "NULL" || name === "nullptr" || name === "Q_NULLPTR";
