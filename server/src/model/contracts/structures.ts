/** The structures of a unit by their types' names: which field a member or an initialiser's item is, and of what type. */
import type { Decl, Expr, RecordDecl, TypeName, VariableDecl } from "../../syntax/ast.ts";
import type { FunctionModel } from "../function.ts";
import type { UnitModel } from "../unit-model.ts";
import { typeAliases } from "./type-aliases.ts";

/** A structure as far as it is known. */
export interface Structure {
  /** All names it may go by, pointers' (`PDRIVER_OBJECT`) and the structure's own; none where it has no name. */
  readonly names: readonly string[];
  /** Its fields, where the unit defines it. */
  readonly record: RecordDecl | undefined;
}

/** A field with the record that stands in its declaration: `struct { ... } Name;`. */
export interface Field {
  readonly decl: VariableDecl;
  readonly inline: RecordDecl | undefined;
}

/** A field with the record that declares it, which may be a base of the one that was asked. */
export interface OwnedField extends Field {
  readonly owner: RecordDecl;
}

/** The structure that a type is, or points to. */
export function structureOf(type: TypeName, unit: UnitModel): Structure {
  return structureNamed(type.base, unit);
}

export function structureNamed(name: string, unit: UnitModel): Structure {
  if (name === "") {
    return { names: [], record: undefined };
  }
  const { names, typedefs } = typeAliases(name, unit);
  let record: RecordDecl | undefined;
  for (const alias of names) {
    record ??= unit.records(alias).find(({ decl }) => decl.members.length > 0 || decl.bases.length > 0)?.decl;
  }
  for (const { anchor, decl } of record === undefined ? typedefs : []) {
    // `typedef struct { ... } NAME;`: the record without a name that ends before the typedef's.
    record ??= decl.type.base === "" ? unit.records("").find((symbol) => symbol.anchor === anchor)?.decl : undefined;
  }
  const targets = names.flatMap((alias) => (/^P[A-Z]/.test(alias) ? alias.slice(1) : []));
  return { names: [...names, ...targets], record };
}

/** The field's structure; for records that only the system's headers know, undefined. */
export function fieldOf(structure: Structure, name: string, unit: UnitModel): OwnedField | undefined {
  return structure.record === undefined ? undefined : fieldIn(structure.record, name, unit, 0);
}

export function structureOfField({ decl, inline }: Field, unit: UnitModel): Structure {
  return inline === undefined ? structureOf(decl.type, unit) : { names: [], record: inline };
}

/** The fields in the order in which an initialiser gives them; an anonymous member's stand in its place. */
export function fieldsOf(record: RecordDecl): readonly Field[] {
  return record.members.flatMap((member) => fieldsIn(member));
}

/** The declared type of what an expression names or points to; undefined where the unit does not say. */
export function structureOfExpression(
  expr: Expr,
  fn: FunctionModel | undefined,
  unit: UnitModel,
): Structure | undefined {
  switch (expr.kind) {
    case "unary":
      return expr.op === "&" || expr.op === "*" ? structureOfExpression(expr.operand, fn, unit) : undefined;
    case "cast":
      return structureOf(expr.type, unit);
    case "index":
      return structureOfExpression(expr.object, fn, unit);
    case "member": {
      const object = structureOfExpression(expr.object, fn, unit);
      const field = object && fieldOf(object, expr.name, unit);
      return field && structureOfField(field, unit);
    }
    case "name": {
      const type = typeOfName(expr.name, fn, unit);
      return type && structureOf(type, unit);
    }
    case "call": {
      const name = expr.callee.kind === "name" ? expr.callee.name : "";
      const [head] = [...unit.prototypes(name), ...unit.functionSymbols(name)];
      return head?.decl.returnType && structureOf(head.decl.returnType, unit);
    }
    default:
      return undefined;
  }
}

/** The type of a variable by its name: local, parameter, field of the method's class, file scope. */
function typeOfName(name: string, fn: FunctionModel | undefined, unit: UnitModel): TypeName | undefined {
  const local = fn?.locals.get(name);
  if (local !== undefined) {
    return sameType(local.map(({ type }) => type));
  }
  const parameter = fn?.definition.parameters.find((candidate) => candidate.name === name);
  if (parameter !== undefined) {
    return parameter.type;
  }
  const owner = fn?.scope === undefined ? undefined : structureNamed(lastName(fn.scope), unit);
  if (owner !== undefined && name === "this") {
    return {
      start: 0,
      end: 0,
      text: owner.names[0] ?? "",
      base: owner.names[0] ?? "",
      pointers: 1,
      tag: undefined,
      isConst: false,
    };
  }
  const field = owner && fieldOf(owner, name, unit);
  return field?.decl.type ?? sameType(unit.variables(name).map(({ decl }) => decl.type));
}

function sameType(types: readonly TypeName[]): TypeName | undefined {
  const [first] = types;
  return types.every(({ base }) => base === first?.base) ? first : undefined;
}

/** `Name` of `ns::Cls::Name`. */
export const lastName = (name: string): string => name.slice(name.lastIndexOf(":") + 1);

/** Classes that derive from each other in a circle are no C++, but text that is being typed. */
const maxBases = 16;

function fieldIn(record: RecordDecl, name: string, unit: UnitModel, depth: number): OwnedField | undefined {
  const own = fieldsOf(record).find(({ decl }) => decl.name === name);
  if (own !== undefined || depth > maxBases) {
    return own && { ...own, owner: record };
  }
  for (const base of record.bases) {
    const known = structureNamed(lastName(base), unit).record;
    const inherited = known && fieldIn(known, name, unit, depth + 1);
    if (inherited !== undefined) {
      return inherited;
    }
  }
  return undefined;
}

function fieldsIn(member: Decl): readonly Field[] {
  switch (member.kind) {
    case "variable":
      return member.storage.includes("static") ? [] : [{ decl: member, inline: undefined }];
    case "record":
      return member.name === undefined ? fieldsOf(member) : [];
    case "group": {
      const inline = member.members.find((part) => part.kind === "record");
      return member.members.flatMap((part) => (part.kind === "variable" ? { decl: part, inline } : []));
    }
    default:
      return [];
  }
}
