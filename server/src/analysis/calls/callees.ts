/** Which functions of the unit a call means, by name, scope and file, as the language looks them up. */
import { isHeader } from "../../model/contracts/declarations.ts";
import { lastName, structureOfExpression } from "../../model/contracts/structures.ts";
import type { MacroDefinition } from "../../model/file.ts";
import type { FunctionModel, FunctionSignature } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { CallExpr, Expr, VariableDecl } from "../../syntax/ast.ts";
import { isSqlites } from "../sqlite/sources.ts";
import { onlyValue } from "../values/resolve.ts";
import { ancestorsOf, hasVirtual } from "./ancestors.ts";
import { functionKey, nameOfKey } from "./function-key.ts";
import { storedFunctions } from "./stored-functions.ts";

/** What a call leads to in the unit. */
export type Callee =
  | { readonly kind: "function"; readonly key: string; readonly name: string }
  /** A macro of the unit whose body is read as a function's. */
  | { readonly kind: "macro"; readonly macro: MacroDefinition; readonly body: FunctionModel }
  /** A name that the unit does not define; a declaration of it may still say something. */
  | { readonly kind: "outside"; readonly name: string }
  /** One of a few functions of the unit that cannot be told apart; where it is open, or a function that others provide. */
  | { readonly kind: "several"; readonly keys: readonly string[]; readonly isOpen: boolean }
  /** A call through a pointer of which nobody knows where it leads, or a name of the unit that is many things. */
  | { readonly kind: "unknown" };

/** Functions that a call may mean; of more nobody knows which. */
const maximumCandidates = 8;

const unknown: Callee = { kind: "unknown" };

export function calleeOf(call: CallExpr, fn: FunctionModel, unit: UnitModel): Callee {
  const { callee } = call;
  if (callee.kind === "member") {
    return methodNamed(callee.name, callee.object, fn, unit) ?? stored(callee, fn, unit);
  }
  if (callee.kind === "unary" && callee.op === "*") {
    return stored(callee, fn, unit);
  }
  if (callee.kind !== "name" || fn.parameterNames.has(callee.name)) {
    return unknown;
  }
  if (fn.locals.has(callee.name)) {
    return pointedTo(onlyValue(callee.name, fn), fn, unit);
  }
  const name = callee.name.replace(/^::/, "");
  const macros = unit.macros(name);
  if (macros.length > 0) {
    return macroCallee(macros, name, fn, unit);
  }
  const named = functionNamed(name, fn, unit);
  const through = named.kind === "outside" && unit.variables(name).length > 0 ? stored(callee, fn, unit) : unknown;
  return through.kind === "unknown" ? named : through;
}

/** What the unit puts into the field or variable that a call goes through. */
function stored(callee: Expr, fn: FunctionModel, unit: UnitModel): Callee {
  const { functions, isOpen } = storedFunctions(callee, fn, unit) ?? { functions: [], isOpen: true };
  const callees = functions.map(({ name, ...from }) => functionNamed(name.replace(/^::/, ""), from, unit));
  const keys = callees.flatMap((each) =>
    each.kind === "function" ? each.key : each.kind === "several" ? each.keys : [],
  );
  const isKnown = callees.every(({ kind }) => kind === "function" || kind === "several");
  const distinct = [...new Set(keys)].sort();
  const [only] = callees;
  if (!isKnown || only === undefined || distinct.length > maximumCandidates) {
    return unknown;
  }
  return only.kind === "function" && distinct.length === 1 && !isOpen
    ? only
    : { kind: "several", keys: distinct, isOpen };
}

/** The function that a pointer was set to, where that is the only one. */
function pointedTo(value: Expr | undefined, fn: FunctionModel, unit: UnitModel): Callee {
  const target = value?.kind === "unary" && value.op === "&" ? value.operand : value;
  if (value?.kind === "member") {
    return stored(value, fn, unit);
  }
  return target?.kind === "name" && !fn.locals.has(target.name) && !fn.parameterNames.has(target.name)
    ? functionNamed(target.name, fn, unit)
    : unknown;
}

