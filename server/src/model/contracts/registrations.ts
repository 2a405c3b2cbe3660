/** Where routines become callbacks: calls, assignments and initialisers that hand a function to the system. */
import type { Facts, LinuxContext } from "../../facts/index.ts";
import type { CallExpr, Expr, Node, Span } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { DeclarationModel } from "../file.ts";
import type { FunctionModel } from "../function.ts";
import type { Place } from "../place.ts";
import type { UnitModel } from "../unit-model.ts";
import { declaresFunction, isHeader, placeIn } from "./declarations.ts";
import { splitArguments } from "./sal-terms.ts";
import { type Slot, type SlotContext, slotOfTarget, slotOfType, storedByInitialiser } from "./slots.ts";
import { lastName } from "./structures.ts";

export type RegistrationFacts = Pick<
  Facts,
  "registrationsOf" | "fieldRegistration" | "fieldRegistrationsOf" | "callback" | "linuxContext"
>;

export interface Registration extends Slot {
  /** The routine as written: `OnRead`, `Queue::OnRead`. */
  readonly routine: string;
  readonly by: "call" | "assignment" | "initialiser" | "macro";
  /** The routine's name where it is handed over. */
  readonly place: Place;
  /** Namespace or class of the code that registers it, in which its name is looked up first. */
  readonly scope: string | undefined;
  /** The function that registers it; undefined at file scope. */
  readonly within: FunctionModel | undefined;
  /** Whether that function asks the framework to call routines at PASSIVE_LEVEL (`PassiveHandling`, an execution level). */
  readonly atPassiveLevel: boolean;
}

/** What a function's body registers; depends on the function and the unit's interface. */
export function registrationsIn(fn: FunctionModel, unit: UnitModel, facts: RegistrationFacts): readonly Registration[] {
  const found: Registration[] = [];
  const context: SlotContext = { unit, facts, dialect: unit.files[0]?.dialect ?? "windows", fn };
  let isPassive: boolean | undefined;
  const add = (value: Expr, slot: Slot, by: Registration["by"]): void => {
    for (const { name, span } of routinesIn(value, unit, facts, fn)) {
      isPassive ??= asksForPassiveLevel(fn);
      const atPassiveLevel = isPassive;
      found.push({ ...slot, routine: name, by, place: fn.place(span), scope: fn.scope, within: fn, atPassiveLevel });
    }
  };
  for (const part of [...fn.definition.initialisers, fn.definition.body]) {
    walk(part, (node) => {
      visit(node, context, facts, add);
      return node.kind === "sizeof" ? "skip" : undefined;
    });
  }
  return found;
}

/** By a name, or by a field that is set to anything but FALSE. */
function asksForPassiveLevel(fn: FunctionModel): boolean {
  if (fn.uses.some(({ name }) => name === "WdfExecutionLevelPassive")) {
    return true;
  }
  let asks = false;
  walk(fn.definition.body, (node) => {
    asks ||=
      node.kind === "assign" &&
      node.left.kind === "member" &&
      node.left.name === "PassiveHandling" &&
      !(node.right.kind === "name" && /^(?:FALSE|false)$/.test(node.right.name));
    return undefined;
  });
  return asks;
}

/** What a declaration outside of functions registers: variables' initialisers, and macros in Linux code. */
export function registrationsAt(
  { symbols }: DeclarationModel,
  unit: UnitModel,
  facts: RegistrationFacts,
): readonly Registration[] {
  const found: Registration[] = [];
  const context: SlotContext = { unit, facts, dialect: unit.files[0]?.dialect ?? "windows", fn: undefined };
  for (const symbol of symbols.variables) {
    const { type, init, name } = symbol.decl;
    if (init === undefined) {
      continue;
    }
    for (const { slot, value } of storedByInitialiser(type, name, init, context)) {
      for (const { name: routine, span } of routinesIn(value, unit, facts, undefined)) {
        const place = placeIn(symbol, span);
        found.push({
          ...slot,
          routine,
          by: "initialiser",
          place,
          scope: symbol.scope,
          within: undefined,
          atPassiveLevel: false,
        });
      }
    }
  }
  for (const { record, file, anchor } of context.dialect === "linux" ? symbols.macroCalls : []) {
    const args = splitArguments(record.args ?? "");
    for (const { slot, index } of linuxSlots(record.name, facts)) {
      const routine = args[index];
      if (routine !== undefined && /^[A-Za-z_]\w*$/.test(routine)) {
        const place = placeIn({ file, anchor }, record);
        found.push({
          ...slot,
          routine,
          by: "macro",
          place,
          scope: undefined,
          within: undefined,
          atPassiveLevel: false,
        });
      }
    }
  }
  return found;
}

