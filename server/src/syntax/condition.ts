/** Evaluates the expression of an `#if` three-valued: a number, or undefined where a macro in it is unknown. */
import { integerLiteral } from "./integer-literal.ts";
import type { MacroKnowledge } from "./macros.ts";

/** Macro bodies that refer to macros that refer to macros...: deeper is unknown. */
const maximumExpansion = 32;
/** Macro uses in one condition, expansions included: a body that doubles at each level ends here. */
const maximumNames = 500;
/** Parentheses, unary operators and conditionals deeper than this are unknown: no stack overflow on hostile input. */
const maximumNesting = 200;

/** The value of a condition's text (what follows `#if`) with what `lookup` knows of macros; never throws. */
export function evaluateCondition(text: string, lookup: (name: string) => MacroKnowledge): number | undefined {
  return new Evaluator(tokenize(text), lookup, 0, { left: maximumNames }).conditional();
}

function tokenize(text: string): readonly string[] {
  return (
    text.match(
      /[A-Za-z_$][\w$]*|0[xX][0-9a-fA-F']+[uUlL]*|0[bB][01']+[uUlL]*|\d[\d']*[uUlL]*(?:i64|I64|ui64)?|&&|\|\||==|!=|<=|>=|<<|>>|'(?:\\.|[^'\\])+'|"(?:\\.|[^"\\])*"|<[^>\s]+>(?=\s*\))|[-+*/%!<>()&|~^?:,]/g,
    ) ?? []
  );
}

const levels: readonly Readonly<Record<string, (a: number, b: number) => number | undefined>>[] = [
  { "|": (a, b) => a | b },
  { "^": (a, b) => a ^ b },
  { "&": (a, b) => a & b },
  { "==": (a, b) => Number(a === b), "!=": (a, b) => Number(a !== b) },
  {
    "<": (a, b) => Number(a < b),
    ">": (a, b) => Number(a > b),
    "<=": (a, b) => Number(a <= b),
    ">=": (a, b) => Number(a >= b),
  },
  { "<<": (a, b) => a * 2 ** b, ">>": (a, b) => Math.floor(a / 2 ** b) },
  { "+": (a, b) => a + b, "-": (a, b) => a - b },
  {
    "*": (a, b) => a * b,
    "/": (a, b) => (b === 0 ? undefined : Math.trunc(a / b)),
    "%": (a, b) => (b === 0 ? undefined : a % b),
  },
];

class Evaluator {
  private position = 0;
  private nesting = 0;
  private readonly tokens: readonly string[];
  private readonly lookup: (name: string) => MacroKnowledge;
  private readonly expansion: number;

  private readonly budget: { left: number };

  constructor(
    tokens: readonly string[],
    lookup: (name: string) => MacroKnowledge,
    expansion: number,
    budget: { left: number },
  ) {
    this.tokens = tokens;
    this.lookup = lookup;
    this.expansion = expansion;
    this.budget = budget;
  }

  conditional(): number | undefined {
    const condition = this.or();
    if (this.peek() !== "?") {
      return condition;
    }
    this.position++;
    if (this.nesting > maximumNesting) {
      return undefined;
    }
    this.nesting++;
    const whenTrue = this.conditional();
    if (this.peek() === ":") {
      this.position++;
    }
    const whenFalse = this.conditional();
    this.nesting--;
    return condition === undefined ? undefined : condition !== 0 ? whenTrue : whenFalse;
  }

  private or(): number | undefined {
    let left = this.and();
    while (this.peek() === "||") {
      this.position++;
      const right = this.and();
      left = isTrue(left) || isTrue(right) ? 1 : left === undefined || right === undefined ? undefined : 0;
    }
    return left;
  }

  private and(): number | undefined {
    let left = this.binary(0);
    while (this.peek() === "&&") {
      this.position++;
      const right = this.binary(0);
      left = left === 0 || right === 0 ? 0 : left === undefined || right === undefined ? undefined : 1;
    }
    return left;
  }

  private binary(level: number): number | undefined {
    const operators = levels[level];
    if (operators === undefined) {
      return this.unary();
    }
    let left = this.binary(level + 1);
    for (;;) {
      const operator = operators[this.peek() ?? ""];
      if (operator === undefined) {
        return left;
      }
      this.position++;
      const right = this.binary(level + 1);
      left = left === undefined || right === undefined ? undefined : operator(left, right);
    }
  }

  private unary(): number | undefined {
    const token = this.tokens[this.position++];
    if (token === undefined || this.nesting > maximumNesting) {
      return undefined;
    }
    this.nesting++;
    const value = this.primary(token);
    this.nesting--;
    return value;
  }

  private primary(token: string): number | undefined {
    switch (token) {
      case "(": {
        const value = this.conditional();
        if (this.peek() === ")") {
          this.position++;
        }
        return value;
      }
      case "!": {
        const value = this.unary();
        return value === undefined ? undefined : Number(value === 0);
      }
      case "-": {
        const value = this.unary();
        return value === undefined ? undefined : -value;
      }
      case "+":
        return this.unary();
      case "~": {
        const value = this.unary();
        return value === undefined ? undefined : ~value;
      }
      case "defined":
        return this.defined();
      default:
        return /^\d/.test(token) ? integerLiteral(token) : /^[A-Za-z_$]/.test(token) ? this.name(token) : undefined;
    }
  }

  private defined(): number | undefined {
    const parenthesis = this.peek() === "(";
    if (parenthesis) {
      this.position++;
    }
    const name = this.tokens[this.position++];
    if (parenthesis && this.peek() === ")") {
      this.position++;
    }
    const known = name === undefined ? undefined : this.lookup(name);
    return known === undefined ? undefined : known === false ? 0 : 1;
  }

  private name(name: string): number | undefined {
    if (this.peek() === "(") {
      return this.invocation(name);
    }
    if (name === "true") {
      return 1;
    }
    if (name === "false") {
      return 0;
    }
    const known = this.lookup(name);
    if (known === false) {
      return 0;
    }
    if (known?.body === undefined || this.expansion >= maximumExpansion || --this.budget.left < 0) {
      return undefined;
    }
    const body = known.body.trim();
    return body === ""
      ? undefined
      : new Evaluator(tokenize(body), this.lookup, this.expansion + 1, this.budget).conditional();
  }

  /** A function-like macro: unknown, but for the kernel's own version arithmetic. */
  private invocation(name: string): number | undefined {
    const args: (number | undefined)[] = [];
    if (name === "KERNEL_VERSION") {
      do {
        this.position++;
        args.push(this.conditional());
      } while (this.peek() === ",");
      this.position++;
      const [major, minor, patch] = args;
      return major === undefined || minor === undefined || patch === undefined
        ? undefined
        : major * 65536 + minor * 256 + Math.min(patch, 255);
    }
    let depth = 0;
    do {
      const token = this.tokens[this.position++];
      depth += token === "(" ? 1 : token === ")" ? -1 : 0;
    } while (depth > 0 && this.position < this.tokens.length);
    return undefined;
  }

  private peek(): string | undefined {
    return this.tokens[this.position];
  }
}

const isTrue = (value: number | undefined): boolean => value !== undefined && value !== 0;
