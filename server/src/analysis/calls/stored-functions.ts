/**
 * Which functions of the unit a call through a field or a variable may lead to: those that the unit puts there, if it puts
 * nothing else there.
 */
import { isHeader } from "../../model/contracts/declarations.ts";
import {
  fieldOf,
  fieldsOf,
  lastName,
  type OwnedField,
  type Structure,
  structureNamed,
  structureOf,
  structureOfExpression,
  structureOfField,
} from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import { type Holder, type PlacedStore, positional, type Store } from "../../model/stores.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { Expr, RecordDecl } from "../../syntax/ast.ts";

/** Functions as they are named where they are stored, which says whose names are meant. */
export interface StoredFunctions {
  readonly functions: readonly NamedFunction[];
  /** Whether others may put more there: the structure is known beyond its source file. */
  readonly isOpen: boolean;
}

export interface NamedFunction {
  readonly name: string;
  readonly file: string;
  readonly scope: string | undefined;
}

/** The stores that matter to a call through an expression, and whose they are. */
interface Slot {
  readonly names: readonly string[];
  /** As far as the store itself says. */
  mayBeMeant(store: Store): boolean;
  isMeant(store: Store): boolean;
  readonly isOpen: boolean;
}

/** What a call through a pointer may lead to; undefined where nothing is stored, or something that is not understood. */
export function storedFunctions(callee: Expr, fn: FunctionModel, unit: UnitModel): StoredFunctions | undefined {
  const slot = slotOf(callee, fn, unit);
  if (slot === undefined) {
    return undefined;
  }
  const stores = slot.names.flatMap((name) => unit.stores(name)).filter((store) => slot.mayBeMeant(store));
  // Types cost more to find than names.
  if (!stores.some(({ value }) => isFunction(value, unit))) {
    return undefined;
  }
  const functions: NamedFunction[] = [];
  for (const store of stores) {
    const { value, file, scope } = store;
    if (isConstant(value, unit) || !slot.isMeant(store)) {
      continue;
    }
    if (value === undefined || !isFunction(value, unit)) {
      return undefined;
    }
    functions.push({ name: value, file, scope });
  }
  return functions.length === 0 ? undefined : { functions, isOpen: slot.isOpen };
}

const isFunction = (value: string | undefined, unit: UnitModel): boolean =>
  value !== undefined && unit.signatures(lastName(value)).length > 0;

/** Where the unit puts a function of this name into what a call goes through. */
export function storePlaces(callee: Expr, name: string, fn: FunctionModel, unit: UnitModel): readonly Place[] {
  const slot = slotOf(callee, fn, unit);
  return (slot?.names ?? [])
    .flatMap((target) => unit.placedStores(target))
    .filter((store: PlacedStore) => lastName(store.value ?? "") === name)
    .filter((store) => slot?.mayBeMeant(store) === true && slot.isMeant(store))
    .map(({ place }) => place);
}

/** A constant of the system's headers, or a macro that is a number: no function. */
function isConstant(value: string | undefined, unit: UnitModel): boolean {
  if (value === undefined || isFunction(value, unit)) {
    return false;
  }
  const macros = unit.macros(value);
  if (macros.length > 0) {
    return macros.every(({ macro }) => macro.expression?.kind === "number");
  }
  return unit.enumerators(lastName(value)).length > 0 || (/^[A-Z][A-Z0-9_]*$/.test(value) && !unit.declares(value));
}

function slotOf(callee: Expr, fn: FunctionModel, unit: UnitModel): Slot | undefined {
  const plain = callee.kind === "unary" && callee.op === "*" ? callee.operand : callee;
  if (plain.kind === "member") {
    return ofConstant(plain.object, plain.name, fn, unit) ?? ofField(plain.object, plain.name, fn, unit);
  }
  return plain.kind === "name" && !fn.locals.has(plain.name) && !fn.parameterNames.has(plain.name)
    ? ofVariable(plain.name, fn, unit)
    : undefined;
}

/** A table that nobody can change holds what its initialiser says. */
function ofConstant(object: Expr, field: string, fn: FunctionModel, unit: UnitModel): Slot | undefined {
  if (object.kind !== "name" || fn.locals.has(object.name) || fn.parameterNames.has(object.name)) {
    return undefined;
  }
  const { name } = object;
  const variables = unit.variables(name);
  const [symbol, ...others] = variables.filter(
    ({ file, decl }) => file === fn.file || !decl.storage.includes("static"),
  );
  const isTable =
    symbol !== undefined &&
    others.length === 0 &&
    symbol.decl.type.isConst &&
    symbol.decl.type.pointers === 0 &&
    symbol.decl.init?.kind === "init-list";
  const declared = isTable ? fieldOf(structureOf(symbol.decl.type, unit), field, unit) : undefined;
  return declared === undefined
    ? undefined
    : {
        names: [field, positional],
        mayBeMeant: ({ holder, file }) => holder?.initialises === name && file === symbol?.file,
        isMeant: (store) => mayBeIn(store, declared, unit),
        isOpen: false,
      };
}

