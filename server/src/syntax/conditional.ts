/**
 * Decides which parts of a file are compiled: walks its directives with what is known about macros. Where a condition
 * is unknown the first branch with something in it is taken, remembered for later conditions on the same macro, and
 * written down as an assumption, because what stands there may belong to another build.
 */
import { evaluateCondition } from "./condition.ts";
import { type Directive, isConditional } from "./directives.ts";
import type { MacroEnvironment, MacroKnowledge, MacroValue } from "./macros.ts";

/** A directive and the region behind it, up to the next directive. */
export interface Liveness {
  /** For directive `i`: whether it is compiled itself (conditional ones never are). */
  readonly active: Uint8Array;
  /** For directive `i`: whether the text between it and the next directive is compiled. */
  readonly regionActive: Uint8Array;
  /**
   * For directive `i`: index of the directive whose unknown condition the region behind it hangs on, plus one;
   * 0 where it hangs on none.
   */
  readonly assumed: Int32Array;
  /** Macros that stand defined (or undefined: `false`) at the file's end, by its own directives. */
  readonly macros: ReadonlyMap<string, MacroValue | false>;
}

/** How many directives a decision looks ahead: more would make nested conditions quadratic. */
const maximumLook = 500;

/** One `#if` that is open. */
interface Frame {
  /** The text around it is compiled. */
  readonly outerActive: boolean;
  /** A branch has been chosen. */
  taken: boolean;
  /** The region around it hangs on this assumption. */
  readonly outerAssumed: number;
}

/**
 * @param directives all directives of the file, in order
 * @param environment what is known before the first of them
 * @param emptyAfter whether the region behind directive `i` holds no token
 */
export function decideLiveness(
  directives: readonly Directive[],
  environment: MacroEnvironment,
  emptyAfter: (index: number) => boolean,
): Liveness {
  const count = directives.length;
  const active = new Uint8Array(count);
  const regionActive = new Uint8Array(count);
  const assumed = new Int32Array(count);
  const macros = new Map<string, MacroValue | false>();
  const assumptions = new Map<string, boolean>();
  // Set where a condition is decided by what an earlier one was assumed to be: it is as uncertain as that one.
  let leaning = false;
  // Macros that were defined or undefined under a condition that is unknown.
  const unsure = new Set<string>();
  const lookup = (name: string): MacroKnowledge => {
    const own = macros.get(name);
    if (own !== undefined) {
      leaning ||= unsure.has(name);
      return own;
    }
    const known = environment.lookup(name);
    if (known !== undefined) {
      return known;
    }
    const assumption = assumptions.get(name);
    leaning ||= assumption !== undefined;
    return assumption === undefined ? undefined : assumption ? { body: undefined } : false;
  };

  const frames: Frame[] = [];
  let live = true;
  let hangsOn = 0;
  for (let index = 0; index < count; index++) {
    const directive = directives[index] as Directive;
    if (!isConditional(directive)) {
      if (live) {
        active[index] = 1;
        applyDefinition(directive, macros);
        if (hangsOn !== 0) {
          unsure.add(firstWord(directive.rest));
        } else {
          unsure.delete(firstWord(directive.rest));
        }
      }
    } else if (directive.name === "if" || directive.name === "ifdef" || directive.name === "ifndef") {
      const frame: Frame = { outerActive: live, taken: false, outerAssumed: hangsOn };
      frames.push(frame);
      if (live) {
        leaning = false;
        const decided = conditionOf(directive, lookup);
        let chosen = decided;
        if (leaning) {
          hangsOn = index + 1;
        }
        if (chosen === undefined && setsMacrosOnly(directives, index, emptyAfter)) {
          chosen = conditionOf(directive, (name) => lookup(name) ?? false) !== false;
        } else if (chosen === undefined) {
          // `#if X` directly followed by `#else`: the second branch is the one that says something.
          const next = directives[index + 1];
          const nextIsBranch = next !== undefined && (next.name === "else" || next.name.startsWith("elif"));
          chosen = !(nextIsBranch && emptyAfter(index));
          remember(directive, chosen, assumptions);
          // An include guard's macro is unknown, yet nothing behind it is in doubt.
          if (!isIncludeGuard(directives, index)) {
            hangsOn = index + 1;
          }
        }
        frame.taken = chosen;
        live = chosen;
      }
    } else {
      const frame = frames[frames.length - 1];
      if (frame !== undefined && directive.name === "endif") {
        frames.pop();
        live = frame.outerActive;
        hangsOn = frame.outerAssumed;
      } else if (frame?.outerActive) {
        leaning = false;
        const decided = directive.name === "else" ? true : conditionOf(directive, lookup);
        live = !frame.taken && decided !== false;
        if (live && (decided === undefined || leaning)) {
          hangsOn = index + 1;
        }
        frame.taken ||= live;
      }
    }
    regionActive[index] = live ? 1 : 0;
    assumed[index] = live ? hangsOn : 0;
  }
  return { active, regionActive, assumed, macros };
}

