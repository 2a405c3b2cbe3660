/** What is known of one value, and what of two of them: together, either way, at odds. */

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

/** Numbers that one value may be, or is known not to be; more are forgotten. */
const maximumChoices = 4;
const maximumExclusions = 16;

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

/** The numbers of which it is one, 32 bits wide. */
const choices = ({ equals, isOneOf }: Value): readonly number[] | undefined =>
  equals === undefined ? isOneOf : [equals | 0];

export function isSuccess(value: Value): boolean | undefined {
  const numbers = choices(value);
  return numbers === undefined
    ? value.isZero === true || value.isSuccess
    : agreed(numbers.map((number) => number >= 0));
}

const agreed = (answers: readonly boolean[]): boolean | undefined =>
  answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;

export function isNumber(value: Value, number: number): boolean | undefined {
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

/** What was known of a value, and what has been learned of it. */
export function both(known: Value | undefined, learned: Value): Value {
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

export function commonValue(a: Value, b: Value): Value | undefined {
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

export function sameValue(a: Value, b: Value): boolean {
  return (
    a.equals === b.equals &&
    a.isZero === b.isZero &&
    a.isSuccess === b.isSuccess &&
    sameNumbers(a.isNot, b.isNot) &&
    sameNumbers(a.isOneOf, b.isOneOf)
  );
}