/** A field of a structure that the unit defines, in whatever object. */
function ofField(object: Expr, field: string, fn: FunctionModel, unit: UnitModel): Slot | undefined {
  const structure = structureOfExpression(object, fn, unit);
  const declared = structure && fieldOf(structure, field, unit);
  if (structure === undefined || declared === undefined) {
    return undefined;
  }
  const { decl, owner } = declared;
  const names = [...structure.names, ...(owner.name === undefined ? [] : [owner.name])];
  const step = `#${fieldsOf(owner).findIndex((own) => own.decl === decl)}`;
  return {
    names: [field, positional],
    mayBeMeant: ({ target, holder }) =>
      target !== positional || owner.bases.length > 0 || holder?.path.length === 0 || holder?.path.at(-1) === step,
    isMeant: (store) => mayBeIn(store, declared, unit),
    isOpen: structure.names.length === 0 || names.some((name) => isShared(name, unit)),
  };
}

const isShared = (name: string, unit: UnitModel): boolean =>
  [...unit.records(name), ...unit.typedefs(name)].some(({ file }) => isHeader(file));

/** A variable at file scope; in a method it may be a field. */
function ofVariable(name: string, fn: FunctionModel, unit: UnitModel): Slot | undefined {
  const [symbol, ...others] = unit
    .variables(name)
    .filter(({ file, decl }) => file === fn.file || !decl.storage.includes("static"));
  const isPointer = ({ type, functionPointer }: NonNullable<typeof symbol>["decl"]): boolean =>
    functionPointer !== undefined ||
    type.pointers > 0 ||
    /^P/.test(type.base) ||
    unit.typedefs(type.base).some(({ decl }) => decl.functionParameters !== undefined);
  const known = symbol !== undefined && [symbol, ...others].every(({ decl }) => isPointer(decl));
  return !known || fn.scope !== undefined
    ? undefined
    : {
        names: [name],
        mayBeMeant: ({ holder, file }) =>
          (holder === undefined || holder.root.by === "this") &&
          (file === symbol.file || !symbol.decl.storage.includes("static")),
        isMeant: () => true,
        isOpen: false,
      };
}

/** Whether a store may be one into a field: also where nobody knows what its target is part of. */
function mayBeIn({ target, holder }: Store, { decl }: OwnedField, unit: UnitModel): boolean {
  const at = holder?.path.at(-1);
  if (holder === undefined || (target === positional && at === undefined)) {
    return holder !== undefined;
  }
  const held = structureAt(holder, target === positional ? holder.path.slice(0, -1) : holder.path, unit);
  if (held?.record === undefined) {
    return held === undefined;
  }
  const { record } = held;
  // A class that has the field from another one, however far, has the same field; of bases that the unit does not show
  // nobody knows what they have.
  const stored = fieldOf(held, decl.name, unit);
  const isSame = stored === undefined ? record.bases.length > 0 : stored.decl === decl;
  const isThere = target !== positional || record.bases.length > 0 || nameAt(record, at ?? "") === decl.name;
  return isSame && isThere;
}

/** Items for the bases of a class come before those for its own fields. */
function nameAt(record: RecordDecl, step: string): string | undefined {
  return !step.startsWith("#")
    ? step
    : record.bases.length > 0
      ? undefined
      : fieldsOf(record)[Number(step.slice(1))]?.decl.name;
}

/** What fields lead to from a root; undefined where that is not known. */
function structureAt({ root }: Holder, path: readonly string[], unit: UnitModel): Structure | undefined {
  let structure = rootStructure(root, unit);
  for (const step of path) {
    const name = structure?.record && nameAt(structure.record, step);
    const field = structure && name !== undefined ? fieldOf(structure, name, unit) : undefined;
    if (field === undefined) {
      return undefined;
    }
    structure = structureOfField(field, unit);
  }
  return structure;
}

function rootStructure({ by, name }: Holder["root"], unit: UnitModel): Structure | undefined {
  switch (by) {
    case "type":
      return structureNamed(name, unit);
    case "this":
      return structureNamed(lastName(name), unit);
    case "variable": {
      const [first, ...others] = unit.variables(name).map(({ decl }) => decl.type);
      return first !== undefined && others.every(({ base }) => base === first.base)
        ? structureOf(first, unit)
        : undefined;
    }
    case "result": {
      const [head] = [...unit.prototypes(name), ...unit.functionSymbols(name)];
      return head?.decl.returnType && structureOf(head.decl.returnType, unit);
    }
    case "unknown":
      return undefined;
  }
}