export interface RegistrationIndex {
  readonly all: readonly Registration[];
  /** Those of a definition, by the name it is registered under, looked up as the language does. */
  of(fn: FunctionModel): readonly Registration[];
}

/**
 * All registrations of a unit.
 * @param ofFunction gives a function's own; pass one that keeps what it knows, or `registrationsIn` is asked every time
 */
export function registrationsOfUnit(
  unit: UnitModel,
  facts: RegistrationFacts,
  ofFunction: (fn: FunctionModel) => readonly Registration[] = (fn) => registrationsIn(fn, unit, facts),
): RegistrationIndex {
  const all: Registration[] = [];
  const byRoutine = new Map<FunctionModel, Registration[]>();
  for (const { declarations } of unit.files) {
    for (const declaration of declarations) {
      all.push(...registrationsAt(declaration, unit, facts));
      for (const fn of declaration.functions) {
        all.push(...ofFunction(fn));
      }
    }
  }
  for (const registration of all) {
    for (const fn of routinesOf(registration, unit)) {
      const known = byRoutine.get(fn);
      if (known === undefined) {
        byRoutine.set(fn, [registration]);
      } else {
        known.push(registration);
      }
    }
  }
  return { all, of: (fn) => byRoutine.get(fn) ?? [] };
}

/**
 * The definitions that a registration may mean: of the scopes around it the innermost that has one, and of several
 * there those of the same file. Empty where the unit defines none.
 */
export function routinesOf({ routine, scope, place }: Registration, unit: UnitModel): readonly FunctionModel[] {
  const qualifier = routine.includes("::") ? routine.slice(0, routine.lastIndexOf("::")) : undefined;
  const named = unit.functions(lastName(routine));
  for (let outer = scope; ; outer = outerScope(outer)) {
    const wanted = [outer, qualifier].filter((part) => part !== undefined && part !== "").join("::");
    const there = named.filter((fn) => (fn.scope ?? "") === wanted);
    const here = there.filter((fn) => fn.file === place.file);
    const seen = here.length > 0 ? here : there.filter(isVisible);
    if (seen.length > 0) {
      return seen;
    }
    if (outer === undefined) {
      // A name that `using` or a base class brings in.
      return qualifier === undefined ? [] : named.filter((fn) => fn.scope?.endsWith(`::${qualifier}`));
    }
  }
}

const isVisible = (fn: FunctionModel): boolean =>
  fn.scope !== undefined || isHeader(fn.file) || !fn.definition.storage.includes("static");

const outerScope = (scope: string | undefined): string | undefined =>
  scope?.includes("::") ? scope.slice(0, scope.lastIndexOf("::")) : undefined;

type Add = (value: Expr, slot: Slot, by: Registration["by"]) => void;

function visit(node: Node, context: SlotContext, facts: RegistrationFacts, add: Add): void {
  switch (node.kind) {
    case "assign": {
      const slot =
        node.op === "=" && holdsRoutine(node.right, context, facts) ? slotOfTarget(node.left, context) : undefined;
      if (slot !== undefined) {
        add(node.right, slot, "assignment");
      }
      break;
    }
    case "variable":
      if (node.init?.kind === "init-list") {
        for (const { slot, value } of storedByInitialiser(node.type, node.name, node.init, context)) {
          add(value, slot, "initialiser");
        }
      }
      break;
    case "init-list":
      if (node.type !== undefined) {
        for (const { slot, value } of storedByInitialiser(node.type, node.type.base, node, context)) {
          add(value, slot, "initialiser");
        }
      }
      break;
    case "call":
      visitCall(node, context, facts, add);
      break;
    default:
  }
}

