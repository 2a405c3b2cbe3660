/** Where a function raises the IRQL to DISPATCH_LEVEL or above while its own code runs. */
import type { FunctionModel } from "../../model/function.ts";
import type { IrqlEnvironment } from "../irql/environment.ts";
import { irqlFlow } from "../irql/flow.ts";
import { dispatch, entrySymbol, type LevelValue } from "../irql/level.ts";
import type { Cause, IrqlState } from "../irql/state.ts";
import type { World } from "../worlds/worlds.ts";

export interface Raise {
  /** A call, or a variable whose constructor does it. */
  readonly by: NonNullable<Cause>;
  readonly world: World<IrqlState>;
  /** Whether it happens on every way through the function. */
  readonly isAlways: boolean;
}

/** The first raise in the text; undefined where there is none, or the function cannot be followed. */
export function firstRaise(fn: FunctionModel, env: IrqlEnvironment): Raise | undefined {
  const { body } = env.derived(irqlFlow, fn);
  let first: Raise | undefined;
  body?.eachStep((_, before, after) => {
    const [world, ...others] = after.filter(({ property: { level } }) => isRaised(level));
    const by = world?.property.because;
    if (by === undefined || world === undefined || (first !== undefined && first.by.start <= by.start)) {
      return;
    }
    if (!before.some(({ property: { level } }) => isRaised(level))) {
      const reached = body.calls.find(({ call }) => call === by);
      const isAlways = reached === undefined ? world.trail === undefined : reached.isAlways;
      first = { by, world, isAlways: isAlways && others.length + 1 === after.length };
    }
  });
  return first;
}

/** Whether the function has set the level, and not its caller. */
const isRaised = ({ symbol, low }: LevelValue): boolean => symbol !== entrySymbol && low >= dispatch;
