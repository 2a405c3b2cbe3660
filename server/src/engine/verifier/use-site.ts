/** Places where a function uses something that one of a verifier's checks is about. */
import { certainMacro } from "../../analysis/names/macro-names.ts";
import { globalName, ownership } from "../../analysis/names/ownership.ts";
import type { Facts } from "../../facts/index.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { RuleContext } from "../../rules/context.ts";
import type { Span } from "../../syntax/ast.ts";

/** A use as the tables of facts name it: "io-call". */
export interface NamedUse {
  readonly use: string;
  /** The rules that a check has for it; none for most. */
  readonly rules: readonly string[];
}

export interface UseSite extends NamedUse, Span {
  /** The function of the system that is called, the routine that is called by it, or the control code. */
  readonly name: string;
}

/** What a call of the system's function is a use of. */
export type UsesOfCall = (name: string, facts: Facts) => readonly NamedUse[];

/** The uses that a function's calls are; what a macro of the unit calls is used where the macro stands. */
export function usesInCalls(fn: FunctionModel, context: RuleContext, usesOf: UsesOfCall): readonly UseSite[] {
  const known = new Map<string, readonly (NamedUse & Pick<UseSite, "name">)[]>();
  const usesNamed = (written: string): readonly (NamedUse & Pick<UseSite, "name">)[] => {
    const names = calledNames(written, fn, context);
    return names.flatMap((name) => usesOf(name, context.facts).map((use) => ({ ...use, name })));
  };
  return fn.calls.flatMap((call): readonly UseSite[] => {
    const written = call.name === undefined ? undefined : globalName(call.name);
    if (written === undefined) {
      return [];
    }
    const uses = known.get(written) ?? usesNamed(written);
    known.set(written, uses);
    const { start, end } = call.nameSpan;
    return uses.map((use) => ({ ...use, start, end }));
  });
}

/** Macros within macros are followed so far. */
const maximumDepth = 4;

/** The system's functions that a name leads to: itself, or what the unit's macro of the name calls. */
function calledNames(written: string, fn: FunctionModel, context: RuleContext): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  let names: readonly string[] = [written];
  for (let depth = 0; depth < maximumDepth && names.length > 0; depth++) {
    const inner: string[] = [];
    for (const name of names) {
      if (seen.has(name)) {
        continue;
      }
      seen.add(name);
      if (ownership(name, fn, context.unit) === "foreign") {
        found.add(name);
      } else if (!fn.locals.has(name) && !fn.parameterNames.has(name)) {
        inner.push(...(certainMacro(name, context)?.macro.calls ?? []));
      }
    }
    names = inner;
  }
  return [...found];
}
