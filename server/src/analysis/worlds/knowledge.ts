/**
 * What is known of values on one path through a function: constants that variables were given, and what conditions have
 * said. Memory that a condition was about is taken to stay as it is until this function assigns to it.
 */
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { type Path, pathOf, pathText } from "../paths/path.ts";
import { computedValue } from "./computed.ts";
import type { FollowedPointers } from "./followed-pointers.ts";

/** What is known of one value. `equals` and `isOneOf` say all there is. */
export interface Value {
  readonly equals?: number;
  /** Two or more, in ascending order. */
  readonly isOneOf?: readonly number[];
  readonly isZero?: boolean;
  /** As NT_SUCCESS has it: not negative as a 32-bit number. */
  readonly isSuccess?: boolean;
  /** Numbers other than 0 that it is not, in ascending order. */
  readonly isNot?: readonly number[];
}

/** Values that are known at once; of more the oldest are forgotten. */
const maximumKnown = 128;
/** Numbers that one value may be, or is known not to be; more are forgotten. */
const maximumChoices = 4;
const maximumExclusions = 16;

interface Known {
  readonly value: Value;
  /** Variables and fields (`.Flag`) that it is read through. */
  readonly names: readonly string[];
}

/** Never changed in place. */
export type Knowledge = ReadonlyMap<string, Known>;

export const nothingKnown: Knowledge = new Map();

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

/** Under this key is what the function returns, once it has come to a `return`. */
export const returned = "return";

/** What is known of an expression's value. */
export function knownValue(expr: Expr, known: Knowledge, constants: ConstantQuestions): Value | undefined {
  const plain = withoutCasts(expr);
  if (plain.kind === "assign") {
    return knownValue(plain.op === "=" ? plain.right : plain.left, known, constants);
  }
  if (plain.kind === "comma") {
    return knownValue(plain.right, known, constants);
  }
  const subject = subjectOf(plain);
  const value = subject && known.get(subject.key)?.value;
  if (value !== undefined) {
    return value;
  }
  const constant = constants.integer(plain);
  if (constant !== undefined) {
    return { equals: constant };
  }
  if (plain.kind === "string" || (plain.kind === "unary" && plain.op === "&")) {
    // An address is not null.
    return { isZero: false };
  }
  const truth = evaluate(plain, known, constants);
  return truth === undefined
    ? undefined
    : truth && !isTruthValue(plain)
      ? { isZero: false }
      : { equals: truth ? 1 : 0 };
}

/** Whether an expression that is not zero is 1. */
const isTruthValue = (expr: Expr): boolean =>
  (expr.kind === "unary" && expr.op === "!") || (expr.kind === "binary" && /^(?:[=!]=|[<>]=?|&&|\|\|)$/.test(expr.op));

/** Whether a condition holds as far as is known. */
function evaluate(expr: Expr, known: Knowledge, constants: ConstantQuestions): boolean | undefined {
  const test = testOf(expr, constants);
  if (test === undefined) {
    const constant = constants.integer(expr);
    return constant === undefined ? truthOfText(withoutCasts(expr)) : constant !== 0;
  }
  const value = known.get(test.key)?.value ?? constantValue(test.subject, constants);
  return value === undefined ? undefined : answer(test, value);
}

/** `ASSERT(!"not reached")` */
function truthOfText(expr: Expr): boolean | undefined {
  const isNegation = expr.kind === "unary" && expr.op === "!";
  const text = isNegation ? withoutCasts(expr.operand) : expr;
  return text.kind === "string" ? !isNegation : undefined;
}

/** What is known where a condition holds, or does not; undefined where that contradicts what is known. */
export function assuming(
  expr: Expr,
  holds: boolean,
  known: Knowledge,
  constants: ConstantQuestions,
): Knowledge | undefined {
  const truth = evaluate(expr, known, constants);
  if (truth !== undefined) {
    return truth === holds ? known : undefined;
  }
  const test = testOf(expr, constants);
  const value = test && learned(test, holds);
  if (test === undefined || value === undefined || isAmbiguous(test, constants)) {
    return known;
  }
  return set(known, test.key, both(known.get(test.key)?.value, value), test.names);
}

/** What is known after a value has been stored, and what is known of that value. */
export function storing(
  target: Expr,
  value: Value | undefined,
  known: Knowledge,
  constants: ConstantQuestions,
): Knowledge {
  const subject = subjectOf(withoutCasts(target));
  const field = fieldOf(target);
  const [root] = subject?.names ?? [];
  // What a pointer points to is another value; the pointer is what it was.
  const rest = forgetting(field ?? root, known, subject?.key === root ? undefined : root);
  return subject === undefined || value === undefined || isAmbiguous(subject, constants)
    ? rest
    : set(rest, subject.key, value, subject.names);
}

