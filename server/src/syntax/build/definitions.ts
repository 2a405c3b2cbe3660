/** Functions with a body, also those that the source does not finish. */
import type { BlockStmt, Decl, Expr, FunctionDefinition, Span, Stmt } from "../ast.ts";
import type { Builder } from "./builder.ts";
import { readDeclarator } from "./declarators.ts";
import { argumentsOf } from "./expressions.ts";
import type { NodeId } from "./flat-tree.ts";
import { functionHead, functionLayer, withOldStyleTypes } from "./functions.ts";
import { append } from "./sequence.ts";
import { readSpecifiers, typeFromText } from "./types.ts";

/** A `function_definition`; `= default`, `= delete` and `= 0` make it a prototype. */
export function functionDefinition(b: Builder, node: NodeId): Decl {
  const { tree } = b;
  const declaratorNode = tree.child(node, "declarator");
  const declarator = declaratorNode === 0 ? undefined : readDeclarator(b, declaratorNode);
  const layer = declarator === undefined ? undefined : functionLayer(declarator);
  const body = bodyOf(b, node);
  if (declarator === undefined || layer === undefined || declarator.name === 0) {
    // What a macro made of it, or a form that the grammar does not know: the block is still worth something.
    const children = body === 0 ? b.recover(node) : [b.within(true, () => b.stmt(body))];
    return { kind: "other", ...b.span(node), text: b.slice(node), children };
  }
  const head = functionHead(b, readSpecifiers(b, node), declarator, layer);
  if (body === 0) {
    return { kind: "prototype", ...b.span(node), ...head };
  }
  return {
    kind: "function",
    ...b.span(node),
    ...head,
    parameters: withOldStyleTypes(b, head.parameters, node),
    initialisers: initialisersOf(b, node, body),
    body: b.within(true, () => b.block(body)),
  };
}

/**
 * The function at the beginning of an ERROR node whose body is not closed, as it is while somebody types. The rest of
 * the node is its body as far as statements can be told. Undefined where there is no function's head with a `{`.
 */
export function unfinishedFunction(b: Builder, error: NodeId): FunctionDefinition | undefined {
  const { tree } = b;
  let head: NodeId = 0;
  for (let child = tree.first(error); child !== 0; child = tree.next(child)) {
    if (head !== 0 && tree.name(child) === "{") {
      return openFunction(b, error, head, child);
    }
    const declarator =
      tree.isNamed(child) && tree.name(child).endsWith("_declarator") ? readDeclarator(b, child) : undefined;
    head = declarator !== undefined && functionLayer(declarator) !== undefined && declarator.name !== 0 ? child : 0;
  }
  return undefined;
}

function openFunction(b: Builder, error: NodeId, head: NodeId, brace: NodeId): FunctionDefinition | undefined {
  const { tree } = b;
  const declarator = readDeclarator(b, head);
  const layer = functionLayer(declarator);
  if (layer === undefined) {
    return undefined;
  }
  const span: Span = b.span(error);
  const made = functionHead(b, readSpecifiers(b, error), declarator, layer);
  const body = b.within(true, (): BlockStmt => {
    const statements: Stmt[] = [];
    for (const stmt of b.recoveredStatements(b.recoverFrom(tree.next(brace)))) {
      append(b, statements, stmt);
    }
    return { kind: "block", start: tree.start(brace), end: span.end, statements };
  });
  return { kind: "function", ...span, ...made, body, initialisers: [] };
}

/** The body: a block, or the `try` that is in its place. */
function bodyOf(b: Builder, node: NodeId): NodeId {
  const body = b.tree.child(node, "body");
  return body === 0 ? b.tree.ofType(node, "try_statement") : body;
}

/** `: member(1), Base{2}` as lists that are named after what they initialise. */
function initialisersOf(b: Builder, node: NodeId, body: NodeId): Expr[] {
  const { tree } = b;
  const outside = tree.ofType(node, "field_initializer_list");
  const list = outside === 0 ? tree.ofType(body, "field_initializer_list") : outside;
  const made: Expr[] = [];
  for (let child = list === 0 ? 0 : tree.firstNamed(list); child !== 0; child = tree.nextNamed(child)) {
    const name = tree.firstNamed(child);
    const values = tree.lastNamed(child);
    if (name === 0 || values === name) {
      continue;
    }
    made.push({
      kind: "init-list",
      ...b.span(child),
      type: typeFromText(b.slice(name), tree.start(name), tree.end(name)),
      items: argumentsOf(b, values).map((value) => ({
        start: value.start,
        end: value.end,
        designator: undefined,
        value,
      })),
      elided: false,
    });
  }
  return made;
}
