/** Places that routines are stored in: which role a member, an initialiser's item or a variable gives a routine. */
import type { Facts, LinuxContext } from "../../facts/index.ts";
import type { Expr, InitListExpr, TypeName } from "../../syntax/ast.ts";
import type { Dialect } from "../../syntax/tokens.ts";
import type { FunctionModel } from "../function.ts";
import type { UnitModel } from "../unit-model.ts";
import { fieldOrders } from "./field-orders.ts";
import {
  type Field,
  fieldOf,
  fieldsOf,
  type Structure,
  structureNamed,
  structureOf,
  structureOfExpression,
  structureOfField,
} from "./structures.ts";
import { typeAliases } from "./type-aliases.ts";

/** What a slot makes of the routine that is put there. */
export interface Slot {
  /** A role type that the facts know; for Linux the structure and field, or the registering function. */
  readonly roleType: string;
  /** For messages: `KeInitializeDpc`, `DRIVER_OBJECT.MajorFunction[IRP_MJ_READ]`. */
  readonly name: string;
  /** `type`: the slot is the unit's own, and has the role's pointer type; who calls the routine is not said. */
  readonly source: "documented" | "type";
  /** `interface`: a table that either side may fill. */
  readonly kind: "registration" | "interface";
  readonly linux: LinuxContext | undefined;
}

export interface SlotContext {
  readonly unit: UnitModel;
  readonly facts: Pick<Facts, "fieldRegistration" | "fieldRegistrationsOf" | "callback" | "linuxContext">;
  readonly dialect: Dialect;
  /** The function whose variables are meant; undefined at file scope. */
  readonly fn: FunctionModel | undefined;
}

/** An expression with the slot that it is stored in. */
export interface Stored {
  readonly slot: Slot;
  readonly value: Expr;
}

/** The slot that an assignment's left side is. */
export function slotOfTarget(target: Expr, context: SlotContext): Slot | undefined {
  const steps: Step[] = [];
  let root = target;
  let index: string | undefined;
  for (;;) {
    if (root.kind === "index") {
      index = briefly(root.index);
      root = root.object;
    } else if (root.kind === "member") {
      steps.unshift({ field: root.name, index });
      index = undefined;
      root = root.object;
    } else {
      break;
    }
  }
  const { unit, fn } = context;
  if (steps.length === 0) {
    const declared = root.kind === "name" ? variableType(root.name, context) : undefined;
    return declared && slotOfType(declared.type, declared.name, context);
  }
  const structure = structureOfExpression(root, fn, unit);
  return structure && slotOfPath(structure, steps, context);
}

/** The slots that a variable's initialiser fills. */
export function storedByInitialiser(type: TypeName, name: string, init: Expr, context: SlotContext): readonly Stored[] {
  const slot = slotOfType(type, name, context);
  if (init.kind !== "init-list") {
    return slot === undefined ? [] : [{ slot, value: init }];
  }
  if (slot !== undefined) {
    return init.items.map(({ value }) => ({ slot, value }));
  }
  const stored: Stored[] = [];
  addInitialised(structureOf(type, context.unit), type.pointers > 0, [], init, context, stored);
  return stored;
}

/** The slot of a parameter or variable by its type alone: `PKDEFERRED_ROUTINE Routine`. */
export function slotOfType(type: TypeName, name: string, { unit, facts, dialect }: SlotContext): Slot | undefined {
  if (dialect === "linux" || type.base === "") {
    return undefined;
  }
  for (const alias of typeAliases(type.base, unit).names) {
    const callback = facts.callback(alias);
    if (callback !== undefined && callback.role === "callback") {
      return { roleType: callback.roleType, name, source: "type", kind: "registration", linux: undefined };
    }
  }
  return undefined;
}

/** One member access: its field, and the index behind it where there is one. */
interface Step {
  readonly field: string;
  readonly index: string | undefined;
}

function slotOfPath(from: Structure, steps: readonly Step[], context: SlotContext): Slot | undefined {
  let structure: Structure | undefined = from;
  for (let at = 0; at < steps.length && structure !== undefined; at++) {
    const known = documentedSlot(structure, steps.slice(at), context);
    if (known !== undefined) {
      return known;
    }
    const { field: name } = steps[at] as Step;
    const field: Field | undefined = fieldOf(structure, name, context.unit);
    if (field !== undefined && at === steps.length - 1) {
      return slotOfType(field.decl.type, `${structure.names[0] ?? ""}.${name}`, context);
    }
    structure = field === undefined ? structureByField(name, context) : structureOfField(field, context.unit);
  }
  return undefined;
}

function documentedSlot(
  { names }: Structure,
  steps: readonly Step[],
  { facts, dialect }: SlotContext,
): Slot | undefined {
  const path = steps.map(({ field }) => field).join(".");
  const shown = steps.map(({ field, index }) => (index === undefined ? field : `${field}[${index}]`)).join(".");
  for (const name of names) {
    if (dialect === "linux") {
      const [linux] = facts.linuxContext(`${name}.${path}`).filter(({ kind }) => kind === "registration-field");
      if (linux !== undefined) {
        const slot = `${name}.${shown}`;
        return { roleType: linux.name, name: slot, source: "documented", kind: "registration", linux };
      }
    } else {
      const known = facts.fieldRegistration(name, path) ?? facts.fieldRegistration(name, `${path}[]`);
      if (known !== undefined) {
        const roleType = facts.callback(known.roleType)?.roleType ?? known.roleType;
        return {
          roleType,
          name: `${known.structure}.${shown}`,
          source: "documented",
          kind: known.kind,
          linux: undefined,
        };
      }
    }
  }
  return undefined;
}

