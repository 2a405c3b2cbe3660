/** Declarators: the part of a declaration around the name, `*const (*name[4])(int)`, taken apart from outside in. */
import type { Span } from "../ast.ts";
import type { Builder } from "./builder.ts";
import type { NodeId } from "./flat-tree.ts";

/** One mark of a declarator. */
export type Layer =
  | { readonly kind: "pointer"; readonly qualifiers: string }
  | { readonly kind: "reference"; readonly mark: string }
  | { readonly kind: "array"; readonly size: string; readonly length: NodeId }
  | { readonly kind: "function"; readonly node: NodeId; readonly parameters: NodeId };

export interface Declarator {
  /** The node that holds the name, a macro that makes one with its arguments; 0 where there is none. */
  readonly name: NodeId;
  /** From the outermost mark to the one next to the name. */
  readonly layers: readonly Layer[];
  /** Whether parentheses stand directly around the name: `(name)`. */
  readonly parenthesised: boolean;
}

export const noDeclarator: Declarator = { name: 0, layers: [], parenthesised: false };

/** Reads a declarator from the outside in: name, pointers, arrays, parameters. */
export function readDeclarator(b: Builder, outermost: NodeId): Declarator {
  const { tree } = b;
  const layers: Layer[] = [];
  let parenthesised = false;
  let isCalled = false;
  let node = outermost;
  while (node !== 0) {
    const name = tree.name(node);
    // No function returns a function: `EXPORT(Name)(int a)` has a name that a macro makes.
    if (isTerminal(name) || (isCalled && name === "function_declarator")) {
      break;
    }
    isCalled = name === "function_declarator";
    const inner = innerDeclarator(b, node);
    parenthesised = name === "parenthesized_declarator";
    if (name === "operator_cast") {
      addFunction(b, tree.child(node, "declarator"), layers);
      break;
    }
    if (name === "qualified_identifier" && inner === 0) {
      const cast = lastName(b, node);
      if (tree.name(cast) === "operator_cast") {
        addFunction(b, tree.child(cast, "declarator"), layers);
      }
      break;
    }
    switch (name) {
      case "pointer_declarator":
      case "abstract_pointer_declarator":
      case "pointer_type_declarator":
        layers.push({ kind: "pointer", qualifiers: qualifiersOf(b, node) });
        break;
      case "reference_declarator":
      case "abstract_reference_declarator":
        layers.push({ kind: "reference", mark: b.text.startsWith("&&", tree.start(node)) ? "&&" : "&" });
        break;
      case "array_declarator":
      case "abstract_array_declarator": {
        const size = tree.child(node, "size");
        layers.push({ kind: "array", size: size === 0 ? "" : withoutBlanks(b.slice(size)), length: size });
        break;
      }
      case "function_declarator":
      case "abstract_function_declarator":
        addFunction(b, node, layers);
        break;
    }
    node = inner;
  }
  return { name: node, layers, parenthesised };
}

/** The marks as text around nothing, as in a cast: `*`, `(*)(PVOID)`, `*[4]`. */
export function renderLayers(b: Builder, layers: readonly Layer[]): string {
  let text = "";
  for (let index = layers.length - 1; index >= 0; index--) {
    const layer = layers[index] as Layer;
    if (layer.kind === "pointer") {
      text = `*${layer.qualifiers}${layer.qualifiers !== "" && text !== "" ? " " : ""}${text}`;
    } else if (layer.kind === "reference") {
      text = layer.mark + text;
    } else {
      const around = text.startsWith("*") || text.startsWith("&") ? `(${text})` : text;
      const mark = layer.kind === "array" ? `[${layer.size}]` : folded(b.slice(layer.parameters));
      text = around + mark;
    }
  }
  return text;
}

