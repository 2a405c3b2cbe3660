/** What one annotation says: IRQL, lock and role annotations of SAL and their old `__drv_` spellings as typed terms. */
import { type Level, parseLevel } from "../../facts/index.ts";

/** A level as an annotation gives it. */
export interface LevelTerm {
  readonly text: string;
  /** Undefined where the text is no level that is known. */
  readonly level: Level | undefined;
}

export type LockMode = "any" | "shared" | "exclusive";

export type SalTerm =
  /**
   * Levels at entry: at most, at least, exactly; the level at return; the highest and the lowest that the function
   * itself ever runs at.
   */
  | {
      readonly kind: "irql-max" | "irql-min" | "irql-exact" | "irql-raises" | "irql-always-max" | "irql-always-min";
      readonly level: LevelTerm;
    }
  /** It returns at the level it was entered at. */
  | { readonly kind: "irql-same" }
  /** The old level is kept in, or taken from, the annotated parameter or the return value. */
  | { readonly kind: "irql-saves" | "irql-restores" }
  /** The old level is kept in, or taken from, a place that belongs to a resource. */
  | {
      readonly kind: "irql-saves-global" | "irql-restores-global";
      readonly resource: string;
      readonly target: string | undefined;
    }
  /** The annotated parameter holds the level to go back to when the cancel spin lock is released; `is` for the routine. */
  | { readonly kind: "irql-uses-cancel" | "irql-is-cancel" }
  | {
      readonly kind: "lock-held" | "lock-not-held" | "lock-acquired" | "lock-released";
      /** The lock as an expression in the definition's parameter names. */
      readonly lock: string;
      readonly mode: LockMode;
      readonly nonreentrant: boolean;
    }
  | { readonly kind: "no-locks-held" }
  | { readonly kind: "function-class"; readonly role: string }
  | { readonly kind: "dispatch-type"; readonly major: string }
  | { readonly kind: "must-inspect" | "aliases-memory" }
  | { readonly kind: "allocates-memory" | "frees-memory"; readonly memory: string };

export interface QualifiedTerm {
  readonly term: SalTerm;
  /** The conditions of `_When_` around it as written, joined by `&&`; undefined where it holds always. */
  readonly condition: string | undefined;
  /** What `_At_` around it says it is about. */
  readonly target: string | undefined;
}

/** The body of a unit's macro, undefined for other names. */
export type MacroBody = (
  name: string,
) => { readonly parameters: readonly string[] | undefined; readonly body: string } | undefined;

/**
 * The terms of `name(args)`; empty for annotations that say nothing about IRQL, locks and roles. Names that the unit
 * defines as macros mean their bodies.
 */
export function parseAnnotation(name: string, args: string | undefined, macro: MacroBody): readonly QualifiedTerm[] {
  const terms: QualifiedTerm[] = [];
  collect({ name, args }, { condition: undefined, target: undefined }, macro, 0, terms);
  return terms;
}

/** A level as written: a name, a small number, in parentheses or behind a macro of the unit. */
export function parseLevelTerm(text: string, macro: MacroBody): LevelTerm {
  let inner = text.trim();
  for (let depth = 0; depth < maxDepth; depth++) {
    inner = withoutParentheses(inner);
    const level = /^\d$/.test(inner) ? levelsByNumber[Number(inner)] : wordPattern.test(inner) && parseLevel(inner);
    if (level) {
      return { text: text.trim(), level };
    }
    const body = wordPattern.test(inner) ? macro(inner) : undefined;
    if (body === undefined || body.parameters !== undefined) {
      break;
    }
    inner = body.body;
  }
  return { text: text.trim(), level: undefined };
}

/** Splits at commas outside parentheses, brackets, braces and strings; parts are trimmed. */
export function splitArguments(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] as string;
    if (unit === '"' || unit === "'") {
      at = endOfQuoted(text, at);
    } else if ("([{".includes(unit)) {
      depth++;
    } else if (")]}".includes(unit)) {
      depth--;
    } else if (unit === "," && depth === 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  parts.push(text.slice(from).trim());
  return parts.length === 1 && parts[0] === "" ? [] : parts;
}

interface Annotation {
  readonly name: string;
  readonly args: string | undefined;
}

type Context = Omit<QualifiedTerm, "term">;

/** SAL's name for the thing that an annotation stands at. */
export const currentValue = "_Curr_";

/** Macros within macros, and `_When_` within `_When_`. */
const maxDepth = 8;

const wordPattern = /^[A-Za-z_]\w*$/;

const levelsByNumber: readonly Level[] = ["PASSIVE_LEVEL", "APC_LEVEL", "DISPATCH_LEVEL"];

