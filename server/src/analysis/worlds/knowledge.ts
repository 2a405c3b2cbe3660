/**
 * What is known of values on one path through a function: constants that variables were given, and what conditions have
 * said. Memory that a condition was about is taken to stay as it is until this function assigns to it.
 */
import type { Expr } from "../../syntax/ast.ts";
import { type Path, pathText } from "../paths/path.ts";
import {
  answer,
  type ConstantQuestions,
  fieldOf,
  isAmbiguous,
  learned,
  subjectAt,
  subjectOf,
  testOf,
  withoutCasts,
} from "./conditions.ts";
import { both, commonValue, sameValue, type Value } from "./value.ts";

/** Values that are known at once; of more the oldest are forgotten. */
const maximumKnown = 128;
interface Known {
  readonly value: Value;
  /** Variables and fields (`.Flag`) that it is read through. */
  readonly names: readonly string[];
}

/** Never changed in place. */
export type Knowledge = ReadonlyMap<string, Known>;

export const nothingKnown: Knowledge = new Map();

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
        return other !== undefined && sameValue(other, value);
      }))
  );
}

function constantValue(subject: Expr, constants: ConstantQuestions): Value | undefined {
  const constant = constants.integer(subject);
  return constant === undefined ? undefined : { equals: constant };
}