/** The name of a declarator, what qualifies it, and where the name stands. */
export function declaredName(b: Builder, node: NodeId): { name: string; scope: string | undefined; nameSpan: Span } {
  const { tree } = b;
  const last = tree.name(node) === "qualified_identifier" ? lastName(b, node) : node;
  const nameSpan = { start: tree.start(last), end: nameEnd(b, last) };
  const before = withoutBlanks(b.text.slice(tree.start(node), nameSpan.start)).replace(/(::)?(template)?$/, "");
  return {
    name: foldedName(b.text.slice(nameSpan.start, nameSpan.end)),
    scope: before === "" ? undefined : before,
    nameSpan,
  };
}

/** Blanks and line ends as one blank each. */
export function folded(text: string): string {
  return /[\t\r\n\f\v]| {2}/.test(text) ? text.replace(/\s+/g, " ") : text;
}

/** The text without white space. */
export function withoutBlanks(text: string): string {
  return /\s/.test(text) ? text.replace(/\s+/g, "") : text;
}

/** A name without blanks but those between words: `operator new[]`, `~Lock`, `ns::Name`. */
export function foldedName(text: string): string {
  return /\s/.test(text)
    ? text
        .trim()
        .replace(/\s+/g, " ")
        .replace(/ ?([^\w ]) ?/g, "$1")
    : text;
}

const terminals: ReadonlySet<string> = new Set([
  "identifier",
  "field_identifier",
  "type_identifier",
  "primitive_type",
  "operator_name",
  "destructor_name",
  "template_function",
  "template_method",
  "structured_binding_declarator",
]);

function isTerminal(name: string): boolean {
  return terminals.has(name);
}

/** The next declarator inwards; 0 where the node holds the name or nothing is inside. */
function innerDeclarator(b: Builder, node: NodeId): NodeId {
  const { tree } = b;
  if (tree.name(node) === "qualified_identifier") {
    const last = lastName(b, node);
    return tree.name(last) === "pointer_type_declarator" ? last : 0;
  }
  for (let child = tree.firstNamed(node); child !== 0; child = tree.nextNamed(child)) {
    const name = tree.name(child);
    if (tree.field(child) === "declarator" || name.endsWith("_declarator")) {
      return child;
    }
    if (terminals.has(name) || name === "qualified_identifier") {
      return tree.field(child) === "" ? child : 0;
    }
  }
  return 0;
}

/** The innermost name of a qualified one. */
function lastName(b: Builder, node: NodeId): NodeId {
  let last = node;
  while (b.tree.name(last) === "qualified_identifier") {
    const inner = b.tree.lastNamed(last);
    if (inner === 0) {
      break;
    }
    last = inner;
  }
  return last;
}

/** A conversion operator's node includes its parameters. */
function nameEnd(b: Builder, node: NodeId): number {
  const { tree } = b;
  if (tree.name(node) !== "operator_cast") {
    return tree.end(node);
  }
  const declarator = tree.child(node, "declarator");
  const parameters = declarator === 0 ? 0 : tree.ofType(innermostFunction(b, declarator), "parameter_list");
  const end = parameters === 0 ? tree.end(node) : tree.start(parameters);
  return tree.start(node) + b.text.slice(tree.start(node), end).trimEnd().length;
}

function addFunction(b: Builder, declarator: NodeId, layers: Layer[]): void {
  const node = innermostFunction(b, declarator);
  const parameters = node === 0 ? 0 : b.tree.ofType(node, "parameter_list");
  if (parameters !== 0) {
    layers.push({ kind: "function", node, parameters });
  }
}

/** `operator T *()`: the pointer stands around the function. */
function innermostFunction(b: Builder, declarator: NodeId): NodeId {
  const { tree } = b;
  let node = declarator;
  while (node !== 0 && !tree.name(node).endsWith("function_declarator")) {
    node = tree.lastNamed(node);
  }
  return node;
}

function qualifiersOf(b: Builder, node: NodeId): string {
  const words: string[] = [];
  for (let child = b.tree.firstNamed(node); child !== 0; child = b.tree.nextNamed(child)) {
    if (b.tree.name(child) === "type_qualifier") {
      words.push(b.slice(child));
    }
  }
  return words.join(" ");
}
