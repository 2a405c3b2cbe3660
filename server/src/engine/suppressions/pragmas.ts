/** Suppressions that compilers read: `#pragma warning`, `#pragma prefast`, `__pragma`, `_Pragma`, `[[gsl::suppress]]`. */
import type { RuleNames } from "../config/rule-names.ts";
import type { Suppression } from "../report.ts";
import { DisableState } from "./disable-state.ts";
import { type PragmaClause, parseWarningPragma } from "./pragma-syntax.ts";
import type { SourceText } from "./source-text.ts";
import type { Region, SuppressionEntry } from "./table.ts";

/** Suppressions of warnings that some rule reports too; pragmas about other warnings give nothing. */
export function readPragmas(source: SourceText, rules: RuleNames): SuppressionEntry[] {
  const entries: SuppressionEntry[] = [];
  const state = new DisableState();
  for (const pragma of warningPragmas(source)) {
    for (const written of pragma.clauses) {
      const names = written.names.filter((name) => rules.rulesNamed(name).length > 0);
      if (names.length === 0 && written.names.length > 0) continue;
      const clause = { ...written, names };
      if (clause.kind === "suppress") {
        const region = pragma.codeFollows ? source.lineAt(pragma.end) : source.nextCodeLine(pragma.end);
        entries.push(entryOf(source, pragma, clause, region === undefined ? [] : [region], "touch"));
      } else if (!pragma.inMacro) {
        // What a macro switches off holds where the macro is used, which is not known here.
        const { justification } = clause;
        const at = source.range(pragma.start, pragma.end);
        state.apply(clause, { kind: "pragma", at, justification }, pragma.end);
      }
    }
  }
  return [...entries, ...state.finish(), ...gslAttributes(source)];
}

interface WarningPragma extends Region {
  readonly clauses: readonly PragmaClause[];
  readonly inMacro: boolean;
  /** Code stands behind it on the same line: `__pragma(warning(suppress: 28121)) ZwClose(h);`. */
  readonly codeFollows: boolean;
}

function entryOf(
  source: SourceText,
  at: Region,
  clause: PragmaClause,
  regions: readonly Region[],
  reach: SuppressionEntry["reach"],
): SuppressionEntry {
  const suppression: Suppression = {
    kind: "pragma",
    at: source.range(at.start, at.end),
    justification: clause.justification,
  };
  return { suppression, names: clause.names, regions, reach, own: false };
}

/** All pragmas about warnings, in source order. */
function* warningPragmas(source: SourceText): Generator<WarningPragma> {
  let read = 0;
  for (const ragma of source.words.of("ragma")) {
    // The place of the whole word; whatever else holds these letters is found out below.
    const at = ragma - 1;
    if (at < read) continue;
    const token = source.tokenAt(at);
    if (source.start(token) > at) continue;
    const pragma = source.isDirective(token) ? directivePragma(source, token, at) : operatorPragma(source, token);
    if (pragma === undefined) continue;
    read = pragma.end;
    if (pragma.clauses.length > 0) yield pragma;
  }
}

/** `#pragma warning(...)`, or `__pragma(...)` inside of a `#define`. */
function directivePragma(source: SourceText, token: number, offset: number): WarningPragma | undefined {
  const start = source.start(token);
  const end = source.end(token);
  const text = source.text.slice(start, end);
  const head = /^#\s*pragma\b/.exec(text);
  if (head !== null) {
    const clauses = parseWarningPragma(text.slice(head[0].length));
    return { start, end, clauses, inMacro: false, codeFollows: false };
  }
  const isOperator = /^#\s*define\b/.test(text) && source.text.startsWith("__", offset - 2);
  const open = source.text.indexOf("(", offset);
  if (!isOperator || open < 0 || open >= end) return undefined;
  const clauses = parseWarningPragma(source.text.slice(open + 1, end));
  return { start: offset - 2, end: open + 1, clauses, inMacro: true, codeFollows: true };
}

/** `__pragma(warning(...))` and `_Pragma("warning(...)")` in code. */
function operatorPragma(source: SourceText, token: number): WarningPragma | undefined {
  const name = source.isIdentifier(token) ? source.textOf(token) : "";
  if ((name !== "__pragma" && name !== "_Pragma") || source.textOf(token + 1) !== "(") return undefined;
  const last = Math.min(source.tokens.count, token + MAX_TOKENS);
  let close = token + 1;
  for (let depth = 0; close < last; close++) {
    const text = source.end(close) - source.start(close) === 1 ? source.text[source.start(close)] : undefined;
    if (text === "(") depth++;
    if (text === ")" && --depth === 0) break;
  }
  const end = source.end(Math.min(close, last - 1));
  let inner = source.text.slice(source.end(token + 1), end);
  if (name === "_Pragma") {
    if (!source.isLiteral(token + 2)) return undefined;
    inner = unquoted(source.textOf(token + 2));
  }
  const start = source.start(token);
  const codeFollows = source.codeBeside(start, end).after;
  return { start, end, clauses: parseWarningPragma(inner), inMacro: false, codeFollows };
}

function unquoted(literal: string): string {
  return literal
    .replace(/^L?"/, "")
    .replace(/"$/, "")
    .replace(/\\(["\\])/g, "$1");
}

/** Tokens that one pragma operator may have; a parenthesis that is never closed must not cost the whole file. */
const MAX_TOKENS = 2000;

/**
 * `[[gsl::suppress(28121, justification: "...")]]` in front of a statement, a block or a definition, which it covers to
 * its end. Without a list it covers every rule.
 */
function gslAttributes(source: SourceText): SuppressionEntry[] {
  const entries: SuppressionEntry[] = [];
  // Attributes that share one long statement would each read it to its end.
  let budget = 2_000_000;
  for (const at of source.words.of("gsl::suppress")) {
    if (budget <= 0) break;
    const token = source.tokenAt(at);
    if (source.start(token) !== at || !source.isIdentifier(token) || !isDoubleBracket(source, token - 2)) continue;
    // gsl : : suppress
    let index = token + 4;
    const names: string[] = [];
    let justification: string | undefined;
    for (; index < source.tokens.count && index < token + MAX_TOKENS; index++) {
      const text = source.textOf(index);
      if (text === "]" || text === ";" || text === "{") break;
      if (/^[\w.]+$/.test(text) && text !== "justification") names.push(text);
      if (!source.isLiteral(index)) continue;
      const value = unquoted(text);
      // The first string is the name of a check, one behind `justification:` is prose.
      if (source.textOf(index - 1) === ":") justification = value;
      else names.push(value);
    }
    // Half-typed, or no attribute at all.
    if (!isDoubleBracket(source, index)) continue;
    const first = index + 2;
    const end = source.statementEnd(first, budget);
    budget -= source.tokenAt(end) - first + 1;
    entries.push({
      suppression: { kind: "pragma", at: source.range(source.start(token - 2), source.end(index + 1)), justification },
      names,
      regions: [{ start: source.start(first), end }],
      reach: "start",
      own: false,
    });
  }
  return entries;
}

function isDoubleBracket(source: SourceText, token: number): boolean {
  return token >= 0 && /^(?:\[\[|\]\])$/.test(source.textOf(token) + source.textOf(token + 1));
}
