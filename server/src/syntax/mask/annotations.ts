/** Takes out what says something about a declaration and declares nothing: SAL, `__drv_`, IN/OUT, Linux attributes. */
import type { MaskTokens } from "./mask-tokens.ts";
import { Word } from "./vocabulary.ts";

/** SAL and the annotations of before SAL, each kept with its name and arguments. */
export function maskSal(tokens: MaskTokens): void {
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.is(index, Word.sal) && !tokens.is(index - 1, Word.tag)) {
      index = take(tokens, index, tokens.argumentsEnd(index), "sal");
    } else if (tokens.is(index, Word.inOut) && isInOut(tokens, index)) {
      index = take(tokens, index, index, "sal");
    }
  }
}

/** `__init`, `__user`, `__printf(1, 2)`. */
export function maskLinuxAttributes(tokens: MaskTokens): void {
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.is(index, Word.linuxAttribute)) {
      index = take(tokens, index, index, "attribute");
    } else if (tokens.is(index, Word.linuxAttributeWithArguments) && tokens.closing(index + 1) > 0) {
      if (isCallStatement(tokens, index)) {
        continue;
      }
      index = take(tokens, index, tokens.closing(index + 1), "attribute");
    }
  }
}

/** `__free(p);`: a function of that name. */
function isCallStatement(tokens: MaskTokens, index: number): boolean {
  const before = tokens.text(index - 1);
  // `} __aligned(8);` ends a record.
  const begins = before === ";" || before === "{" || (before === "}" && tokens.breaksLineAfter(index - 1));
  return begins && tokens.text(tokens.closing(index + 1) + 1) === ";";
}

/** Calling conventions, linkage, `__declspec(..)` and `__attribute__((..))`. */
export function maskConventions(tokens: MaskTokens): void {
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.is(index, Word.attributeWithArguments)) {
      if (tokens.closing(index + 1) > 0) {
        index = take(tokens, index, tokens.closing(index + 1), "attribute");
      }
    } else if (tokens.is(index, Word.attribute)) {
      index = take(tokens, index, index, "attribute");
    } else if (tokens.is(index, Word.convention | Word.doubtfulConvention) && isConvention(tokens, index)) {
      tokens.side.push({
        kind: "convention",
        start: tokens.start(index),
        end: tokens.end(index),
        name: tokens.text(index),
      });
      tokens.blank(index, index);
    }
  }
}

function take(tokens: MaskTokens, first: number, last: number, kind: "sal" | "attribute"): number {
  const name = tokens.text(first);
  const args = last > first ? tokens.argumentsText(first) : undefined;
  tokens.side.push({ kind, start: tokens.start(first), end: tokens.end(last), name, args });
  tokens.blank(first, last);
  return last;
}

/** IN, OUT and OPTIONAL are also names of macros and constants: they annotate only next to a parameter. */
function isInOut(tokens: MaskTokens, index: number): boolean {
  const next = tokens.text(index + 1);
  if (tokens.isIdentifier(index + 1)) {
    return tokens.text(index - 1) !== "=";
  }
  if (next === "." && tokens.text(index + 2) === ".") {
    return true;
  }
  if (tokens.text(index) !== "OPTIONAL") {
    return false;
  }
  const afterName = tokens.isIdentifier(index - 1) || tokens.text(index - 1) === "]" || tokens.text(index - 1) === "*";
  return afterName && (next === "," || next === ")" || next === ";");
}

function isConvention(tokens: MaskTokens, index: number): boolean {
  const next = tokens.text(index + 1);
  if (tokens.is(index, Word.doubtfulConvention)) {
    return tokens.isIdentifier(index + 1) || next === "*" || next === ")";
  }
  return tokens.text(index).startsWith("EXTERN_C") || (next !== "=" && next !== ";");
}
