/** Questions one after the other, with a way back: what was answered is kept when somebody goes back and forth. */

/** What came of a question; undefined ends all of it. */
export type Move<State> = { readonly to: "next" | "back"; readonly state: State } | undefined;

export interface Position {
  /** Counted from 1. */
  readonly number: number;
  /** As far as the answers until now tell. */
  readonly total: number;
}

export interface Step<State> {
  ask(state: State, position: Position): Promise<Move<State>>;
}

/**
 * The answers to all questions, or undefined where somebody has ended it.
 * @param stepsOf all questions, which may depend on answers to those before them
 */
export async function walk<State>(
  initial: State,
  stepsOf: (state: State) => readonly Step<State>[],
): Promise<State | undefined> {
  let state = initial;
  for (let index = 0; ; ) {
    const steps = stepsOf(state);
    const step = steps[index];
    if (step === undefined) return state;
    const move = await step.ask(state, { number: index + 1, total: steps.length });
    if (move === undefined) return undefined;
    state = move.state;
    index = move.to === "next" ? index + 1 : Math.max(0, index - 1);
  }
}
