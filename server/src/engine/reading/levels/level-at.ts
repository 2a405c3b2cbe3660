/** The level at a place of a file, whatever is being typed there. */
import type { FunctionModel } from "../../../model/function.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { ShownLevel, UnitLevels, Why } from "./level.ts";
import type { MendedFunction } from "./mended-function.ts";

/** Holds until the unit's next edit. */
export interface LevelThere {
  /** The function that the place is in, read without what is half written: none of the unit's. */
  readonly fn: FunctionModel;
  /** Undefined where nobody knows. */
  readonly level: ShownLevel | undefined;
  /** Shortest chain first; places behind the one that was asked for may be some characters off. */
  why(): readonly Why[];
}

/** @param levelsWith makes levels that know functions by the context that is given for them */
export function levelIn(
  { fn, offset }: MendedFunction,
  context: RuleContext,
  levelsWith: (contextOf: (of: FunctionModel) => RuleContext | undefined) => UnitLevels | undefined,
): LevelThere {
  const own = contextWith(fn, counterpart(fn, context) ?? fn, context);
  const levels = levelsWith((of) => (of === fn ? own : undefined));
  return { fn, level: levels?.at(fn, offset)?.level, why: () => levels?.why(fn, offset) ?? [] };
}

/** The function of the unit that another reading of the same text is; undefined where its errors leave none. */
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
