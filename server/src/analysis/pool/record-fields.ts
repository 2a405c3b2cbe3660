/** Which record of the unit a member expression reaches into, by the types that the unit's own declarations show. */
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { Decl, Expr, MemberExpr, NameExpr, RecordDecl, TypeName } from "../../syntax/ast.ts";

/** A field of a record that the unit defines; equal where record and name are the same. */
export interface Field {
  readonly record: RecordDecl;
  readonly name: string;
}

/** The field of `object->name`, or of a plain name inside a member function; undefined where the type is not seen. */
export function fieldOf(expr: MemberExpr | NameExpr, fn: FunctionModel, unit: UnitModel): Field | undefined {
  const record = expr.kind === "member" ? recordOf(expr.object, fn, unit) : classAround(expr.name, fn, unit);
  return record !== undefined && fieldType(record, expr.name) !== undefined ? { record, name: expr.name } : undefined;
}

const maximumDepth = 16;

/** The record that an expression is of or points to. */
function recordOf(expr: Expr, fn: FunctionModel, unit: UnitModel, depth = 0): RecordDecl | undefined {
  if (depth > maximumDepth) {
    return undefined;
  }
  const of = (part: Expr): RecordDecl | undefined => recordOf(part, fn, unit, depth + 1);
  switch (expr.kind) {
    case "name":
      return recordOfName(expr.name, fn, unit);
    case "member": {
      const outer = of(expr.object);
      const type = outer === undefined ? undefined : fieldType(outer, expr.name);
      return type === undefined ? undefined : recordOfType(type, unit);
    }
    case "index":
      return of(expr.object);
    case "unary":
      return expr.op === "*" || expr.op === "&" ? of(expr.operand) : undefined;
    case "cast":
      return recordOfType(expr.type, unit);
    case "call": {
      const name = expr.callee.kind === "name" ? expr.callee.name : undefined;
      const [symbol] =
        name === undefined || unit.macros(name).length > 0
          ? []
          : [...unit.functionSymbols(name), ...unit.prototypes(name)];
      return symbol?.decl.returnType === undefined ? undefined : recordOfType(symbol.decl.returnType, unit);
    }
    default:
      return undefined;
  }
}

function recordOfName(name: string, fn: FunctionModel, unit: UnitModel): RecordDecl | undefined {
  if (name === "this") {
    return scopeRecord(fn, unit);
  }
  const type = declaredType(name, fn, unit);
  return type === undefined ? undefined : recordOfType(type, unit);
}

/** The one type that a name is declared with; undefined where blocks or files declare it differently. */
function declaredType(name: string, fn: FunctionModel, unit: UnitModel): TypeName | undefined {
  const locals = fn.locals.get(name);
  const parameter = fn.definition.parameters.find((candidate) => candidate.name === name);
  const types =
    locals !== undefined
      ? locals.map(({ type }) => type)
      : parameter !== undefined
        ? [parameter.type]
        : unit.macros(name).length > 0
          ? []
          : unit.variables(name).map(({ decl }) => decl.type);
  const [first] = types;
  if (first === undefined) {
    const around = classAround(name, fn, unit);
    return around === undefined ? undefined : fieldType(around, name);
  }
  return types.every(({ base }) => base === first.base) ? first : undefined;
}

/** The class whose member function `fn` is, where the name is a field of it and nothing nearer. */
function classAround(name: string, fn: FunctionModel, unit: UnitModel): RecordDecl | undefined {
  if (fn.locals.has(name) || fn.parameterNames.has(name)) {
    return undefined;
  }
  const record = scopeRecord(fn, unit);
  return record !== undefined && fieldType(record, name) !== undefined ? record : undefined;
}

function scopeRecord(fn: FunctionModel, unit: UnitModel): RecordDecl | undefined {
  const name = fn.scope?.slice(fn.scope.lastIndexOf(":") + 1);
  return name === undefined ? undefined : onlyRecord(name, unit);
}

/** Through typedefs, of pointers too, to the one definition that the unit has. */
function recordOfType(type: TypeName, unit: UnitModel): RecordDecl | undefined {
  let name = type.base;
  for (let steps = 0; steps < maximumDepth; steps++) {
    const record = onlyRecord(name, unit);
    if (record !== undefined) {
      return record;
    }
    const typedefs = unit.typedefs(name);
    const [typedef] = typedefs;
    if (typedef === undefined || typedefs.length > 1) {
      return undefined;
    }
    const next = typedef.decl.type.base;
    if (next === "") {
      // `typedef struct {..} DEVICE, *PDEVICE;`: the record has no name, but stands in the same declaration.
      return unit
        .records("")
        .findLast(({ anchor, decl }) => anchor === typedef.anchor && decl.start <= typedef.decl.start)?.decl;
    }
    if (next === name) {
      return undefined;
    }
    name = next;
  }
  return undefined;
}

function onlyRecord(name: string, unit: UnitModel): RecordDecl | undefined {
  const records = name === "" ? [] : unit.records(name);
  return records.length === 1 ? records[0]?.decl : undefined;
}

/** The type of a field, unnamed structures and unions inside looked into. */
function fieldType(record: RecordDecl, name: string): TypeName | undefined {
  return typeAmong(record.members, name);
}

function typeAmong(members: readonly Decl[], name: string): TypeName | undefined {
  for (const member of members) {
    if (member.kind === "variable" && member.name === name) {
      return member.type;
    }
    const inner =
      member.kind === "group" || (member.kind === "record" && member.name === undefined)
        ? typeAmong(member.members, name)
        : undefined;
    if (inner !== undefined) {
      return inner;
    }
  }
  return undefined;
}
