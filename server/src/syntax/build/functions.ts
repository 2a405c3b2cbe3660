/** What a function's head says, and its parameters. */
import type { FunctionHead, Parameter, TypeName } from "../ast.ts";
import type { Builder } from "./builder.ts";
import { type Declarator, declaredName, type Layer, noDeclarator, readDeclarator } from "./declarators.ts";
import type { NodeId } from "./flat-tree.ts";
import { readSpecifiers, type Specifiers, typeFrom, typeName } from "./types.ts";

export type FunctionLayer = Extract<Layer, { kind: "function" }>;

/** The mark next to the name if it is a parameter list: the declarator declares a function. */
export function functionLayer(declarator: Declarator): FunctionLayer | undefined {
  const last = declarator.layers.at(-1);
  return last?.kind === "function" ? last : undefined;
}

/** The parameter list that a pointer to a function points at: `(*name[2])(int)`. */
export function pointedFunction(declarator: Declarator): FunctionLayer | undefined {
  return functionLayer(declarator) === undefined
    ? declarator.layers.findLast((layer) => layer.kind === "function")
    : undefined;
}

/** The head of the function that a declarator with a `functionLayer` declares. */
export function functionHead(
  b: Builder,
  specifiers: Specifiers,
  declarator: Declarator,
  layer: FunctionLayer,
): FunctionHead {
  const { parameters, variadic } = readParameters(b, layer.parameters);
  return {
    ...declaredName(b, declarator.name),
    returnType: returnType(b, specifiers, declarator, layer),
    parameters,
    parametersSpan: b.span(layer.parameters),
    variadic,
    storage: specifiers.storage,
  };
}

function returnType(
  b: Builder,
  specifiers: Specifiers,
  declarator: Declarator,
  layer: FunctionLayer,
): TypeName | undefined {
  const { tree } = b;
  const trailing = tree.ofType(layer.node, "trailing_return_type");
  if (trailing !== 0) {
    return typeName(b, tree.firstNamed(trailing));
  }
  return specifiers.type === 0 ? undefined : typeFrom(b, specifiers, declarator.layers.slice(0, -1));
}

/** The parameters of a list; `(void)` has none. Names become known as values. */
export function readParameters(b: Builder, list: NodeId): { parameters: Parameter[]; variadic: boolean } {
  const { tree } = b;
  const parameters: Parameter[] = [];
  let variadic = false;
  b.deeper(
    list,
    () => {
      for (let child = tree.first(list); child !== 0; child = tree.next(child)) {
        const name = tree.name(child);
        if (name === "..." || name === "variadic_parameter") {
          variadic = true;
        } else if (name === "identifier") {
          parameters.push(oldStyleParameter(b, child));
        } else if (name.endsWith("parameter_declaration")) {
          parameters.push(readParameter(b, child));
        }
      }
    },
    undefined,
  );
  const [only] = parameters;
  const isVoid = parameters.length === 1 && only?.name === undefined && /^void$/i.test(only?.type.text ?? "");
  return { parameters: isVoid ? [] : parameters, variadic };
}

function readParameter(b: Builder, node: NodeId): Parameter {
  const { tree } = b;
  const outermost = tree.child(node, "declarator");
  const declarator = outermost === 0 ? noDeclarator : readDeclarator(b, outermost);
  const value = tree.child(node, "default_value");
  const named = declarator.name === 0 ? undefined : declaredName(b, declarator.name);
  if (named !== undefined) {
    b.values.add(named.name);
  }
  return {
    ...b.span(node),
    name: named?.name,
    nameSpan: named?.nameSpan,
    type: typeFrom(b, readSpecifiers(b, node), declarator.layers),
    defaultValue: value === 0 ? undefined : b.expr(value),
  };
}

/** A name in the list of a K&R definition; its type follows in a declaration. */
function oldStyleParameter(b: Builder, node: NodeId): Parameter {
  const span = b.span(node);
  const name = b.slice(node);
  b.values.add(name);
  const type: TypeName = { ...span, text: "int", base: "int", pointers: 0, tag: undefined, isConst: false };
  return { ...span, name, nameSpan: span, type, defaultValue: undefined };
}

/** The parameters of a K&R definition with the types of the declarations between its list and its body. */
export function withOldStyleTypes(b: Builder, parameters: readonly Parameter[], definition: NodeId): Parameter[] {
  const { tree } = b;
  const types = new Map<string, TypeName>();
  for (let child = tree.firstNamed(definition); child !== 0; child = tree.nextNamed(child)) {
    if (tree.name(child) !== "declaration") {
      continue;
    }
    const specifiers = readSpecifiers(b, child);
    for (let at = tree.firstNamed(child); at !== 0; at = tree.nextNamed(at)) {
      if (tree.field(at) === "declarator") {
        const { name, layers } = readDeclarator(b, at);
        if (name !== 0) {
          types.set(b.slice(name), typeFrom(b, specifiers, layers));
        }
      }
    }
  }
  return types.size === 0
    ? [...parameters]
    : parameters.map((parameter) => ({ ...parameter, type: types.get(parameter.name ?? "") ?? parameter.type }));
}