function visitCall(call: CallExpr, context: SlotContext, facts: RegistrationFacts, add: Add): void {
  if (call.callee.kind !== "name" || !call.args.some((value) => holdsRoutine(value, context, facts))) {
    return;
  }
  const { unit } = context;
  const name = call.callee.name.replace(/^::/, "");
  const heads = [...unit.functionSymbols(name), ...unit.prototypes(name)];
  const slots = context.dialect === "linux" ? linuxSlots(name, facts) : windowsSlots(name, facts);
  // A function of the unit by this name is another one, whose parameters say by their types what they take.
  const taken = new Set<number>();
  for (const { slot, index } of unit.signatures(name).length > 0 ? [] : slots) {
    const value = call.args[index];
    if (value !== undefined) {
      add(value, slot, "call");
      taken.add(index);
    }
  }
  const [head] = heads;
  for (const [index, value] of call.args.entries()) {
    const type = head?.decl.parameters[index]?.type;
    const slot = type === undefined || taken.has(index) ? undefined : slotOfType(type, name, context);
    if (slot !== undefined) {
      add(value, slot, "call");
    }
  }
}

interface ArgumentSlot {
  readonly slot: Slot;
  readonly index: number;
}

/** Routines that are given within a structure are found where its fields are written. */
function windowsSlots(name: string, facts: RegistrationFacts): readonly ArgumentSlot[] {
  return facts.registrationsOf(name).flatMap(({ parameterIndex, path, roleType: written }) => {
    const roleType = facts.callback(written)?.roleType ?? written;
    const slot: Slot = { roleType, name, source: "documented", kind: "registration", linux: undefined };
    return parameterIndex === undefined || path.length > 0 ? [] : { slot, index: parameterIndex };
  });
}

function linuxSlots(name: string, facts: RegistrationFacts): readonly ArgumentSlot[] {
  return facts.linuxContext(name).flatMap((linux: LinuxContext) => {
    const slot: Slot = { roleType: name, name, source: "documented", kind: "registration", linux };
    return linux.kind !== "registration" || linux.callbackParameter === undefined
      ? []
      : { slot, index: linux.callbackParameter };
  });
}

interface NamedRoutine {
  readonly name: string;
  readonly span: Span;
}

/** Asked before anything else: most values are no routines, and types cost more to find. */
const holdsRoutine = (value: Expr, { unit, fn }: SlotContext, facts: RegistrationFacts): boolean =>
  routinesIn(value, unit, facts, fn).length > 0;

/** The functions that a value may be: behind casts, `&`, conditionals and chained assignments; no variables. */
function routinesIn(
  value: Expr,
  unit: UnitModel,
  facts: RegistrationFacts,
  fn: FunctionModel | undefined,
): readonly NamedRoutine[] {
  switch (value.kind) {
    case "cast":
      return routinesIn(value.operand, unit, facts, fn);
    case "unary":
      return value.op === "&" || value.op === "*" ? routinesIn(value.operand, unit, facts, fn) : [];
    case "assign":
      return routinesIn(value.right, unit, facts, fn);
    case "conditional":
      return [
        ...(value.whenTrue === undefined ? [] : routinesIn(value.whenTrue, unit, facts, fn)),
        ...routinesIn(value.whenFalse, unit, facts, fn),
      ];
    case "name":
      return isRoutine(value.name, unit, facts, fn) ? [{ name: value.name, span: value }] : [];
    default:
      return [];
  }
}

function isRoutine(name: string, unit: UnitModel, facts: RegistrationFacts, fn: FunctionModel | undefined): boolean {
  if (fn?.locals.has(name) || fn?.parameterNames.has(name) || constants.has(name)) {
    return false;
  }
  const plain = lastName(name);
  if (unit.signatures(plain).length > 0 || unit.prototypes(plain).length > 0) {
    return true;
  }
  const variables = unit.variables(plain);
  return variables.length > 0
    ? variables.every(({ decl }) => declaresFunction(decl) && isFunctionType(decl.type.base, facts))
    : // In capitals it is a constant of the system's headers: WDF_NO_EVENT_CALLBACK.
      unit.macros(name).length === 0 && unit.enumerators(plain).length === 0 && !/^[A-Z][A-Z0-9_]*$/.test(name);
}

/** Whether a role type is a function's and not a pointer's: `DRIVER_CANCEL Cancel;` against `PDRIVER_CANCEL g_Cancel;`. */
function isFunctionType(name: string, facts: RegistrationFacts): boolean {
  const callback = facts.callback(name);
  return callback?.roleType === name && callback.pointerType !== name && !/^P(?:FN|FLT)/.test(name);
}

const constants: ReadonlySet<string> = new Set(["NULL", "nullptr", "TRUE", "FALSE", "true", "false", "this"]);