/**
 * The structure that a system structure's field holds, by the field's name: `DriverExtension` is a DRIVER_EXTENSION
 * where the facts know one.
 */
function structureByField(field: string, { unit, facts }: SlotContext): Structure | undefined {
  const name = field.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toUpperCase();
  return facts.fieldRegistrationsOf(name).length > 0 ? structureNamed(name, unit) : undefined;
}

function addInitialised(
  structure: Structure,
  isArray: boolean,
  outer: readonly Step[],
  list: InitListExpr,
  context: SlotContext,
  stored: Stored[],
): void {
  if (list.elided) {
    return;
  }
  const elements =
    isArray && list.items.every(({ value, designator }) => value.kind === "init-list" || designator?.startsWith("["));
  const order = elements ? [] : positions(structure);
  const selection = elements ? undefined : selectionOf(structure, order, list);
  let position = 0;
  for (const { designator, value } of list.items) {
    if (elements) {
      if (value.kind === "init-list") {
        addInitialised(structure, false, outer, value, context, stored);
      }
      continue;
    }
    const steps = designator === undefined ? undefined : stepsOf(designator);
    const [first] = steps ?? [];
    const at = first === undefined ? position : order.indexOf(first.field);
    position = at + 1;
    const name = order[at];
    const path = [...outer, ...(steps ?? (name === undefined ? [] : [{ field: name, index: undefined }]))];
    if (path.length === outer.length) {
      continue;
    }
    if (value.kind === "init-list") {
      addNested(structure, path, value, context, stored);
    } else {
      const slot = slotOfPath(structure, path, context);
      if (slot !== undefined) {
        stored.push({ slot: selection === undefined ? slot : { ...slot, name: `${slot.name}[${selection}]` }, value });
      }
    }
  }
}

/** What a list says of the requests that its routines are for: IRP_MJ_READ. */
function selectionOf({ names }: Structure, order: readonly string[], { items }: InitListExpr): string | undefined {
  const field = names.map((name) => selectors.get(name.replace(/^_/, ""))).find((one) => one !== undefined);
  const item =
    field && items.find(({ designator }, at) => (designator === undefined ? order[at] : designator.slice(1)) === field);
  const selected = item && briefly(item.value);
  return selected === "" ? undefined : selected;
}

/** Structures with a field that says for which requests the routines beside it are. */
const selectors: ReadonlyMap<string, string> = new Map([["FLT_OPERATION_REGISTRATION", "MajorFunction"]]);

/** A list within a list: of a field whose structure is known, else of a part of the outer structure. */
function addNested(
  structure: Structure,
  path: readonly Step[],
  list: InitListExpr,
  context: SlotContext,
  stored: Stored[],
): void {
  const last = path.at(-1);
  const field = path.length === 1 && last !== undefined ? fieldOf(structure, last.field, context.unit) : undefined;
  if (field !== undefined) {
    const slot = slotOfType(field.decl.type, last?.field ?? "", context);
    if (slot === undefined) {
      addInitialised(structureOfField(field, context.unit), field.decl.type.pointers > 0, [], list, context, stored);
    } else {
      stored.push(...list.items.map(({ value }) => ({ slot, value })));
    }
    return;
  }
  const array = slotOfPath(structure, path, context);
  if (array !== undefined) {
    stored.push(
      ...list.items.map(({ designator, value }) => ({
        slot: { ...array, name: `${array.name}${designator ?? ""}` },
        value,
      })),
    );
  } else if (structure.record === undefined) {
    addInitialised(structure, false, path, list, context, stored);
  }
}

function positions({ names, record }: Structure): readonly string[] {
  if (record !== undefined) {
    return fieldsOf(record).map(({ decl }) => decl.name);
  }
  return names.map((name) => fieldOrders.get(name.replace(/^_/, ""))).find((order) => order !== undefined) ?? [];
}

/** `.a.b[3]` as steps; an array's own `[3]` has none. */
function stepsOf(designator: string): readonly Step[] {
  return [...designator.matchAll(/\.(\w+)(?:\[([^\]]*)\])?/g)].map(([, field = "", index]) => ({ field, index }));
}

function variableType(
  name: string,
  { fn, unit }: SlotContext,
): { readonly type: TypeName; readonly name: string } | undefined {
  // A local's use is followed no further; a global's is seen by every function of the unit.
  if (fn?.locals.has(name) || fn?.parameterNames.has(name)) {
    return undefined;
  }
  const [variable] = unit.variables(name);
  return variable && { type: variable.decl.type, name };
}

const briefly = (expr: Expr): string => (expr.kind === "name" ? expr.name : expr.kind === "number" ? expr.text : "");