/** The constructor or destructor (`~`) of a variable's class, where the unit defines it. */
export function lifetimeCallee(
  variable: VariableDecl,
  end: "constructor" | "destructor",
  fn: FunctionModel,
  unit: UnitModel,
): Callee | undefined {
  const { type } = variable;
  if (type.pointers > 0 || type.base === "" || variable.functionPointer !== undefined) {
    return undefined;
  }
  const plain = lastName(type.base).replace(/<.*$/s, "");
  const name = end === "constructor" ? plain : `~${plain}`;
  const all = unit.signatures(name).filter(({ scope }) => scope !== undefined && lastName(scope) === plain);
  // A class of the function itself hides others of its name.
  const local = [fn.scope, fn.name, plain].filter((part) => part !== undefined).join("::");
  const own = all.filter(({ scope, file }) => scope === local && file === fn.file);
  const candidates = own.length > 0 ? own : all;
  if (candidates.length === 0) {
    return undefined;
  }
  if (end === "destructor") {
    return one(candidates);
  }
  const count = variable.args?.length ?? (variable.init === undefined ? 0 : 1);
  const fitting = candidates.filter(({ parameterCount }) => parameterCount === count);
  return one(fitting.length > 0 ? fitting : candidates);
}

/**
 * Classes of the unit that a template's parameter may be, by the methods that a function calls on objects of that type
 * alone; none where it is no function of a template.
 */
export function templateClasses(
  fn: FunctionModel,
  callees: (call: CallExpr) => Callee,
  unit: UnitModel,
): readonly string[] {
  let classes: ReadonlySet<string> | undefined;
  for (const { expr } of fn.scope === undefined ? [] : fn.calls) {
    const callee = expr.callee.kind === "member" ? callees(expr) : unknown;
    if (callee.kind === "several" && expr.callee.kind === "member" && isOfParameter(expr.callee.object, fn, unit)) {
      const own = new Set(callee.keys.map(classOfKey));
      classes = classes === undefined ? own : new Set([...classes].filter((each) => own.has(each)));
    }
  }
  return [...(classes ?? [])];
}

/** Of what a call in a template may mean, what it means where the template's parameter is a class. */
export function calleeWhere(callee: Callee, parameter: string): Callee {
  const [key, ...others] =
    callee.kind === "several" ? callee.keys.filter((each) => classOfKey(each) === parameter) : [];
  return key === undefined || others.length > 0 ? callee : { kind: "function", key, name: nameOfKey(key) };
}

const classOfKey = (key: string): string => lastName(key.slice(0, Math.max(0, key.lastIndexOf("::"))));

/** A type that nothing in the unit declares. */
function isOfParameter(object: Expr, fn: FunctionModel, unit: UnitModel): boolean {
  const structure = structureOfExpression(object, fn, unit);
  const [name, ...others] = structure?.names ?? [];
  return name !== undefined && structure?.record === undefined && others.length === 0 && !unit.declares(name);
}

/** Definitions that share a key are one callee: what is known of it holds for all of them. */
function one(candidates: readonly FunctionSignature[]): Callee {
  const [first, ...others] = candidates;
  if (first === undefined) {
    return unknown;
  }
  const key = functionKey(first);
  const keys = [...new Set([key, ...others.map(functionKey)])];
  return keys.length === 1
    ? { kind: "function", key, name: first.name }
    : keys.length <= maximumCandidates
      ? { kind: "several", keys, isOpen: false }
      : unknown;
}

/**
 * What a name means where a function is called by it.
 * @param from the file and the scope of the code that names it
 */