/** What is known once something has been seen of a value that was there already. */
export function learning(expr: Expr, value: Value, known: Knowledge, constants: ConstantQuestions): Knowledge {
  const subject = subjectOf(withoutCasts(expr));
  return subject === undefined || isAmbiguous(subject, constants)
    ? known
    : set(known, subject.key, both(known.get(subject.key)?.value, value), subject.names);
}

/** What is known where pointers were followed. */
export function following(pointers: readonly Expr[], known: Knowledge, constants: ConstantQuestions): Knowledge {
  let after = known;
  for (const pointer of pointers) {
    if (knownValue(pointer, after, constants) === undefined) {
      after = learning(pointer, { isZero: false }, after, constants);
    }
  }
  return after;
}

/** What is known of a place. */
export const valueAt = (place: Path, known: Knowledge): Value | undefined =>
  wordsFor(place)
    .map((word) => known.get(pathText(word))?.value)
    .find((value) => value !== undefined);

/** What is known once something has been seen of a place, or been stored there; undefined for an unknown value. */
export function remembering(
  place: Path,
  value: Value | undefined,
  how: "learned" | "stored",
  known: Knowledge,
  constants: ConstantQuestions,
): Knowledge {
  const field = place.steps.findLast((step) => step.startsWith("."));
  let after = how === "stored" ? forgetting(field ?? place.root, known) : known;
  for (const word of value === undefined ? [] : wordsFor(place)) {
    const subject = subjectAt(word);
    if (!isAmbiguous(subject, constants)) {
      const before = how === "learned" ? known.get(subject.key)?.value : undefined;
      after = set(after, subject.key, both(before, value as Value), subject.names);
    }
  }
  return after;
}

/** A method may name its object's field alone or through `this`. */
const wordsFor = (place: Path): readonly Path[] => {
  const [first, field, ...rest] = place.steps;
  return place.root === "this" && first === "*" && field?.startsWith(".")
    ? [place, { root: field.slice(1), steps: rest, names: [field.slice(1)] }]
    : [place];
};

const isAmbiguous = ({ names }: Subject, { ambiguous }: ConstantQuestions): boolean =>
  ambiguous.size > 0 && names.some((name) => ambiguous.has(name));

/** What is known under a key of the analysis's own. */
export function set(known: Knowledge, key: string, value: Value, names: readonly string[]): Knowledge {
  const after = new Map(known);
  // What was learned last stands last.
  after.delete(key);
  const [first] = after.keys();
  if (first !== undefined && after.size >= maximumKnown) {
    after.delete(first);
  }
  return after.set(key, { value, names });
}

/** What is known after a variable or field (`.Flag`) may have changed, the value under the key `except` apart. */
export function forgetting(name: string | undefined, known: Knowledge, except?: string): Knowledge {
  if (name === undefined || ![...known.values()].some(({ names }) => names.includes(name))) {
    return known;
  }
  return new Map([...known].filter(([key, { names }]) => key === except || !names.includes(name)));
}

/** What is known either way. */
export function common(a: Knowledge, b: Knowledge): Knowledge {
  if (a === b) {
    return a;
  }
  const both = [...a].flatMap(([key, known]) => {
    const other = b.get(key);
    const value = other && commonValue(known.value, other.value);
    return value === undefined ? [] : ([[key, { value, names: known.names }]] as const);
  });
  return new Map(both);
}

export function sameKnowledge(a: Knowledge, b: Knowledge): boolean {
  return (
    a === b ||
    (a.size === b.size &&
      [...a].every(([key, { value }]) => {
        const other = b.get(key)?.value;
        return (
          other !== undefined &&
          other.equals === value.equals &&
          other.isZero === value.isZero &&
          other.isSuccess === value.isSuccess &&
          sameNumbers(other.isNot, value.isNot) &&
          sameNumbers(other.isOneOf, value.isOneOf)
        );
      }))
  );
}

/** Whether something cannot be both. */
export function contradicts(a: Value, b: Value): boolean {
  const isNone = (numbers: readonly number[] | undefined, of: Value): boolean =>
    numbers?.every((number) => isNumber(of, number) === false) === true;
  return (
    differ(isNumber(a, 0), isNumber(b, 0)) ||
    differ(isSuccess(a), isSuccess(b)) ||
    isNone(choices(a), b) ||
    isNone(choices(b), a)
  );
}

