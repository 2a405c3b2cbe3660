/** The inside of `warning(...)` and `prefast(...)` pragmas. */

export interface PragmaClause {
  /** "restore" stands for `default`, `enable` and the levels: whatever switches warnings on again. */
  readonly kind: "suppress" | "disable" | "restore" | "push" | "pop";
  /** Numbers and names as written. */
  readonly names: readonly string[];
  readonly justification: string | undefined;
}

/**
 * Reads `warning(disable: 28121 28150; suppress: 6011)`, `prefast(suppress: 28159, "reason")`, with the words in any
 * of the forms that compilers take. Any other pragma, and what cannot be understood, gives no clauses.
 */
export function parseWarningPragma(text: string): readonly PragmaClause[] {
  const head = /^\s*(?:warning|prefast)\s*\(/.exec(text);
  if (head === null) return [];
  const clauses: PragmaClause[] = [];
  let clause: OpenClause | undefined;
  let pending: string | undefined;
  const finish = (): void => {
    // A word that no colon follows: `push`, `pop`; its arguments, as in `push, 3`, do not matter here.
    if (clause === undefined && (pending === "push" || pending === "pop")) {
      clauses.push({ kind: pending, names: [], justification: undefined });
    } else if (clause !== undefined && clause.kind !== undefined && clause.names.length > 0) {
      clauses.push({ kind: clause.kind, names: clause.names, justification: clause.justification });
    }
    clause = undefined;
    pending = undefined;
  };
  for (const [token] of text.slice(head[0].length, head[0].length + MAX_LENGTH).matchAll(TOKEN)) {
    if (token === ")" || token === ";") {
      finish();
      if (token === ")") return clauses;
    } else if (token === ":") {
      if (clause === undefined && pending !== undefined)
        clause = { kind: kindOf(pending), names: [], justification: undefined };
    } else if (token.startsWith('"')) {
      if (clause !== undefined) clause.justification = (clause.justification ?? "") + unquoted(token);
    } else if (clause === undefined) {
      pending ??= token;
    } else if (token !== "justification") {
      clause.names.push(token);
    }
  }
  // No closing parenthesis: half-typed code is taken for what it says so far.
  finish();
  return clauses;
}

interface OpenClause {
  readonly kind: "suppress" | "disable" | "restore" | undefined;
  readonly names: string[];
  justification: string | undefined;
}

/** More than any list of warnings has; bounds the work on generated text. */
const MAX_LENGTH = 10_000;

const TOKEN = /"(?:[^"\\\r\n]|\\.)*"?|[A-Za-z0-9_]+|[:;)]/g;

function kindOf(specifier: string): OpenClause["kind"] {
  if (specifier === "suppress" || specifier === "disable") return specifier;
  return /^(?:default|enable|error|once|[1-4])$/.test(specifier) ? "restore" : undefined;
}

function unquoted(literal: string): string {
  return literal.replace(/^"|"$/g, "").replace(/\\(["\\])/g, "$1");
}
