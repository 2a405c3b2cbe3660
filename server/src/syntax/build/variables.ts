/** Variables, fields and typedefs from a declarator. */
import type { Expr, Parameter, VariableDecl } from "../ast.ts";
import type { Builder } from "./builder.ts";
import { type Declarator, declaredName, readDeclarator } from "./declarators.ts";
import { argumentsOf } from "./expressions.ts";
import type { NodeId } from "./flat-tree.ts";
import { pointedFunction, readParameters } from "./functions.ts";
import { readSpecifiers, type Specifiers, typeFrom } from "./types.ts";

/** What initialises a variable: `= value`, or constructor arguments. */
export interface Initialiser {
  readonly init: Expr | undefined;
  readonly args: readonly Expr[] | undefined;
}

export const notInitialised: Initialiser = { init: undefined, args: undefined };

/** The variable that a declarator declares; `span` from its specifiers or its name to its end. */
export function variable(
  b: Builder,
  specifiers: Specifiers,
  declarator: Declarator,
  initialiser: Initialiser,
  span: { readonly start: number; readonly end: number },
): VariableDecl {
  const { name, nameSpan } = declaredName(b, declarator.name);
  b.values.add(name);
  return {
    kind: "variable",
    start: span.start,
    end: span.end,
    name,
    nameSpan,
    type: typeFrom(b, specifiers, declarator.layers),
    init: initialiser.init,
    args: initialiser.args,
    storage: specifiers.storage,
    functionPointer: functionParameters(b, declarator),
  };
}

/** The parameters of the function that a declarator points at. */
export function functionParameters(b: Builder, declarator: Declarator): readonly Parameter[] | undefined {
  const pointed = pointedFunction(declarator);
  return pointed === undefined ? undefined : readParameters(b, pointed.parameters).parameters;
}

/** The value of an `init_declarator`: an argument list makes constructor arguments. */
export function readInitialiser(b: Builder, node: NodeId): Initialiser {
  const { tree } = b;
  const value = tree.child(node, "value");
  if (value === 0) {
    return notInitialised;
  }
  return tree.name(value) === "argument_list"
    ? { init: undefined, args: argumentsOf(b, value) }
    : { init: b.expr(value), args: undefined };
}

/** `if (T x = f())`: the declaration in a condition. */
export function conditionVariable(b: Builder, node: NodeId): VariableDecl {
  const declarator = readDeclarator(b, b.tree.child(node, "declarator"));
  return variable(b, readSpecifiers(b, node), declarator, readInitialiser(b, node), b.span(node));
}

/** `for (T x : range)`; undefined where several names are bound. */
export function rangeVariable(b: Builder, loop: NodeId): VariableDecl | undefined {
  const { tree } = b;
  const node = tree.child(loop, "declarator");
  const declarator = node === 0 ? undefined : readDeclarator(b, node);
  if (
    declarator === undefined ||
    declarator.name === 0 ||
    tree.name(declarator.name).startsWith("structured_binding")
  ) {
    return undefined;
  }
  const specifiers = readSpecifiers(b, loop);
  const span = { start: specifiers.type === 0 ? tree.start(node) : specifiers.start, end: tree.end(node) };
  return variable(b, specifiers, declarator, notInitialised, span);
}
