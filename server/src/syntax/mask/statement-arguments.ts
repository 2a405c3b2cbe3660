/** Finds the macro calls whose arguments are statements: `IF_LOUD(DbgPrint("x");)`, `WITH_LOCK(l, { f(); })`. */
import type { MaskTokens } from "./mask-tokens.ts";

/** Opening parentheses of names, not of `for`, by what their arguments are. */
export interface StatementArguments {
  /** Directly inside is a `;`, a block behind a comma, or a statement's keyword right behind the parenthesis. */
  readonly statements: ReadonlySet<number>;
  /** An argument is a jump: the position of its keyword. */
  readonly jumps: ReadonlyMap<number, number>;
}

/** Finds them in one pass over the tokens. */
export function statementArguments(tokens: MaskTokens): StatementArguments {
  const found = new Set<number>();
  const jumps = new Map<number, number>();
  const open: number[] = [];
  for (let index = 0; index < tokens.count; index++) {
    const text = tokens.text(index);
    const top = open.at(-1) ?? -1;
    if (text === ";") {
      if (tokens.text(top) === "(" && tokens.isName(top - 1)) {
        found.add(top);
      }
    } else if (text === "(" || text === "[" || text === "{") {
      const block = text === "{" && tokens.text(index - 1) === "," && tokens.language === "c";
      if (block && tokens.text(top) === "(" && tokens.isName(top - 1)) {
        found.add(top);
      }
      if (tokens.mate(index) > 0) {
        open.push(index);
      }
    } else if (startsJump.has(text) || startsStatement.has(text)) {
      const before = tokens.text(index - 1);
      const beginsArgument = (before === "(" || before === ",") && tokens.text(top) === "(";
      if (!beginsArgument || !tokens.isName(top - 1)) {
        // A statement of its own, inside of a block or behind a condition.
      } else if (startsJump.has(text)) {
        jumps.set(top, index);
      } else if (before === "(") {
        found.add(top);
      }
    } else if (tokens.mate(index) >= 0 && tokens.mate(index) === top) {
      open.pop();
    }
  }
  return { statements: found, jumps };
}

const startsJump = new Set(["return", "goto", "break", "continue", "throw"]);
const startsStatement = new Set(["if", "for", "while", "do", "switch"]);

/** Turns `NAME(a; b)` into the block `{ a; b; }`, so that what is called in there can be seen. */
export function maskStatementArguments(tokens: MaskTokens, name: number): void {
  const open = name + 1;
  const close = tokens.mate(open);
  const last = tokens.text(close - 1);
  const terminated = last === ";" || last === "}";
  const semicolonBehind = tokens.text(close + 1) === ";";
  if (!terminated && !semicolonBehind && !tokens.replace(close, ";}")) {
    return;
  }
  tokens.side.push({
    kind: "macro",
    start: tokens.start(name),
    end: tokens.end(name),
    name: tokens.text(name),
    args: undefined,
  });
  tokens.blank(name, name);
  tokens.replace(open, "{");
  if (terminated) {
    tokens.replace(close, "}");
    if (semicolonBehind && tokens.text(close + 2) === "else") {
      tokens.blank(close + 1, close + 1);
    }
  } else if (semicolonBehind) {
    tokens.replace(close, ";");
    tokens.replace(close + 1, "}");
  }
  separateArguments(tokens, open, close);
}

/**
 * `CHECK(a, return b);` becomes `if(_^(a))return b;` and `FAULT(return b);` becomes `if(_) return b;`: whether it jumps is
 * the macro's secret, so that what follows stays reachable and neither way tells anything about `a`.
 */
export function maskJumpArgument(tokens: MaskTokens, name: number, jump: number): void {
  const open = name + 1;
  const close = tokens.mate(open);
  const hasSemicolon = tokens.text(close + 1) === ";";
  // The `if` would take an `else` that belongs to the statement around it.
  const isConditional = tokens.text(close + (hasSemicolon ? 2 : 1)) !== "else" && becomesCondition(tokens, name, jump);
  if (!isConditional) {
    maskStatementArguments(tokens, name);
    return;
  }
  tokens.replace(close, ";");
  if (hasSemicolon) {
    tokens.blank(close + 1, close + 1);
  }
}

function becomesCondition(tokens: MaskTokens, name: number, jump: number): boolean {
  const open = name + 1;
  const text = tokens.text(name);
  const start = tokens.start(name);
  const end = tokens.end(name);
  if (jump === open + 1) {
    if (tokens.start(open) - start < unknownCondition.length) {
      return false;
    }
    tokens.replace(name, unknownCondition);
    tokens.blank(open, open);
  } else {
    const hasRoom = tokens.start(open) - start >= unknownWith.length && !tokens.touchesNext(jump - 1);
    if (!hasRoom || tokens.text(jump - 1) !== "," || !tokens.replace(jump - 1, "))")) {
      return false;
    }
    tokens.replace(name, unknownWith);
  }
  tokens.side.push({ kind: "macro", start, end, name: text, args: undefined });
  return true;
}

const unknownCondition = "if(_)";
const unknownWith = "if(_^";

function separateArguments(tokens: MaskTokens, open: number, close: number): void {
  // `X(value, { .. })`: the arguments in front become statements of their own.
  for (let at = open + 1; at < close && tokens.text(at) !== ";"; at++) {
    const mate = tokens.mate(at);
    const isSeparate =
      tokens.text(at + 1) === "{" || tokens.text(at - 1) === "}" || startsJump.has(tokens.text(at + 1));
    if (tokens.text(at) === "," && isSeparate) {
      tokens.replace(at, ";");
    } else if (mate > at) {
      at = mate;
    }
  }
}
