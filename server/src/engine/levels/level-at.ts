/** The level at a place of a file, whatever is being typed there. */
import type { FunctionModel } from "../../model/function.ts";
import type { RuleContext } from "../../rules/context.ts";
import type { ShownLevel, UnitLevels, Why } from "./level.ts";
import type { MendedFunction } from "./mended-function.ts";

/** Holds until the unit's next edit. */
export interface LevelThere {
  readonly level: ShownLevel;
  /** Shortest chain first; places behind the one that was asked for may be some characters off. */
  why(): readonly Why[];
}

/**
 * @param levelsWith makes levels that know functions by the context that is given for them
 * @returns undefined where nobody knows
 */
export function levelIn(
  { fn, offset }: MendedFunction,
  context: RuleContext,
  levelsWith: (contextOf: (of: FunctionModel) => RuleContext | undefined) => UnitLevels | undefined,
): LevelThere | undefined {
  const known = counterpart(fn, context);
  if (known === undefined) {
    return undefined;
  }
  const own = contextWith(fn, known, context);
  const levels = levelsWith((of) => (of === fn ? own : undefined));
  const there = levels?.at(fn, offset);
  return levels && there && { level: there.level, why: () => levels.why(fn, offset) };
}

/** The function of the unit that another reading of the same text is. */
function counterpart({ name, scope, file, anchor }: FunctionModel, { unit }: RuleContext): FunctionModel | undefined {
  const same = unit.functions(name).filter((other) => other.scope === scope && other.file === file);
  return same.find((other) => other.anchor.start === anchor.start) ?? (same.length === 1 ? same[0] : undefined);
}

/** What a function is worked out with that is none of the unit's: nothing of it is kept, and it is handed out as the other is. */
function contextWith(fn: FunctionModel, known: FunctionModel, context: RuleContext): RuleContext {
  const made = new Map<object, unknown>();
  const own: RuleContext = {
    ...context,
    registrations: (of, detail) => context.registrations(of === fn ? known : of, detail),
    derived(analysis, of) {
      if (of !== fn) {
        return context.derived(analysis, of);
      }
      if (!made.has(analysis)) {
        made.set(analysis, analysis.run(fn, own));
      }
      // What stands under an analysis was made by it.
      return made.get(analysis) as ReturnType<typeof analysis.run>;
    },
  };
  return own;
}
