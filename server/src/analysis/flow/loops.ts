/** Writes loops into a graph. */
import type { Stmt } from "../../syntax/ast.ts";
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
