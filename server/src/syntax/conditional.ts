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
  const lookup = (name: string): MacroKnowledge => {
    const own = macros.get(name);
    if (own !== undefined) {
      return own;
    }
    const known = environment.lookup(name);
    if (known !== undefined) {
      return known;
    }
    const assumption = assumptions.get(name);
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
      }
    } else if (directive.name === "if" || directive.name === "ifdef" || directive.name === "ifndef") {
      const frame: Frame = { outerActive: live, taken: false, outerAssumed: hangsOn };
      frames.push(frame);
      if (live) {
        const decided = conditionOf(directive, lookup);
        let chosen = decided;
        if (chosen === undefined) {
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
        const decided = directive.name === "else" ? true : conditionOf(directive, lookup);
        live = !frame.taken && decided !== false;
        if (live && decided === undefined) {
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

/** `#ifndef X` followed at once by `#define X`. */
function isIncludeGuard(directives: readonly Directive[], index: number): boolean {
  const directive = directives[index] as Directive;
  const next = directives[index + 1];
  const name = /^(?:!\s*defined\s*\(?\s*)?([A-Za-z_$][\w$]*)\s*\)?$/.exec(directive.rest)?.[1];
  const negative = directive.name === "ifndef" || directive.rest.startsWith("!");
  return negative && name !== undefined && next?.name === "define" && firstWord(next.rest) === name;
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