/**
 * `#if X+1>1` with nothing but #define and #undef in it: a choice of configuration, which steers all that follows.
 * There is no code in it to be seen, so it is decided as a compiler does that knows nothing of the macros.
 */
function setsMacrosOnly(
  directives: readonly Directive[],
  index: number,
  emptyAfter: (index: number) => boolean,
): boolean {
  const directive = directives[index] as Directive;
  if (directive.name !== "if" || /\bdefined\b/.test(directive.rest) || !/[<>=+]/.test(directive.rest)) {
    return false;
  }
  let depth = 0;
  for (let at = index; at < index + maximumLook && emptyAfter(at); ) {
    at++;
    const next = directives[at];
    if (next === undefined || (depth === 0 && isConditional(next) && !next.name.startsWith("if"))) {
      return next !== undefined;
    }
    if (isConditional(next)) {
      depth += next.name.startsWith("if") ? 1 : next.name === "endif" ? -1 : 0;
    } else if (next.name !== "define" && next.name !== "undef") {
      return false;
    }
  }
  return false;
}

/** `#ifndef X` with `#define X` among the definitions that follow at once. */
function isIncludeGuard(directives: readonly Directive[], index: number): boolean {
  const directive = directives[index] as Directive;
  const name = /^(?:!\s*defined\s*\(?\s*)?([A-Za-z_$][\w$]*)\s*\)?$/.exec(directive.rest)?.[1];
  const negative = directive.name === "ifndef" || directive.rest.startsWith("!");
  if (!negative || name === undefined) {
    return false;
  }
  for (let at = index + 1; at < index + maximumLook && directives[at]?.name === "define"; at++) {
    if (firstWord((directives[at] as Directive).rest) === name) {
      return true;
    }
  }
  return false;
}

/** True, false, or undefined where a macro in the condition is unknown. */
function conditionOf(directive: Directive, lookup: (name: string) => MacroKnowledge): boolean | undefined {
  switch (directive.name) {
    case "ifdef":
    case "elifdef":
    case "ifndef":
    case "elifndef": {
      const known = lookup(firstWord(directive.rest));
      return known === undefined ? undefined : (known !== false) !== directive.name.endsWith("ndef");
    }
    default: {
      const value = evaluateCondition(directive.rest, lookup);
      return value === undefined ? undefined : value !== 0;
    }
  }
}

/** Keeps the choice for a condition on a single macro, so that later conditions on it choose alike. */
function remember(directive: Directive, chosen: boolean, assumptions: Map<string, boolean>): void {
  if (directive.name === "ifdef" || directive.name === "ifndef") {
    assumptions.set(firstWord(directive.rest), chosen === (directive.name === "ifdef"));
    return;
  }
  const single = /^(!?)\s*(?:defined\s*)?\(?\s*([A-Za-z_$][\w$]*)\s*\)?$/.exec(directive.rest);
  if (single !== null) {
    assumptions.set(single[2] as string, chosen === (single[1] === ""));
  }
}

function applyDefinition(directive: Directive, macros: Map<string, MacroValue | false>): void {
  if (directive.name === "define") {
    const name = firstWord(directive.rest);
    const after = directive.rest.slice(name.length);
    macros.set(name, { body: after.startsWith("(") ? undefined : after.trim() });
  } else if (directive.name === "undef") {
    macros.set(firstWord(directive.rest), false);
  }
}

/** The identifier that a directive's rest starts with; empty where it starts with none. */
export function firstWord(rest: string): string {
  return /^[A-Za-z_$][\w$]*/.exec(rest)?.[0] ?? "";
}
