/** The argument that says what kind of memory is wanted: the WDK's constants in it, its value, and declared types. */
import type { PoolConstant } from "../../facts/index.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { Expr } from "../../syntax/ast.ts";
import type { Step } from "../values/resolve.ts";
import { isWdkConstant, type PoolEnvironment } from "./environment.ts";

/** A constant of the WDK that is in the value. */
interface NamedKind {
  readonly constant: PoolConstant;
  readonly via: readonly Step[];
}

/** A variable that gives the value and whose declaration says POOL_TYPE or POOL_FLAGS. */
interface TypedKind {
  readonly name: string;
  readonly type: "POOL_TYPE" | "POOL_FLAGS";
  readonly declaredAt: Place;
}

export interface KindArgument {
  /** All constants that may be in the value, operands of `|` too. */
  readonly names: readonly NamedKind[];
  readonly typed: readonly TypedKind[];
  /** The value where it is the same on every path. */
  readonly value: number | undefined;
  /** Whether `names` are in the value on every path. */
  readonly certain: boolean;
}

/** Looks into an argument as it stands in `fn`. */
export function kindArgument(expr: Expr, fn: FunctionModel, env: PoolEnvironment): KindArgument {
  const found: Found = { names: [], typed: [], partsLeft: maximumParts };
  const certain = collect(expr, [], fn, env, found);
  return { names: found.names, typed: found.typed, value: env.integer(expr, fn), certain };
}

const maximumSteps = 24;
/** Flags that are made of flags that are each used twice...: parts beyond these are not looked at. */
const maximumParts = 200;

interface Found {
  readonly names: NamedKind[];
  readonly typed: TypedKind[];
  partsLeft: number;
}

/** Adds what `expr` is made of; says whether it is made of that on every path. */
function collect(expr: Expr, via: readonly Step[], fn: FunctionModel, env: PoolEnvironment, found: Found): boolean {
  if (--found.partsLeft < 0) {
    return false;
  }
  const { leaves, complete } = env.resolve(expr, fn);
  let certain = complete && leaves.length <= 1;
  for (const leaf of leaves) {
    const steps = [...via, ...leaf.via];
    if (leaf.expr.kind === "binary" && (leaf.expr.op === "|" || leaf.expr.op === "+") && steps.length < maximumSteps) {
      const left = collect(leaf.expr.left, steps, fn, env, found);
      certain = collect(leaf.expr.right, steps, fn, env, found) && left && certain;
    } else if (leaf.expr.kind === "name") {
      const constant = isWdkConstant(leaf.expr.name, fn, env) ? env.facts.poolConstant(leaf.expr.name) : undefined;
      if (constant !== undefined) {
        found.names.push({ constant, via: steps });
      } else {
        found.typed.push(...typedVariable(leaf.expr.name, fn, env));
      }
    }
  }
  return certain;
}

function typedVariable(name: string, fn: FunctionModel, env: PoolEnvironment): readonly TypedKind[] {
  const locals = fn.locals.get(name);
  const [local] = locals ?? [];
  const parameter = fn.definition.parameters.find((candidate) => candidate.name === name);
  if (locals !== undefined) {
    return locals.length === 1 && local !== undefined ? named(name, local.type.text, fn.place(local.nameSpan)) : [];
  }
  if (parameter?.nameSpan !== undefined) {
    return named(name, parameter.type.text, fn.place(parameter.nameSpan));
  }
  const [variable] = env.unit.macros(name).length > 0 ? [] : env.unit.variables(name);
  return variable === undefined
    ? []
    : named(name, variable.decl.type.text, {
        file: variable.file,
        anchor: variable.anchor,
        start: variable.decl.nameSpan.start,
        end: variable.decl.nameSpan.end,
      });
}

function named(name: string, type: string, declaredAt: Place): readonly TypedKind[] {
  const plain = type.replace(/\b(?:const|volatile|enum)\b/g, "").trim();
  return plain === "POOL_TYPE" || plain === "_POOL_TYPE"
    ? [{ name, type: "POOL_TYPE", declaredAt }]
    : plain === "POOL_FLAGS"
      ? [{ name, type: "POOL_FLAGS", declaredAt }]
      : [];
}
