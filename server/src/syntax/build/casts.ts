/**
 * Casts and what the grammars take for them. Without knowing which names are types, `(T)(x)` reads as a call and
 * `(T)*p` as a product; the form of the name and the names declared so far decide here.
 */
import type { BinaryExpr, CallExpr, CastExpr, Expr, TypeName } from "../ast.ts";
import type { Builder } from "./builder.ts";
import type { NodeId } from "./flat-tree.ts";
import { typeFromText } from "./types.ts";

/** Whether a plain name is more likely a type than a value. */
export function looksLikeType(b: Builder, name: string): boolean {
  if (b.values.has(name)) {
    return false;
  }
  return /^_*[A-Z]/.test(name) || /_t$|_type$/.test(name) || scalarTypes.test(name);
}

/** `u8`, `s32`, `__le16`, `u4Byte`, `uint`, `byte`: types whose names begin with a small letter. */
const scalarTypes =
  /^(?:__)?(?:[usp]{1,2}|le|be)(?:8|16|32|64)$|^p?[us]\d[A-Z]\w*$|^u?int(?:8|16|32|64)?$|^u(?:char|short|long)$|^byte$/;

/** The type in `(T)`, if the node is a name in parentheses that looks like one. */
export function parenthesisedType(b: Builder, node: NodeId): TypeName | undefined {
  const { tree } = b;
  if (tree.name(node) !== "parenthesized_expression") {
    return undefined;
  }
  const inner = tree.firstNamed(node);
  return inner === 0 ? undefined : nameAsType(b, inner);
}

/** A name's node as a type, if it looks like one. */
export function nameAsType(b: Builder, node: NodeId): TypeName | undefined {
  const { tree } = b;
  const kind = tree.name(node);
  if (!names.has(kind)) {
    return undefined;
  }
  const start = tree.start(node);
  const replaced = b.side.typeArgument(start);
  const text = replaced ?? b.slice(node);
  const plain = text.replace(/<.*$/s, "");
  if (replaced === undefined && !looksLikeType(b, plain.slice(plain.lastIndexOf(":") + 1))) {
    return undefined;
  }
  return typeFromText(text, start, tree.end(node));
}

const names: ReadonlySet<string> = new Set([
  "identifier",
  "qualified_identifier",
  "type_identifier",
  "template_function",
]);

/** `(T) * x`, read as a product with a type on its left, becomes the cast of `*x`; also with `&`, `+` and `-`. */
export function castOfUnary(type: TypeName, binary: BinaryExpr, operatorStart: number): Expr {
  const operator = { start: operatorStart, op: binary.op };
  return { ...intoLeftmost(binary.right, binary.start, type, operator), end: binary.end };
}

/** The grammar gave the whole right side to the operator; a cast takes only the first operand of it. */
function intoLeftmost(right: Expr, start: number, type: TypeName, operator: { start: number; op: string }): Expr {
  if ((right.kind === "binary" || right.kind === "conditional") && !isParenthesised(right)) {
    return right.kind === "binary"
      ? { ...right, start, left: intoLeftmost(right.left, start, type, operator) }
      : { ...right, start, condition: intoLeftmost(right.condition, start, type, operator) };
  }
  const operand: Expr = {
    kind: "unary",
    op: operator.op,
    start: operator.start,
    end: right.end,
    operand: right,
  };
  return { kind: "cast", style: "c", start, end: right.end, type, operand };
}

function isParenthesised(expr: Expr): boolean {
  return (
    (expr.kind === "binary" && expr.left.start > expr.start) ||
    (expr.kind === "conditional" && expr.condition.start > expr.start)
  );
}

/**
 * Makes a postfix expression (`x->m`, `x[i]`, `x(..)`) of an object. Where the object turned out to be a cast without
 * parentheses around it, `(T)(x)->m`, the cast is of the whole.
 */
export function postfixOf<T extends Expr>(b: Builder, node: NodeId, object: Expr, make: (object: Expr) => T): Expr {
  const castWithout =
    object.kind === "cast" && object.style === "c" && b.tree.name(node) !== "parenthesized_expression";
  if (!castWithout) {
    return make(object);
  }
  const whole = make(object.operand);
  return { ...object, end: whole.end, operand: { ...whole, start: object.operand.start } };
}

/** A cast of a name that is a value: `(handler)(x)` is a call, `(length) - 1` a difference. */
export function valueCast(b: Builder, cast: CastExpr, type: NodeId): CallExpr | BinaryExpr | undefined {
  const name = cast.type.text;
  if (!/^[\w$]+$/.test(name) || !b.values.has(name)) {
    return undefined;
  }
  const { operand, start, end } = cast;
  const value: Expr = { kind: "name", start, end: afterParenthesis(b, b.tree.end(type)), name };
  if (operand.kind === "number" && /^[+-]/.test(operand.text)) {
    const text = operand.text.slice(1);
    const right: Expr = {
      ...operand,
      start: operand.start + 1,
      text,
      value: operand.value === undefined ? undefined : Math.abs(operand.value),
    };
    return { kind: "binary", op: operand.text.charAt(0), start, end, left: value, right };
  }
  if (operand.kind === "unary" && "+-*&".includes(operand.op) && b.text[operand.start] === operand.op) {
    return { kind: "binary", op: operand.op, start, end, left: value, right: operand.operand };
  }
  if (b.text[operand.start] === "(") {
    return {
      kind: "call",
      start,
      end,
      callee: value,
      args: operand.kind === "comma" ? commaItems(operand) : [operand],
    };
  }
  return undefined;
}

function afterParenthesis(b: Builder, from: number): number {
  return b.text.indexOf(")", from) + 1;
}

function commaItems(expr: Expr): Expr[] {
  const items: Expr[] = [];
  let at = expr;
  while (at.kind === "comma") {
    items.push(at.left);
    at = at.right;
  }
  items.push(at);
  return items;
}
