/** Conditions as questions about one value each: `!(p == NULL)`, `NT_SUCCESS(status = f())`, `flags & 4`. */
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { type Path, pathOf, pathText } from "../paths/path.ts";
import { computedValue } from "./computed.ts";
import type { FollowedPointers } from "./followed-pointers.ts";
import { isNumber, isSuccess, type Value } from "./value.ts";

/** What the knowledge does not say by itself. */
export interface ConstantQuestions {
  /** The value of a constant expression: numbers, macros, enumerators, status codes. */
  integer(expr: Expr): number | undefined;
  /** What conditions have been found to ask, kept for as long as the function is looked at. */
  readonly tests: Map<Expr, Test | undefined>;
  /** Names of several variables at once: nothing is kept of them. */
  readonly ambiguous: ReadonlySet<string>;
  /** The arguments of a call that the callee may store to: C++ references. */
  references(call: CallExpr): readonly Expr[];
  /** The pointers that cannot have been null. */
  readonly followed: FollowedPointers;
}

export const isAmbiguous = ({ names }: Subject, { ambiguous }: ConstantQuestions): boolean =>
  ambiguous.size > 0 && names.some((name) => ambiguous.has(name));

/** The key under which the result of a call is known: that of its last execution. */
export const resultKey = (call: { readonly start: number }): string => `#${call.start}`;

export interface Subject {
  readonly key: string;
  readonly names: readonly string[];
}

export function subjectOf(expr: Expr): Subject | undefined {
  if (expr.kind === "call") {
    return { key: resultKey(expr), names: [] };
  }
  const path = pathOf(expr);
  return path === undefined || path.root.includes("(") ? undefined : subjectAt(path);
}

export const subjectAt = (path: Path): Subject => ({
  key: pathText(path),
  names: [...path.names, ...path.steps.filter((each) => each.startsWith("."))],
});

/** The field that an expression is, for assignments through any pointer. */
export function fieldOf(expr: Expr): string | undefined {
  const plain = withoutCasts(expr);
  return plain.kind === "member" ? `.${plain.name}` : undefined;
}

/** A condition as a question about one value. */
export interface Test extends Subject {
  readonly subject: Expr;
  /** `is` the number; `success`: not negative. */
  readonly question: { readonly is: number } | "success";
  /** Whether the condition holds where the question is answered with yes. */
  readonly positive: boolean;
}

export function testOf(expr: Expr, constants: ConstantQuestions): Test | undefined {
  const { tests } = constants;
  if (tests.has(expr)) {
    return tests.get(expr);
  }
  const test = readTest(expr, constants);
  tests.set(expr, test);
  return test;
}

function readTest(expr: Expr, constants: ConstantQuestions): Test | undefined {
  const plain = withoutCasts(expr);
  const macro = statusTest(plain);
  if (macro !== undefined) {
    const subject = subjectOf(withoutCasts(macro.status));
    return subject && { ...subject, subject: macro.status, question: "success", positive: macro.positive };
  }
  if (plain.kind === "binary") {
    return comparison(plain, constants) ?? computedTest(plain);
  }
  if (plain.kind === "assign" && plain.op === "=") {
    const subject = subjectOf(withoutCasts(plain.left));
    return subject && { ...subject, subject: plain.left, question: { is: 0 }, positive: false };
  }
  if (plain.kind === "unary" && (plain.op === "!" || plain.op === "not")) {
    const inner = testOf(plain.operand, constants);
    return inner && { ...inner, positive: !inner.positive };
  }
  const subject = subjectOf(plain);
  return computedTest(plain) ?? (subject && { ...subject, subject: plain, question: { is: 0 }, positive: false });
}

/** A computation is known by its text: whether it is zero. */
function computedTest(expr: Expr): Test | undefined {
  const value = computedValue(expr);
  return value && { key: value.text, names: value.names, subject: expr, question: { is: 0 }, positive: value.negated };
}

/** What is compared with a number: a place, or a computation that is no comparison itself. */
function comparedSubject(expr: Expr): Subject | undefined {
  const value = computedValue(expr);
  return value === undefined ? subjectOf(expr) : value.negated ? undefined : { key: value.text, names: value.names };
}

function comparison(expr: Extract<Expr, { kind: "binary" }>, constants: ConstantQuestions): Test | undefined {
  const { op } = expr;
  const sides = [
    { subject: valueSide(expr.left), other: expr.right, op },
    { subject: valueSide(expr.right), other: expr.left, op: mirrored.get(op) ?? op },
  ];
  for (const side of sides) {
    const subject = comparedSubject(side.subject);
    const number = subject && constants.integer(side.other);
    if (subject === undefined || number === undefined || constants.integer(side.subject) !== undefined) {
      continue;
    }
    if ((side.op === "==" || side.op === "!=") && isTrue(side.other)) {
      // What is compared with TRUE is a truth value.
      return { ...subject, subject: side.subject, question: { is: 0 }, positive: side.op === "!=" };
    }
    if (side.op === "==" || side.op === "!=") {
      return { ...subject, subject: side.subject, question: { is: number }, positive: side.op === "==" };
    }
    if (number === 0 && (side.op === ">=" || side.op === "<")) {
      return { ...subject, subject: side.subject, question: "success", positive: side.op === ">=" };
    }
  }
  return undefined;
}

const isTrue = (expr: Expr): boolean => {
  const plain = withoutCasts(expr);
  return plain.kind === "name" && (plain.name === "TRUE" || plain.name === "true");
};

const mirrored: ReadonlyMap<string, string> = new Map([
  ["<", ">"],
  [">", "<"],
  ["<=", ">="],
  [">=", "<="],
]);

/** `(status = f()) == X` compares what was stored. */
function valueSide(expr: Expr): Expr {
  const plain = withoutCasts(expr);
  return plain.kind === "assign" && plain.op === "=" ? plain.left : plain;
}

/** `NT_SUCCESS(status)` and its kin. */
export function statusTest(expr: Expr): { readonly status: Expr; readonly positive: boolean } | undefined {
  const [status] = expr.kind === "call" ? expr.args : [];
  if (expr.kind !== "call" || expr.callee.kind !== "name" || status === undefined || expr.args.length !== 1) {
    return undefined;
  }
  const positive = statusMacros.get(expr.callee.name);
  return positive === undefined ? undefined : { status: valueSide(status), positive };
}

/** Macros of the C language's status convention; part of the language of drivers as `!` is. */
const statusMacros: ReadonlyMap<string, boolean> = new Map([
  ["NT_SUCCESS", true],
  ["SUCCEEDED", true],
  ["FAILED", false],
]);

export function answer({ question, positive }: Test, value: Value): boolean | undefined {
  const yes = question === "success" ? isSuccess(value) : isNumber(value, question.is);
  return yes === undefined ? undefined : yes === positive;
}

export function learned({ question, positive }: Test, holds: boolean): Value | undefined {
  const yes = holds === positive;
  if (question === "success") {
    return { isSuccess: yes };
  }
  return yes ? { equals: question.is } : question.is === 0 ? { isZero: false } : { isNot: [question.is | 0] };
}

export function withoutCasts(expr: Expr): Expr {
  return expr.kind === "cast" ? withoutCasts(expr.operand) : expr;
}
