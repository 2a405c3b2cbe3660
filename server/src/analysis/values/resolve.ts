/**
 * Where an expression's value comes from: through macros, constants, single-assignment variables, conditionals and
 * parameter defaults to the names and literals that stand at the end, each with the steps that led there.
 */

import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { Expr, Node, VariableDecl } from "../../syntax/ast.ts";

/** One step on the way from an expression to its value: "TAG is defined here". */
export interface Step {
  readonly at: Place;
  readonly message: string;
}

/** A name or literal that the value may be; nothing in the unit says more about it. */
export interface Leaf {
  readonly expr: Expr;
  readonly via: readonly Step[];
}

export interface Resolution {
  readonly leaves: readonly Leaf[];
  /** Whether the value is one of the leaves on every path; false where a parameter's default is but one possibility. */
  readonly complete: boolean;
}

/** Chains longer than this are unknown (recursive macros end here too). */
const maximumSteps = 16;
/** A value that may be more than this is not followed further: choices of choices double at each step. */
const maximumLeaves = 64;

/**
 * Follows `expr` as it stands in `fn` (undefined at file scope). Casts are looked through. A name that is assigned
 * more than once, whose address is taken, or that is a parameter without default stays a leaf.
 */
export function resolve(expr: Expr, fn: FunctionModel | undefined, unit: UnitModel): Resolution {
  const leaves: Leaf[] = [];
  const complete = follow(expr, fn, unit, [], leaves);
  return { leaves, complete };
}

function follow(
  expr: Expr,
  fn: FunctionModel | undefined,
  unit: UnitModel,
  via: readonly Step[],
  out: Leaf[],
): boolean {
  if (via.length > maximumSteps || out.length >= maximumLeaves) {
    out.push({ expr, via });
    return true;
  }
  switch (expr.kind) {
    case "cast":
      return follow(expr.operand, fn, unit, via, out);
    case "conditional": {
      const whenTrue = expr.whenTrue === undefined || follow(expr.whenTrue, fn, unit, via, out);
      return follow(expr.whenFalse, fn, unit, via, out) && whenTrue;
    }
    case "comma":
      return follow(expr.right, fn, unit, via, out);
    case "name": {
      const source = sourceOf(expr.name, fn, unit);
      if (source === undefined) {
        out.push({ expr, via });
        return true;
      }
      const followed = follow(source.expr, source.inFunction ? fn : undefined, unit, [...via, source.step], out);
      return followed && source.certain;
    }
    default:
      out.push({ expr, via });
      return true;
  }
}

interface Source {
  readonly expr: Expr;
  readonly step: Step;
  readonly inFunction: boolean;
  /** False where it is only one of the values that the name may have. */
  readonly certain: boolean;
}

/** The one expression that gives a name its value; undefined where there is none or more than one. */
function sourceOf(name: string, fn: FunctionModel | undefined, unit: UnitModel): Source | undefined {
  if (fn !== undefined) {
    const locals = fn.locals.get(name);
    if (locals !== undefined) {
      return localSource(name, locals, fn);
    }
    if (fn.parameterNames.has(name)) {
      return parameterDefault(name, fn);
    }
  }
  const macros = unit.macros(name);
  if (macros.length > 0) {
    const [first] = macros;
    // Several definitions (by build flavour) agree or the value is unknown.
    if (first === undefined || macros.some(({ macro }) => macro.body !== first.macro.body)) {
      return undefined;
    }
    const { macro, file } = first;
    return macro.parameters !== undefined || macro.expression === undefined
      ? undefined
      : {
          expr: macro.expression,
          step: {
            at: { file, anchor: macro, start: macro.nameStart, end: macro.nameStart + name.length },
            message: `${name} is defined here as ${shorten(macro.body)}`,
          },
          inFunction: false,
          certain: true,
        };
  }
  return constantSource(name, unit);
}

/** A `const` or `constexpr` variable at file scope with an initialiser. */
function constantSource(name: string, unit: UnitModel): Source | undefined {
  const [symbol, ...others] = unit.variables(name).filter(({ decl }) => decl.init !== undefined);
  if (symbol === undefined || others.length > 0 || symbol.decl.init === undefined) {
    return undefined;
  }
  const { decl } = symbol;
  const constant = (decl.type.isConst && decl.type.pointers === 0) || decl.storage.includes("constexpr");
  return constant
    ? {
        expr: symbol.decl.init,
        step: {
          at: { file: symbol.file, anchor: symbol.anchor, ...spanOf(decl.nameSpan) },
          message: `${name} gets its value here`,
        },
        inFunction: false,
        certain: true,
      }
    : undefined;
}

function localSource(name: string, locals: readonly VariableDecl[], fn: FunctionModel): Source | undefined {
  const value = locals[0]?.type.pointers === 0 ? onlyValue(name, fn) : undefined;
  return (
    value && {
      expr: value,
      step: { at: fn.place(value), message: `${name} gets its value here` },
      inFunction: true,
      certain: true,
    }
  );
}

/** The one expression that gives a local variable its value; undefined where there is none, or may be another. */
export function onlyValue(name: string, fn: FunctionModel): Expr | undefined {
  const [variable, ...others] = fn.locals.get(name) ?? [];
  if (variable === undefined || others.length > 0 || variable.storage.includes("static")) {
    return undefined;
  }
  const values: Expr[] = variable.init === undefined ? [] : [variable.init];
  for (const use of fn.uses) {
    if (use.name !== name) {
      continue;
    }
    const written = writtenValue(use as Expr, fn);
    if (written === "unknown") {
      return undefined;
    }
    if (written !== undefined) {
      values.push(written);
    }
  }
  return values.length === 1 ? values[0] : undefined;
}

/** Whether a function ever gives one of its variables another value, or lets somebody else do so. */
export const isWritten = (name: string, fn: FunctionModel): boolean =>
  fn.uses.some((use) => use.name === name && writtenValue(use as Expr, fn) !== undefined);

/** What a use of a variable writes to it: undefined where it only reads, "unknown" where anything may be written. */
function writtenValue(use: Expr, fn: FunctionModel): Expr | "unknown" | undefined {
  const parent: Node | undefined = fn.parentOf(use);
  switch (parent?.kind) {
    case "assign":
      return parent.left !== use ? undefined : parent.op === "=" ? parent.right : "unknown";
    case "unary":
      return parent.op === "&" || parent.op === "++" || parent.op === "--" ? "unknown" : undefined;
    case "postfix":
      return "unknown";
    case "lambda":
      return "unknown";
    default:
      return undefined;
  }
}

function parameterDefault(name: string, fn: FunctionModel): Source | undefined {
  const parameter = fn.definition.parameters.find((candidate) => candidate.name === name);
  return parameter?.defaultValue === undefined
    ? undefined
    : {
        expr: parameter.defaultValue,
        step: { at: fn.place(parameter), message: `${name} is this by default` },
        inFunction: false,
        certain: false,
      };
}

const spanOf = (span: { start: number; end: number }): { start: number; end: number } => ({
  start: span.start,
  end: span.end,
});

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}...` : text);
