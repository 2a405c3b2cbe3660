/** What a driver gives SQLite that must not run at raised levels or in atomic context: its allocator, mutexes and files. */
import type { Place } from "../../model/place.ts";
import { atomicSummaries } from "../atomic/flow.ts";
import type { CallEnvironment } from "../call-environment.ts";
import { functionNamed } from "../calls/callees.ts";
import { irqlSummaries } from "../irql/flow.ts";
import { apc } from "../irql/level.ts";

/** A method of the driver's that keeps SQLite down. */
export interface SqliteGround {
  /** Its place in SQLite's table: "xMalloc". */
  readonly member: string;
  /** The driver's function. */
  readonly routine: string;
  /** What it does, as the end of a sentence that names it: "calls ExAllocatePool2, which may be called at ...". */
  readonly does: string;
  /** The call that does. */
  readonly at: Place;
}

/** Methods that nearly every call of SQLite comes to, the commonest first. */
const members = ["xMalloc", "xRealloc", "xMutexEnter", "xRead", "xOpen"] as const;

/**
 * Why SQLite may run below DISPATCH_LEVEL only. Undefined where no method of the unit says so for sure. Summaries are
 * asked for with their places.
 */
export function levelGround(env: CallEnvironment): SqliteGround | undefined {
  return groundOf(env, (key) => {
    const { always, sometimes } = env.reasons(irqlSummaries, key).atMost;
    const need = [always, sometimes].find(
      (each) => each !== undefined && each.rank <= apc && each.kind === "level" && each.certainty === "certain",
    );
    return need && { at: need.at, does: doing(need) };
  });
}

/** Why SQLite sleeps. */
export function sleepGround(env: CallEnvironment): SqliteGround | undefined {
  return groundOf(env, (key) => {
    const need = env.reasons(atomicSummaries, key).sleeps.find(({ flags, given, memory, asks, source }) => {
      const isPlain = flags === undefined && given.length === 0 && memory.length === 0 && asks.length === 0;
      return isPlain && env.facts.sqliteFunction(source) === undefined;
    });
    return need && { at: need.at, does: doing(need) };
  });
}

const doing = ({ callee, source, because }: { callee: string; source: string; because: string }): string =>
  callee === source ? `calls ${callee}, which ${because}` : `calls ${callee}, which leads to ${source}: it ${because}`;

function groundOf(
  { unit }: CallEnvironment,
  needOf: (key: string) => Pick<SqliteGround, "at" | "does"> | undefined,
): SqliteGround | undefined {
  for (const member of members) {
    for (const { value, file, scope } of unit.stores(member)) {
      const callee = value === undefined ? undefined : functionNamed(value, { file, scope }, unit);
      const need = callee?.kind === "function" ? needOf(callee.key) : undefined;
      if (callee?.kind === "function" && need !== undefined) {
        return { member, routine: callee.name, ...need };
      }
    }
  }
  return undefined;
}
