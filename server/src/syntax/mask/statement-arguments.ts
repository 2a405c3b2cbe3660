/** Finds the macro calls whose arguments are statements: `IF_LOUD(DbgPrint("x");)`, `WITH_LOCK(l, { f(); })`. */
import type { MaskTokens } from "./mask-tokens.ts";

/** The opening parentheses (of names, not of `for`) with a `;`, or a block behind a comma, directly inside. */
export function statementArguments(tokens: MaskTokens): ReadonlySet<number> {
  const found = new Set<number>();
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
    } else if (tokens.mate(index) >= 0 && tokens.mate(index) === top) {
      open.pop();
    }
  }
  return found;
}

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
  // `X(value, { .. })`: the arguments in front become statements of their own.
  for (let at = open + 1; at < close && tokens.text(at) !== ";"; at++) {
    const mate = tokens.mate(at);
    if (tokens.text(at) === "," && (tokens.text(at + 1) === "{" || tokens.text(at - 1) === "}")) {
      tokens.replace(at, ";");
    } else if (mate > at) {
      at = mate;
    }
  }
}