function collect(
  { name, args }: Annotation,
  context: Context,
  macro: MacroBody,
  depth: number,
  terms: QualifiedTerm[],
): void {
  if (depth > maxDepth) {
    return;
  }
  const inner = (text: string, within: Context): void => {
    for (const annotation of annotationsIn(text)) {
      collect(annotation, within, macro, depth + 1, terms);
    }
  };
  const [first = "", ...rest] = splitArguments(args ?? "");
  switch (name) {
    case "_When_":
    case "__drv_when":
    case "__drv_when_this":
      inner(rest.join(", "), { ...context, condition: conjunction(context.condition, first) });
      return;
    case "_At_":
    case "__drv_at":
    case "__drv_arg":
      inner(rest.join(", "), { ...context, target: first });
      return;
    case "_Group_":
    case "__drv_declspec":
      inner(args ?? "", context);
      return;
    default:
  }
  const term = termOf(name, args, macro);
  if (term !== undefined) {
    terms.push({ term, ...context });
    return;
  }
  const definition = macro(name);
  if (definition !== undefined && definition.body !== "") {
    inner(substitute(definition, splitArguments(args ?? "")), context);
  }
}

function termOf(name: string, args: string | undefined, macro: MacroBody): SalTerm | undefined {
  const levelKind = levelTerms.get(name);
  if (levelKind !== undefined) {
    return { kind: levelKind, level: parseLevelTerm(args ?? "", macro) };
  }
  const plain = plainTerms.get(name);
  if (plain !== undefined) {
    return plain;
  }
  const lock = lockTerms.get(name);
  const [first = "", second] = splitArguments(args ?? "");
  if (lock !== undefined) {
    return { ...lock, lock: lock.lock || first };
  }
  switch (name) {
    case "_IRQL_saves_global_":
    case "__drv_savesIRQLGlobal":
      return { kind: "irql-saves-global", resource: first, target: second };
    case "_IRQL_restores_global_":
    case "__drv_restoresIRQLGlobal":
      return { kind: "irql-restores-global", resource: first, target: second };
    case "_Function_class_":
    case "__drv_functionClass":
      return { kind: "function-class", role: first };
    case "_Dispatch_type_":
    case "__drv_dispatchType":
      return { kind: "dispatch-type", major: first };
    case "__drv_allocatesMem":
      return { kind: "allocates-memory", memory: first };
    case "__drv_freesMem":
      return { kind: "frees-memory", memory: first };
    default:
      return undefined;
  }
}

const levelTerms: ReadonlyMap<string, Extract<SalTerm, { level: LevelTerm }>["kind"]> = new Map([
  ["_IRQL_requires_max_", "irql-max"],
  ["__drv_maxIRQL", "irql-max"],
  ["_IRQL_requires_min_", "irql-min"],
  ["__drv_minIRQL", "irql-min"],
  ["_IRQL_requires_", "irql-exact"],
  ["__drv_requiresIRQL", "irql-exact"],
  ["_IRQL_raises_", "irql-raises"],
  ["__drv_raisesIRQL", "irql-raises"],
  ["__drv_setsIRQL", "irql-raises"],
  ["_IRQL_always_function_max_", "irql-always-max"],
  ["__drv_maxFunctionIRQL", "irql-always-max"],
  ["_IRQL_always_function_min_", "irql-always-min"],
  ["__drv_minFunctionIRQL", "irql-always-min"],
]);

const plainTerms: ReadonlyMap<string, SalTerm> = new Map<string, SalTerm>([
  ["_IRQL_requires_same_", { kind: "irql-same" }],
  ["__drv_sameIRQL", { kind: "irql-same" }],
  ["_IRQL_saves_", { kind: "irql-saves" }],
  ["__drv_savesIRQL", { kind: "irql-saves" }],
  ["_IRQL_restores_", { kind: "irql-restores" }],
  ["__drv_restoresIRQL", { kind: "irql-restores" }],
  ["_IRQL_uses_cancel_", { kind: "irql-uses-cancel" }],
  ["__drv_useCancelIRQL", { kind: "irql-uses-cancel" }],
  ["_IRQL_is_cancel_", { kind: "irql-is-cancel" }],
  ["__drv_isCancelIRQL", { kind: "irql-is-cancel" }],
  ["_Requires_no_locks_held_", { kind: "no-locks-held" }],
  ["_Must_inspect_result_", { kind: "must-inspect" }],
  ["_Check_return_", { kind: "must-inspect" }],
  ["__checkReturn", { kind: "must-inspect" }],
  ["__drv_aliasesMem", { kind: "aliases-memory" }],
]);

type LockTerm = Extract<SalTerm, { lock: string }>;

