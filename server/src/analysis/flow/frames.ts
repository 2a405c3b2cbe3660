/** What stands around a place in a function, and what has to happen when control leaves it. */
import type { BlockStmt, Expr, Node, Stmt, VariableDecl } from "../../syntax/ast.ts";
import { children } from "../../syntax/walk.ts";
import type { OpenBlock } from "./open-block.ts";

export type Frame =
  /** Its variables live until it is left; they are added as control passes their declarations. */
  | { readonly kind: "scope"; readonly node: Node; readonly variables: VariableDecl[] }
  | { readonly kind: "loop"; readonly node: Node; readonly breakTo: OpenBlock; readonly continueTo: OpenBlock }
  | { readonly kind: "switch"; readonly node: Node; readonly breakTo: OpenBlock; readonly cases: CaseTarget[] }
  /** `__try` with `__except`, or C++ `try`: exceptions inside go to `handler`. */
  | { readonly kind: "try"; readonly node: Node; readonly handler: OpenBlock; readonly leaveTo: OpenBlock | undefined }
  /** `__try` with `__finally`: whoever leaves runs `body` on the way; exceptions do so in `handler`. */
  | {
      readonly kind: "finally";
      readonly node: Node;
      readonly body: BlockStmt;
      readonly handler: OpenBlock;
      readonly leaveTo: OpenBlock;
    };

export interface CaseTarget {
  /** Undefined for `default`. */
  readonly value: Expr | undefined;
  readonly to: OpenBlock;
}

/** A label of a function: where it stands and what stands around it. */
export interface Label {
  readonly around: ReadonlySet<Node>;
  readonly target: OpenBlock;
}

/** The labels of a body by name, with the nodes around each. */
export function labelsIn(body: Stmt, open: () => OpenBlock): ReadonlyMap<string, Label> {
  const labels = new Map<string, Label>();
  const pending: { readonly node: Node; readonly above: Ancestors | undefined }[] = [{ node: body, above: undefined }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { node, above } = at;
    if (node.kind === "lambda") {
      continue;
    }
    if (node.kind === "label" && !labels.has(node.label)) {
      const around = new Set<Node>();
      for (let link = above; link !== undefined; link = link.above) {
        around.add(link.node);
      }
      labels.set(node.label, { around, target: open() });
    }
    for (const child of children(node)) {
      pending.push({ node: child, above: { node, above } });
    }
  }
  return labels;
}

interface Ancestors {
  readonly node: Node;
  readonly above: Ancestors | undefined;
}
