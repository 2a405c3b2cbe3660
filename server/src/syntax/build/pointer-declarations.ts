/** `VOID (*f)(PVOID) = g;` and `int (*a)[2];`, which the C++ grammar takes for calls of `VOID` and `int`. */
import type { Parameter, Stmt, VariableDecl } from "../ast.ts";
import type { Builder } from "./builder.ts";
import { looksLikeType } from "./casts.ts";
import { folded } from "./declarators.ts";
import type { NodeId } from "./flat-tree.ts";
import { typeFromText } from "./types.ts";

/** The declaration that an expression statement stands for; undefined where it is an expression. */
export function pointerDeclaration(b: Builder, statement: NodeId): Stmt | undefined {
  const { tree } = b;
  const expr = tree.firstNamed(statement);
  const isAssignment = tree.name(expr) === "assignment_expression" && tree.name(tree.token(expr)) === "=";
  const declarator = isAssignment ? tree.firstNamed(expr) : expr;
  const isFunction = tree.name(declarator) === "call_expression";
  if (!isFunction && tree.name(declarator) !== "subscript_expression") {
    return undefined;
  }
  const call = tree.firstNamed(declarator);
  const type = tree.name(call) === "call_expression" ? tree.firstNamed(call) : 0;
  const isType =
    type !== 0 &&
    (tree.name(type) === "primitive_type" || (tree.name(type) === "identifier" && looksLikeType(b, b.slice(type))));
  const name = isType ? pointedName(b, tree.ofType(call, "argument_list")) : 0;
  if (name === 0) {
    return undefined;
  }
  const marks = tree.lastNamed(declarator);
  const span = b.span(statement);
  b.values.add(b.slice(name));
  const decl: VariableDecl = {
    kind: "variable",
    ...span,
    name: b.slice(name),
    nameSpan: b.span(name),
    type: {
      ...typeFromText(b.slice(type), tree.start(type), tree.end(type)),
      text: `${b.slice(type)} (*)${isFunction ? folded(b.slice(marks)) : folded(b.text.slice(tree.end(call), tree.end(declarator)))}`,
      pointers: isFunction ? 1 : 2,
    },
    init: isAssignment ? b.expr(tree.lastNamed(expr)) : undefined,
    args: undefined,
    storage: [],
    functionPointer: isFunction ? parametersOf(b, marks) : undefined,
  };
  return { kind: "decl", ...span, decl };
}

/** The name in `(*name)`; 0 where the list is anything else. */
function pointedName(b: Builder, list: NodeId): NodeId {
  const { tree } = b;
  const pointer = list === 0 ? 0 : tree.firstNamed(list);
  if (pointer === 0 || tree.nextNamed(pointer) !== 0 || tree.name(pointer) !== "pointer_expression") {
    return 0;
  }
  const name = tree.lastNamed(pointer);
  return tree.name(tree.token(pointer)) === "*" && tree.name(name) === "identifier" ? name : 0;
}

/** Each argument is a type, or the grammar would not have read a call. */
function parametersOf(b: Builder, list: NodeId): Parameter[] {
  const parameters: Parameter[] = [];
  for (let child = b.tree.firstNamed(list); child !== 0; child = b.tree.nextNamed(child)) {
    const span = b.span(child);
    const type = typeFromText(b.slice(child), span.start, span.end);
    parameters.push({ ...span, name: undefined, nameSpan: undefined, type, defaultValue: undefined });
  }
  return parameters;
}
