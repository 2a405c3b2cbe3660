/** Writes loops into a graph. */
import type { Expr, NameExpr, Stmt } from "../../syntax/ast.ts";
import { isExpr } from "../../syntax/walk.ts";
import type { ExpressionWriter } from "./expression-writer.ts";
import type { GraphWriter } from "./graph-writer.ts";

/** What writes the parts of a statement. */
export interface Writers {
  readonly out: GraphWriter;
  readonly values: ExpressionWriter;
  statement(node: Stmt): void;
}

export function whileLoop(node: Extract<Stmt, { kind: "while" }>, writers: Writers): void {
  const { out, values } = writers;
  const head = out.open();
  const body = out.open();
  const after = out.open();
  out.goTo(head);
  out.enter(head);
  if (node.macro === undefined) {
    values.condition(node.condition, body, after);
  } else {
    // What the macro evaluates, and how often, only its definition says.
    if (isExpr(node.condition)) {
      values.expression(node.condition);
    }
    out.add({ kind: "iterate", node });
    out.edge(body);
    out.goTo(after);
  }
  out.enter(body);
  out.within({ kind: "loop", node, breakTo: after, continueTo: head }, () => writers.statement(node.body));
  out.goTo(head);
  out.enter(after);
}

export function doLoop(node: Extract<Stmt, { kind: "do" }>, writers: Writers): void {
  const { out, values } = writers;
  const body = out.open();
  const test = out.open();
  const after = out.open();
  out.goTo(body);
  out.enter(body);
  out.within({ kind: "loop", node, breakTo: after, continueTo: test }, () => writers.statement(node.body));
  out.goTo(test);
  out.enter(test);
  values.condition(node.condition, body, after);
  out.enter(after);
}

export function forLoop(node: Extract<Stmt, { kind: "for" }>, writers: Writers): void {
  const { out, values } = writers;
  out.scope(node, () => {
    if (node.init !== undefined) {
      writers.statement(node.init);
    }
    const head = out.open();
    const body = out.open();
    const step = out.open();
    const after = out.open();
    out.goTo(head);
    out.enter(head);
    if (node.condition === undefined) {
      out.goTo(body);
    } else {
      values.condition(node.condition, body, after);
    }
    out.enter(body);
    out.within({ kind: "loop", node, breakTo: after, continueTo: step }, () => writers.statement(node.body));
    out.goTo(step);
    out.enter(step);
    if (node.step !== undefined) {
      values.expression(node.step);
    }
    out.goTo(head);
    out.enter(after);
  });
}

export function rangeFor(node: Extract<Stmt, { kind: "range-for" }>, writers: Writers): void {
  const { out, values } = writers;
  const head = out.open();
  const body = out.open();
  const after = out.open();
  values.expression(node.range);
  out.goTo(head);
  out.enter(head);
  out.edge(body);
  out.goTo(after);
  out.enter(body);
  out.within({ kind: "loop", node, breakTo: after, continueTo: head }, () =>
    out.scope(node, () => {
      if (node.variable !== undefined) {
        values.variable(node.variable);
      }
      writers.statement(node.body);
    }),
  );
  out.goTo(head);
  out.enter(after);
}

/** The variables that a loop behind a macro names by themselves: `list_for_each_entry(item, &list, node)` sets `item`. */
export function iterated({ condition }: Extract<Stmt, { kind: "while" }>): readonly NameExpr[] {
  const names: NameExpr[] = [];
  for (let rest: Expr | undefined = isExpr(condition) ? condition : undefined; rest !== undefined; ) {
    const first: Expr = rest.kind === "comma" ? rest.left : rest;
    if (first.kind === "name") {
      names.push(first);
    }
    rest = rest.kind === "comma" ? rest.right : undefined;
  }
  return names;
}
