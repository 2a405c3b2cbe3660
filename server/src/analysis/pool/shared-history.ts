/**
 * Which allocations a field or a variable of the unit may hold, where the unit shows all of them. Looks through the
 * functions of the unit that mention it: to be asked only where an answer would be reported.
 */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr, MemberExpr, NameExpr, Node } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import type { PoolEnvironment } from "./environment.ts";
import { pointerHistory, type SharedHolder, writeOf } from "./pointer-history.ts";
import type { PoolCall } from "./pool-call.ts";
import { type Field, fieldOf } from "./record-fields.ts";

/** Every allocation that is stored to the holder anywhere in the unit; undefined where it may get another value. */
export function sharedHistory(holder: SharedHolder, env: PoolEnvironment): readonly PoolCall[] | undefined {
  if ("variable" in holder) {
    return variableHistory(holder.variable, env);
  }
  const field = fieldOf(holder.expr, holder.fn, env.unit);
  return field === undefined ? undefined : fieldHistory(field, env);
}

function variableHistory(name: string, env: PoolEnvironment): readonly PoolCall[] | undefined {
  const symbols = env.unit.variables(name);
  const definitions = symbols.filter(({ decl }) => !decl.storage.includes("extern"));
  if (
    definitions.length !== 1 ||
    definitions.some(({ decl, scope }) => scope !== undefined || decl.type.text.includes("[")) ||
    inMacros(name, env)
  ) {
    return undefined;
  }
  const initial = definitions.flatMap(({ decl }) => decl.init ?? []);
  if (!initial.every((value) => value.kind === "number" || value.kind === "name")) {
    return undefined;
  }
  return collect(
    name,
    env,
    (node, fn) => node.kind === "name" && node.name === name && !fn.locals.has(name) && !fn.parameterNames.has(name),
    (other) => "variable" in other && other.variable === name,
  );
}

function fieldHistory(field: Field, env: PoolEnvironment): readonly PoolCall[] | undefined {
  if (inMacros(field.name, env)) {
    return undefined;
  }
  const isSame = (node: MemberExpr | NameExpr, fn: FunctionModel): boolean | "unknown" => {
    const found = fieldOf(node, fn, env.unit);
    return found === undefined ? (node.kind === "member" ? "unknown" : false) : found.record === field.record;
  };
  return collect(
    field.name,
    env,
    (node, fn) => node.name === field.name && isSame(node, fn),
    (other) => !("variable" in other) && isSame(other.expr, other.fn) === true,
  );
}

/** A macro whose body mentions the name may write it wherever it is used. */
function inMacros(name: string, env: PoolEnvironment): boolean {
  const word = new RegExp(`\\b${name}\\b`);
  return env.unit.files.some(({ macros }) => macros.some(({ body }) => body.includes(name) && word.test(body)));
}

/**
 * @param isHolder whether a name or member is the holder; "unknown" ends the search where such a one is written
 * @param isSelf whether a value's holder is the one in question: copies from one object to another add nothing
 */
function collect(
  name: string,
  env: PoolEnvironment,
  isHolder: (node: MemberExpr | NameExpr, fn: FunctionModel) => boolean | "unknown",
  isSelf: (holder: SharedHolder) => boolean,
): readonly PoolCall[] | undefined {
  const allocations: PoolCall[] = [];
  for (const file of env.unit.files) {
    for (const { functions } of file.declarations) {
      for (const fn of functions) {
        if (!env.derived(mentionedNames, fn).has(name)) {
          continue;
        }
        if (fn.broken || !addFrom(fn, name, env, isHolder, isSelf, allocations)) {
          return undefined;
        }
      }
    }
  }
  return allocations;
}

/** Every name, member and designator in a function's body: whoever does not mention a field does not write it. */
const mentionedNames: FunctionAnalysis<PoolEnvironment, ReadonlySet<string>> = {
  run(fn) {
    const names = new Set<string>();
    walk(fn.definition, (node) => {
      if (node.kind === "name" || node.kind === "member") {
        names.add(node.name);
      } else if (node.kind === "init-list") {
        for (const { designator } of node.items) {
          for (const part of designator?.split(".") ?? []) {
            names.add(part);
          }
        }
      }
      return undefined;
    });
    return names;
  },
};

function addFrom(
  fn: FunctionModel,
  name: string,
  env: PoolEnvironment,
  isHolder: (node: MemberExpr | NameExpr, fn: FunctionModel) => boolean | "unknown",
  isSelf: (holder: SharedHolder) => boolean,
  allocations: PoolCall[],
): boolean {
  let isKnown = true;
  const look = (node: Node): boolean => {
    if (node.kind === "init-list") {
      return !node.items.some(({ designator }) => designator?.endsWith(`.${name}`) === true);
    }
    if ((node.kind !== "name" && node.kind !== "member") || node.name !== name) {
      return true;
    }
    const holds = isHolder(node, fn);
    const write = holds === false ? undefined : writeOf(node, fn, env);
    if (write === undefined) {
      return true;
    }
    if (holds === "unknown" || write === "unknown") {
      return false;
    }
    if (write.kind === "allocation") {
      allocations.push(write.call);
      return true;
    }
    return addHistory(write.value, fn, env, isSelf, allocations);
  };
  walk(fn.definition, (node) => {
    isKnown &&= look(node);
    return isKnown ? undefined : "skip";
  });
  return isKnown;
}

function addHistory(
  value: Expr,
  fn: FunctionModel,
  env: PoolEnvironment,
  isSelf: (holder: SharedHolder) => boolean,
  allocations: PoolCall[],
): boolean {
  const history = pointerHistory(value, fn, env);
  if (history?.holders.every(isSelf) !== true) {
    return false;
  }
  allocations.push(...history.allocations);
  return true;
}