const differ = (a: boolean | undefined, b: boolean | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b;

/** The key under which the result of a call is known: that of its last execution. */
export const resultKey = (call: { readonly start: number }): string => `#${call.start}`;

export interface Subject {
  readonly key: string;
  readonly names: readonly string[];
}

function subjectOf(expr: Expr): Subject | undefined {
  if (expr.kind === "call") {
    return { key: resultKey(expr), names: [] };
  }
  const path = pathOf(expr);
  return path === undefined || path.root.includes("(") ? undefined : subjectAt(path);
}

const subjectAt = (path: Path): Subject => ({
  key: pathText(path),
  names: [...path.names, ...path.steps.filter((each) => each.startsWith("."))],
});

/** The field that an expression is, for assignments through any pointer. */
function fieldOf(expr: Expr): string | undefined {
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

function testOf(expr: Expr, constants: ConstantQuestions): Test | undefined {
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
function statusTest(expr: Expr): { readonly status: Expr; readonly positive: boolean } | undefined {
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

function constantValue(subject: Expr, constants: ConstantQuestions): Value | undefined {
  const constant = constants.integer(subject);
  return constant === undefined ? undefined : { equals: constant };
}

function answer({ question, positive }: Test, value: Value): boolean | undefined {
  const yes = question === "success" ? isSuccess(value) : isNumber(value, question.is);
  return yes === undefined ? undefined : yes === positive;
}

/** The numbers of which it is one, 32 bits wide. */
const choices = ({ equals, isOneOf }: Value): readonly number[] | undefined =>
  equals === undefined ? isOneOf : [equals | 0];

function isSuccess(value: Value): boolean | undefined {
  const numbers = choices(value);
  return numbers === undefined
    ? value.isZero === true || value.isSuccess
    : agreed(numbers.map((number) => number >= 0));
}

const agreed = (answers: readonly boolean[]): boolean | undefined =>
  answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;

function isNumber(value: Value, number: number): boolean | undefined {
  const numbers = choices(value);
  if (numbers !== undefined) {
    return agreed(numbers.map((each) => each === (number | 0)));
  }
  if (number === 0) {
    return value.isZero ?? (value.isSuccess === false ? false : undefined);
  }
  const differs =
    value.isZero === true ||
    (value.isSuccess !== undefined && value.isSuccess !== (number | 0) >= 0) ||
    value.isNot?.includes(number | 0) === true;
  return differs ? false : undefined;
}

function learned({ question, positive }: Test, holds: boolean): Value | undefined {
  const yes = holds === positive;
  if (question === "success") {
    return { isSuccess: yes };
  }
  return yes ? { equals: question.is } : question.is === 0 ? { isZero: false } : { isNot: [question.is | 0] };
}

/** What was known of a value, and what has been learned of it. */
function both(known: Value | undefined, learned: Value): Value {
  const left = known && choices(known)?.filter((number) => !contradicts({ equals: number }, learned));
  if (left !== undefined) {
    return oneOf(left) ?? learned;
  }
  if (learned.equals !== undefined || learned.isOneOf !== undefined) {
    return learned;
  }
  const excluded = excludedBy([known, learned], () => true);
  return { ...known, ...learned, ...(excluded === undefined ? {} : { isNot: excluded }) };
}

/** One of a few numbers; undefined where they are none or too many. */
function oneOf(numbers: readonly number[]): Value | undefined {
  const different = [...new Set(numbers)].sort((a, b) => a - b);
  const [only] = different;
  return only === undefined || different.length > maximumChoices
    ? undefined
    : different.length === 1
      ? { equals: only }
      : { isOneOf: different };
}

/** The numbers that some of the values are known not to be, as far as `isKept` says so. */
function excludedBy(
  values: readonly (Value | undefined)[],
  isKept: (number: number) => boolean,
): readonly number[] | undefined {
  if (values.every((value) => value?.isNot === undefined)) {
    return undefined;
  }
  const numbers = [...new Set(values.flatMap((value) => value?.isNot ?? []))].filter(isKept).sort((a, b) => a - b);
  return numbers.length === 0 ? undefined : numbers.slice(0, maximumExclusions);
}

const sameNumbers = (a: readonly number[] | undefined, b: readonly number[] | undefined): boolean =>
  a === b ||
  (a !== undefined && b !== undefined && a.length === b.length && a.every((each, index) => each === b[index]));

function commonValue(a: Value, b: Value): Value | undefined {
  if (a === b || (a.equals !== undefined && a.equals === b.equals)) {
    return a;
  }
  const [ofA, ofB] = [choices(a), choices(b)];
  const few = ofA && ofB && oneOf([...ofA, ...ofB]);
  if (few !== undefined) {
    return few;
  }
  const value: { isZero?: boolean; isSuccess?: boolean; isNot?: readonly number[] } = {};
  const zero = isNumber(a, 0);
  if (zero !== undefined && zero === isNumber(b, 0)) {
    value.isZero = zero;
  }
  const success = isSuccess(a);
  if (success !== undefined && success === isSuccess(b)) {
    value.isSuccess = success;
  }
  const excluded = excludedBy([a, b], (number) => isNumber(a, number) === false && isNumber(b, number) === false);
  if (excluded !== undefined) {
    value.isNot = excluded;
  }
  return value.isZero === undefined && value.isSuccess === undefined && excluded === undefined ? undefined : value;
}

function withoutCasts(expr: Expr): Expr {
  return expr.kind === "cast" ? withoutCasts(expr.operand) : expr;
}
