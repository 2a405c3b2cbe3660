/** Where functions of a Rust driver are handed to the kernel, to be called later. */
import type { Facts } from "../../facts/index.ts";
import type { RustFunctionAnalysis, RustFunctionModel } from "../../model/rust/crate.ts";
import type { Span } from "../../syntax/ast.ts";
import type { RustExpr, RustPath, RustType } from "../../syntax/rust/ast.ts";
import { rustBody } from "./body.ts";
import { foreignName, type OwnFunction, ownFunction, type RustNames } from "./names.ts";

export interface RustRegistration {
  readonly routine: OwnFunction;
  /** The routine's name where it is handed over. */
  readonly span: Span;
  /** KDEFERRED_ROUTINE; always known to the callback lookup. */
  readonly roleType: string;
  /** For messages: "KeInitializeDpc", "EvtTimerFunc of WDF_TIMER_CONFIG". */
  readonly by: string;
}

export interface RegistrationNames extends RustNames {
  readonly facts: Facts;
}

/** What a function hands over, as far as it names the routines themselves. */
export function* rustRegistrations(fn: RustFunctionModel, names: RegistrationNames): Iterable<RustRegistration> {
  for (const { callee, routine: path, roleType, by } of names.derived(handOvers, fn)) {
    const routine =
      callee === undefined || foreignName(callee, fn, names) === by ? ownFunction(path, fn, names) : undefined;
    if (routine !== undefined) {
      yield { routine, span: path.nameSpan, roleType, by };
    }
  }
}

/** What looks like a registration: the rest of the crate says whether the names in it are the kernel's and the driver's. */
interface HandOver {
  readonly routine: RustPath;
  readonly roleType: string;
  readonly by: string;
  /** What is called; undefined where a field is filled. */
  readonly callee: RustPath | undefined;
}

const handOvers: RustFunctionAnalysis<readonly HandOver[]> = {
  run(fn, { facts, derived }) {
    const { kernelCalls, nodes } = derived(rustBody, fn);
    const found: HandOver[] = [];
    for (const { path: callee, args = [] } of kernelCalls) {
      const by = callee.segments.at(-1) ?? "";
      for (const { parameterIndex, path: fields, roleType } of facts.registrationsOf(by)) {
        const argument = parameterIndex === undefined || fields.length > 0 ? undefined : args[parameterIndex];
        const routine = argument === undefined ? undefined : routinePath(argument);
        if (routine !== undefined) {
          found.push({ routine, roleType, by, callee });
        }
      }
    }
    for (const { structure, field, routine } of filledFields(fn, nodes)) {
      const registration = facts.fieldRegistration(structure, field);
      if (registration?.kind === "registration") {
        const by = `${field} of ${registration.structure}`;
        found.push({ routine, roleType: registration.roleType, by, callee: undefined });
      }
    }
    return found;
  },
};

/** A field of a structure of the kernel's that gets what may be a routine. */
interface FilledField {
  readonly structure: string;
  /** `MajorFunction[]` of an element. */
  readonly field: string;
  readonly routine: RustPath;
}

function filledFields(fn: RustFunctionModel, nodes: readonly RustExpr[]): readonly FilledField[] {
  const filled: FilledField[] = [];
  let types: ReadonlyMap<string, string> | undefined;
  const add = (structure: string | undefined, field: string, value: RustExpr): void => {
    const routine = routinePath(value);
    if (structure !== undefined && /^_?[A-Z][A-Z0-9]+_/.test(structure) && routine !== undefined) {
      filled.push({ structure, field, routine });
    }
  };
  for (const node of nodes) {
    if (node.kind === "struct-expr") {
      for (const { name, value } of node.fields) {
        add(node.path?.segments.at(-1), name, value);
      }
    } else if (node.kind === "assign" && node.op === "=") {
      const target = node.left.kind === "index" ? node.left.object : node.left;
      if (target.kind === "field") {
        types ??= structuresOf(fn, nodes);
        const field = node.left.kind === "index" ? `${target.name}[]` : target.name;
        add(structureOf(target.object, types), field, node.right);
      }
    }
  }
  return filled;
}

/** The path in `Some(routine)`, `routine as *const ()`, `Some(transmute(routine as usize))`. */
function routinePath(expr: RustExpr): RustPath | undefined {
  switch (expr.kind) {
    case "path":
      return expr.path;
    case "cast":
      return routinePath(expr.operand);
    case "block":
      return expr.statements.length === 0 && expr.tail !== undefined ? routinePath(expr.tail) : undefined;
    case "call": {
      const name = expr.callee.kind === "path" ? expr.callee.path.segments.at(-1) : undefined;
      const [only] = expr.args;
      return (name === "Some" || name === "transmute") && only !== undefined ? routinePath(only) : undefined;
    }
    default:
      return undefined;
  }
}

/** The structure behind an expression: `config`, `(*driver)`, `driver.as_mut().unwrap()` is none. */
function structureOf(expr: RustExpr, types: ReadonlyMap<string, string>): string | undefined {
  if (expr.kind === "unary" && expr.op === "*") {
    return structureOf(expr.operand, types);
  }
  return expr.kind === "path" && expr.path.segments.length === 1 ? types.get(expr.path.segments[0] ?? "") : undefined;
}

/** The structures that parameters and variables hold or point to, where the function says so; none for a name that has two. */
function structuresOf(fn: RustFunctionModel, nodes: readonly RustExpr[]): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  const twice = new Set<string>();
  const add = (name: string | undefined, type: string | undefined): void => {
    if (name === undefined || type === undefined) {
      return;
    }
    if (types.has(name) && types.get(name) !== type) {
      twice.add(name);
    }
    types.set(name, type);
  };
  for (const { pattern, type } of fn.syntax.parameters) {
    add(pattern.names[0], type === undefined ? undefined : pointedTo(type));
  }
  for (const node of nodes) {
    for (const statement of node.kind === "block" ? node.statements : []) {
      if (statement.kind === "let" && statement.pattern.names.length === 1) {
        const type = statement.type === undefined ? madeBy(statement.init) : pointedTo(statement.type);
        add(statement.pattern.names[0], type);
      }
    }
  }
  return new Map([...types].filter(([name]) => !twice.has(name)));
}

/** DRIVER_OBJECT of `*mut DRIVER_OBJECT`, `&mut DRIVER_OBJECT` and PDRIVER_OBJECT. */
function pointedTo(type: RustType): string | undefined {
  if (type.kind === "pointer" || type.kind === "reference") {
    return pointedTo(type.to);
  }
  return type.kind === "path" ? type.path.segments.at(-1)?.replace(/^P(?=[A-Z]+_)/, "") : undefined;
}

/** T of `T { ... }`, `T::default()`, `zeroed::<T>()`. */
function madeBy(expr: RustExpr | undefined): string | undefined {
  if (expr?.kind === "struct-expr") {
    return expr.path?.segments.at(-1);
  }
  if (expr?.kind === "block" && expr.statements.length === 0) {
    return madeBy(expr.tail);
  }
  if (expr?.kind !== "call" || expr.callee.kind !== "path") {
    return undefined;
  }
  const [type] = expr.callee.typeArgs;
  return type === undefined ? expr.callee.path.segments.at(-2) : pointedTo(type);
}
