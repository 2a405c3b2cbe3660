/** MSBuild's `Condition` attributes: comparisons, and/or/!, exists(), parentheses, over text whose macros are expanded. */

/** What a condition may ask about files. */
export type Exists = (spelled: string) => boolean;

/** Whether the expanded condition holds. What cannot be understood holds, as a project says nothing by accident. */
export function holds(condition: string, exists: Exists): boolean {
  const tokens = tokenize(condition);
  if (tokens === undefined) return true;
  let at = 0;

  function disjunction(): boolean | undefined {
    let value = conjunction();
    while (tokens?.[at]?.toLowerCase() === "or") {
      at += 1;
      value = either(value, conjunction());
    }
    return value;
  }

  function conjunction(): boolean | undefined {
    let value = factor();
    while (tokens?.[at]?.toLowerCase() === "and") {
      at += 1;
      value = both(value, factor());
    }
    return value;
  }

  function factor(): boolean | undefined {
    const token = tokens?.[at];
    if (token === undefined) return undefined;
    if (token === "!") {
      at += 1;
      const value = factor();
      return value === undefined ? undefined : !value;
    }
    if (token === "(") {
      at += 1;
      const value = disjunction();
      at += 1;
      return value;
    }
    at += 1;
    if (tokens?.[at] === "(") return call(token);
    return comparison(token);
  }

  function call(name: string): boolean | undefined {
    const argument = tokens?.[at + 1];
    while (at < (tokens?.length ?? 0) && tokens?.[at] !== ")") at += 1;
    at += 1;
    if (name.toLowerCase() === "exists" && argument !== undefined) return exists(unquote(argument));
    if (name.toLowerCase() === "hastrailingslash" && argument !== undefined) return /[\\/]$/.test(unquote(argument));
    return undefined;
  }

  function comparison(left: string): boolean | undefined {
    const operator = tokens?.[at];
    if (operator === undefined || !/^(?:[=!]=|[<>]=?)$/.test(operator)) return truth(unquote(left));
    const right = tokens?.[at + 1];
    at += 2;
    return right === undefined ? undefined : compare(unquote(left), operator, unquote(right));
  }

  return disjunction() ?? true;
}

function compare(left: string, operator: string, right: string): boolean | undefined {
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  if (operator === "==") return a === b;
  if (operator === "!=") return a !== b;
  const x = Number(left);
  const y = Number(right);
  if (left === "" || right === "" || Number.isNaN(x) || Number.isNaN(y)) return undefined;
  if (operator === "<") return x < y;
  if (operator === "<=") return x <= y;
  return operator === ">" ? x > y : x >= y;
}

function truth(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  if (lower === "true" || lower === "on" || lower === "yes") return true;
  if (lower === "false" || lower === "off" || lower === "no" || lower === "") return false;
  return undefined;
}

function either(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === true || b === true) return true;
  return a === undefined || b === undefined ? undefined : false;
}

function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

/** Quoted strings keep their opening quote, to tell `'or'` from `or`. Bounded: a condition of hostile length is not read. */
function tokenize(condition: string): readonly string[] | undefined {
  if (condition.length > 4096) return undefined;
  const tokens: string[] = [];
  const pattern = /\s*(?:('[^']*)'|([=!]=|[<>]=?|[()!])|([^\s'()=!<>]+))/gy;
  for (let match = pattern.exec(condition); match !== null; match = pattern.exec(condition)) {
    tokens.push(match[1] ?? match[2] ?? match[3] ?? "");
  }
  return tokens.filter((token) => token === "(").length > 64 ? undefined : tokens;
}

function unquote(token: string): string {
  return token.startsWith("'") ? token.slice(1).trim() : token;
}