export function functionNamed(name: string, from: Pick<FunctionModel, "file" | "scope">, unit: UnitModel): Callee {
  const named = unit.signatures(lastName(name));
  if (named.length === 0 || isOfLibrary(name, named, unit)) {
    return { kind: "outside", name };
  }
  const qualifier = name.includes("::") ? name.slice(0, name.lastIndexOf("::")) : undefined;
  for (let scope = from.scope; ; scope = outer(scope)) {
    const wanted = [scope, qualifier].filter((part) => part !== undefined && part !== "").join("::");
    const there = named.filter((candidate) => (candidate.scope ?? "") === wanted);
    const here = there.filter(({ file }) => file === from.file);
    const seen = here.length > 0 ? here : there.filter(isVisible);
    if (seen.length > 0) {
      return one(seen);
    }
    const inherited = scope === undefined || qualifier !== undefined ? [] : inheritedBy(scope, named, unit);
    if (inherited.length > 0) {
      return one(inherited);
    }
    if (scope === undefined) {
      return qualifier === undefined && named.every(({ scope: inside }) => inside !== undefined)
        ? { kind: "outside", name }
        : unknown;
    }
  }
}

/**
 * Whether a function is one of SQLite's, which a driver compiles and nobody there mends: what it does is known by its
 * documentation, as of the kernel's own. To follow it costs a thousand functions that call each other, and ends in a
 * call through a pointer.
 */
const isOfLibrary = (name: string, named: readonly FunctionSignature[], unit: UnitModel): boolean =>
  name.startsWith("sqlite3") && named.every(({ file }) => isSqlites(file, unit));

/** Of functions of one name those that a class has from the nearest one above it; of virtual ones nobody knows which is called. */
function inheritedBy(
  scope: string,
  named: readonly FunctionSignature[],
  unit: UnitModel,
): readonly FunctionSignature[] {
  const [{ name } = { name: "" }] = named;
  const { records } = ancestorsOf(scope, unit);
  if (records.some((record) => hasVirtual(record, name))) {
    return [];
  }
  for (const record of records) {
    const there = named.filter(
      (candidate) => candidate.scope !== undefined && lastName(candidate.scope) === record.name,
    );
    if (there.length > 0) {
      return there;
    }
  }
  return [];
}

/** A method of an object's class, or by its name alone where the object's type is not known and one class has it. */
function methodNamed(name: string, object: Expr, fn: FunctionModel, unit: UnitModel): Callee | undefined {
  // A constructor has the name of its class, and is called otherwise.
  const methods = unit.signatures(name).filter(({ scope }) => scope !== undefined && lastName(scope) !== name);
  if (methods.length === 0) {
    return undefined;
  }
  const isThis = object.kind === "name" && object.name === "this";
  const classes = isThis ? [lastName(fn.scope ?? "")] : (structureOfExpression(object, fn, unit)?.names ?? []);
  const own = methods.filter(({ scope }) => classes.includes(lastName(scope ?? "")));
  return one(own.length > 0 ? own : methods);
}

function macroCallee(
  macros: ReturnType<UnitModel["macros"]>,
  name: string,
  fn: FunctionModel,
  unit: UnitModel,
): Callee {
  const [first] = macros;
  if (first === undefined || macros.some(({ macro }) => macro.body !== first.macro.body)) {
    return unknown;
  }
  const { macro } = first;
  if (macro.parameters === undefined) {
    // `#define AcquireLock KeAcquireSpinLock`: another name.
    const { expression } = macro;
    return expression?.kind === "name" && expression.name !== name && unit.macros(expression.name).length === 0
      ? functionNamed(expression.name, fn, unit)
      : unknown;
  }
  return macro.function === undefined ? unknown : { kind: "macro", macro, body: macro.function };
}

const isVisible = ({ scope, file, isStatic }: FunctionSignature): boolean =>
  scope !== undefined || isHeader(file) || !isStatic;

const outer = (scope: string | undefined): string | undefined =>
  scope?.includes("::") ? scope.slice(0, scope.lastIndexOf("::")) : undefined;
