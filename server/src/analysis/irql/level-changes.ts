/** The calls of a function that set another level, with the levels before and after. */
import type { CallExpr } from "../../syntax/ast.ts";
import type { World } from "../worlds/worlds.ts";
import type { FlowBody } from "./flow.ts";
import type { LevelValue } from "./level.ts";
import type { IrqlState } from "./state.ts";

export interface LevelChange {
  readonly call: CallExpr;
  readonly before: readonly World<IrqlState>[];
  readonly after: readonly World<IrqlState>[];
}

/** In the order of the graph: calls after which a level is another one that the call has set. */
export function levelChanges(body: FlowBody): readonly LevelChange[] {
  const changes: LevelChange[] = [];
  body.eachStep((step, before, after) => {
    if (step.kind === "call" && after.some(({ property }) => property.because === step.node)) {
      changes.push({ call: step.node, before, after });
    }
  });
  return changes;
}

/** The ways in which a call leads to a level that is asked about, and whether these are all that there are. */
export function waysTo(
  { call, after }: LevelChange,
  isMeant: (level: LevelValue) => boolean,
): { readonly world: World<IrqlState>; readonly ways: "all" | "some" } | undefined {
  const set = after.filter(({ property }) => property.because === call);
  const meant = set.filter(({ property }) => isMeant(property.level));
  const [world] = meant;
  return world && { world, ways: meant.length === after.length ? "all" : "some" };
}

/**
 * Whether what set a level raised it. The release of a lock did not: whoever gives it a level knows that it is the one, or
 * the lock's own level is what there is to speak of.
 */
export function isRaise({ because, level }: IrqlState, { calls }: FlowBody): boolean {
  const reached = calls.find(({ call }) => call === because);
  const isRelease = reached?.effect.some(({ operations }) => operations.some(({ kind }) => kind === "release"));
  // The life of a variable sets levels too, and is no call.
  return (
    reached === undefined ||
    (isRelease !== true && reached.before.some(({ property }) => property.level.low < level.low))
  );
}
