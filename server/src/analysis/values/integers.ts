/** Integer constants as the compiler computes them, as far as the unit's own text shows. */
import type { FunctionModel } from "../../model/function.ts";
import type { EnumeratorSymbol } from "../../model/symbols.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { Expr, SizeofExpr } from "../../syntax/ast.ts";
import { resolve } from "./resolve.ts";

/** Values of names that no file of the unit defines: `POOL_FLAG_NON_PAGED`, `PagedPool`. */
export type KnownConstants = (name: string) => number | undefined;

/** The value of a `sizeof`, which hangs on sizes of types; undefined where it is not known just so. */
export type KnownSizes = (expr: SizeofExpr, fn: FunctionModel | undefined) => number | undefined;

const maximumDepth = 64;
/** Constants that are made of constants that are each used twice...: what takes more steps is unknown. */
const maximumSteps = 2000;

/** The value of `expr` where it is the same on every path; else undefined. */
export function integerValue(
  expr: Expr,
  fn: FunctionModel | undefined,
  unit: UnitModel,
  known: KnownConstants,
  sizes: KnownSizes = () => undefined,
): number | undefined {
  return evaluate(expr, fn, { unit, known, sizes, stepsLeft: maximumSteps }, 0);
}

interface Evaluation {
  readonly unit: UnitModel;
  readonly known: KnownConstants;
  readonly sizes: KnownSizes;
  stepsLeft: number;
}

function evaluate(
  expr: Expr,
  fn: FunctionModel | undefined,
  evaluation: Evaluation,
  depth: number,
): number | undefined {
  if (depth > maximumDepth || --evaluation.stepsLeft < 0) {
    return undefined;
  }
  const { unit, known } = evaluation;
  const of = (part: Expr): number | undefined => evaluate(part, fn, evaluation, depth + 1);
  switch (expr.kind) {
    case "number":
      return expr.value;
    case "char":
      return characterValue(expr.text);
    case "unary": {
      const operand = of(expr.operand);
      return operand === undefined ? undefined : unary(expr.op, operand);
    }
    case "binary": {
      const left = of(expr.left);
      const right = of(expr.right);
      return left === undefined || right === undefined ? undefined : binary(expr.op, left, right);
    }
    case "name":
    case "cast":
    case "conditional":
    case "comma": {
      const { leaves, complete } = resolve(expr, fn, unit);
      const values = leaves.map(({ expr: leaf }) => {
        if (leaf.kind === "name") {
          if (fn?.locals.has(leaf.name) === true || fn?.parameterNames.has(leaf.name) === true) {
            return undefined;
          }
          return known(leaf.name) ?? enumeratorValue(unit.enumerators(leaf.name), evaluation, depth + 1);
        }
        // What `resolve` has looked through does not come back as a leaf unless its chain is too long.
        return leaf === expr ? undefined : evaluate(leaf, fn, evaluation, depth + 1);
      });
      const [first] = values;
      return complete && values.every((value) => value === first) ? first : undefined;
    }
    case "sizeof":
      return evaluation.sizes(expr, fn);
    default:
      return undefined;
  }
}

function enumeratorValue(
  symbols: readonly EnumeratorSymbol[],
  evaluation: Evaluation,
  depth: number,
): number | undefined {
  let [symbol] = symbols;
  if (symbols.length !== 1) {
    return undefined;
  }
  let offset = 0;
  while (symbol !== undefined && symbol.decl.value === undefined) {
    offset++;
    symbol = symbol.previous;
  }
  if (symbol?.decl.value === undefined) {
    return offset - 1;
  }
  const base = evaluate(symbol.decl.value, undefined, evaluation, depth);
  return base === undefined ? undefined : base + offset;
}

function unary(op: string, operand: number): number | undefined {
  switch (op) {
    case "-":
      return -operand;
    case "+":
      return operand;
    case "!":
      return Number(operand === 0);
    case "~":
      return ~operand >>> 0;
    default:
      return undefined;
  }
}

function binary(op: string, left: number, right: number): number | undefined {
  switch (op) {
    case "|":
      return bitwise(left, right, (a, b) => a | b);
    case "&":
      return bitwise(left, right, (a, b) => a & b);
    case "^":
      return bitwise(left, right, (a, b) => a ^ b);
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0 ? undefined : Math.trunc(left / right);
    case "%":
      return right === 0 ? undefined : left % right;
    case "<<":
      return left * 2 ** right;
    case ">>":
      return Math.floor(left / 2 ** right);
    default:
      return undefined;
  }
}

/** Bit operations on values of up to 64 bits, through BigInt: JavaScript's own work on 32. */
function bitwise(left: number, right: number, op: (a: bigint, b: bigint) => bigint): number | undefined {
  if (!Number.isSafeInteger(left) || !Number.isSafeInteger(right)) {
    return undefined;
  }
  return Number(op(BigInt(left), BigInt(right)));
}

/**
 * The value of a character literal; of several characters as MSVC has it, the first one highest: `'abcd'` is
 * 0x61626364. Undefined for unknown escapes and more than four characters.
 */
export function characterValue(text: string): number | undefined {
  const characters = characterCodes(text);
  if (characters === undefined || characters.length === 0 || characters.length > 4) {
    return undefined;
  }
  return characters.reduce((value, code) => value * 256 + (code & 0xff), 0);
}

const escapes: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  r: 13,
  a: 7,
  b: 8,
  f: 12,
  v: 11,
  "\\": 92,
  "'": 39,
  '"': 34,
  "?": 63,
};

/** The codes between the quotes of a character literal, escapes decoded; undefined where an escape is malformed. */
export function characterCodes(text: string): readonly number[] | undefined {
  const inner = text.slice(text.indexOf("'") + 1, text.endsWith("'") ? -1 : undefined);
  const codes: number[] = [];
  for (let index = 0; index < inner.length; index++) {
    const code = inner.charCodeAt(index);
    if (code !== 92) {
      codes.push(code);
      continue;
    }
    const rest = inner.slice(index + 1);
    const numeric = /^(?:x([0-9a-fA-F]+)|([0-7]{1,3}))/.exec(rest);
    if (numeric !== null) {
      codes.push(numeric[1] === undefined ? Number.parseInt(numeric[2] as string, 8) : Number.parseInt(numeric[1], 16));
      index += numeric[0].length;
      continue;
    }
    const known = escapes[rest.charAt(0)];
    if (known === undefined) {
      return undefined;
    }
    codes.push(known);
    index++;
  }
  return codes;
}