const lockTerms: ReadonlyMap<string, LockTerm> = new Map([
  ["_Requires_lock_held_", lockTerm("lock-held")],
  ["_Requires_exclusive_lock_held_", lockTerm("lock-held", "exclusive")],
  ["_Requires_shared_lock_held_", lockTerm("lock-held", "shared")],
  ["_Requires_lock_not_held_", lockTerm("lock-not-held")],
  ["_Acquires_lock_", lockTerm("lock-acquired")],
  ["_Acquires_exclusive_lock_", lockTerm("lock-acquired", "exclusive")],
  ["_Acquires_shared_lock_", lockTerm("lock-acquired", "shared")],
  ["_Acquires_nonreentrant_lock_", { ...lockTerm("lock-acquired"), nonreentrant: true }],
  ["_Releases_lock_", lockTerm("lock-released")],
  ["_Releases_exclusive_lock_", lockTerm("lock-released", "exclusive")],
  ["_Releases_shared_lock_", lockTerm("lock-released", "shared")],
  ["_Releases_nonreentrant_lock_", { ...lockTerm("lock-released"), nonreentrant: true }],
  // The old forms name the kind of lock; which lock it is, the annotated parameter says.
  ["__drv_acquiresResource", lockTerm("lock-acquired", "any", currentValue)],
  ["__drv_acquiresExclusiveResource", lockTerm("lock-acquired", "exclusive", currentValue)],
  ["__drv_releasesResource", lockTerm("lock-released", "any", currentValue)],
  ["__drv_releasesExclusiveResource", lockTerm("lock-released", "exclusive", currentValue)],
  ["__drv_mustHold", lockTerm("lock-held", "any", currentValue)],
  ["__drv_neverHold", lockTerm("lock-not-held", "any", currentValue)],
  ["__drv_mustHoldCancelSpinLock", lockTerm("lock-held", "any", "_Global_cancel_spin_lock_")],
  ["__drv_neverHoldCancelSpinLock", lockTerm("lock-not-held", "any", "_Global_cancel_spin_lock_")],
  ["__drv_acquiresCancelSpinLock", lockTerm("lock-acquired", "any", "_Global_cancel_spin_lock_")],
  ["__drv_releasesCancelSpinLock", lockTerm("lock-released", "any", "_Global_cancel_spin_lock_")],
  ["__drv_mustHoldCriticalRegion", lockTerm("lock-held", "any", "_Global_critical_region_")],
  ["__drv_neverHoldCriticalRegion", lockTerm("lock-not-held", "any", "_Global_critical_region_")],
  ["__drv_acquiresCriticalRegion", lockTerm("lock-acquired", "any", "_Global_critical_region_")],
  ["__drv_releasesCriticalRegion", lockTerm("lock-released", "any", "_Global_critical_region_")],
]);

function lockTerm(kind: LockTerm["kind"], mode: LockMode = "any", lock = ""): LockTerm {
  return { kind, lock, mode, nonreentrant: false };
}

/** `a(b) c, d` as annotations. */
function annotationsIn(text: string): readonly Annotation[] {
  const annotations: Annotation[] = [];
  for (let at = 0; at < text.length; ) {
    const name = /^[A-Za-z_]\w*/.exec(text.slice(at))?.[0];
    if (name === undefined) {
      at = text[at] === '"' ? endOfQuoted(text, at) + 1 : at + 1;
      continue;
    }
    at += name.length;
    const open = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
    if (text[open] === "(") {
      const close = closingParenthesis(text, open);
      annotations.push({ name, args: text.slice(open + 1, close).trim() });
      at = close + 1;
    } else {
      annotations.push({ name, args: undefined });
    }
  }
  return annotations;
}

/** The offset of the parenthesis that closes the one at `open`, or the text's end. */
function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '"') {
      at = endOfQuoted(text, at);
    } else if (text[at] === "(") {
      depth++;
    } else if (text[at] === ")" && --depth === 0) {
      return at;
    }
  }
  return text.length;
}

function endOfQuoted(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === "\\") {
      at++;
    } else if (text[at] === text[open]) {
      return at;
    }
  }
  return text.length;
}

function withoutParentheses(text: string): string {
  let inner = text.trim();
  while (inner.startsWith("(") && closingParenthesis(inner, 0) === inner.length - 1) {
    inner = inner.slice(1, -1).trim();
  }
  return inner;
}

/** A macro's body with its arguments put in; `#` and `##` are not known. */
export function substitute(macro: NonNullable<ReturnType<MacroBody>>, args: readonly string[]): string {
  const { parameters = [], body } = macro;
  return parameters.length === 0
    ? body
    : body.replace(/[A-Za-z_]\w*/g, (word) => {
        const index = parameters.indexOf(word);
        return index < 0 ? word : (args[index] ?? "");
      });
}

const conjunction = (a: string | undefined, b: string): string => (a === undefined ? b : `(${a}) && (${b})`);
