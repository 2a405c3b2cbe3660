/** Walking over Rust syntax: children in source order, and whole subtrees. */
import type { RustNode } from "./ast.ts";

/** The direct parts of a node that are nodes themselves, in source order. Types, patterns and names are no nodes. */
export function rustChildren(node: RustNode): readonly RustNode[] {
  switch (node.kind) {
    case "path":
    case "literal":
    case "macro-call":
    case "empty":
    case "extern-crate":
    case "use":
    case "struct":
    case "union":
    case "enum":
    case "type":
    case "macro-rules":
    case "inner-attribute":
      return [];
    case "call":
      return [node.callee, ...node.args];
    case "method-call":
      return [node.receiver, ...node.args];
    case "field":
      return [node.object];
    case "index":
      return [node.object, node.index];
    case "try":
    case "unary":
    case "reference":
    case "cast":
    case "await":
      return [node.operand];
    case "binary":
    case "assign":
      return [node.left, node.right];
    case "range":
      return present(node.from, node.to);
    case "struct-expr":
      return [...node.fields.map(({ value }) => value), ...present(node.base)];
    case "tuple":
      return node.items;
    case "array":
      return [...node.items, ...present(node.length)];
    case "block":
      return [...node.statements, ...present(node.tail)];
    case "if":
      return present(node.condition, node.whenTrue, node.whenFalse);
    case "let-condition":
      return [node.value];
    case "match":
      return [node.value, ...node.arms.flatMap(({ guard, value }) => present(guard, value))];
    case "loop":
      return present(node.condition, node.body);
    case "closure":
      return [node.body];
    case "jump":
      return present(node.value);
    case "unknown-expr":
    case "unknown-item":
      return node.children;
    case "let":
      return present(node.init, node.otherwise);
    case "expr":
      return [node.expr];
    case "item":
      return [node.item];
    case "function":
      return present(node.body);
    case "impl":
    case "trait":
    case "extern-block":
      return node.items;
    case "mod":
      return node.items ?? [];
    case "static":
    case "const":
      return present(node.value);
    case "macro-item":
      return [node.call];
  }
}

/** A node and all below it, in source order; where `enter` says no the node comes, what is below it does not. */
export function* rustWalk(root: RustNode, enter: (node: RustNode) => boolean = () => true): Generator<RustNode, void> {
  const open: RustNode[] = [root];
  while (open.length > 0) {
    const node = open.pop() as RustNode;
    yield node;
    if (enter(node)) {
      const below = rustChildren(node);
      for (let index = below.length - 1; index >= 0; index--) {
        open.push(below[index] as RustNode);
      }
    }
  }
}

const present = (...nodes: readonly (RustNode | undefined)[]): RustNode[] =>
  nodes.filter((node): node is RustNode => node !== undefined);
